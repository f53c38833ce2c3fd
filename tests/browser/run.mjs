// The browser tests: every file of cases/, one after the other, in one browser.
//
// `cargo xtask test browser` builds the site, serves it and starts this; see lib/site.mjs for what it passes on.

import { readdir } from "node:fs/promises";
import { after } from "node:test";
import { closeBrowser } from "./lib/site.mjs";

const cases = await readdir(new URL("cases/", import.meta.url));
for (const name of cases.filter((name) => name.endsWith(".mjs")).sort()) {
  await import(`./cases/${name}`);
}

after(closeBrowser);
