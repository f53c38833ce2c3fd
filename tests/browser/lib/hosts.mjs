// Plain static hosts for the tests: each with an origin of its own, a log of what it was asked, and an end.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves the folder `dir` under the path `mount`, and the texts of `pages` by their path; gives them to `body`.
 *
 * `host.asked` has the path of every request; `host.stop()` ends it before `body` does.
 */
export async function withHost({ dir, mount = "/", pages = {} }, body) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url.split("?")[0]);
    asked.push(`${request.method} ${request.url}`);
    const content = pages[path] ?? (dir && (await file(dir, mount, path)));
    if (content == null || request.method !== "GET") {
      response.writeHead(request.method === "GET" ? 404 : 405).end();
      return;
    }
    const type = TYPES[extname(path) || ".html"] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(content);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  try {
    await body({ origin: `http://127.0.0.1:${server.address().port}`, asked, stop });
  } finally {
    await stop();
  }
}

async function file(dir, mount, path) {
  if (!path.startsWith(mount)) return null;
  const inside = normalize(path.slice(mount.length) || "index.html");
  if (inside.startsWith("..")) return null;
  return await readFile(join(dir, inside)).catch(() => null);
}
