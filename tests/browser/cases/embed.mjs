// The page inside other pages: the element twice beside hostile styles, the frame without an origin, and the
// messages that tools send.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { withHost } from "../lib/hosts.mjs";
import { SITE_DIR, byId, withTab } from "../lib/site.mjs";

const HOSTILE = `
  * { display: none !important; font-size: 0 !important; color: transparent !important; visibility: hidden !important;
      opacity: 0 !important; position: fixed !important; inset: 9999px !important; content: none !important; }
  goroutine-dump, iframe { width: 1px !important; height: 1px !important; transform: scale(0) !important; }
  html, body { display: block !important; visibility: visible !important; opacity: 1 !important; position: static !important; }`;

/** A wiki with Gorolens on another host, as it usually is. */
async function withWiki(pages, body) {
  await withHost({ dir: SITE_DIR, mount: "/gorolens/" }, async (tool) => {
    const filled = Object.entries(pages).map(([path, html]) => [path, html.replaceAll("TOOL", `${tool.origin}/gorolens`)]);
    await withHost({ pages: Object.fromEntries(filled) }, async (wiki) => {
      await withTab({ viewport: { width: 1000, height: 1600 } }, (page, log) => body(page, { wiki, tool, log }));
    });
  });
}

function wikiPage(body, style = "") {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><style>${style}</style>
    <script type="module" src="/goroutine-dump.js"></script>${body}`;
}

test("two elements on a page with hostile styles show their own dumps", async () => {
  const body = `
    <goroutine-dump id="first" src="/first.txt" page="TOOL/gorolens.html" theme="dark"></goroutine-dump>
    <goroutine-dump id="second" page="TOOL/gorolens.html" lang="zh-Hans" view="verdict">${leakedConnections(40)}</goroutine-dump>`;
  await withWiki(await pages(body, HOSTILE), async (page, { wiki }) => {
    await page.addInitScript(noteListeners);
    await page.goto(`${wiki.origin}/page.html`);
    const [first, second] = ["#first", "#second"].map((id) => page.locator(id).locator("iframe").contentFrame());
    await byId(first, "group-row", { count: 30 }).first().waitFor();
    await byId(second, "finding", { severity: "leak" }).first().waitFor();
    assert.equal(await first.locator("html").getAttribute("data-theme"), "dark");
    assert.equal(await second.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await byId(second, "group-row").first().isVisible(), false, "only the verdict was asked for");
    for (const id of ["#first", "#second"]) {
      const box = await page.locator(id).boundingBox();
      assert.ok(box.width > 600 && box.height > 500, `${id} is ${box.width} × ${box.height}`);
      assert.ok(box.x >= 0 && box.x < 100, `${id} is at ${box.x}`);
    }
    await page.screenshot({ path: "out/embed-hostile.png" });
    assert.equal(await first.locator(".header-input").count(), 0, "opened once");
    assert.deepEqual(await page.evaluate(() => globalThis.noted), [], "no listener on window or document");
  });
});

test("properties, events and methods of the element", async () => {
  const body = `<goroutine-dump page="TOOL/gorolens.html"></goroutine-dump>`;
  await withWiki(await pages(body), async (page, { wiki, log }) => {
    await page.goto(`${wiki.origin}/page.html`);
    const told = await page.evaluate(async (dump) => {
      const element = document.querySelector("goroutine-dump");
      const next = (name) => new Promise((hear) => element.addEventListener(name, (it) => hear(it.detail), { once: true }));
      const before = element.report;
      const report = next("report");
      element.dump = new Blob([dump]);
      const first = await report;
      const same = element.report === first;
      const json = JSON.parse(await element.export("json"));
      const failed = next("error");
      element.dump = null;
      element.src = "/absent.txt";
      const error = await failed;
      const second = await element.analyze(new TextEncoder().encode("goroutine 7 [select]:\nmain.a()\n\t/a.go:9 +0x1d\n"));
      return { before, first, same, json: { schema: json.schema, groups: json.groups.length }, error, second };
    }, leakedConnections(30));
    assert.equal(told.before, null);
    assert.equal(told.first.goroutines, 61);
    assert.equal(told.first.findings[0].rule, "http-transport-per-request");
    assert.ok(told.same);
    assert.deepEqual(told.json, { schema: "gorolens-report", groups: 3 });
    assert.match(told.error.message, /absent\.txt: 404/);
    assert.equal(told.second.goroutines, 1);
    const findings = told.second.findings.map(({ title: _, ...finding }) => finding);
    // One goroutine without a main beside it is a part of a dump: all that can be said is that it waits.
    assert.deepEqual(findings, [{ rule: "excerpt-waits", severity: "note", certainty: "low", goroutines: 1 }]);
    log.errors = log.errors.filter((error) => !/404/.test(error));
  });
});

test("attributes can change while the element lives, and it can move", async () => {
  const body = `<goroutine-dump src="/first.txt" page="TOOL/gorolens.html"></goroutine-dump><div id="elsewhere"></div>`;
  await withWiki(await pages(body), async (page, { wiki }) => {
    await page.goto(`${wiki.origin}/page.html`);
    const frame = page.locator("goroutine-dump").locator("iframe").contentFrame();
    await byId(frame, "group-row", { count: 30 }).first().waitFor();
    await page.evaluate(() => {
      const element = document.querySelector("goroutine-dump");
      Object.assign(element, { lang: "zh-Hans", theme: "dark", view: "groups" });
    });
    await frame.locator("html[lang=zh-Hans][data-theme=dark][data-view=groups]").waitFor();
    await byId(frame, "finding").first().waitFor({ state: "hidden" });
    await page.evaluate(() => document.querySelector("#elsewhere").append(document.querySelector("goroutine-dump")));
    await byId(frame, "group-row", { count: 30 }).first().waitFor();
  });
});

test("a sandboxed frame without storage takes messages from its page, and from nobody else", async () => {
  const body = `
    <iframe id="tool" sandbox="allow-scripts" style="width:100%;height:900px" src="TOOL/gorolens.html#embed"></iframe>
    <iframe id="stranger" sandbox="allow-scripts" srcdoc="<script>
      parent.frames[0].postMessage({ gorolens: { type: 'open', name: 'evil', dump: 'goroutine 1 [running]:' } }, '*');
      parent.frames[0].postMessage('PING', '*');
      addEventListener('message', (it) => it.data === 'PONG' && (document.title = 'answered'));
    </script>"></iframe>`;
  await withWiki(await pages(body), async (page, { wiki }) => {
    await page.addInitScript(talk);
    await page.goto(`${wiki.origin}/page.html`);
    const answers = await page.evaluate(async (dump) => {
      const target = document.querySelector("#tool").contentWindow;
      await ask(target, { gorolens: { type: "ping", id: 1 } }, (it) => it.gorolens?.id === 1, true);
      const open = { type: "open", name: "mine.txt", dump, id: 2 };
      const { gorolens: report } = await ask(target, { gorolens: open }, (it) => it.gorolens?.id === 2);
      const wanted = { type: "export", input: report.input, form: "markdown", id: 3 };
      const { gorolens: markdown } = await ask(target, { gorolens: wanted }, (it) => it.gorolens?.id === 3);
      const foreign = { type: "export", input: 99, form: "json", id: 4 };
      const { gorolens: refused } = await ask(target, { gorolens: foreign }, (it) => it.gorolens?.id === 4);
      return { report, markdown: markdown.text, refused };
    }, leakedConnections(30));
    assert.equal(answers.report.summary.goroutines, 61);
    assert.match(answers.markdown, /http\.Transport/);
    assert.equal(answers.refused.type, "error");
    const tool = page.locator("#tool").contentFrame();
    await byId(tool, "finding", { severity: "leak" }).first().waitFor();
    assert.equal(await tool.locator(".header-input").count(), 0, "the stranger's dump was not opened");
    assert.equal(await page.frames().find((frame) => frame.parentFrame() && frame.url() === "about:srcdoc").title(), "");
  });
});

