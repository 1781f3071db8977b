import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { CEREBRAS_CACHE_RULE, PI_AI } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { CEREBRAS_CACHE } from './cache-policies.ts';

export const CEREBRAS_OFFERS: readonly Offer[] = [
  offer({
    seller: 'cerebras',
    sellerName: 'Cerebras',
    model: 'gpt-oss-120b',
    name: 'gpt-oss-120b',
    geometryId: 'gpt-oss-120b',
    contextTokens: published(131_072, PI_AI),
    periods: always(
      rates({
        input: 0.35,
        output: 0.75,
        read: 0.35,
        write: { auto: atInputPrice(0.35, CEREBRAS_CACHE_RULE) },
        from: PI_AI,
      }),
    ),
    cachePolicy: CEREBRAS_CACHE,
    notes: ['A cached token costs what a fresh one costs: caching buys latency here, not money.'],
  }),
];
