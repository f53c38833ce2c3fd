// Every way to hand over a dump leads to the same verdict.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { MOUNTS, byId, dataOf, drop, paste, waitForVerdict, withPage } from "../lib/site.mjs";

const RULE = "http-transport-per-request";
const PAIRS = 40;

for (const mount of MOUNTS) {
  test(`the founding example names its cause, under ${mount}`, () =>
    withPage({ mount }, async (page) => {
      await byId(page, "example-button").click();
      await waitForVerdict(page);
      await assertTransportVerdict(page);
    }));
}

test("a pasted dump is analysed", () =>
  withPage({}, async (page) => {
    await paste(page, leakedConnections(PAIRS));
    await waitForVerdict(page);
    await assertTransportVerdict(page);
    await assertPairs(page);
  }));

test("a chosen file is analysed", () =>
  withPage({}, async (page) => {
    const dir = await mkdtemp(join(tmpdir(), "gorolens-"));
    try {
      const path = join(dir, "goroutines.txt");
      await writeFile(path, leakedConnections(PAIRS));
      await byId(page, "file-input").setInputFiles(path);
      await waitForVerdict(page);
      await assertTransportVerdict(page);
      await assertPairs(page);
    } finally {
      await rm(dir, { recursive: true });
    }
  }));

test("a dropped file is analysed", () =>
  withPage({}, async (page) => {
    await drop(page, "goroutines.txt", leakedConnections(PAIRS));
    await waitForVerdict(page);
    await assertTransportVerdict(page);
    await assertPairs(page);
  }));

test("a second dump replaces the first", () =>
  withPage({}, async (page) => {
    await byId(page, "example-button").click();
    await waitForVerdict(page);
    await drop(page, "second.txt", leakedConnections(PAIRS));
    await byId(page, "group-row", { count: PAIRS }).first().waitFor();
    await assertPairs(page);
  }));

async function assertTransportVerdict(page) {
  const finding = byId(page, "finding", { rule: RULE });
  await finding.first().waitFor();
  const data = await dataOf(page, "finding");
  assert.equal(data.rule, RULE, "the weightiest finding comes first");
  assert.equal(data.severity, "leak");
  assert.match(data.certainty, /^(high|medium|low)$/);
  const before = await byId(finding, "remedy-before").first().textContent();
  const after = await byId(finding, "remedy-after").first().textContent();
  assert.match(before, /http\.Transport\{/);
  assert.notEqual(before, after);
}

/** Both halves of every connection: two groups of `PAIRS`. The main goroutine is normal, so it is not listed. */
async function assertPairs(page) {
  const rows = byId(page, "group-row");
  const counts = await rows.evaluateAll((rows) => rows.map((row) => Number(row.dataset.count)));
  assert.deepEqual(counts, [PAIRS, PAIRS]);
}

test("several dumps stay open and can be switched and closed", () =>
  withPage({}, async (page) => {
    await drop(page, "first.txt", leakedConnections(3));
    await waitForVerdict(page);
    await byId(page, "new-dump").click();
    await drop(page, "second.txt", leakedConnections(4));
    await byId(page, "group-row", { count: 4 }).first().waitFor();
    assert.deepEqual(await byId(page, "input-tab").allInnerTexts(), ["first.txt", "second.txt"]);
    await byId(page, "input-tab").first().click();
    await byId(page, "group-row", { count: 3 }).first().waitFor();
    await byId(page, "input-close").first().click();
    await byId(page, "group-row", { count: 4 }).first().waitFor();
    assert.equal(await byId(page, "input-tab").count(), 0, "one dump needs no tabs");
  }));
