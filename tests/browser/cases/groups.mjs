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
