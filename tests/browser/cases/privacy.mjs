// Nothing leaves the page: no request during an analysis, and a policy that would stop one.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { leakedConnections } from "../lib/dumps.mjs";
import { ORIGIN, byId, drop, paste, requestsServed, waitForVerdict, withPage } from "../lib/site.mjs";

test("the page says that nothing leaves it", () =>
  withPage({}, async (page) => {
    assert.match(await byId(page, "privacy-line").first().innerText(), /leaves|stays/i);
  }));

test("after it has loaded, the page asks for nothing, whatever is analysed", () =>
  withPage({}, async (page, log) => {
    await page.waitForLoadState("networkidle");
    const loaded = networkRequests(log).length;
    const served = await requestsServed();
    await paste(page, leakedConnections(20));
    await waitForVerdict(page);
    await drop(page, "goroutines.txt", leakedConnections(30));
    await byId(page, "group-row", { count: 30 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(networkRequests(log).slice(loaded).map(describe), []);
    assert.equal(await requestsServed(), served, "the server saw requests that the page did not show");
  }));

test("the page works when the network is gone", () =>
  withPage({}, async (page) => {
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    await drop(page, "goroutines.txt", leakedConnections(30));
    await byId(page, "group-row", { count: 30 }).first().waitFor();
  }));

test("loading the page fetches files of the site and nothing else", () =>
  withPage({}, async (page, log) => {
    await page.waitForLoadState("networkidle");
    for (const request of networkRequests(log)) {
      const url = new URL(request.url());
      assert.equal(url.origin, ORIGIN, describe(request));
      assert.equal(url.search, "", describe(request));
      assert.equal(request.method(), "GET", describe(request));
      assert.equal(request.postData(), null, describe(request));
    }
  }));

test("the policy stops the page and its worker from reaching anybody else", () =>
  withPage({}, async (page, log) => {
    await byId(page, "example-button").click();
    await waitForVerdict(page);
    await withStranger(async (address, visits) => {
      const workers = page.workers();
      assert.ok(workers.length > 0, "the analysis runs in a worker");
      for (const place of [page, ...workers]) {
        assert.equal(await place.evaluate(tryToSend, address), "stopped");
      }
      assert.equal(visits(), 0, "the stranger was reached");
    });
    log.errors = log.errors.filter((error) => !/Content Security Policy|CSP|Failed to fetch/i.test(error));
  }));

/** Runs inside the page or the worker. */
async function tryToSend(address) {
  try {
    await fetch(address, { mode: "no-cors", method: "POST", body: "goroutine 1 [running]:" });
    return "sent";
  } catch {
    return "stopped";
  }
}

/** Another server, which counts its visits. */
async function withStranger(body) {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    const address = `http://127.0.0.1:${server.address().port}/`;
    await fetch(address);
    assert.equal(visits, 1, "the stranger is there");
    visits = 0;
    await body(address, () => visits);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Requests that leave the browser; what is at a `blob:` or `data:` address is in memory. */
function networkRequests(log) {
  return log.requests.filter((request) => !/^(blob|data):/.test(request.url()));
}

function describe(request) {
  return `${request.method()} ${request.url()}`;
}
