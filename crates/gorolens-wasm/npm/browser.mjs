// Gorolens in a browser: in a worker of its own if it is asked for, else in this thread.

import init, { Analysis } from "./gorolens.js";
import { api, inline, remote } from "./shared.mjs";

let loading;

/** The program, loaded once. */
async function load(wasm) {
  loading ??= init({ module_or_path: wasm ?? new URL("./gorolens_bg.wasm", import.meta.url) });
  try {
    await loading;
  } catch (error) {
    loading = undefined; // The next call may have more luck.
    throw error;
  }
}

export const { analyze, analyzeAll, format } = api(async ({ worker = false, wasm }) => {
  if (!worker) {
    await load(wasm);
    return inline(new Analysis());
  }
  const thread = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
  const engine = remote({
    post: (message) => thread.postMessage(message),
    hear: (callback) => (thread.onmessage = ({ data }) => callback(data)),
    fail: (callback) => (thread.onerror = callback),
    end: () => thread.terminate(),
  });
  await engine.begin(wasm);
  return engine;
});
