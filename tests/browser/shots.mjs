// Pictures of the page for a person to look at: out/<scene>-<width>-<scheme>.png.

import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DAMAGED, PROSE, healthy } from "./lib/dumps.mjs";
import { byId, closeBrowser, drop, waitForVerdict, withPage } from "./lib/site.mjs";

const OUT = new URL("out/", import.meta.url);

const SCENES = {
  empty: async () => {},
  example: async (page) => {
    await byId(page, "example-button").click();
    await waitForVerdict(page);
  },
  stack: async (page) => {
    await SCENES.example(page);
    await byId(page, "group-toggle").first().click();
    await byId(page, "frame").first().waitFor();
  },
  goroutine: async (page) => {
    await SCENES.stack(page);
    await byId(page, "goroutine-link").first().click();
    await byId(page, "raw-text").waitFor();
  },
  drawn: async (page) => {
    await SCENES.example(page);
    await byId(page, "tab-stacks").click();
    await byId(page, "icicle").waitFor();
  },
  starters: async (page) => {
    await SCENES.example(page);
    await byId(page, "tab-starters").click();
    await byId(page, "starters").waitFor();
  },
  clean: async (page) => {
    await drop(page, "healthy.txt", healthy());
    await byId(page, "no-findings").waitFor();
  },
  damaged: async (page) => {
    await drop(page, "damaged.txt", DAMAGED);
    await byId(page, "problem").first().waitFor({ state: "attached" });
  },
  prose: async (page) => {
    await drop(page, "letter.txt", PROSE);
    await byId(page, "coverage").or(byId(page, "error-message")).first().waitFor();
  },
};

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const [scene, play] of Object.entries(SCENES)) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      await withPage({ viewport: { width, height: 844 }, colorScheme, reducedMotion: "reduce" }, async (page) => {
        await play(page);
        const path = fileURLToPath(new URL(`${scene}-${width}-${colorScheme}.png`, OUT));
        await page.screenshot({ path, fullPage: true });
      });
    }
  }
}
await closeBrowser();
