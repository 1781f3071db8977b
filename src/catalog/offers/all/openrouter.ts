import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import { published } from '../../provenance.ts';
import { TOGETHER_CACHE } from '../best-effort-caches.ts';
import { OPENROUTER_CACHE_RULE } from './sources.ts';

/**
 * A router sells other sellers' offers at their prices and under their rules, so it has no rows here. What it adds is
 * where requests go: to the provider of the last one, so that its cache can be hit.
 */
export const OPENROUTER: {
  readonly seller: string;
  readonly sellerName: string;
  readonly cachePolicy: CachePolicy;
  readonly notes: readonly string[];
} = {
  seller: 'openrouter',
  sellerName: 'OpenRouter',
  cachePolicy: {
    ...TOGETHER_CACHE,
    affinity: {
      key: 'the provider of the last request; off where provider.order is set or a read costs no less than input',
      stickyIdleSeconds: published(600, OPENROUTER_CACHE_RULE),
    },
  },
  notes: ['Prices are the provider’s, times 1 less the discount the listing states.'],
};
