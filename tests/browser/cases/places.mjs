// Links lead to findings and groups, "back" leads back, and what the user noted stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";
import { leakedConnections } from "../lib/dumps.mjs";

test("a link from a finding leads to its group, and back again", () =>
  withPage({}, async (page) => {
    await example(page);
    await byId(page, "group-link").first().click();
    const row = byId(page, "group-row").first();
    await byId(row, "frame").first().waitFor();
    assert.match(page.url(), /#g=[0-9a-f]{16}$/);
    assert.equal(await focused(page), "group-toggle");
    await page.goBack();
    assert.doesNotMatch(page.url(), /g=/);
    await page.goForward();
    assert.match(page.url(), /#g=[0-9a-f]{16}$/);
  }));

test("an address opens its group, its filter and its likeness in the next dump", () =>
  withPage({}, async (page) => {
    await example(page);
    await byId(page, "group-level").selectOption("calls");
    await byId(page, "group-filter").fill("readLoop");
    await byId(page, "group-toggle").first().click();
    const address = page.url();
    await page.reload();
    await example(page);
    await byId(page, "frame").first().waitFor();
    assert.equal(page.url(), address);
    assert.equal(await byId(page, "group-filter").inputValue(), "readLoop");
    assert.equal(await byId(page, "group-level").inputValue(), "calls");
    assert.equal(await byId(page, "group-row").count(), 1);
  }));

test("an address opens its finding", () =>
  withPage({}, async (page) => {
    await page.evaluate(() => location.replace("#f=http-transport-per-request"));
    await example(page);
    await page.waitForFunction(() => document.activeElement?.closest("[data-rule]") != null);
  }));

test("similar stacks are one group, with a way to each of them", () =>
  withPage({}, async (page) => {
    const lines = [17, 18, 19].map((line, at) => waiting(at + 10, line));
    await drop(page, "similar.txt", lines.join("\n"));
    await waitForVerdict(page);
    assert.equal(await byId(page, "group-row").count(), 3);
    await byId(page, "group-level").selectOption("calls");
    const row = byId(page, "group-row", { count: 3 });
    await byId(row, "group-toggle").click();
    await byId(row, "members").getByRole("link").nth(1).click();
    await byId(page, "frame").first().waitFor();
    assert.equal(await byId(page, "group-row").count(), 3);
  }));

test("what the user notes is shown, found, exported, and there again for the next dump", () =>
  withPage({}, async (page) => {
    await drop(page, "first.txt", leakedConnections(3));
    await waitForVerdict(page);
    await byId(page, "group-toggle").first().click();
    await byId(page, "triage-mark").and(page.locator('[value="suspect"]')).check();
    await byId(page, "triage-note").fill("ask Ann");
    await byId(page, "group-filter").fill("triage:suspect");
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="group-row"]').length === 1);
    const download = page.waitForEvent("download");
    await byId(page, "export-json").click();
    const report = JSON.parse(await text(await download));
    assert.deepEqual(report.triage, [{ group: report.groups[0].id, mark: "suspect", note: "ask Ann" }]);
    await byId(page, "group-filter").fill("");
    await drop(page, "second.txt", leakedConnections(4));
    await byId(page, "group-row", { count: 4 }).first().waitFor();
    await page.getByText("ask Ann").first().waitFor();
  }));

async function example(page) {
  await byId(page, "example-button").click();
  await waitForVerdict(page);
}

async function focused(page) {
  return await page.evaluate(() => document.activeElement?.closest("[data-testid]")?.dataset.testid);
}

async function text(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function waiting(goid, line) {
  return [
    `goroutine ${goid} [chan receive, 12 minutes]:`,
    "main.worker(0xc000012345)",
    `\t/srv/app/worker.go:${line} +0x1d`,
    "created by main.main",
    "\t/srv/app/main.go:17 +0x3e",
    "",
  ].join("\n");
}

test("a goroutine shows its text, and the address it shares is marked in the others", () =>
  withPage({}, async (page) => {
    await drop(page, "first.txt", leakedConnections(3));
    await waitForVerdict(page);
    for (const at of [0, 1]) {
      const row = byId(page, "group-row").nth(at);
      await byId(row, "group-toggle").click();
      await byId(row, "arguments-toggle").click();
    }
    const shared = byId(page, "shared-pointer");
    await shared.nth(5).waitFor();
    await shared.first().click();
    assert.equal(await page.locator('[data-testid="shared-pointer"][aria-pressed="true"]').count(), 2);
    await byId(page, "goroutine-link").first().click();
    await page.getByText("goroutine 20 [IO wait, 147 minutes]:").waitFor();
    assert.match(page.url(), /#go=20$/);
    await byId(byId(page, "goroutine-dialog"), "goroutine-link").first().click();
    await page.getByText("Goroutine 9", { exact: true }).waitFor();
    await page.goBack();
    await page.getByText("Goroutine 20", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await byId(page, "goroutine-dialog").waitFor({ state: "detached" });
  }));
