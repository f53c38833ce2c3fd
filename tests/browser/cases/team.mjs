// A large file is read by several workers, and the report is that of one.

import assert from "node:assert/strict";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { largeDump, leakedConnections } from "../lib/dumps.mjs";
import { SITE_DIR, byId, waitForVerdict, withPage, withTab } from "../lib/site.mjs";

/** About 140 MB: parts for several. */
const GOROUTINES = 1_000_000;

let dir;
let path;
let alone;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "gorolens-"));
  path = join(dir, "large.txt");
  await pipeline(Readable.from(dump()), createWriteStream(path));
  await withPage({}, async (page) => {
    alone = await reportOf(page, 1);
    assert.equal(await hasTeam(page), false);
  });
});

after(() => rm(dir, { recursive: true }));

function* dump() {
  yield* largeDump(GOROUTINES / 2);
  yield `${leakedConnections(300)}\n`;
  yield* largeDump(GOROUTINES / 2);
}

test("several workers give the report of one, and the text of a goroutine", () =>
  withPage({}, async (page) => {
    assert.equal(await reportOf(page, 4), alone);
    assert.equal(await hasTeam(page), true);
    await byId(page, "group-filter").fill("persistConn");
    await byId(page, "group-toggle").first().click();
    await byId(page, "goroutine-link").first().click();
    await byId(page, "raw-text").waitFor();
    const text = await byId(page, "raw-text").textContent();
    assert.match(text, /^goroutine 2\d \[IO wait, 147 minutes\]:\n[^]*readLoop/);
  }));

// A worker without an origin may not start another one from memory, so one reads all parts.
test("the same report in the page that is one file, from the disk", () =>
  withTab({}, async (page) => {
    await page.goto(pathToFileURL(join(SITE_DIR, "gorolens.html")).href);
    await byId(page, "example-button").waitFor();
    assert.equal(await reportOf(page, 4), alone);
  }));

test("where workers cannot start others, one reads everything", () =>
  withPage({}, async (page) => {
    await inWorkers(page, () => (globalThis.Worker = undefined));
    assert.equal(await reportOf(page, 4), alone);
  }));

/** The exported report; the machine is said to have so many cores. */
async function reportOf(page, cores) {
  await inWorkers(page, (cores) => Object.defineProperty(navigator, "hardwareConcurrency", { value: cores }), cores);
  await byId(page, "file-input").setInputFiles(path);
  await waitForVerdict(page);
  const download = page.waitForEvent("download");
  await byId(page, "export-json").click();
  return await readFile(await (await download).path(), "utf8");
}

/** Whether the worker that has the report asked others, and could start them. */
async function hasTeam(page) {
  const asked = await inWorkers(page, () => {
    // Throws where the policy of the page forbids it.
    new Worker(location.href).terminate();
    return Array.isArray(globalThis.gorolensHelpers);
  });
  return asked.includes(true);
}

async function inWorkers(page, run, argument) {
  // The worker that waits for the next input starts with the page.
  if (page.workers().length === 0) await page.waitForEvent("worker");
  return await Promise.all(page.workers().map((worker) => worker.evaluate(run, argument)));
}
