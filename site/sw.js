// The service worker: keeps the whole page for use without a network, and takes what is shared with it.
//
// `cargo xtask build` writes the next two lines. VERSION is a hash of the content of FILES, so a cache is
// either whole and of one build, or not used.
const VERSION = "VERSION";
const FILES = ["FILES"];

// Caches belong to the origin: two copies under different paths must not touch each other's.
const SCOPE = self.registration.scope;
const PREFIX = `gorolens ${SCOPE} `;
const CACHE = PREFIX + VERSION;
const SHARED = `gorolens-shared ${SCOPE}`;

self.addEventListener("install", (event) => {
  // Asks the host whether what the page has just loaded is still so, instead of loading it once more.
  const requests = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

// A new version waits until the page says so: it must not take the ground from under an analysis.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches());
});

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (!url.startsWith(SCOPE)) return;
  if (method === "GET") event.respondWith(answer(event.request));
  if (method === "POST" && new URL(url).pathname === new URL("share", SCOPE).pathname) {
    event.respondWith(takeShared(event.request));
  }
});

/** What was kept, else what the network says: a dump beside the page, for example. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

/** Keeps what another program shares until the page, which opens next, takes it. It goes nowhere else. */
async function takeShared(request) {
  const form = await request.formData();
  const text = [form.get("title"), form.get("text")].filter(Boolean).join("\n");
  const dumps = form.getAll("dumps").filter((file) => file instanceof File && file.size > 0);
  if (dumps.length === 0 && text) dumps.push(new File([text], "shared.txt"));
  const cache = await caches.open(SHARED);
  await Promise.all(dumps.map((file, at) => cache.put(shared(at, file.name), new Response(file))));
  return Response.redirect(`${SCOPE}#shared`, 303);
}

function shared(at, name) {
  return `${SCOPE}shared/${at}/${encodeURIComponent(name || "shared.txt")}`;
}
