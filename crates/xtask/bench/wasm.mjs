// How fast the analysis is as wasm: `node wasm.mjs FOLDER RUNS FILE` prints MB/s, the best of some runs. The folder has
// what wasm-bindgen made. `cargo xtask bench` starts it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What the page reads at once. */
const CHUNK = 2 << 20;

const [folder, runs, file] = process.argv.slice(2);
const { Analysis, initSync } = await import(pathToFileURL(join(folder, "gorolens.js")));
initSync({ module: readFileSync(join(folder, "gorolens_bg.wasm")) });
const dump = readFileSync(file);

/** One analysis, from the first byte to the shortest report; its milliseconds. */
function analyse() {
  const started = performance.now();
  const analysis = new Analysis();
  for (let at = 0; at < dump.length; at += CHUNK) analysis.push(dump.subarray(at, at + CHUNK));
  analysis.finish("en", "collapsed");
  return performance.now() - started;
}

// The first run meets a program that the fast compiler has just made.
const times = Array.from({ length: Number(runs) + 1 }, analyse);
console.log(dump.length / Math.min(...times) / 1e3);
