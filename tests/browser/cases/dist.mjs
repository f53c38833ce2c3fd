// What is released works as it is: the archive on any static host under any path, and the page in one file.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { leakedConnections } from "../lib/dumps.mjs";
import { withHost } from "../lib/hosts.mjs";
import { RELEASE_DIR, SITE_DIR, byId, drop, waitForVerdict, withTab } from "../lib/site.mjs";

test("the unpacked archive works under a deep path, and asks for nothing outside it", async () => {
  const dir = await mkdtemp(join(tmpdir(), "gorolens-"));
  const mount = "/some/sub/path/";
  try {
    const archive = (await readdir(RELEASE_DIR)).find((name) => name.endsWith(".tar.gz"));
    await promisify(execFile)("tar", ["-xzf", join(RELEASE_DIR, archive), "-C", dir]);
    const [folder] = await readdir(dir);
    await withHost({ dir: join(dir, folder), mount }, (host) =>
      withTab({ serviceWorkers: "block" }, async (page) => {
        await page.goto(host.origin + mount);
        await drop(page, "goroutines.txt", leakedConnections(30));
        await byId(page, "finding", { severity: "leak" }).first().waitFor();
        const outside = host.asked.filter((it) => !it.startsWith(`GET ${mount}`));
        assert.deepEqual(outside, []);
      }),
    );
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("every file of a release has its checksum", async () => {
  const list = await readFile(join(RELEASE_DIR, "SHA256SUMS"), "utf8");
  const sums = new Map(list.trim().split("\n").map((line) => line.split("  ").reverse()));
  const files = (await readdir(RELEASE_DIR)).filter((name) => name !== "SHA256SUMS");
  assert.deepEqual([...sums.keys()].sort(), files.sort());
  for (const name of files) {
    const hash = createHash("sha256").update(await readFile(join(RELEASE_DIR, name)));
    assert.equal(hash.digest("hex"), sums.get(name), name);
  }
});

test("the page in one file analyses from the disk, and its policy lets it reach nobody", () =>
  withTab({}, async (page, log) => {
    const address = pathToFileURL(join(SITE_DIR, "gorolens.html")).href;
    await page.goto(address);
    await drop(page, "goroutines.txt", leakedConnections(30));
    await byId(page, "finding", { severity: "leak" }).first().waitFor();
    await byId(page, "group-row", { count: 30 }).first().waitFor();
    const elsewhere = log.requests.map((it) => it.url()).filter((url) => !/^(blob|data):/.test(url));
    assert.deepEqual(elsewhere, [address]);
    for (const place of [page, ...page.workers()]) {
      assert.equal(await place.evaluate(tryToReach), "stopped");
    }
    log.errors = log.errors.filter((error) => !/Content Security Policy|Failed to fetch/i.test(error));
  }));

test("the page in one file opens its example", () =>
  withTab({}, async (page) => {
    await page.goto(pathToFileURL(join(SITE_DIR, "gorolens.html")).href);
    await byId(page, "example-button").click();
    await waitForVerdict(page);
  }));

async function tryToReach() {
  try {
    await fetch("http://127.0.0.1:9/", { mode: "no-cors" });
    return "reached";
  } catch {
    return "stopped";
  }
}
