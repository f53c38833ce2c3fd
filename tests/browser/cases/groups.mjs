// The groups below the verdict: largest first, stacks on demand, own code set apart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
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
