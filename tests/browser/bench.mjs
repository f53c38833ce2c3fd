// Measures the built page; `cargo xtask bench` starts it with arguments KEY=RUNS=PATH and reads what it prints:
// lines `NAME FIGURE`. Times are taken inside the page, so that what drives the browser has no part in them.

import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { MOUNTS, ORIGIN, byId, closeBrowser, withPage, withTab } from "./lib/site.mjs";

/** How long the largest file may take. */
const PATIENCE = 300_000;

/** What is typed: everything, functions, states, and what is left out. */
const QUERY = "main func:lock -state:select wait:>20";

/** Where the site is sent as hosts send it: compressed. */
const ZIPPED = `${process.env.SITE_ZIPPED}/`;

/** Loads of the page; the fastest counts. */
const LOADS = 5;

/** Notes when things are on the screen; runs in the page before its own scripts. */
function watch() {
  const seen = (globalThis.seen = { tasks: [], shown: {}, chosen: 0 });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push([task.startTime, task.duration]);
  }).observe({ type: "longtask", buffered: true });
  addEventListener("change", () => (seen.chosen = performance.now()), true);
  const look = () => {
    for (const id of ["example-button", "verdict"]) {
      if (!(id in seen.shown) && document.querySelector(`[data-testid="${id}"]`)) {
        seen.shown[id] = 0;
        // After the next frame has been drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => (seen.shown[id] = performance.now());
          port2.postMessage(0);
        });
      }
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

const seen = (page) => page.evaluate(() => globalThis.seen);
const isShown = (page, id) =>
  page.waitForFunction((id) => globalThis.seen.shown[id] > 0, id, { timeout: PATIENCE, polling: 50 });

/** The network that Lighthouse takes for a phone: 1.6 Mbit/s, and 150 ms to the host. */
const SLOW_NETWORK = { offline: false, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, latency: 150 };

/** What a phone fetches, and when the example is analysed if it is asked for as soon as that is possible. */
async function overSlowNetwork() {
  let result;
  await withTab({ serviceWorkers: "block" }, async (page) => {
    await page.addInitScript(watch);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW_NETWORK);
    await page.goto(ZIPPED, { waitUntil: "commit" });
    await isShown(page, "example-button");
    await byId(page, "example-button").click();
    await isShown(page, "verdict");
    const { shown } = await seen(page);
    result = { shown_ms: shown["example-button"], verdict_ms: shown.verdict };
  });
  return result;
}

/** Opens the page, which `watch` watches, and gives it to `body`. */
async function opened(slowness, body) {
  let result;
  await withPage({}, async (page) => {
    await page.addInitScript(watch);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await page.goto(ORIGIN + MOUNTS[0], { waitUntil: "load" });
    await isShown(page, "example-button");
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(200 * slowness);
    result = await body(page);
  });
  return result;
}

async function load(slowness) {
  return await opened(slowness, async (page) => {
    const { tasks, shown } = await seen(page);
    const shown_ms = shown["example-button"];
    return { shown_ms, quiet_ms: Math.max(shown_ms, ...tasks.map(([start, duration]) => start + duration)) };
  });
}

async function analyse(path) {
  return await opened(1, async (page) => {
    await byId(page, "file-input").setInputFiles(path);
    await isShown(page, "verdict");
    await page.waitForTimeout(200);
    const { tasks, shown, chosen } = await seen(page);
    const workers = await Promise.all(page.workers().map((worker) => worker.evaluate(ofWorker)));
    const used = workers.filter((worker) => worker.used);
    const longest = tasks.filter(([start, duration]) => start + duration > chosen).map(([, duration]) => duration);
    return {
      verdict_ms: shown.verdict - chosen,
      longest_task_ms: Math.max(0, ...longest),
      analysis_ms: Math.max(...used.map((worker) => worker.analysis_ms)),
      memory_bytes: used.reduce((sum, worker) => sum + worker.memory_bytes, 0),
      workers: used.reduce((sum, worker) => sum + 1 + worker.helpers, 0),
      elements: await page.evaluate(() => document.querySelectorAll("*").length),
      key_ms: await page.evaluate(type, QUERY),
    };
  });
}

