import type { Scenario } from '../../scenario/schema.ts';
import type { ClaimLook } from './claim-view.ts';

/** Where scenarios of claims are opened. */

interface Looked {
  readonly scenario: Scenario;
  readonly shows: string;
}

export function onSpend(looked: Looked): ClaimLook {
  return { page: 'spend', ...looked };
}

export function onSwarm(looked: Looked): ClaimLook {
  return { page: 'swarm', ...looked };
}

/** The table of offers: what its search field holds, which sellers, what offers must have, columns beside those it opens with. */
export function onOffers({
  search = '',
  sellers = [],
  needs = [],
  columns = [],
  ...looked
}: Looked & {
  readonly search?: string;
  readonly sellers?: readonly string[];
  readonly needs?: readonly string[];
  readonly columns?: readonly string[];
}): ClaimLook {
  const parts = [
    ['q', search.split(' ').filter((word) => word !== '')],
    ['seller', sellers],
    ['only', needs],
    ['show', columns],
  ] as const;
  const view = parts.flatMap(([key, values]) => (values.length === 0 ? [] : [`${key}.${values.join('*')}`])).join(' ');
  return { page: 'offers', ...(view !== '' && { view: { view } }), ...looked };
}

export function onKv({ view, ...looked }: Looked & { readonly view: 'size' | 'accelerators' | 'storage' | 'models' }) {
  return { page: 'kv', view: { view }, ...looked } as const;
}

export function onCluster({
  view,
  ...looked
}: Looked & { readonly view: 'ladder' | 'time' | 'warehouse' | 'sizing' | 'proof' }) {
  return { page: 'cluster', view: { view }, ...looked } as const;
}
