import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClipboardPort } from './platform/clipboard.ts';
import { createLinkPort } from './platform/link.ts';
import { createPagePort } from './platform/page.ts';
import { createSettings } from './platform/settings.ts';
import { trustOwnScripts } from './platform/trusted-scripts.ts';
import { once } from './state/once.ts';
import { createScenarioStore } from './state/scenario-store.ts';
import { createSetLink } from './state/set-link.ts';
import { isSetLink } from './scenario/set-link.ts';
import { FIRST_BOOK } from './evaluate/first-book.ts';
import { sufficesFor } from './evaluate/offer-book.ts';
import { App } from './ui/App.tsx';
import { nextTurn } from './ui/shared/turns.ts';
import { followMoney } from './ui/money/follow-money.ts';

trustOwnScripts(window);
// The only place where the core's ports meet the browser.
const address = createLinkPort(window);
const page = createPagePort({ win: window, link: address });
const loadCompare = once(() =>
  import('./compare.ts').then(({ startCompare }) => startCompare({ address, link, page })),
);
const link = createSetLink({ link: address, load: loadCompare });
// The store of the open scenario cannot read an address that holds several.
if (isSetLink(address.read())) await loadCompare().catch(() => undefined);
const store = createScenarioStore({ link, book: FIRST_BOOK, nowMs: () => performance.now() });
const openedLink = link.read();
// Before anything draws an amount, and before whoever draws one hears of a change.
followMoney({ store, page });

const traces = once(async () => {
  const { createTraceStore } = await import('./state/trace-store.ts');
  return createTraceStore({
    port: () => import('./platform/traces.ts').then(({ tracePort }) => tracePort()),
    settle({ seconds, onEnd }) {
      const timer = setTimeout(onEnd, seconds * 1_000);
      return () => clearTimeout(timer);
    },
  });
});

const bench = once(async () => {
  const { createBenchStore, firstRequest } = await import('./state/bench-store.ts');
  return createBenchStore({
    port: () => import('./platform/bench.ts').then(({ benchPort }) => benchPort()),
    request: firstRequest({ isPhone: /Android|iPhone|iPad|Mobile/.test(navigator.userAgent) }),
  });
});

const uncertainty = once(async () => {
  const { createUncertaintyStore } = await import('./state/uncertainty.ts');
  return createUncertaintyStore({
    port: () => import('./platform/uncertainty.ts').then(({ uncertaintyPort }) => uncertaintyPort()),
  });
});

const library = once(() => import('./library.ts').then(({ startLibrary }) => startLibrary({ store, openedLink })));

const compare = once(async () => {
  const loaded = await loadCompare();
  loaded.connect(store);
  return loaded;
});

/** All offers, with every mode and cache: more than the first picture of most scenarios needs. */
const openWholeBook = () =>
  import('./evaluate/whole-book.ts').then(
    ({ WHOLE_BOOK }) => store.getState().openBook(WHOLE_BOOK),
    () => store.getState().reportBookMissing(),
  );

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Figures that would change a moment later are not shown; offline, the few offers at hand are better than nothing.
if (!sufficesFor(store.getState().scenario, FIRST_BOOK)) await openWholeBook();

createRoot(root).render(
  <StrictMode>
    <App
      services={{
        store,
        link,
        page,
        clipboard: createClipboardPort(navigator),
        settings: createSettings(() => window.localStorage),
        hub: once(() =>
          import('./platform/hub.ts').then(({ createHubPort }) => createHubPort((input, init) => fetch(input, init))),
        ),
        simulation: () => import('./platform/simulation.ts').then(({ simulationPort }) => simulationPort()),
        priceFeed: () =>
          import('./platform/price-feed.ts').then(({ createPriceFeedPort }) =>
            createPriceFeedPort((input, init) => fetch(input, init)),
          ),
        traces,
        bench,
        library,
        compare,
        uncertainty,
        workbook: () => import('./platform/workbook-file.ts').then(({ workbookPort }) => workbookPort),
      }}
    />
  </StrictMode>,
);

// Safari has no idle callback.
const whenIdle = (run: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 500);
};
if (!store.getState().book.isWhole) whenIdle(() => void openWholeBook());
// What is open is kept from here on; where that cannot be loaded, the address still holds it.
whenIdle(() => void library().catch(() => undefined));
// Whoever copies a link of a build that is broken here should know; a check that cannot be loaded says nothing.
const checkLinks = async (): Promise<void> => {
  await nextTurn();
  const { linkChecks } = await import('./scenario/self-check.ts');
  for (const check of linkChecks()) {
    await nextTurn();
    const fault = check();
    if (fault !== null) {
      store.getState().reportLinkFault(fault);
      return;
    }
  }
};
void checkLinks().catch(() => undefined);
// A glance costs nobody the download of all pages; a browser that keeps nothing goes on without.
const KEEP_AFTER_MS = 2_000;
const keep = (): void => {
  setTimeout(
    () =>
      whenIdle(
        () =>
          void import('./updates.ts')
            .then(({ keepUpToDate }) => keepUpToDate({ address, entryUrl: import.meta.url }))
            .catch(() => undefined),
      ),
    KEEP_AFTER_MS,
  );
};
if (document.readyState === 'complete') keep();
else window.addEventListener('load', keep, { once: true });
