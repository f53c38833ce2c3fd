// The built site in a browser: opens pages and notes whatever a page must never do.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** `http://127.0.0.1:PORT`, where the built site is served. */
export const ORIGIN = setting("SITE_ORIGIN");

/** Paths under which the site appears; the last one is `/`. */
export const MOUNTS = setting("SITE_MOUNTS").split(" ");

/** Answers with the number of requests that the server got, this one excepted. */
const COUNTER = setting("SITE_COUNTER");

/** The folder of the built site, and the one with the files of a release. */
export const SITE_DIR = setting("SITE_DIR");
export const RELEASE_DIR = setting("RELEASE_DIR");

/** The command `gorolens`. */
export const CLI = setting("GOROLENS_CLI");

/** Long enough for a slow machine; no test measures time. */
export const PATIENCE = 30_000;

const FLAGS = [
  "--no-sandbox", // Chromium refuses to run as root with it, and the page is our own.
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;

function setting(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set; run cargo xtask test browser`);
  return value;
}

async function launch() {
  browser ??= chromium.launch({ executablePath: setting("CHROMIUM"), args: FLAGS });
  return await browser;
}

/** Ends the browser, if one was started. */
export async function closeBrowser() {
  await (await browser)?.close();
}

/** The number of requests that reached the server. */
export async function requestsServed() {
  const response = await fetch(ORIGIN + COUNTER);
  return Number(await response.text());
}

/**
 * Opens the page in a context of its own and gives it to `body`.
 *
 * Fails when the page logs an error, throws, or breaks its Content-Security-Policy, unless `body` takes
 * the entry out of `log.errors`. `log.requests` has every request since the page was opened.
 */
export async function withPage(options, body) {
  const { mount = MOUNTS[0], ...others } = options;
  // The service worker has tests of its own; here its downloads would mix with those of the page.
  await withTab({ serviceWorkers: "block", ...others }, async (page, log) => {
    await page.goto(ORIGIN + mount, { waitUntil: "load" });
    await byId(page, "example-button").waitFor();
    await body(page, log);
  });
}

/**
 * The same for any address: an empty tab.
 *
 * A body that fails gets one more tab: a machine with other work to do stalls a browser in ways that say
 * nothing about the page. What failed the first time is kept for `unsteady`, so that it is seen.
 */
export async function withTab(options, body) {
  try {
    await inTab(options, body);
  } catch (error) {
    unsteady.push(error);
    await inTab(options, body);
  }
}

/** What went wrong the first time, whether or not it went well the second time. */
export const unsteady = [];

async function inTab(options, body) {
  const context = await (await launch()).newContext({ colorScheme: "light", locale: "en", ...options });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    const log = watch(page);
    await body(page, log);
    assert.deepEqual(log.errors, [], "the page reported errors");
  } finally {
    await context.close();
  }
}

function watch(page) {
  const log = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (message.type() === "error") log.errors.push(message.text());
  });
  page.on("pageerror", (error) => log.errors.push(String(error)));
  page.on("request", (request) => log.requests.push(request));
  return log;
}

/** The elements with that `data-testid`. */
export function byId(scope, id, attributes = {}) {
  const conditions = Object.entries(attributes).map(([name, value]) => `[data-${name}="${value}"]`);
  return scope.locator(`[data-testid="${id}"]${conditions.join("")}`);
}

/** The attributes `data-…` of the first such element. */
export async function dataOf(scope, id) {
  return await byId(scope, id)
    .first()
    .evaluate((element) => ({ ...element.dataset }));
}

/** Waits for the verdict, or for what the page says instead of one. */
export async function waitForVerdict(page) {
  await byId(page, "verdict").first().waitFor();
}

/** Pastes text as a person does: into the field that has the focus, from the clipboard. */
export async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await byId(page, "paste-input").focus();
  await page.keyboard.press("ControlOrMeta+V");
}

/** Drops a file on the page. */
export async function drop(page, name, text) {
  const transfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "text/plain" }));
      return transfer;
    },
    [name, text],
  );
  for (const event of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", event, { dataTransfer: transfer });
  }
}
