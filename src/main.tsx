import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClipboardPort } from './platform/clipboard.ts';
import { createHubPort } from './platform/hub.ts';
import { createLinkPort } from './platform/link.ts';
import { createPagePort } from './platform/page.ts';
import { createScenarioStore } from './state/scenario-store.ts';
import { createTraceStore } from './state/trace-store.ts';
import { FIRST_BOOK } from './evaluate/first-book.ts';
import { sufficesFor } from './evaluate/offer-book.ts';
import { App } from './ui/App.tsx';

// The only place where the core's ports meet the browser.
const link = createLinkPort(window);
const page = createPagePort({ win: window, link });
const store = createScenarioStore({ link, book: FIRST_BOOK });

const traces = createTraceStore({
  port: () => import('./platform/traces.ts').then(({ tracePort }) => tracePort()),
  settle({ seconds, onEnd }) {
    const timer = setTimeout(onEnd, seconds * 1_000);
    return () => clearTimeout(timer);
  },
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
        hub: createHubPort((input, init) => fetch(input, init)),
        simulation: () => import('./platform/simulation.ts').then(({ simulationPort }) => simulationPort()),
        priceFeed: () =>
          import('./platform/price-feed.ts').then(({ createPriceFeedPort }) =>
            createPriceFeedPort((input, init) => fetch(input, init)),
          ),
        traces,
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
