// The browser tests: every file of cases/, one after the other, in one browser; with arguments, those named.
//
// `cargo xtask test browser` builds the site, serves it and starts this; see lib/site.mjs for what it passes on.

import { readdir } from "node:fs/promises";
import { after } from "node:test";
import { closeBrowser, unsteady } from "./lib/site.mjs";

const cases = await readdir(new URL("cases/", import.meta.url));
const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part));
for (const name of cases.filter((name) => name.endsWith(".mjs") && isWanted(name)).sort()) {
  await import(`./cases/${name}`);
}

after(async () => {
  await closeBrowser();
  for (const error of unsteady) console.error("Failed at the first attempt, look into it:", error);
});
