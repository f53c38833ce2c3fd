// Gorolens in Node: in a worker thread if it is asked for, else in this one.

import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import init, { Analysis } from "./gorolens.js";
import { api, inline, remote } from "./shared.mjs";

let loading;

/** The program, loaded once. */
export async function load(wasm) {
  const own = () => readFile(new URL("./gorolens_bg.wasm", import.meta.url));
  loading ??= (async () => init({ module_or_path: wasm ?? (await own()) }))();
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  return Analysis;
}

export const { analyze, analyzeAll, format } = api(async ({ worker = false, wasm }) => {
  if (!worker) {
    await load(wasm);
    return inline(new Analysis());
  }
  const thread = new Worker(new URL("./worker-node.mjs", import.meta.url));
  const engine = remote({
    post: (message) => thread.postMessage(message),
    hear: (callback) => thread.on("message", callback),
    fail: (callback) => thread.on("error", callback),
    end: () => thread.terminate(),
  });
  await engine.begin(wasm);
  return engine;
});
