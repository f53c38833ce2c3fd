// What reaches the page from outside: settings and links in its address, files it was started with, what other
// programs share, and messages of a page that embeds or opened it. docs/embedding.md describes all of it.
//
// The program (web/src/hooks/host.rs) calls `mounted` once and `phase` for every input; what comes earlier waits.
// A report is told to those who gave the dump, and to nobody else.

/** The version of the messages below. */
const PROTOCOL = 1;

/** What the address says; what follows `#` never leaves the browser and goes before what follows `?`. */
const address = new URLSearchParams(`${location.hash.slice(1)}&${location.search.slice(1)}`);

/** Whether the page is a part of another one. */
const isEmbedded = window.parent !== window || address.has("embed");

/** The program's door, and what waits until it is open. */
let page = null;
const waiting = [];

/** By number of the input: who gave it, and how they hear of it. */
const listeners = new Map();

/** Begins to listen; called before the program is loaded. */
export function listen() {
  allowOwnScripts();
  const [lang, theme] = [address.get("lang"), address.get("theme")];
  globalThis.gorolensHost = { mounted, phase, lang, theme };
  document.documentElement.toggleAttribute("data-embed", isEmbedded);
  show({ view: address.get("view") });
  addEventListener("message", hear);
  takeEarly();
  takeFromAddress();
  takeLaunched();
  for (const partner of partners()) {
    partner.postMessage({ gorolens: { type: "ready", protocol: PROTOCOL } }, "*");
  }
}

/** Says in the page why there is no program. */
export function cannotStart(message) {
  const place = document.createElement("p");
  place.setAttribute("role", "alert");
  place.className = "cannot-start";
  place.textContent = message;
  (document.querySelector("main") ?? document.body).prepend(place);
  const { dataset } = document.documentElement;
  delete dataset.waits;
  delete dataset.opens;
}

/** The policy of the page asks for trusted types; scripts come from the page itself, as blobs, and from nowhere else. */
function allowOwnScripts() {
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (/^blob:/.test(url) || url === "./sw.js" ? url : null),
  });
}

function mounted(door) {
  page = door;
  waiting.splice(0).forEach((act) => act());
  keepForOffline();
}

function whenMounted(act) {
  page ? act() : waiting.push(act);
}

/** Opens dumps as one input; `tell` hears what comes of it. */
function open(dumps, { owner, tell, replace } = {}) {
  whenMounted(() => {
    if (replace) closeAllOf(owner);
    const id = page.open(
      dumps.map(({ name }) => name || "dump"),
      dumps.map(({ dump }) => toBlob(dump)),
    );
    if (tell) listeners.set(id, { owner, tell });
  });
}

function closeAllOf(owner) {
  for (const [id, listener] of listeners) {
    if (listener.owner !== owner) continue;
    listeners.delete(id);
    page.close(id);
  }
}

/** Shows that something could not be opened. */
function fail(name, error) {
  const message = `${name}: ${error instanceof Error ? error.message : error}`;
  whenMounted(() => page.fail(name, message));
}

function toBlob(dump) {
  if (dump instanceof Blob) return dump;
  const isBytes = dump instanceof ArrayBuffer || ArrayBuffer.isView(dump);
  return new Blob([isBytes || typeof dump === "string" ? dump : JSON.stringify(dump)]);
}

/** The program tells how far an input is: `reading`, `ready` with a summary, `failed` with a message. */
function phase(id, name, detail) {
  const tell = listeners.get(id)?.tell;
  if (name === "ready") tell?.({ type: "report", input: id, summary: detail });
  if (name === "failed") tell?.({ type: "error", input: id, message: detail });
}

// ---- Before the program is there ----

