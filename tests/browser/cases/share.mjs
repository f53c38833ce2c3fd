// Giving a report away: links that hold it, documents, what is taken out of both; and dumps whose names are markup.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ORIGIN, byId, drop, paste, withPage, withTab } from "../lib/site.mjs";

const SECRETS = ["acme", "/home/ann", "payments-7d9f8b6c5d-x2x4z"];

/** Enough of the same stack to be worth a finding, and it says whose it is. */
const DUMP = Array.from({ length: 40 }, (_, at) => `goroutine ${at + 10} [chan receive, 90 minutes]:
git.acme.example/pay/core/queue.(*Worker).next(0xc000${(at + 4096).toString(16)})
\t/home/ann/pay/core/queue/worker.go:31 +0x1d
created by git.acme.example/pay/core.Start in goroutine 1
\t/home/ann/pay/core/start.go:17 +0x3e
`).join("\n");

async function openShare(page) {
  await drop(page, "payments-7d9f8b6c5d-x2x4z.txt", DUMP);
  await byId(page, "group-row", { count: 40 }).first().waitFor();
  await byId(page, "share-button").click();
  await page.locator('[data-testid="share-link"]:not([disabled])').waitFor();
}

test("a link holds the redacted report, and opens it in another tab", async () => {
  let address;
  await withPage({}, async (page) => {
    await openShare(page);
    const replaced = await byId(page, "replacement").allInnerTexts();
    assert.ok(replaced.some((it) => /acme.*module1/s.test(it)), replaced.join("; "));
    const link = await byId(page, "share-link").getAttribute("data-link");
    address = `${page.url().split("#")[0]}#${link}`;
    await page.screenshot({ path: "out/share.png" });
  });
  await withTab({ serviceWorkers: "block" }, async (page) => {
    await page.goto(address);
    const row = byId(page, "group-row", { count: 40 }).first();
    await row.waitFor();
    const shown = await page.locator("main").innerText();
    for (const secret of SECRETS) assert.ok(!shown.includes(secret), `${secret} is shown`);
    assert.match(shown, /module1/);
  });
});

test("what is taken out can be chosen, and the preview follows", () =>
  withPage({}, async (page) => {
    await openShare(page);
    const before = await byId(page, "share-link").getAttribute("data-link");
    await byId(page, "redact-modules").uncheck();
    await page.waitForFunction((before) => document.querySelector("[data-testid=share-link]").dataset.link !== before, before);
    const replaced = (await byId(page, "replacement").allInnerTexts()).join("; ");
    assert.ok(!/module1/.test(replaced) && /dump1/.test(replaced), replaced);
  }));

test("the document is redacted, stands alone and runs nothing", () =>
  withPage({}, async (page) => {
    await openShare(page);
    const download = page.waitForEvent("download");
    await byId(page, "share-html").click();
    const document = await readFile(await (await download).path(), "utf8");
    for (const secret of SECRETS) assert.ok(!document.includes(secret), `${secret} is in the document`);
    assert.match(document, /default-src 'none'/);
    assert.doesNotMatch(document, /<script|<link|\son\w+=/);
    assert.match(document, /module1\/queue/);
  }));

test("a damaged link is answered in words", () =>
  withTab({ serviceWorkers: "block" }, async (page) => {
    await page.goto(`${ORIGIN}/#report=bm90IGRlZmxhdGVk`);
    await byId(page, "error-message").waitFor();
  }));

test("names that try to be markup stay text, on the page, in the document and in the Markdown", () =>
  withPage({}, async (page, log) => {
    await page.evaluate(() => { globalThis.alert = () => { globalThis.attacked = true; }; });
    await paste(page, HOSTILE);
    await byId(page, "group-row").first().waitFor();
    for (const toggle of await byId(page, "group-toggle").all()) await toggle.click();
    await byId(page, "frame").first().waitFor();
    const shown = await page.locator("main").innerText();
    assert.match(shown, /<svg\/onload=alert\(3\)>/);
    const foreign = await page.locator("main :is(img, iframe, script, object, embed, b, i, a[href^='javascript'])").count();
    assert.equal(foreign, 0);
    await byId(page, "share-button").click();
    await byId(page, "redact-modules").uncheck();
    const download = page.waitForEvent("download");
    await byId(page, "share-html").click();
    const document = await readFile(await (await download).path(), "utf8");
    await withTab({}, async (tab) => {
      await tab.setContent(document);
      assert.equal(await tab.locator("main :is(img, iframe, script, svg, b, i)").count(), 0);
      assert.match(await tab.locator("main").innerText(), /onload=alert/);
    });
    assert.equal(await page.evaluate(() => globalThis.attacked), undefined);
    assert.deepEqual(log.errors, []);
  }));

test("the browser refuses text as a script, whoever asks", () =>
  withPage({}, async (page, log) => {
    const refused = await page.evaluate(() => {
      const tries = [
        () => { document.createElement("div").innerHTML = "<b>x</b>"; },
        () => { document.createElement("script").src = "https://evil.example/x.js"; },
        () => { document.createElement("script").text = "1"; },
        () => new Worker("https://evil.example/x.js"),
        () => trustedTypes.createPolicy("other", {}),
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return "done";
        } catch (error) {
          return error.name;
        }
      });
    });
    assert.deepEqual(refused, Array(5).fill("TypeError"));
    log.errors = log.errors.filter((error) => !/trusted ?type|TrustedHTML|TrustedScript|Content Security/i.test(error));
  }));

const HOSTILE = Array.from({ length: 20 }, (_, at) => `goroutine ${at + 7} [chan receive, 30 minutes]:
main.<img src=x onerror=alert(1)>.run(0x1)
\t/a/<script>alert(2)</script>/x.go:31 +0x1d
main.(*T[</code><svg/onload=alert(3)>]).<b>next</b>(0x1)
\t/a/"onmouseover=alert(4).go:9 +0x1d
created by main.[x](javascript:alert(5))
\t/a/b.go:3 +0x1
`).join("\n");
