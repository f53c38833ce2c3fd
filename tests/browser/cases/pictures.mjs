// The pictures show what is listed, lead to it, and say the same as tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { healthy, leakedConnections } from "../lib/dumps.mjs";
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

async function connections(page) {
  await drop(page, "goroutines.txt", leakedConnections(30));
  await waitForVerdict(page);
}
