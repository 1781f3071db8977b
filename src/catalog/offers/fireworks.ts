import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { FIREWORKS_CACHE_RULE, PI_AI } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { FIREWORKS_CACHE } from './best-effort-caches.ts';

export const FIREWORKS_OFFERS: readonly Offer[] = [
  offer({
    seller: 'fireworks',
    sellerName: 'Fireworks AI',
    model: 'glm-5p3',
    name: 'GLM-5.3',
    geometryId: 'GLM-5.3',
    contextTokens: published(1_048_573, PI_AI),
    periods: always(
      rates({
        input: 1.4,
        output: 4.4,
        read: 0.26,
        write: { auto: atInputPrice(1.4, FIREWORKS_CACHE_RULE) },
        from: PI_AI,
      }),
    ),
    cachePolicy: FIREWORKS_CACHE,
    notes: [
      'Standard mode only: fast (1.5×) and spot (0.7×) are left out.',
      'The seller bills prompt tokens as cached or uncached and names no price for writing, so a write costs the uncached price.',
    ],
  }),
];
