// The groups below the verdict: largest first, stacks on demand, own code set apart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distinctStacks, leakedConnections } from "../lib/dumps.mjs";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";

test("a group shows its stack when it is opened", () =>
  withPage({}, async (page) => {
    const row = await openGroupOf(page, 1);
    const frames = byId(page, "frame");
    assert.equal(await frames.count(), 4, "the stack of the main goroutine");
    assert.match(await page.locator("body").innerText(), /main\.main/);
    await byId(row, "group-toggle").first().click();
    await frames.first().waitFor({ state: "hidden" });
  }));

test("own code looks different from library code", () =>
  withPage({}, async (page) => {
    await openGroupOf(page, 1);
    const own = await look(byId(page, "frame", { origin: "application" }).first());
    const library = await look(byId(page, "frame", { origin: "standard library" }).first());
    assert.notDeepEqual(own, library);
  }));

test("a group shows whom its goroutines descend from, when the dump says it", () =>
  withPage({}, async (page) => {
    await drop(page, "ancestors.txt", [descending(10, "main.handle", 31), descending(11, "main.retry", 57), descending(12, "main.retry", 57)].join("\n"));
    await waitForVerdict(page);
    await byId(byId(page, "group-row", { count: 3 }).first(), "group-toggle").click();
    const ancestries = byId(page, "ancestry");
    assert.equal(await ancestries.count(), 2);
    assert.match(await ancestries.first().innerText(), /2 of 3.*main\.retry.*main\.go:57.*main\.main/s);
    assert.match(await ancestries.last().innerText(), /1 of 3.*main\.handle/s);
  }));

for (const [width, height] of [[1280, 844], [1280, 640], [390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the query stays in sight over a long list: ${width} by ${height}, ${colorScheme}`, () =>
      withPage({ viewport: { width, height }, colorScheme }, async (page) => {
        await drop(page, "distinct.txt", [...distinctStacks(500)].join("\n"));
        await waitForVerdict(page);
        await byId(page, "group-row").nth(10).waitFor();
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
        await page.waitForFunction(() => document.querySelector('[data-testid="group-row"]').ariaPosInSet > 50);
        const bars = await stuckBars(page);
        const bottom = Math.max(...bars.map((bar) => bar.bottom));
        assert.ok(bottom - bars.at(-1).top <= 0.15 * height, `it takes ${bottom - bars.at(-1).top} pixels`);
        assert.ok(bottom <= 0.2 * height, `${bottom} of ${height} pixels are covered`);
        for (let at = 1; at < bars.length; at++) {
          assert.ok(Math.abs(bars[at].top - bars[at - 1].bottom) < 1, "one stands right below the other");
        }
        assert.ok(await isOnTop(byId(page, "group-filter")));
        for (const key of ["k", "Shift+Tab"]) {
          await focusRowBelow(page, bottom);
          await page.keyboard.press(key);
          const top = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
          assert.ok(top >= bottom - 1, `after ${key} the focus is at ${top}, and ${bottom} pixels are covered`);
        }
      }));
  }
}

test("what a new query lists is seen from its first group on", () =>
  withPage({}, async (page) => {
    await drop(page, "distinct.txt", [...distinctStacks(500)].join("\n"));
    await waitForVerdict(page);
    await byId(page, "group-row").nth(10).waitFor();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await page.waitForFunction(() => document.querySelector('[data-testid="group-row"]').ariaPosInSet > 50);
    await page.keyboard.press("/");
    await page.keyboard.type("step3");
    const first = page.locator('[data-testid="group-row"][aria-posinset="1"]');
    await first.waitFor();
    await page.waitForFunction((first) => {
      const field = document.querySelector('[data-testid="group-filter"]').getBoundingClientRect();
      const { top } = first.getBoundingClientRect();
      return field.top > 0 && top >= field.bottom && top < innerHeight / 2;
    }, await first.elementHandle());
  }));

test("the query is no part of the printed page", () =>
  withPage({}, async (page) => {
    await openGroupOf(page, 1);
    await page.emulateMedia({ media: "print" });
    assert.equal(await byId(page, "group-filter").isVisible(), false);
    const positions = await page.evaluate(() =>
      [".dump-bar", ".group-tools", ".group-query"].map((name) => getComputedStyle(document.querySelector(name)).position),
    );
    assert.ok(!positions.includes("sticky"), positions.join());
  }));

/** What stands at the top of the window over the page, from the top down. */
async function stuckBars(page) {
  return await page.evaluate(() =>
    [".dump-bar", ".group-tools", ".group-query"]
      .map((name) => document.querySelector(name))
      .filter((bar) => getComputedStyle(bar).position === "sticky" && getComputedStyle(bar).display !== "contents")
      .map((bar) => bar.getBoundingClientRect())
      .map(({ top, bottom }) => ({ top, bottom })),
  );
}

/** Gives the focus to the first row that is not covered. */
async function focusRowBelow(page, bottom) {
  await page.evaluate((bottom) => {
    const toggles = [...document.querySelectorAll('[data-testid="group-toggle"]')];
    toggles.find((toggle) => toggle.getBoundingClientRect().top >= bottom).focus({ preventScroll: true });
  }, bottom);
}

async function isOnTop(locator) {
  return await locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });
}

/** A goroutine as GODEBUG=tracebackancestors=10 prints it. */
function descending(goid, func, line) {
  return [
    `goroutine ${goid} [chan receive, 12 minutes]:`,
    "main.worker(0xc000012345)",
    "\t/srv/app/worker.go:17 +0x1d",
    "created by main.start in goroutine 9",
    "\t/srv/app/worker.go:9 +0x3e",
    "[originating from goroutine 9]:",
    `${func}(...)`,
    `\t/srv/app/main.go:${line} +0x12f`,
    "created by main.main",
    "\t/srv/app/main.go:12 +0x12f",
    "",
  ].join("\n");
}

/** Shows a dump and opens the first group of that many goroutines, which may be a normal one. */
async function openGroupOf(page, count) {
  await drop(page, "goroutines.txt", leakedConnections(3));
  await waitForVerdict(page);
  await byId(page, "benign").getByRole("button").first().click();
  const row = byId(page, "group-row", { count }).first();
  await byId(row, "group-toggle").first().click();
  await byId(page, "frame").first().waitFor();
  return row;
}

async function look(frame) {
  return await frame.evaluate((element) => {
    const { color, backgroundColor, fontWeight, borderLeftColor } = getComputedStyle(element);
    return { color, backgroundColor, fontWeight, borderLeftColor };
  });
}
