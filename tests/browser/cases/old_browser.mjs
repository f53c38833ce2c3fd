// A browser that lacks what the program needs is told so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOUNTS, ORIGIN, withPage } from "../lib/site.mjs";

test("a browser without SIMD in WebAssembly is told why the page does not start", () =>
  withPage({}, async (page, log) => {
    await page.addInitScript(() => (WebAssembly.validate = () => false));
    await page.goto(ORIGIN + MOUNTS[0], { waitUntil: "load" });
    const alert = page.getByRole("alert").first();
    await alert.waitFor();
    assert.match(await alert.innerText(), /SIMD.*2023/);
    log.errors = log.errors.filter((error) => !/no SIMD/.test(error));
  }));
