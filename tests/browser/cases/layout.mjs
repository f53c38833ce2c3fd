// The page fits a telephone and follows the colour scheme.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DAMAGED } from "../lib/dumps.mjs";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";

for (const width of [320, 390, 768, 1280]) {
  test(`nothing sticks out at ${width} pixels`, () =>
    withPage({ viewport: { width, height: 844 } }, async (page) => {
      await assertFits(page, "the empty page");
      await byId(page, "example-button").click();
      await waitForVerdict(page);
      await byId(page, "group-toggle").first().waitFor();
      // From below: rows far out of view are not drawn, and open ones push others out.
      for (const toggle of (await byId(page, "group-toggle").all()).reverse()) await toggle.click();
      await assertFits(page, "the verdict with open groups");
      await drop(page, "damaged.txt", DAMAGED);
      await byId(page, "problem").first().waitFor({ state: "attached" });
      await assertFits(page, "the problems");
    }));
}

test("the page is dark where the reader wants it dark", async () => {
  const light = await backgroundIn("light");
  const dark = await backgroundIn("dark");
  assert.ok(brightness(light) > 200, `light is ${light}`);
  assert.ok(brightness(dark) < 60, `dark is ${dark}`);
});

test("the theme can be chosen on the page", () =>
  withPage({ colorScheme: "light" }, async (page) => {
    const before = await background(page);
    const toggle = byId(page, "theme-toggle").first();
    // The choices may go through "as the system has it", which looks like one of the two.
    for (let clicks = 0; clicks < 3 && (await background(page)) === before; clicks++) {
      await toggle.click();
    }
    assert.notEqual(await background(page), before);
  }));

async function assertFits(page, what) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  assert.ok(content <= window, `${what} is ${content} pixels wide in a window of ${window}`);
}

async function backgroundIn(colorScheme) {
  let colour;
  await withPage({ colorScheme }, async (page) => {
    colour = await background(page);
  });
  return colour;
}

async function background(page) {
  return await page.evaluate(() => {
    const colours = [document.body, document.documentElement].map(
      (element) => getComputedStyle(element).backgroundColor,
    );
    return colours.find((colour) => colour !== "rgba(0, 0, 0, 0)") ?? "rgb(255, 255, 255)";
  });
}

/** 0 for black, 255 for white. */
function brightness(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return (red + green + blue) / 3;
}
