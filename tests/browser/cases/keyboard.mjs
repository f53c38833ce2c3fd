// Everything can be done without a mouse, and a screen reader is led to the verdict.

import assert from "node:assert/strict";
import { test } from "node:test";
import { byId, waitForVerdict, withPage } from "../lib/site.mjs";

test("the example, its verdict and a group are reached with the keyboard alone", () =>
  withPage({}, async (page) => {
    await tabTo(page, "example-button");
    await page.keyboard.press("Enter");
    await waitForVerdict(page);
    await assertFocusInVerdict(page);
    await tabTo(page, "group-toggle");
    const before = await byId(page, "frame").count();
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (before) => document.querySelectorAll('[data-testid="frame"]').length !== before,
      before,
    );
  }));

test("filter, group, goroutine, judgement and the way back need no mouse", () =>
  withPage({}, async (page) => {
    await tabTo(page, "example-button");
    await page.keyboard.press("Enter");
    await waitForVerdict(page);
    await assertFocusInVerdict(page);
    await page.keyboard.press("/");
    await page.keyboard.type("readLoop");
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="group-row"]').length === 1);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="group-row"]').length > 1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await byId(page, "goroutine").first().waitFor();
    await tabTo(page, "goroutine-link");
    await page.keyboard.press("Enter");
    await byId(page, "raw-text").waitFor();
    await page.keyboard.press("Escape");
    await byId(page, "goroutine-dialog").waitFor({ state: "detached" });
    assert.equal(await focusedId(page), "goroutine-link", "the focus is where it was");
    await tabTo(page, "triage-mark");
    await page.keyboard.press("ArrowRight");
    await byId(page, "triage-note").waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("?");
    await byId(page, "keys-dialog").waitFor();
    await page.keyboard.press("Escape");
    await byId(page, "keys-dialog").waitFor({ state: "detached" });
    await page.keyboard.press("v");
    await assertFocusInVerdict(page);
    for (const id of ["share-button", "waits-table-toggle", "tab-"]) await tabTo(page, id);
    await page.keyboard.press("ArrowRight");
    await tabTo(page, "icicle");
  }));

test("every control has a name and shows that it has the focus", () =>
  withPage({}, async (page) => {
    await byId(page, "example-button").click();
    await waitForVerdict(page);
    const nameless = await page.evaluate(() => {
      const controls = [...document.querySelectorAll("button, input, textarea, select, a[href]")];
      const name = (control) =>
        control.getAttribute("aria-label") ||
        control.getAttribute("aria-labelledby") ||
        control.textContent.trim() ||
        control.labels?.[0]?.textContent.trim() ||
        control.title;
      return controls.filter((control) => !name(control)).map((control) => control.outerHTML);
    });
    assert.deepEqual(nameless, []);
    await tabTo(page, "theme-toggle");
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
      return { outlineStyle, outlineWidth, boxShadow };
    });
    const visible = outline.outlineStyle !== "none" && outline.outlineWidth !== "0px";
    assert.ok(visible || outline.boxShadow !== "none", "the focus cannot be seen");
  }));

async function focusedId(page) {
  return await page.evaluate(() => document.activeElement?.closest("[data-testid]")?.dataset.testid);
}

/** Presses Tab until the element with that `data-testid`, or one inside it, has the focus. */
async function tabTo(page, id) {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(
      (id) => document.activeElement?.closest(`[data-testid="${id}"]`) != null,
      id,
    );
    if (reached) return;
  }
  assert.fail(`${id} is not reached with Tab`);
}

async function assertFocusInVerdict(page) {
  await page.waitForFunction(() => {
    const verdict = document.querySelector('[data-testid="verdict"]');
    const focused = document.activeElement;
    return verdict && focused && (verdict.contains(focused) || focused.contains(verdict)) && focused !== document.body;
  });
}
