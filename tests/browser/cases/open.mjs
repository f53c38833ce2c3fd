// `gorolens open` as a person uses it: the command prints an address, and there is the page with the dump.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { CLI, SITE_DIR, byId, withTab } from "../lib/site.mjs";

test("the page opens with both dumps, and reaches nobody but the command", async () => {
  const dir = await mkdtemp(join(tmpdir(), "gorolens-"));
  const files = ["before & after.txt", "50%.txt"];
  for (const name of files) await writeFile(join(dir, name), leakedConnections(30));
  const page = ["--page", join(SITE_DIR, "gorolens.html")];
  const command = spawn(CLI, ["open", "--print", "--once", ...page, ...files], { cwd: dir });
  try {
    const [address] = await new Promise((hear) => createInterface(command.stdout).on("line", (line) => hear([line])));
    await withTab({}, async (tab, log) => {
      await tab.goto(address);
      await byId(tab, "group-row", { count: 60 }).first().waitFor();
      const text = await tab.locator(".dump-bar").innerText();
      assert.ok(text.includes("before & after.txt"), text);
      const asked = log.requests.map((it) => new URL(it.url())).filter((url) => url.protocol === "http:");
      assert.deepEqual([...new Set(asked.map((url) => url.host))], [new URL(address).host]);
    });
    assert.equal(await new Promise((ended) => (command.exitCode !== null ? ended(command.exitCode) : command.on("exit", ended))), 0);
  } finally {
    command.kill();
    await rm(dir, { recursive: true });
  }
});
