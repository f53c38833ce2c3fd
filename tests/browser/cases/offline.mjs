// Loaded once, the page is kept: it works when the server is gone, takes what is shared with it, and offers a new
// version without forcing it.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { withHost } from "../lib/hosts.mjs";
import { SITE_DIR, byId, drop, withTab } from "../lib/site.mjs";

const MOUNT = "/tools/gorolens/";

test("loaded once, the page works after the server has ended", () =>
  withHost({ dir: SITE_DIR, mount: MOUNT }, (host) =>
    withTab({}, async (page, log) => {
      await loadAndKeep(page, host);
      await host.stop();
      await page.reload();
      await drop(page, "goroutines.txt", leakedConnections(30));
      await byId(page, "finding", { severity: "leak" }).first().waitFor();
      // The browser itself looks for a new service worker, and finds nobody.
      log.errors = log.errors.filter((error) => !/ERR_CONNECTION_REFUSED/.test(error));
    }),
  ));

test("a kept page makes no request during an analysis", () =>
  withHost({ dir: SITE_DIR, mount: MOUNT }, (host) =>
    withTab({}, async (page) => {
      await loadAndKeep(page, host);
      const before = host.asked.length;
      await drop(page, "goroutines.txt", leakedConnections(30));
      await byId(page, "finding", { severity: "leak" }).first().waitFor();
      assert.deepEqual(host.asked.slice(before), []);
    }),
  ));

test("the browser finds nothing that would keep the page from being installed", () =>
  withHost({ dir: SITE_DIR, mount: MOUNT }, (host) =>
    withTab({}, async (page) => {
      await loadAndKeep(page, host);
      const devtools = await page.context().newCDPSession(page);
      const { url, errors, data } = await devtools.send("Page.getAppManifest");
      assert.equal(url, `${host.origin}${MOUNT}manifest.webmanifest`);
      assert.deepEqual(errors, []);
      const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
      const real = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
      assert.deepEqual(real, []);
      const manifest = JSON.parse(data);
      for (const { src, sizes, purpose } of manifest.icons) {
        const size = await page.evaluate(sizeOf, new URL(src, url).href);
        if (sizes !== "any") assert.equal(`${size.width}x${size.height}`, sizes, src);
        assert.ok(["any", "maskable"].includes(purpose), src);
      }
    }),
  ));

test("a dump that another program shares is taken by the service worker and opened", () =>
  withHost({ dir: SITE_DIR, mount: MOUNT, pages: { [`${MOUNT}form.html`]: FORM } }, (host) =>
    withTab({}, async (page) => {
      await loadAndKeep(page, host);
      await page.goto(`${host.origin}${MOUNT}form.html`);
      const file = { name: "from-a-phone.txt", mimeType: "text/plain", buffer: Buffer.from(leakedConnections(30)) };
      await page.locator("input").setInputFiles(file);
      const before = host.asked.length;
      await page.locator("button").click();
      await byId(page, "finding", { severity: "leak" }).first().waitFor();
      assert.ok((await page.locator(".dump-bar-name").innerText()).includes("from-a-phone.txt"));
      assert.deepEqual(host.asked.slice(before).filter((it) => it.startsWith("POST")), []);
      const kept = await page.evaluate(() => caches.keys());
      assert.deepEqual(kept.filter((name) => name.includes("shared")), [], "it is not kept");
    }),
  ));

test("files that the system opens with the page are analysed", () =>
  withHost({ dir: SITE_DIR, mount: MOUNT }, (host) =>
    withTab({ serviceWorkers: "block" }, async (page) => {
      await page.addInitScript((text) => {
        const handle = { getFile: async () => new File([text], "opened.txt") };
        const setConsumer = (consume) => consume({ files: [handle] });
        Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer } });
      }, leakedConnections(30));
      await page.goto(host.origin + MOUNT);
      await byId(page, "finding", { severity: "leak" }).first().waitFor();
    }),
  ));

test("a new version is offered, and loaded only when it is asked for", async () => {
  const dir = await mkdtemp(join(tmpdir(), "gorolens-"));
  try {
    await cp(SITE_DIR, dir, { recursive: true });
    await withHost({ dir, mount: MOUNT }, (host) =>
      withTab({}, async (page) => {
        await loadAndKeep(page, host);
        await drop(page, "goroutines.txt", leakedConnections(30));
        await byId(page, "finding", { severity: "leak" }).first().waitFor();
        const script = await readFile(join(dir, "sw.js"), "utf8");
        await writeFile(join(dir, "sw.js"), script.replace(/VERSION = "\w+"/, 'VERSION = "next"'));
        await page.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => it.update()));
        await byId(page, "update-button").waitFor();
        assert.equal(await byId(page, "finding", { severity: "leak" }).count(), 1, "the report is still there");
        await Promise.all([page.waitForEvent("load"), byId(page, "update-button").click()]);
        await byId(page, "example-button").waitFor();
        const kept = await page.evaluate(() => caches.keys());
        assert.deepEqual(kept, [`gorolens ${host.origin}${MOUNT} next`]);
      }),
    );
  } finally {
    await rm(dir, { recursive: true });
  }
});

/** Opens the page, waits until it is kept, and opens it again, so that the service worker is in charge. */
async function loadAndKeep(page, host) {
  await page.goto(host.origin + MOUNT);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await byId(page, "example-button").waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Sends what a system sends when another program shares a file. */
const FORM = `<!doctype html><link rel="icon" href="data:,"><form method="post" action="./share" enctype="multipart/form-data">
  <input type="file" name="dumps"><button>share</button></form>`;

async function sizeOf(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}
