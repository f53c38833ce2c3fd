// A long analysis shows that it goes on, can be given up, and leaves the page usable.

import assert from "node:assert/strict";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { largeDump } from "../lib/dumps.mjs";
import { byId, waitForVerdict, withPage } from "../lib/site.mjs";

/** About 130 MB of a log: seconds of work on any machine, so the button can be reached. */
const GOROUTINES = 600_000;

test("a running analysis can be cancelled, and another one started", async () => {
  const dir = await mkdtemp(join(tmpdir(), "gorolens-"));
  try {
    const path = join(dir, "large.txt");
    await pipeline(Readable.from(logged(largeDump(GOROUTINES))), createWriteStream(path));
    await withPage({}, async (page) => {
      await byId(page, "file-input").setInputFiles(path);
      await byId(page, "progress").first().waitFor();
      await byId(page, "cancel-button").first().click();
      await byId(page, "progress").first().waitFor({ state: "hidden" });
      assert.equal(await byId(page, "verdict").count(), 0, "a cancelled analysis has no verdict");
      await byId(page, "example-button").click();
      await waitForVerdict(page);
      assert.ok((await byId(page, "finding").count()) > 0);
    });
  } finally {
    await rm(dir, { recursive: true });
  }
});

/** Behind a log's prefixes, which have to be taken off each line. */
function* logged(dump) {
  for (const text of dump) yield text.replace(/^/gm, "2026-03-01T03:12:45.123456789Z ");
}
