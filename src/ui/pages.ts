import { lazy, type ComponentType } from 'react';

/** The pages, in the order of the rail. Each is loaded when it is first opened. */
export interface PageEntry {
  readonly id: string;
  readonly label: string;
  readonly component: ComponentType;
}

export const PAGES: readonly PageEntry[] = [
  {
    id: 'spend',
    label: 'Spend',
    component: lazy(() => import('./features/spend/SpendPage.tsx').then((m) => ({ default: m.SpendPage }))),
  },
  {
    id: 'swarm',
    label: 'Swarm',
    component: lazy(() => import('./features/swarm/SwarmPage.tsx').then((m) => ({ default: m.SwarmPage }))),
  },
  {
    id: 'kv',
    label: 'KV cache',
    component: lazy(() => import('./features/kv-cache/KvCachePage.tsx').then((m) => ({ default: m.KvCachePage }))),
  },
  {
    id: 'offers',
    label: 'Offers',
    component: lazy(() => import('./features/offers/OffersPage.tsx').then((m) => ({ default: m.OffersPage }))),
  },
  {
    id: 'traces',
    label: 'Traces',
    component: lazy(() => import('./features/traces/TracesPage.tsx').then((m) => ({ default: m.TracesPage }))),
  },
];

export const HOME = 'spend';
