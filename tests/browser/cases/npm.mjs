// The npm package as a stranger uses it: installed into a fresh project, in Node and in a browser, with its types.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { leakedConnections } from "../lib/dumps.mjs";
import { withHost } from "../lib/hosts.mjs";
import { RELEASE_DIR, withTab } from "../lib/site.mjs";

const run = promisify(execFile);
const DUMP = leakedConnections(30);

let project;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "gorolens-npm-"));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "fresh", private: true, type: "module" }));
  const archive = (await readdir(RELEASE_DIR)).find((name) => name.endsWith(".tgz"));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(RELEASE_DIR, archive)], { cwd: project });
});

after(() => rm(project, { recursive: true }));

const installed = (name) => join(project, "node_modules/gorolens", name);

test("the package has what it names, and nothing else", async () => {
  assert.deepEqual((await readdir(installed(""))).sort(), [
    "LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "browser.mjs", "gorolens.js", "gorolens_bg.wasm",
    "index.d.ts", "node.mjs", "package.json", "report.d.ts", "schema.json", "shared.mjs", "worker-node.mjs", "worker.mjs",
  ]);
  const { exports, dependencies, version } = JSON.parse(await readFile(installed("package.json"), "utf8"));
  assert.equal(dependencies, undefined);
  assert.match(version, /^[1-9]|^0\.[1-9]/);
  for (const target of [exports["."].types, exports["."].node, exports["."].default, exports["./schema.json"]]) {
    await readFile(installed(target));
  }
});

test("Node: every kind of input gives the same report, in this thread and in another", async () => {
  const script = `
    import { analyze, analyzeAll, format } from "gorolens";
    import { readFileSync } from "node:fs";
    const text = readFileSync("dump.txt", "utf8");
    const bytes = readFileSync("dump.txt");
    const stream = new ReadableStream({ start(it) { it.enqueue(bytes.subarray(0, 999)); it.enqueue(bytes.subarray(999)); it.close(); } });
    async function* lines() { for (const line of text.split(/(?<=\\n)/)) yield line; }
    const inputs = { text, bytes, buffer: new Uint8Array(bytes).buffer, blob: new Blob([text]), stream, lines: lines() };
    const seen = {};
    for (const [kind, input] of Object.entries(inputs)) seen[kind] = JSON.stringify(await analyze(input, { name: "dump.txt" }));
    seen.worker = JSON.stringify(await analyze(text, { name: "dump.txt", worker: true }));
    const both = await analyzeAll([{ name: "a", data: text }, { name: "b", data: bytes }], { lang: "zh-Hans" });
    const failures = [];
    for (const worker of [false, true]) {
      await analyze(text, { lang: "xx", worker }).catch((error) => failures.push(error.message));
      await format(text, "docx", { worker }).catch((error) => failures.push(error.message));
    }
    await analyze(42).catch((error) => failures.push(error.constructor.name));
    await analyze(text, { signal: AbortSignal.abort() }).catch((error) => failures.push(error.name));
    const markdown = await format(text, "markdown");
    console.log(JSON.stringify({ seen, both, failures, markdown }));`;
  await writeFile(join(project, "dump.txt"), DUMP);
  await writeFile(join(project, "main.mjs"), script);
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: project, maxBuffer: 1 << 26 });
  const { seen, both, failures, markdown } = JSON.parse(stdout);
  const [first, ...others] = Object.values(seen);
  assert.equal(JSON.parse(first).findings[0].rule, "http-transport-per-request");
  assert.equal(others.length, 6);
  for (const other of others) assert.equal(other, first);
  assert.deepEqual(both.dumps.map((it) => [it.name, it.goroutines]), [["a", 61], ["b", 61]]);
  assert.equal(both.language, "zh-Hans");
  assert.equal(failures.length, 6, failures.join("\n"));
  assert.deepEqual(failures.slice(4), ["TypeError", "AbortError"]);
  assert.match(markdown, /http\.Transport/);
});

test("a browser: in the page and in a worker, from plain files", async () => {
  const page = `<!doctype html><link rel="icon" href="data:,"><script type="module">
    import { analyze } from "./browser.mjs";
    const dump = await (await fetch("/dump.txt")).blob();
    const [here, there] = [await analyze(dump), await analyze(dump.stream(), { worker: true })];
    document.title = JSON.stringify([here, there].map((it) => [it.totals.goroutines, it.findings[0].rule]));
  </script>`;
  await withHost({ dir: installed(""), pages: { "/": page, "/dump.txt": DUMP } }, (host) =>
    withTab({}, async (tab) => {
      await tab.goto(host.origin);
      await tab.waitForFunction(() => document.title !== "");
      const expected = [61, "http-transport-per-request"];
      assert.deepEqual(JSON.parse(await tab.title()), [expected, expected]);
    }),
  );
});

test("the types are those of the schema, and hold what is documented", async () => {
  const use = `
    import { analyze, type Finding, type Report } from "gorolens";
    const report: Report = await analyze(new Uint8Array(), { lang: "en", worker: true });
    const finding: Finding | undefined = report.findings[0];
    const severity: "leak" | "stuck" | "suspect" | "note" | undefined = finding?.severity;
    const wait: number | undefined = report.groups[0]?.wait_minutes?.median;
    // @ts-expect-error: an input that is none
    await analyze(42);
    // @ts-expect-error: a field that is none
    report.nothing;
    export { severity, wait };`;
  await writeFile(join(project, "use.ts"), use);
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const settings = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.asynciterable"];
  const { stdout } = await run(process.execPath, [tsc, ...settings, "use.ts"], { cwd: project }).catch((error) => error);
  assert.equal(stdout, "");
});

test("the JSON of the package is that of its schema", async () => {
  const { analyze } = await import(pathToFileURL(installed("node.mjs")).href);
  const report = await analyze(DUMP);
  const schema = JSON.parse(await readFile(installed("schema.json"), "utf8"));
  assert.deepEqual(Object.keys(report).sort(), [...schema.required].sort());
  assert.deepEqual(Object.keys(report.findings[0]).sort(), [...schema.$defs.finding.required].sort());
});
