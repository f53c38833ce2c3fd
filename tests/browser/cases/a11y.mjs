// WCAG 2.2 AA by axe on every screen, in both themes and languages, wide and narrow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { DAMAGED, PROSE, healthy, leakedConnections } from "../lib/dumps.mjs";
import { byId, drop, waitForVerdict, withPage } from "../lib/site.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Screens in the order in which a user could walk through them; each starts where the one before ended. */
const SCREENS = {
  start: async () => {},
  keys: async (page) => {
    await page.keyboard.press("?");
    await byId(page, "keys-dialog").waitFor();
  },
  verdict: async (page) => {
    await page.keyboard.press("Escape");
    await byId(page, "example-button").click();
    await waitForVerdict(page);
  },
  share: async (page) => {
    await byId(page, "share-button").click();
    await page.locator('[data-testid="share-link"]:not([disabled])').waitFor();
    await byId(page, "share-preview").click();
  },
  group: async (page) => {
    await page.keyboard.press("Escape");
    await byId(page, "share-dialog").waitFor({ state: "detached" });
    await byId(page, "group-toggle").first().click();
    await byId(page, "arguments-toggle").click();
    await byId(page, "goroutine").first().waitFor();
    await byId(page, "triage-mark").nth(2).check();
  },
  goroutine: async (page) => {
    await byId(page, "goroutine-link").first().click();
    await byId(page, "raw-text").waitFor();
  },
  query: async (page) => {
    await page.keyboard.press("Escape");
    await byId(page, "goroutine-dialog").waitFor({ state: "detached" });
    await byId(page, "triage-note").fill("Seen in staging, too.");
    await byId(page, "group-filter").fill("state:nowhere");
    await byId(page, "group-row").first().waitFor({ state: "detached" });
  },
  wrong: async (page) => {
    await byId(page, "group-filter").fill("/(/");
    await page.locator(".groups-nothing[role=status]").waitFor();
    await byId(page, "group-filter").fill("");
    await byId(page, "group-row").first().waitFor();
  },
  picture: async (page) => {
    await byId(page, "waits-table-toggle").click();
    await byId(page, "tab-stacks").click();
    await byId(page, "icicle").waitFor();
  },
  zoomed: async (page) => {
    await byId(page, "icicle-in").click();
    await byId(page, "icicle-strip").waitFor();
  },
  tables: async (page) => {
    await byId(page, "icicle-table-toggle").click();
    await byId(page, "icicle-table").waitFor();
  },
  starters: async (page) => {
    await byId(page, "tab-starters").click();
    await byId(page, "starters").waitFor();
  },
  clean: async (page) => {
    await drop(page, "healthy.txt", healthy());
    await byId(page, "no-findings").waitFor();
  },
  normal: async (page) => {
    await byId(page, "benign").getByRole("button").first().click();
    await byId(page, "group-row").first().waitFor();
  },
  several: async (page) => {
    await drop(page, "second.txt", leakedConnections(30));
    await byId(page, "group-row", { count: 30 }).first().waitFor();
  },
  damaged: async (page) => {
    await drop(page, "damaged.txt", DAMAGED);
    await byId(page, "problem").first().waitFor({ state: "attached" });
    await page.locator("summary").first().click();
  },
  prose: async (page) => {
    await drop(page, "letter.txt", PROSE);
    await byId(page, "no-goroutines").waitFor();
  },
};

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing: ${locale}, ${colorScheme}, ${width} pixels`, () =>
        withPage({ locale, colorScheme, viewport: { width, height: 844 }, reducedMotion: "reduce" }, async (page) => {
          const found = [];
          await page.evaluate(AXE);
          for (const [screen, play] of Object.entries(SCREENS)) {
            await play(page);
            found.push(...(await violations(page)).map((it) => `${screen}: ${it}`));
          }
          assert.deepEqual(found, []);
        }));
    }
  }
}

/** At the top of the page, where the sticky bar stands in its place: elsewhere it covers some row, by chance half. */
async function violations(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  return await page.evaluate(async (values) => {
    const { violations, passes } = await axe.run({ runOnly: { type: "tag", values } });
    if (!passes.some(({ id }) => id === "color-contrast")) return ["axe looked at nothing"];
    const where = ({ target, any, all, none }) =>
      `${target.join(" ")} (${[...any, ...all, ...none].map((it) => it.message).join("; ")})`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(where).join(", ")}`);
  }, TAGS);
}
