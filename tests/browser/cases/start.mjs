// The start screen stands in the document, before the program is there, and the program takes it over as it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { MOUNTS, ORIGIN, byId, waitForVerdict, withTab } from "../lib/site.mjs";

/** What is compared before and after, by its classes. */
const PARTS = [
  "header-home",
  "header-privacy",
  "header-language",
  "header-keys",
  "header-theme",
  "start-title",
  "start-lead",
  "dump-form-field",
  "dump-form-actions .button",
  "dump-form-hint",
  "capture-title",
  "capture-lead",
  "command-title",
  "command-line",
  "copy-button",
];

/** Opens the page while its program is held back; `body` gets what lets it come. */
const withoutProgram = (options, body) =>
  withTab({ serviceWorkers: "block", ...options }, async (page) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/app-*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(ORIGIN + MOUNTS[0], { waitUntil: "commit" });
    // The module of the program is asked for by the last script that runs before it is there.
    await page.locator("#early .dump-form-field").waitFor();
    await page.waitForFunction(() => globalThis.gorolensHost);
    assert.equal(await byId(page, "example-button").count(), 0, "the program is not there yet");
    await body(page, async () => {
      release();
      await byId(page, "language-toggle").waitFor();
    });
  });

for (const locale of ["en", "zh-CN", "zh-TW"]) {
  for (const width of [1280, 390]) {
    test(`nothing moves when the program comes: ${locale}, ${width} px`, () =>
      withoutProgram({ locale, viewport: { width, height: 844 } }, async (page, release) => {
        const before = await page.evaluate(partsOf, PARTS);
        await release();
        assert.deepEqual(before, await page.evaluate(partsOf, PARTS));
        assert.equal(await page.locator("#early").count(), 0);
      }));
  }
}

test("chosen colours and language are there before the program", () =>
  withoutProgram({}, async (page, release) => {
    await release();
    await byId(page, "theme-toggle").click();
    await byId(page, "language-toggle").click();
    await page.reload({ waitUntil: "commit" });
    await page.locator("html[data-theme=dark][lang=zh-Hans] .start-title").waitFor();
  }));

test("what is typed early stays, with the caret", () =>
  withoutProgram({}, async (page, release) => {
    const text = "goroutine 1 [select, 40 minutes]:\nmain.serve()\n\t/app/main.go:12 +0x1d";
    await page.locator("#dump").fill(text);
    await page.locator("#dump").evaluate((field) => field.setSelectionRange(10, 11));
    await release();
    const field = byId(page, "paste-input");
    assert.equal(await field.inputValue(), text);
    assert.ok(await field.evaluate((field) => field === document.activeElement), "it keeps the focus");
    assert.deepEqual(await field.evaluate((it) => [it.selectionStart, it.selectionEnd]), [10, 11]);
    await byId(page, "analyse-button").click();
    await waitForVerdict(page);
  }));

test("a dump that is given early is analysed when the program is there", async () => {
  const givers = [
    (page) => page.locator("input[type=file]").setInputFiles([{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from(leakedConnections(30)) }]),
    (page) => page.locator("#dump").evaluate(pasteInto, leakedConnections(30)),
  ];
  for (const give of givers) {
    await withoutProgram({}, async (page, release) => {
      await give(page);
      await page.getByText("still loading").waitFor();
      await release();
      await byId(page, "finding", { severity: "leak" }).first().waitFor();
      assert.equal(await byId(page, "finding").count(), 1);
    });
  }
});

test("a button that is pressed early is pressed when the program is there", () =>
  withoutProgram({}, async (page, release) => {
    await page.getByRole("button", { name: "founding example" }).click();
    await release();
    await byId(page, "finding", { severity: "leak" }).first().waitFor();
  }));

/** Runs in the page: texts and places of all parts that are seen. */
function partsOf(parts) {
  const placed = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [element.innerText.trim(), element.placeholder, x, y, width, height].join(" ");
  };
  const seen = (part) => [...document.querySelectorAll(`.${part}`)].filter((element) => element.checkVisibility());
  return parts.map((part) => [part, ...seen(part).map(placed)]);
}

/** Runs in the page. */
function pasteInto(field, text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
