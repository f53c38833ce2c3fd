// The page stays small however large the dump is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distinctStacks, leakedConnections, stuckLocks } from "../lib/dumps.mjs";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";

const MAX_NODES = 3000;

test("5,000 distinct stacks are less than 3,000 elements, whatever is shown of them", () =>
  withPage({}, async (page) => {
    await drop(page, "distinct.txt", [...distinctStacks(5000)].join("\n"));
    await waitForVerdict(page);
    await byId(page, "group-row").nth(20).waitFor();
    await assertSmall(page, "the list");
    for (let at = 0; at < 3; at++) await byId(page, "group-toggle").nth(at).click();
    await assertSmall(page, "open groups");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll('[data-testid="group-row"]')];
      return rows.some((row) => Number(row.getAttribute("aria-posinset")) > 1000);
    });
    await assertSmall(page, "the middle of the list");
    for (const tab of ["tab-stacks", "tab-starters"]) {
      await byId(page, tab).click();
      await assertSmall(page, tab);
    }
  }));

test("a finding about 3,000 stacks is less than 3,000 elements", () =>
  withPage({}, async (page) => {
    let line = 0;
    const dump = leakedConnections(1500).replaceAll(/transport\.go:\d+/g, () => `transport.go:${++line}`);
    await drop(page, "many.txt", dump);
    await waitForVerdict(page);
    const links = byId(page, "group-link");
    assert.equal(await links.count(), 12);
    await assertSmall(page, "the verdict");
    await byId(page, "more-group-links").first().click();
    await links.nth(61).waitFor();
  }));

test("a hundred findings are less than 3,000 elements, and all can be reached", () =>
  withPage({}, async (page) => {
    await drop(page, "locks.txt", [...stuckLocks(100)].join("\n"));
    await waitForVerdict(page);
    const findings = byId(page, "finding");
    await findings.nth(20).waitFor();
    assert.equal(await findings.count(), 21);
    await assertSmall(page, "the verdict");
    while (await byId(page, "more-findings").count()) await byId(page, "more-findings").click();
    assert.equal(await findings.count(), 100);
  }));

async function assertSmall(page, what) {
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(nodes < MAX_NODES, `${what}: ${nodes} elements`);
}
