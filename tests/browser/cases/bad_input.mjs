// Input that is no dump, or a damaged one: the page says what it understood, and is never blank.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DAMAGED, PROSE } from "../lib/dumps.mjs";
import { byId, drop, paste, withPage } from "../lib/site.mjs";

test("prose is reported as text that was not understood", () =>
  withPage({}, async (page) => {
    await paste(page, PROSE);
    await byId(page, "coverage").first().waitFor();
    assert.ok((await byId(page, "problem").count()) > 0, "a problem names the lines");
    assert.equal(await byId(page, "finding").count(), 0);
    await assertNotBlank(page);
  }));

test("a damaged dump shows its goroutines and the lines that were not understood", () =>
  withPage({}, async (page) => {
    await drop(page, "damaged.txt", DAMAGED);
    await byId(page, "group-row").first().waitFor();
    // The main goroutine is a normal one.
    await byId(page, "benign").getByRole("button").first().click();
    assert.ok((await byId(page, "group-row").count()) >= 2, "good goroutines are kept");
    assert.ok((await byId(page, "problem").count()) > 0, "a problem names the lines");
    assert.match(await byId(page, "coverage").first().innerText(), /\d/);
  }));

for (const [name, text] of [
  ["an empty file", ""],
  ["a file of zeros", "\0".repeat(5000)],
  ["an error page", "<!DOCTYPE html>\n<html><title>502 Bad Gateway</title></html>\n"],
  ["one line of a million characters", "x".repeat(1_000_000)],
]) {
  test(`${name} is answered in words`, () =>
    withPage({}, async (page) => {
      await drop(page, "input.txt", text);
      await byId(page, "coverage").or(byId(page, "error-message")).first().waitFor();
      assert.equal(await byId(page, "finding").count(), 0);
      await assertNotBlank(page);
    }));
}

async function assertNotBlank(page) {
  const text = await page.locator("main").first().innerText();
  assert.ok(text.trim().length > 40, `the page says only: ${text}`);
}
