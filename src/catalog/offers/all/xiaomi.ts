import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { always, offer, rates, unknown } from '../authoring.ts';
import { UNKNOWN_RULE_CACHE } from './cache-rules.ts';

export const XIAOMI_ALL: readonly Offer[] = [
  offer({
    seller: 'xiaomi',
    sellerName: 'Xiaomi',
    model: 'mimo-v2.6-pro',
    name: 'MiMo-V2.6-Pro',
    contextTokens: published(1_048_576, PI_AI),
    periods: always(
      rates({
        input: 0.435,
        output: 0.87,
        read: 0.0036,
        write: {
          auto: unknown('The seller’s rule for its prompt cache was not found; only the price of a read is listed.'),
        },
        from: PI_AI,
      }),
    ),
    cachePolicy: UNKNOWN_RULE_CACHE,
    notes: ['A cache read costs 0.0083 of input, the smallest ratio of the catalogue.'],
  }),
];