/** What somebody does on the start screen that stands in the document, done again on the program's own. */
function takeEarly() {
  const early = new AbortController();
  const on = (target, kind, hear) => target?.addEventListener(kind, hear, { signal: early.signal });
  const field = document.getElementById("dump");
  let hasFocus = document.activeElement === field;
  on(field, "focus", () => (hasFocus = true));
  // A field that is taken away loses the focus too.
  on(field, "blur", () => setTimeout(() => (hasFocus &&= !field.isConnected)));
  on(document, "dragover", (event) => event.preventDefault());
  on(document, "drop", (event) => takeDump(event, event.dataTransfer));
  on(document, "paste", (event) => takeDump(event, event.clipboardData));
  const chooser = document.querySelector("input[type=file]");
  on(chooser, "change", (event) => takeDump(event, chooser));
  on(document, "click", ({ target }) => {
    const at = [...document.querySelectorAll("button")].indexOf(target.closest("button"));
    if (at >= 0) whenMounted(() => document.querySelectorAll("button")[at]?.click());
  });
  whenMounted(() => {
    early.abort();
    delete document.documentElement.dataset.waits;
    if (field) handOver(field, hasFocus);
  });
}

/** Dropped anew when somebody takes it: the browser forgets what an event carried. */
function takeDump(event, data) {
  const kept = new DataTransfer();
  for (const file of data?.files ?? []) kept.items.add(file);
  const text = data?.getData?.("text/plain");
  if (text) kept.setData("text/plain", text);
  if (!kept.items.length) return;
  event.preventDefault();
  document.documentElement.dataset.waits = "";
  whenMounted(() => document.dispatchEvent(new DragEvent("drop", { dataTransfer: kept, cancelable: true })));
}

