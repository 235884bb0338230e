// Between the pages and the network: shows a page of its own when there is none. It keeps that page and its style, the
// same for everybody, and nothing else.

declare const self: ServiceWorkerGlobalScope;

const KEPT = "offline";
/** Answers name cookies and languages in `Vary`; what is kept is the same for all of them. */
const FOR_ALL = { ignoreVary: true };
let keeping: Promise<void> = Promise.resolve();
let wanted: unknown;
/** What the page looks like and nothing else: names that change with their content. */
const STYLE = /href="(\/(?:assets|brand)\/[^"]+\.(?:css|svg))"/g;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keepNext(event.data)));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => instead(event.request)));
  else if (isStyle(event.request)) event.respondWith(fetch(event.request).catch(() => keptOr(event.request)));
});

/** One after the other: two tabs opened at once do not undo each other's work. A page left meanwhile has no say any more. */
function keepNext(address: unknown): Promise<void> {
  wanted = address;
  keeping = keeping.then(() => (address === wanted ? keep(address) : undefined)).catch(() => undefined);
  return keeping;
}

/** Keeps the page in the language that is read now; `address` changes with the language and with the style. */
async function keep(address: unknown): Promise<void> {
  if (typeof address !== "string" || !address.startsWith("/offline?")) return;
  const cache = await caches.open(KEPT);
  if (await cache.match(address, FOR_ALL)) return;
  // Without cookies: what is kept says nothing of who asked for it.
  const page = await fetch(address, { credentials: "omit", cache: "no-store" });
  if (!page.ok) return;
  const style = [...(await page.clone().text()).matchAll(STYLE)].map((found) => found[1] ?? "");
  await Promise.all(style.map((file) => cache.add(new Request(file, { credentials: "omit" }))));
  await cache.put(address, page);
  const kept = [address, ...style].map((path) => new URL(path, self.location.origin).href);
  for (const old of await cache.keys()) if (!kept.includes(old.url)) await cache.delete(old, FOR_ALL);
}

/** A form that could not be sent leads back to its own page, where what was typed is put back. */
async function instead(request: Request): Promise<Response> {
  const from = request.referrer;
  if (request.method !== "GET" && from.startsWith(`${self.location.origin}/`)) return Response.redirect(from, 303);
  const cache = await caches.open(KEPT);
  const newest = (await cache.keys()).filter((kept) => new URL(kept.url).pathname === "/offline").at(-1);
  const page = newest && (await cache.match(newest, FOR_ALL));
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}

function isStyle(request: Request): boolean {
  return request.method === "GET" && /^\/(assets|brand)\//.test(new URL(request.url).pathname);
}

async function keptOr(request: Request): Promise<Response> {
  return (await (await caches.open(KEPT)).match(request, FOR_ALL)) ?? Response.error();
}

export {};
