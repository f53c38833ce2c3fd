// What browsers and Node have in common: inputs become chunks, chunks go to an engine, the engine gives a document.

/** Bytes per chunk: large enough that the way into the program does not count. */
const CHUNK = 1 << 20;

/** The functions of the package, for a place that can start an engine: `{ start, push, finish, end }`. */
export function api(begin) {
  /** Analyses `inputs` and writes the report in a form. */
  async function write(inputs, form, { lang = "en", signal, ...rest }) {
    signal?.throwIfAborted();
    const engine = await begin(rest);
    try {
      for (const { name, data } of inputs) {
        await engine.start(name ?? "dump");
        for await (const chunk of chunks(data)) {
          signal?.throwIfAborted();
          await engine.push(chunk);
        }
      }
      return await engine.finish(lang, form);
    } finally {
      engine.end();
    }
  }

  const one = (data, { name = data?.name } = {}) => [{ name, data }];
  return {
    analyze: async (input, options = {}) => JSON.parse(await write(one(input, options), "json", options)),
    analyzeAll: async (inputs, options = {}) => JSON.parse(await write(inputs, "json", options)),
    format: async (input, form, options = {}) => await write(one(input, options), form, options),
  };
}

/** An engine in this thread. */
export function inline(analysis) {
  let open = analysis;
  return {
    start: (name) => open.start(name),
    push: (chunk) => open.push(chunk),
    finish(lang, form) {
      const last = open;
      open = null; // `finish` uses it up, also when it fails.
      return last.finish(lang, form);
    },
    end: () => open?.free(),
  };
}

/**
 * An engine in another thread. `post(message, transfer)` sends, `hear(callback)` and `fail(callback)` listen,
 * `end()` ends it. Every call waits for its answer, so no more than one chunk is on its way.
 */
export function remote({ post, hear, fail, end }) {
  let pending = null;
  const settle = (how, value) => {
    pending?.[how](value);
    pending = null;
  };
  hear(({ value, error }) => (error === undefined ? settle("resolve", value) : settle("reject", new Error(error))));
  fail((error) => settle("reject", error instanceof Error ? error : new Error(String(error?.message ?? error))));
  const call = (method, ...args) =>
    new Promise((resolve, reject) => {
      pending = { resolve, reject };
      post({ method, args });
    });
  return {
    begin: (wasm) => call("begin", wasm),
    start: (name) => call("start", name),
    push: (chunk) => call("push", chunk),
    finish: (lang, form) => call("finish", lang, form),
    end,
  };
}

/** The other end of `remote`: answers each message with what the engine says. */
export function answerer(begin, reply) {
  let engine;
  return async ({ method, args }) => {
    try {
      if (method === "begin") engine = inline(await begin(...args));
      else reply({ value: engine[method](...args) });
      if (method === "begin") reply({ value: null });
    } catch (error) {
      reply({ error: String(error?.message ?? error) });
    }
  };
}

async function* chunks(data) {
  if (typeof data === "string") return yield* cut(new TextEncoder().encode(data));
  if (data instanceof ArrayBuffer) return yield* cut(new Uint8Array(data));
  if (ArrayBuffer.isView(data)) return yield* cut(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (typeof data?.stream === "function") return yield* read(data.stream()); // a Blob, a File
  if (typeof data?.getReader === "function") return yield* read(data);
  if (data?.[Symbol.asyncIterator]) return yield* flatten(data);
  throw new TypeError("a dump is a string, bytes, a Blob or a stream of them");
}

function* cut(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Not every browser lets a stream be iterated. */
async function* read(stream) {
  const reader = stream.getReader();
  try {
    for (let next; !(next = await reader.read()).done; ) yield* piece(next.value);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function* flatten(pieces) {
  for await (const it of pieces) yield* piece(it);
}

function piece(it) {
  return typeof it === "string" ? cut(new TextEncoder().encode(it)) : cut(it);
}
