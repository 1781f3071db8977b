import { NavigationRoute, Serwist, type PrecacheEntry } from 'serwist';
import { keepAll, type KeptFile } from './install.ts';
import { clearLeftovers } from './leftovers.ts';
import { isMessage, SETTLED } from './protocol.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** All files of this version with their hashes; put here by the build. */
  readonly __SW_MANIFEST: PrecacheEntry[];
};

/*
 * Keeps one version of the site, whole or not at all: every file is checked against its hash, and a version of which one file
 * cannot be had is not installed. It never takes over from another by itself.
 */
const scope = new URL('./', self.location.href);
const app = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  // A host that varies its answers by encoding or origin still sends the same bytes.
  precacheOptions: {
    cacheName: `tokenhouse:${scope.pathname}`,
    matchOptions: { ignoreVary: true },
    directoryIndex: null,
  },
  // A first visit can go offline in the tab it began in.
  clientsClaim: true,
});
const keys = app.getUrlsToPrecacheKeys();
const openCache = (): Promise<Cache> => self.caches.open(app.precacheStrategy.cacheName);

// The app alone: what is framed by others keeps nothing, and other paths are not the app's.
app.registerRoute(
  new NavigationRoute(app.createHandlerBoundToUrl('index.html'), {
    allowlist: [new RegExp(`^${escaped(scope.pathname)}(?:index\\.html)?(?:\\?|$)`)],
  }),
);

// Pages of an earlier version load what they load later from where it was kept, whether or not the host still has it.
app.registerCapture(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(`${scope.pathname}assets/`),
  async ({ request }) => (await (await openCache()).match(request, { ignoreVary: true })) ?? fetch(request),
);

self.addEventListener('install', (event) => {
  const keep = ({ cacheKey }: KeptFile, request: Request): Promise<unknown> =>
    Promise.all(app.precacheStrategy.handleAll({ event, request, url: new URL(request.url), params: { cacheKey } }));
  event.waitUntil(keepAll({ files: keptFiles(), keep }));
});
self.addEventListener('fetch', (event) => app.handleFetch(event));
self.addEventListener('message', (event) => {
  if (isMessage(event.data, SETTLED)) event.waitUntil(openCache().then(clear));
});

function keptFiles(): readonly KeptFile[] {
  return [...keys].map(([url, cacheKey]) => ({
    url,
    cacheKey,
    integrity: app.getIntegrityForPrecacheKey(cacheKey),
    isNamedByContent: url === cacheKey,
  }));
}

function clear(cache: Cache): Promise<number> {
  return clearLeftovers({
    cache,
    keys: new Set(keys.values()),
    isOfThisVersion: (url) => keys.has(url),
    openPages: () => self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
    isAnotherComing: () => self.registration.installing !== null || self.registration.waiting !== null,
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[.?+*^$()[\]{}|\\]/g, String.raw`\$&`);
}
