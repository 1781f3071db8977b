import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClipboardPort } from './platform/clipboard.ts';
import { createHubPort } from './platform/hub.ts';
import { createLinkPort } from './platform/link.ts';
import { createPagePort } from './platform/page.ts';
import { createScenarioStore } from './state/scenario-store.ts';
import { App } from './ui/App.tsx';

// The only place where the core's ports meet the browser.
const link = createLinkPort(window);
const page = createPagePort({ win: window, link });
const store = createScenarioStore({ link });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
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
      }}
    />
  </StrictMode>,
);
