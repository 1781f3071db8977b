import { type ComponentType } from 'react';
import { SpendPage } from './features/spend/SpendPage.tsx';
import { lazyPart } from './shared/lazy-part.ts';

/** The pages, in the order of the rail. All but the first are loaded when they are first opened. */
export interface PageEntry {
  readonly id: string;
  readonly label: string;
  readonly component: ComponentType;
}

export const PAGES: readonly PageEntry[] = [
  {
    id: 'spend',
    label: 'Spend',
    // Part of the first load anyway; asked for apart, it would come a round trip later.
    component: SpendPage,
  },
  {
    id: 'swarm',
    label: 'Swarm',
    component: lazyPart(() => import('./features/swarm/SwarmPage.tsx').then((m) => ({ default: m.SwarmPage }))),
  },
  {
    id: 'kv',
    label: 'KV cache',
    component: lazyPart(() => import('./features/kv-cache/KvCachePage.tsx').then((m) => ({ default: m.KvCachePage }))),
  },
  {
    id: 'cluster',
    label: 'Cluster',
    component: lazyPart(() => import('./features/cluster/ClusterPage.tsx').then((m) => ({ default: m.ClusterPage }))),
  },
  {
    id: 'offers',
    label: 'Offers',
    component: lazyPart(() => import('./features/offers/OffersPage.tsx').then((m) => ({ default: m.OffersPage }))),
  },
  {
    id: 'compare',
    label: 'Compare',
    component: lazyPart(() => import('./features/compare/ComparePage.tsx').then((m) => ({ default: m.ComparePage }))),
  },
  {
    id: 'traces',
    label: 'Traces',
    component: lazyPart(() => import('./features/traces/TracesPage.tsx').then((m) => ({ default: m.TracesPage }))),
  },
  {
    id: 'bench',
    label: 'Bench',
    component: lazyPart(() => import('./features/bench/BenchPage.tsx').then((m) => ({ default: m.BenchPage }))),
  },
  {
    id: 'claims',
    label: 'Claims',
    component: lazyPart(() => import('./features/claims/ClaimsPage.tsx').then((m) => ({ default: m.ClaimsPage }))),
  },
];

export const HOME = 'spend';
