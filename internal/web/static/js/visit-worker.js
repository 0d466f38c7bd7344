// The worker behind the visit pages. It keeps the pages of field visits that were
// opened, and the built files they need, so that they open without network;
// nothing else goes through it. What it keeps belongs to one person: pages of
// another one, a sign-in or a sign-out clear it (see forget.js). The server writes
// self.GUATU before this text: base, version, files, offline.
const own = self.GUATU;
const pagesName = "guatu-visit-pages:" + own.base, filesName = "guatu-visit-files:" + own.base;
const root = own.base + "/visit", patience = 6000; // milliseconds, where a kept page is at hand

// isPage tells a page of visits from what is asked of the server beside them. A
// search is no page to keep.
function isPage(url) {
  const below = url.pathname.slice(root.length);
  const form = /^\/[0-9a-z]{10,40}$/.test(below);
  return url.origin === location.origin && url.pathname.startsWith(root) &&
    (below === "" && url.search === "" || form && /^(\?mend=[0-9A-Za-z-]+)?$/.test(url.search));
}

const key = (url) => url.pathname + url.search;

self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const files = await caches.open(filesName);
  for (const path of own.files.concat(own.offline)) {
    if (!(await files.match(path))) await files.add(new Request(path, { credentials: "same-origin", cache: "reload" }));
  }
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

// activate takes over the open pages, then fetches the kept ones anew: they name
// the files of the version they were made by. Only when all are new may old files go.
async function activate() {
  await self.clients.claim();
  const pages = await caches.open(pagesName);
  let fresh = true;
  for (const request of await pages.keys()) {
    const url = new URL(request.url);
    if (isPage(url) && !(await fetchPage(url))) fresh = false;
  }
  if (!fresh) return;
  const files = await caches.open(filesName);
  for (const request of await files.keys()) {
    const url = new URL(request.url);
    if (!own.files.concat(own.offline).includes(key(url))) await files.delete(request);
  }
}

// fetchPage asks the server for a page and keeps it; false when it cannot be kept.
async function fetchPage(url) {
  try {
    const answer = await fetch(key(url), { credentials: "same-origin", cache: "no-store", headers: { Accept: "text/html" } });
    return await hold(url, answer);
  } catch (e) {
    return false;
  }
}

// hold keeps an answer that is a page of a person's own; those of the person before
// go first.
async function hold(url, answer) {
  const person = answer.headers.get("Visit-Person");
  if (!answer.ok || answer.redirected || !person) return false;
  const pages = await caches.open(pagesName);
  const before = await pages.match(root + "/who-kept");
  if (before && (await before.text()) !== person) await Promise.all((await pages.keys()).map((k) => pages.delete(k)));
  await pages.put(root + "/who-kept", new Response(person));
  await pages.put(key(url), answer.clone());
  return true;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (own.files.includes(url.pathname) || url.pathname.startsWith(own.base + "/static/")) event.respondWith(file(event.request, url));
  else if (event.request.mode === "navigate" && url.pathname.startsWith(root) && (url.pathname.length === root.length || url.pathname[root.length] === "/")) event.respondWith(page(event.request, url));
});

// file is a built file: its name says its content, so what is kept is right.
async function file(request, url) {
  const kept = await (await caches.open(filesName)).match(url.pathname);
  return kept || fetch(request);
}

// page asks the server first. Without network, or when it takes too long, what was
// kept is shown; it says by itself of when it is.
async function page(request, url) {
  const kept = isPage(url) ? await (await caches.open(pagesName)).match(key(url)) : undefined;
  try {
    const answer = await within(kept ? patience : 0, fetch(request));
    if (isPage(url)) await hold(url, answer);
    if (answer.status >= 500 && kept) return kept;
    return answer;
  } catch (e) {
    return kept || (await (await caches.open(filesName)).match(own.offline)) || Response.error();
  }
}

// within gives up after some time; 0 never does.
function within(ms, promise) {
  if (!ms) return promise;
  return Promise.race([promise, new Promise((resolve, reject) => setTimeout(() => reject(new Error("late")), ms))]);
}

self.addEventListener("message", (event) => {
  const paths = event.data && event.data.keep;
  if (Array.isArray(paths) && event.ports[0]) event.waitUntil(keep(paths).then((kept) => event.ports[0].postMessage({ kept })));
});

// keep has pages kept and gives the addresses of all that are.
async function keep(paths) {
  for (const path of paths.slice(0, 300)) {
    const url = new URL(path, location.origin);
    if (isPage(url)) await fetchPage(url);
  }
  const pages = await caches.open(pagesName);
  return (await pages.keys()).map((request) => key(new URL(request.url))).filter((k) => k !== root + "/who-kept");
}
