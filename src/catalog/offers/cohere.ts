import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { PI_AI } from '../sources.ts';
import { always, notSold, offer, rates } from './authoring.ts';
import { notSoldCache } from './cache-policies.ts';

export const COHERE_OFFERS: readonly Offer[] = [
  offer({
    seller: 'cohere',
    sellerName: 'Cohere',
    model: 'command-a',
    name: 'Command A',
    contextTokens: published(256_000, PI_AI),
    periods: always(
      rates({
        input: 2.5,
        output: 10,
        read: notSold('No price for cached input is listed, so no cache is sold.'),
        write: {},
        from: PI_AI,
      }),
    ),
    cachePolicy: notSoldCache(PI_AI),
    notes: ['Neither a price for cached input nor a rule for a prompt cache was found at this seller.'],
  }),
];
