/**
 * Keeps the files of the viewer page, so that it opens without a network. It answers for exactly those files and for no
 * page but the viewer: archives, samples, other pages and other sites go their way as if it were not there.
 */
/* global OFFLINE */
// `OFFLINE`: the version of the page, and the addresses of its files relative to this one. Made by the build.
importScripts('../dist/bundle/reprise-offline.js');

const PREFIX = 'reprise-viewer-';
const CACHE = PREFIX + OFFLINE.version;
const PAGE = new URL('./', self.location.href);
const FILES = new Set(OFFLINE.files.map((file) => new URL(file, PAGE).href));

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // Past the browser's own cache: a file of the version before would stay for ever.
      cache.addAll([...FILES].map((address) => new Request(address, { cache: 'no-cache' }))),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'use') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request, clientId } = event;
  if (request.method !== 'GET' || request.headers.has('range')) return;
  const url = new URL(request.url);
  if (request.mode === 'navigate') {
    if (isViewer(url)) event.respondWith(kept(PAGE.href, request));
  } else if (FILES.has(url.href)) {
    event.respondWith(isOfViewer(clientId).then((is) => (is ? kept(url.href, request) : fetch(request))));
  }
});

/** The file as it was kept; where the browser has thrown it away, from the network. */
async function kept(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

async function isOfViewer(clientId) {
  const client = await self.clients.get(clientId);
  return client !== undefined && isViewer(new URL(client.url));
}

function isViewer({ origin, pathname }) {
  return origin === PAGE.origin && [PAGE.pathname, `${PAGE.pathname}index.html`].includes(pathname);
}

async function forgetOthers() {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}
