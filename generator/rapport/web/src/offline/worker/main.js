// @ts-check
/*
 * The service worker of a site that a reader keeps on a device.
 *
 * The build puts a line before this script that names every file of the site with the digest of
 * its bytes. These files are kept and nothing else ever is: no answer, no search, no address that
 * somebody typed.
 */
import "./licence.js";
import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

/**
 * @typedef {object} Build
 * @property {Readonly<Record<string, string>>} SITE_FILES the SHA-256 digest of each file, in base64,
 *   by its address seen from this script.
 */

const worker = /** @type {ServiceWorkerGlobalScope & Build} */ (/** @type {unknown} */ (self));

const files = new PrecacheController();
files.addToCacheList(
  Object.entries(worker.SITE_FILES).map(([url, digest]) => ({
    url,
    revision: digest,
    // Bytes of another version, while a host is in the middle of an upload, or a page to log in are refused.
    integrity: `sha256-${digest}`,
  })),
);

/**
 * Tell every page of the site in one sentence's worth of data.
 * @param {{ newer: true } | { failed: string }} news
 * @param {boolean} everywhere also pages that came from the network
 */
async function tell(news, everywhere) {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: everywhere });
  for (const page of pages) page.postMessage(news);
}

worker.addEventListener("install", (event) => {
  // The next page is a new one; pages that are open stay as they are until somebody leaves them.
  worker.skipWaiting();
  const installed = files.install(event);
  event.waitUntil(installed.catch((error) => tell({ failed: String(error?.name) }, true)));
});

worker.addEventListener("activate", (event) => {
  files.activate(event);
  // Pages that are controlled now were so by an older version; the others are claimed only after.
  event.waitUntil(tell({ newer: true }, false).then(() => worker.clients.claim()));
});

const known = new PrecacheRoute(files, {
  // No file of the site depends on what follows “?”: the search marks words with it, for example.
  ignoreURLParametersMatching: [/./],
  cleanURLs: false,
});

/*
 * Workbox's own handler would put a missing file back, and so would keep things again after a
 * reader has had them removed.
 */
registerRoute(known.match, async ({ request, params }) => {
  const { cacheKey } = /** @type {{ cacheKey: string }} */ (params);
  const kept = await caches.match(cacheKey, { cacheName: files.strategy.cacheName });
  // A response without an address takes that of its request; the search worker reads its own “?”.
  return kept ? new Response(kept.body, kept) : fetch(request);
});

/* “/tip/first-hour”, as people write it, leads to “/tip/first-hour/”: links there are relative. */
registerRoute(
  ({ url, request }) => {
    if (request.mode !== "navigate" || url.pathname.endsWith("/")) return false;
    return files.getCacheKeyForURL(`${url.pathname}/index.html`) !== undefined;
  },
  async ({ url }) => Response.redirect(`${url.pathname}/${url.search}`),
);
