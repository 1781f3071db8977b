import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { MISTRAL_CACHE_RULE, PI_AI } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { MISTRAL_CACHE } from './best-effort-caches.ts';

export const MISTRAL_OFFERS: readonly Offer[] = [
  offer({
    seller: 'mistral',
    sellerName: 'Mistral AI',
    model: 'mistral-large-4',
    name: 'Mistral Large 4',
    contextTokens: published(1_048_576, PI_AI),
    periods: always(
      rates({
        input: 0.7,
        output: 2.1,
        read: 0.07,
        write: { auto: atInputPrice(0.7, MISTRAL_CACHE_RULE) },
        from: PI_AI,
      }),
    ),
    cachePolicy: MISTRAL_CACHE,
    notes: ['Standard mode only: batch (0.5×) is left out.', 'Sending a prompt_cache_key raises the odds of a hit.'],
  }),
];
