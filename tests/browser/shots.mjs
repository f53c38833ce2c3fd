// Pictures of the page for a person to look at: out/<scene>-<width>-<scheme>-<language>.png. Arguments: names of scenes,
// and files to be opened; without any, all scenes.

import { mkdir, rm } from "node:fs/promises";
import { basename, isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { DAMAGED, PROSE, distinctStacks, healthy, leakedConnections } from "./lib/dumps.mjs";
import { byId, closeBrowser, drop, waitForVerdict, withPage } from "./lib/site.mjs";

const corpus = (path) => fileURLToPath(new URL(`../corpus/${path}`, import.meta.url));
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
  zoomed: async (page) => {
    await SCENES.distinct(page);
    await byId(page, "tab-stacks").click();
    await byId(page, "icicle-in").click();
    await byId(page, "icicle-in").click();
    await byId(page, "icicle-strip").waitFor();
  },
  starters: async (page) => {
    await SCENES.example(page);
    await byId(page, "tab-starters").click();
    await byId(page, "starters").waitFor();
  },
  tables: async (page) => {
    await SCENES.drawn(page);
    await byId(page, "icicle-table-toggle").click();
    await byId(page, "waits-table-toggle").click();
  },
  query: async (page) => {
    await SCENES.example(page);
    await byId(page, "group-filter").fill("state:");
    await byId(page, "group-filter").press("ArrowDown");
  },
  keys: async (page) => {
    await SCENES.example(page);
    await page.keyboard.press("?");
  },
  share: async (page) => {
    await SCENES.example(page);
    await byId(page, "share-button").click();
    await page.locator('[data-testid="share-link"]:not([disabled])').waitFor();
    await byId(page, "share-preview").click();
  },
  triage: async (page) => {
    await SCENES.stack(page);
    await byId(page, "triage-mark").nth(2).check();
    await byId(page, "triage-note").fill("Seen in staging too.");
    await byId(page, "group-toggle").first().click();
  },
  clean: async (page) => {
    await drop(page, "healthy.txt", healthy());
    await byId(page, "no-findings").waitFor();
  },
  damaged: async (page) => {
    await drop(page, "damaged.txt", DAMAGED);
    await byId(page, "problem").first().waitFor({ state: "attached" });
  },
  distinct: async (page) => {
    await drop(page, "distinct.txt", [...distinctStacks(2000)].join("\n"));
    await waitForVerdict(page);
    await byId(page, "group-row").nth(10).waitFor();
  },
  large: async (page) => {
    await drop(page, "large.txt", leakedConnections(20_000));
    await waitForVerdict(page);
  },
  profile: async (page) => {
    await byId(page, "file-input").setInputFiles(corpus("body-not-closed/go1.25.profile.debug1.txt"));
    await waitForVerdict(page);
  },
  several: async (page) => {
    await byId(page, "file-input").setInputFiles(["body-not-closed/go1.27.n30.4m.debug2.txt", "streams/go1.27.n10.4m.debug2.txt"].map(corpus));
    await waitForVerdict(page);
  },
  prose: async (page) => {
    await drop(page, "letter.txt", PROSE);
    await byId(page, "coverage").or(byId(page, "error-message")).first().waitFor();
  },
};

/** What stands in the arguments: names of scenes, and files, each of which becomes a scene. */
function wanted() {
  const [files, names] = [[], []];
  for (const argument of process.argv.slice(2)) (isAbsolute(argument) ? files : names).push(argument);
  for (const file of files) {
    const scene = basename(file).replace(/\W+/g, "-");
    names.push(scene);
    SCENES[scene] = async (page) => {
      await byId(page, "file-input").setInputFiles(file);
      await page.locator("[data-testid=verdict], [data-testid=no-goroutines], [data-testid=error-message]").first().waitFor();
    };
  }
  return names.length ? names : Object.keys(SCENES);
}

const scenes = wanted();
if (process.argv.length === 2) await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const scene of scenes) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const locale of ["en", "zh-CN"]) {
        const options = { viewport: { width, height: 844 }, colorScheme, locale, reducedMotion: "reduce" };
        await withPage(options, async (page) => {
          await SCENES[scene](page);
          const name = `${scene}-${width}-${colorScheme}-${locale.slice(0, 2)}.png`;
          await page.screenshot({ path: fileURLToPath(new URL(name, OUT)), fullPage: true });
        });
      }
    }
  }
}
await closeBrowser();