/** Runs in the page: types a query, and gives the most milliseconds from a key to painted rows. */
async function type(query) {
  const field = document.querySelector('[data-testid="group-filter"]');
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      }),
    );
  let most = 0;
  for (let end = 1; end <= query.length; end++) {
    const start = await painted();
    field.value = query.slice(0, end);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    most = Math.max(most, (await painted()) - start);
  }
  return most;
}

/** Runs in a worker, which leaves these for tools. */
function ofWorker() {
  const [analysis] = performance.getEntriesByName("gorolens: analysis");
  const used = performance.getEntriesByName("gorolens: open").length > 0;
  const helpers = globalThis.gorolensHelpers ?? [];
  const memory_bytes = helpers.reduce((sum, bytes) => sum + bytes, globalThis.gorolensMemory.buffer.byteLength);
  return { used, analysis_ms: analysis?.duration ?? 0, memory_bytes, helpers: helpers.length };
}

/** The floor: a worker that reads the file as ours does (crates/gorolens-worker/src/source.rs), for nothing. */
async function readOnly(path) {
  let floor_ms;
  await withTab({}, async (page) => {
    await page.setContent('<input type="file">');
    await page.locator("input").setInputFiles(path);
    floor_ms = await page.evaluate(
      (program) =>
        new Promise((resolve) => {
          const worker = new Worker(URL.createObjectURL(new Blob([program])));
          worker.onmessage = ({ data }) => resolve(data);
          worker.postMessage(document.querySelector("input").files[0]);
        }),
      `onmessage = async ({ data }) => postMessage(await (${read})(data))`,
    );
  });
  return { floor_ms };
}

/** Runs in a worker: the milliseconds that the browser takes to hand over all bytes of a file. */
async function read(file) {
  const started = performance.now();
  const reader = file.stream().getReader({ mode: "byob" });
  const asked = [0, 1].map(() => reader.read(new Uint8Array(2 << 20)));
  for (;;) {
    const { value, done } = await asked.shift();
    if (done) return performance.now() - started;
    asked.push(reader.read(new Uint8Array(value.buffer)));
  }
}

/** What the page fetches before anybody uses it. */
async function assets() {
  await withPage({}, async (page, log) => {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    const urls = new Set(log.requests.map((request) => request.url()).filter((url) => url.startsWith("http")));
    for (const url of urls) {
      const body = Buffer.from(await (await fetch(url)).arrayBuffer());
      const name = url.slice((ORIGIN + MOUNTS[0]).length) || "index.html";
      const gzip = gzipSync(body, { level: 9 }).length;
      const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
      console.log(`asset ${name} ${body.length} ${gzip} ${brotli}`);
    }
    console.log(`browser ${page.context().browser().version().split(".")[0]}`);
  });
}

/** Every figure of the runs at its least: other programs only add. */
function least(runs) {
  const names = Object.keys(runs[0]);
  return Object.fromEntries(names.map((name) => [name, Math.min(...runs.map((run) => run[name]))]));
}

async function repeat(times, measure) {
  const runs = [];
  for (let i = 0; i < times; i++) runs.push(await measure());
  return least(runs);
}

function print(prefix, figures) {
  for (const [name, figure] of Object.entries(figures)) console.log(`${prefix}.${name} ${figure}`);
}

await assets();
print("load", await repeat(LOADS, () => load(1)));
print("slow", await repeat(LOADS, () => load(4)));
print("net", await repeat(2, overSlowNetwork));
for (const argument of process.argv.slice(2)) {
  const [key, runs, ...path] = argument.split("=");
  print(key, await repeat(Number(runs), () => analyse(path.join("="))));
  print(key, await repeat(Number(runs), () => readOnly(path.join("="))));
}
await closeBrowser();
