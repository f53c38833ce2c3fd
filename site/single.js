// Starts the page in one file: everything it needs stands in the document, as base64 of gzip. `cargo xtask build`
// puts the program's glue (`glue`) and `host.js` before this script; nothing is fetched.

// The page takes the place of everything in the body; these are read later, too.
const parts = new Map([...document.querySelectorAll('[type="application/gzip"]')].map((it) => [it.id, it]));
const programs = {};

/** Script and compiled module of a program for workers, for crates/gorolens-worker/src/program.rs. */
globalThis.gorolensProgram = (name) =>
  (programs[name] ??= Promise.all([unpack(`${name}-script`).text(), compile(`${name}-wasm`)]));

/** A text that stands in the document. */
globalThis.gorolensText = (name) => unpack(name).text();

try {
  listen();
  globalThis.gorolensProgram("worker");
  await glue({ module_or_path: await compile("page-wasm") });
} catch (error) {
  cannotStart(`Gorolens could not start. It needs a browser of 2023 or later. ${error}`);
  throw error;
}

async function compile(id) {
  return await WebAssembly.compile(await unpack(id).arrayBuffer());
}

function unpack(id) {
  const binary = atob(parts.get(id).textContent);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