/** What was typed goes on where it was, in steps as small as typing: text that comes at once would be analysed. */
function handOver({ value, selectionStart, selectionEnd }, hasFocus) {
  const field = document.getElementById("dump");
  if (!field) return;
  for (let end = 0; end < value.length; ) {
    end += 20;
    field.value = value.slice(0, end);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (hasFocus) field.focus({ preventScroll: true });
  field.setSelectionRange(selectionStart, selectionEnd);
}

// ---- Messages ----

/** The windows that may talk to the page. */
function partners() {
  return [window.parent, window.opener].filter((other) => other && other !== window);
}

/** Whether a message comes from such a window and, if the address has a list of origins, from one of them. */
function isPartner({ source, origin }) {
  const allowed = address.getAll("origin").flatMap((list) => list.split(","));
  return partners().includes(source) && (allowed.length === 0 || allowed.includes(origin));
}

function hear(event) {
  if (!isPartner(event)) return;
  // An opaque origin (a sandboxed frame, a local file) cannot be named; the source is known all the same.
  const target = event.origin === "null" ? "*" : event.origin;
  answer(event.data, (message) => event.source?.postMessage(message, target), event.source, event.ports[0]);
}

/** `owner` is whoever asks, by window or port. */
function answer(data, reply, owner, port) {
  if (data === "PING") return reply("PONG"); // Perfetto
  if (data?.perfetto?.buffer) {
    const { buffer, title, fileName } = data.perfetto;
    return open([{ name: title ?? fileName, dump: buffer }]);
  }
  if (data?.name === "ready:request") return reply({ name: "ready:response" }); // Firefox Profiler
  if (data?.name === "inject-profile") return open([{ name: "profile", dump: data.profile }]);
  if (data?.gorolens?.type) return answerOwn(data.gorolens, reply, owner, port);
}

/** The page's own messages, `{ gorolens: { type, … } }`. What a request calls `id` comes back with every answer. */
function answerOwn({ type, id, ...request }, reply, owner, port) {
  const tell = (message) => reply({ gorolens: { ...message, ...(id === undefined ? {} : { id }) } });
  switch (type) {
    case "ping":
      return tell({ type: "ready", protocol: PROTOCOL });
    case "connect": // From now on through a channel that nobody else hears.
      if (!port) return tell({ type: "error", message: "connect needs a port" });
      port.onmessage = ({ data }) => answer(data, (message) => port.postMessage(message), port);
      return port.postMessage({ gorolens: { type: "ready", protocol: PROTOCOL } });
    case "open":
      return openFor(request, tell, owner);
    case "set":
      return show(request);
    case "export":
      return exportFor(request, tell, owner);
    default:
      return tell({ type: "error", message: `no message of type ${JSON.stringify(type)}` });
  }
}

function openFor({ dumps, name, dump, replace }, tell, owner) {
  const list = dumps ?? [{ name, dump }];
  if (!Array.isArray(list) || !list.length || list.some((it) => it?.dump == null)) {
    return tell({ type: "error", message: "open needs a dump: text, bytes or a Blob" });
  }
  open(list, { owner, tell, replace: replace === true });
}

/** Only those who gave the dump get the document. */
function exportFor({ input, form }, tell, owner) {
  const mine = listeners.get(input)?.owner === owner && ["json", "markdown", "html"].includes(form);
  if (!mine) return tell({ type: "error", message: "export needs an input of yours and a form" });
  page.export(input, form, (text) => tell({ type: "exported", input, form, text }));
}

/** Language, colours, and which part of the report is shown. */
function show({ lang, theme, view }) {
  const root = document.documentElement;
  if (["light", "dark", "system"].includes(theme)) root.dataset.theme = theme;
  if (["full", "verdict", "groups"].includes(view)) root.dataset.view = view;
  if (typeof lang === "string") whenMounted(() => page.speak(lang));
}

// ---- The address ----

/** Every `#src=…` names a dump beside the page, `#report=…` is a report in the link itself. */
function takeFromAddress() {
  const [sources, report] = [address.getAll("src"), address.get("report")];
  if (sources.length) Promise.all(sources.map(fetchDump)).then((dumps) => open(dumps), (error) => fail("src", error));
  if (report) inflate(report).then((dump) => open([{ name: "report.json", dump }]), (error) => fail("link", error));
}

async function fetchDump(src) {
  const response = await fetch(src);
  if (!response.ok) throw new Error(`${src}: ${response.status} ${response.statusText}`);
  return { name: nameOf(src), dump: await response.blob() };
}

function nameOf(src) {
  const name = src.split(/[?#]/)[0].split("/").pop() || src;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** base64url of raw deflate. */
async function inflate(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).blob();
}

// ---- An installed page ----

/** Files that the system opens with the page, and what the service worker took for it. */
function takeLaunched() {
  globalThis.launchQueue?.setConsumer(async ({ files = [] }) => {
    const dumps = await Promise.all(files.map((handle) => handle.getFile()));
    if (dumps.length) open(dumps.map((dump) => ({ name: dump.name, dump })));
  });
  if (address.has("shared")) takeShared().catch((error) => fail("shared", error));
}

async function takeShared() {
  const scope = new URL("./", document.baseURI).href;
  const name = `gorolens-shared ${scope}`;
  const cache = await caches.open(name);
  const kept = await Promise.all((await cache.keys()).map((request) => cache.match(request).then((it) => [request, it])));
  const dumps = kept.map(async ([{ url }, response]) => ({
    name: decodeURIComponent(url.split("/").pop()),
    dump: await response.blob(),
  }));
  if (dumps.length) open(await Promise.all(dumps));
  await caches.delete(name);
  history.replaceState(null, "", "#");
}

/** Has the browser keep the page for use without a network; a new version is offered, never forced. */
async function keepForOffline() {
  const canKeep = document.querySelector("link[rel=manifest]") && !isEmbedded && isSecureContext;
  if (!canKeep || !navigator.serviceWorker) return;
  await analysisLoaded();
  try {
    const registration = await navigator.serviceWorker.register("./sw.js");
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => next.state === "installed" && offer(next));
    });
  } catch {
    // Where service workers are not allowed, the page works as long as it is open.
  }
}

/** What is kept for later must not compete with what the first dump waits for. */
function analysisLoaded() {
  const isThere = (entries) => entries.some(({ name }) => name.endsWith("/worker_bg.wasm"));
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (!isThere(list.getEntries())) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: "resource", buffered: true });
  });
}

function offer(next) {
  // The first one of all replaces nothing.
  if (!next || !navigator.serviceWorker.controller) return;
  page.offer_update(() => {
    // Only the tab in which it was asked for loads again; others go on with what they have in memory.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    next.postMessage("take-over");
  });
}
