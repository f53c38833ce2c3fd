// The pictures show what is listed, lead to it, and say the same as tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distinctStacks, healthy, leakedConnections } from "../lib/dumps.mjs";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";

test("the stacks can be zoomed by keyboard, turned, and read as a table", () =>
  withPage({}, async (page) => {
    await connections(page);
    await byId(page, "tab-").focus();
    await page.keyboard.press("ArrowRight");
    const picture = byId(page, "icicle").getByRole("tree");
    await picture.focus();
    const blocks = picture.getByRole("treeitem");
    const before = await blocks.count();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (before) => document.querySelectorAll('[role="treeitem"]').length < before,
      before,
    );
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      (before) => document.querySelectorAll('[role="treeitem"]').length === before,
      before,
    );
    await byId(page, "icicle-table-toggle").click();
    assert.equal(await byId(page, "icicle-table").locator("tbody tr").count(), before);
  }));

test("what the pointer is at is said below the picture", () =>
  withPage({}, async (page) => {
    await connections(page);
    await byId(page, "tab-stacks").click();
    const said = page.locator(".icicle-chosen");
    const blocks = byId(page, "icicle").getByRole("treeitem");
    await blocks.filter({ hasText: "fill" }).hover();
    await said.filter({ hasText: "bufio.(*Reader).fill" }).waitFor();
    await byId(page, "tab-stacks").hover();
    await byId(page, "icicle-table-toggle").hover();
    await said.filter({ hasText: "fill" }).waitFor({ state: "detached" });
  }));

test("the wheel zooms with Ctrl about the pointer, and scrolls the page without it", () =>
  withPage({}, async (page) => {
    const picture = await drawn(page, connections);
    const { x, width } = await picture.boundingBox();
    const { y } = await picture.boundingBox();
    const border = byId(page, "icicle").getByRole("treeitem", { name: "writeLoop" });
    await page.mouse.move(x + width * 0.6, y + 10);
    const place = (box) => (x + width * 0.6 - box.x) / box.width;
    const before = await border.boundingBox();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await byId(page, "icicle-strip").waitFor();
    await page.keyboard.up("Control");
    const after = await border.boundingBox();
    assert.ok(after.x < before.x, `${after.x} is left of ${before.x}`);
    assert.ok(Math.abs(place({ x: after.x, width: before.width * 4 / 3 }) - place(before)) < 0.01, "the point stays");
    assert.ok(Math.abs((await picture.boundingBox()).y - y) < 1, "the picture stays where it was");
    assert.equal(await page.evaluate(() => visualViewport.scale * devicePixelRatio), 1, "the page is no larger");
    const scrolled = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, -200);
    await page.waitForFunction((scrolled) => scrollY < scrolled, scrolled);
  }));

test("a picture that is zoomed can be dragged, by itself and in the strip, and a click is no drag", () =>
  withPage({}, async (page) => {
    const picture = await drawn(page, distinct);
    assert.equal(await byId(page, "icicle-strip").count(), 0);
    const inSight = () => byId(page, "icicle-strip").getAttribute("aria-valuetext");
    for (let times = 0; times < 4; times++) await byId(page, "icicle-in").click();
    const first = await inSight();
    await dragOver(page, picture, 0.7, 0.3);
    const second = await inSight();
    assert.ok(percents(second)[0] > percents(first)[0], `${first}, dragged to the left: ${second}`);
    assert.equal(await byId(page, "icicle-strip").count(), 1, "the drag is no click");
    const [from, to] = percents(second).map((it) => it / 100);
    await dragOver(page, byId(page, "icicle-strip"), (from + to) / 2, 0.99);
    assert.equal(percents(await inSight())[1], 100);
    const strip = await byId(page, "icicle-strip").boundingBox();
    await page.mouse.click(strip.x + 3, strip.y + 10);
    assert.equal(percents(await inSight())[0], 0);
    await byId(page, "icicle-strip").press("End");
    assert.equal(percents(await inSight())[1], 100);
    await byId(page, "icicle").getByRole("treeitem").first().click();
    await byId(page, "icicle-strip").waitFor({ state: "detached" });
  }));