test("a list of origins in the address keeps others out", async () => {
  const body = `<p>Two frames:</p><script>for (const origin of ["https://wiki.example", location.origin]) {
    const src = "TOOL/gorolens.html?origin=" + origin + "#embed";
    document.body.append(Object.assign(document.createElement("iframe"), { src }));
  }</script>`;
  await withWiki(await pages(body), async (page, { wiki }) => {
    await page.addInitScript(talk);
    await page.goto(`${wiki.origin}/page.html`);
    const heard = await page.evaluate(async () => {
      const [closed, open] = [...document.querySelectorAll("iframe")].map((it) => it.contentWindow);
      let closedAnswered = false;
      addEventListener("message", ({ source, data }) => (closedAnswered ||= source === closed && data === "PONG"));
      for (let at = 0; at < 5; at++) closed.postMessage("PING", "*");
      await ask(open, "PING", (it) => it === "PONG", true);
      return closedAnswered;
    });
    assert.equal(heard, false);
  });
});

test("Perfetto's and the Firefox Profiler's messages open a dump in a tab of its own", async () => {
  await withWiki(await pages("<button>open</button>"), async (page, { wiki, tool }) => {
    await page.addInitScript(talk);
    for (const [ready, isReady, inject] of [
      ["PING", (it) => it === "PONG", (buffer) => ({ perfetto: { buffer, title: "from perfetto" } })],
      [{ name: "ready:request" }, (it) => it?.name === "ready:response", (profile) => ({ name: "inject-profile", profile })],
    ]) {
      await page.goto(`${wiki.origin}/page.html`);
      const popup = page.waitForEvent("popup");
      await page.evaluate((url) => { globalThis.tab = window.open(url); }, `${tool.origin}/gorolens/`);
      const tab = await popup;
      await page.evaluate(`ask(tab, ${JSON.stringify(ready)}, ${isReady}, true)`);
      await page.evaluate(`tab.postMessage((${inject})(new TextEncoder().encode(${JSON.stringify(leakedConnections(30))}).buffer), "*")`);
      await byId(tab, "finding", { severity: "leak" }).first().waitFor();
      await tab.close();
    }
  });
});

async function pages(body, style) {
  // Scripts of another origin want a permission that a plain host does not give; the wiki has its own copy.
  const element = await readFile(join(SITE_DIR, "goroutine-dump.js"), "utf8");
  return { "/page.html": wikiPage(body, style), "/goroutine-dump.js": element, "/first.txt": leakedConnections(30) };
}

/** Runs in the page: asks, and waits for the answer; again and again while the other side may not listen yet. */
function talk() {
  globalThis.ask = (target, message, isAnswer, again = false) =>
    new Promise((done) => {
      const timer = again && setInterval(() => target.postMessage(message, "*"), 100);
      target.postMessage(message, "*");
      addEventListener("message", function hear({ source, data }) {
        if (source !== target || !isAnswer(data)) return;
        clearInterval(timer);
        removeEventListener("message", hear);
        done(data);
      });
    });
}

/** Runs in the page: notes every listener that the element puts on window or document. */
function noteListeners() {
  globalThis.noted = [];
  for (const target of [window, document]) {
    const add = target.addEventListener;
    target.addEventListener = function (name, ...rest) {
      if (new Error().stack.includes("goroutine-dump.js")) globalThis.noted.push(name);
      return add.call(this, name, ...rest);
    };
  }
}
