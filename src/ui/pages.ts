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
    id: 'cluster',
    label: 'Cluster',
    component: lazy(() => import('./features/cluster/ClusterPage.tsx').then((m) => ({ default: m.ClusterPage }))),
  },
  {
    id: 'offers',
    label: 'Offers',
    component: lazy(() => import('./features/offers/OffersPage.tsx').then((m) => ({ default: m.OffersPage }))),
  },
  {
    id: 'compare',
    label: 'Compare',
    component: lazy(() => import('./features/compare/ComparePage.tsx').then((m) => ({ default: m.ComparePage }))),
  },
  {
    id: 'traces',
    label: 'Traces',
    component: lazy(() => import('./features/traces/TracesPage.tsx').then((m) => ({ default: m.TracesPage }))),
  },
  {
    id: 'bench',
    label: 'Bench',
    component: lazy(() => import('./features/bench/BenchPage.tsx').then((m) => ({ default: m.BenchPage }))),
  },
];

export const HOME = 'spend';