test("the picture is zoomed by keys, and what is out of sight is reached by them", () =>
  withPage({}, async (page) => {
    const picture = await drawn(page, connections);
    await picture.focus();
    const chosen = () => page.locator(".icicle-active").getAttribute("aria-label");
    for (let times = 0; times < 5; times++) await page.keyboard.press("+");
    await byId(page, "icicle-strip").waitFor();
    assert.match(await chosen(), /readLoop/);
    assert.equal(await byId(page, "icicle").getByRole("treeitem", { name: "writeLoop" }).count(), 0);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".icicle-active")?.ariaLabel.includes("writeLoop"));
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => document.querySelector(".icicle-active")?.ariaLabel.includes("readLoop"));
    for (let times = 0; times < 5; times++) await page.keyboard.press("-");
    await byId(page, "icicle-strip").waitFor({ state: "detached" });
    await page.keyboard.press("+");
    await byId(page, "icicle-strip").waitFor();
    await page.keyboard.press("Escape");
    await byId(page, "icicle-strip").waitFor({ state: "detached" });
  }));

test("calls that are drawn together are told apart by a click, and what is zoomed stays small", () =>
  withPage({}, async (page) => {
    await drawn(page, manyCalls);
    const others = byId(page, "icicle").getByRole("treeitem", { name: "others" });
    const before = await byId(page, "icicle").getByRole("treeitem").count();
    await others.last().click();
    await byId(page, "icicle-strip").waitFor();
    assert.ok((await byId(page, "icicle").getByRole("treeitem", { name: "main.step" }).count()) > 0);
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(nodes < 3000, `${nodes} elements, ${before} blocks before`);
    await byId(page, "icicle-table-toggle").click();
    assert.equal(await byId(page, "icicle-table").locator("tbody tr").count(), before, "the table has all of it");
    await byId(page, "icicle-table-toggle").click();
    await byId(page, "icicle-all").click();
    await byId(page, "icicle-strip").waitFor({ state: "detached" });
  }));

test("where everything is normal, that is drawn", () =>
  withPage({}, async (page) => {
    await drop(page, "healthy.txt", healthy());
    await byId(page, "no-findings").waitFor();
    await byId(page, "tab-stacks").click();
    await byId(page, "icicle").getByRole("treeitem").first().waitFor();
    await byId(page, "tab-starters").click();
    await byId(page, "starters").waitFor();
  }));

test("a column of the waits lists the groups that waited so long", () =>
  withPage({}, async (page) => {
    await connections(page);
    await byId(page, "waits").getByRole("button").last().click();
    assert.match(await byId(page, "group-filter").inputValue(), /^wait:\d+\.\.\d+$/);
    assert.equal(await byId(page, "group-row").count(), 2);
    await byId(page, "waits-table-toggle").click();
    assert.match(await byId(page, "waits-table").innerText(), /\b60\b/);
  }));

test("what a go statement started is listed", () =>
  withPage({}, async (page) => {
    await connections(page);
    await byId(page, "tab-starters").click();
    await byId(page, "starters").getByRole("button").first().click();
    await byId(page, "group-row", { count: 30 }).waitFor();
    assert.equal(await byId(page, "group-row").count(), 1);
  }));

/** Shows a dump and its stacks drawn. */
async function drawn(page, show) {
  await show(page);
  await byId(page, "tab-stacks").click();
  const picture = byId(page, "icicle").getByRole("tree");
  await picture.scrollIntoViewIfNeeded();
  return picture;
}

/** Drags from one place of an element to another, in fractions of its width. */
async function dragOver(page, element, from, to) {
  const { x, y, width } = await element.boundingBox();
  await page.mouse.move(x + from * width, y + 10);
  await page.mouse.down();
  await page.mouse.move(x + ((from + to) / 2) * width, y + 10);
  await page.mouse.move(x + to * width, y + 10);
  await page.mouse.up();
}

/** `12 % – 40 %` → `[12, 40]`. */
function percents(text) {
  return text.match(/\d+/g).map(Number);
}

async function distinct(page) {
  await listed(page, [...distinctStacks(2000)].join("\n"));
}

/** Too many to be drawn one by one. */
async function manyCalls(page) {
  let call = 0;
  await listed(page, [...distinctStacks(2000)].join("\n").replaceAll(/main\.step\d+/g, () => `main.step${++call}`));
}

async function listed(page, dump) {
  await drop(page, "distinct.txt", dump);
  await waitForVerdict(page);
  await byId(page, "group-row").nth(10).waitFor();
}

async function connections(page) {
  await drop(page, "goroutines.txt", leakedConnections(30));
  await waitForVerdict(page);
}
