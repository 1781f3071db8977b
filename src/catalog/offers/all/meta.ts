import type { Offer, RateSet } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { above, always, offer, rates, unknown } from '../authoring.ts';
import type { ListedRates } from './authoring.ts';
import { UNKNOWN_RULE_CACHE } from './cache-rules.ts';

const SELLER = { seller: 'meta', sellerName: 'Meta' };
const CONTEXT_TOKENS = 1_048_576;
const NO_RULE = 'The seller’s rule for its prompt cache was not found; only the price of a read is listed.';

function set({ input, output, read }: ListedRates): RateSet {
  return rates({ input, output, read, write: { auto: unknown(NO_RULE) }, from: PI_AI });
}

export const META_ALL: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'muse-spark-1.3',
    name: 'Muse Spark 1.3',
    contextTokens: published(CONTEXT_TOKENS, PI_AI),
    periods: always(set({ input: 1.25, output: 4.25, read: 0.15 })),
    cachePolicy: UNKNOWN_RULE_CACHE,
    notes: [NO_RULE],
  }),
  offer({
    ...SELLER,
    model: 'muse-ember-1.0',
    name: 'Muse Ember',
    contextTokens: published(CONTEXT_TOKENS, PI_AI),
    periods: always(set({ input: 0.1, output: 0.5, read: 0.004 }), [
      above(200_000, set({ input: 0.3, output: 1.5, read: 0.012 })),
    ]),
    cachePolicy: UNKNOWN_RULE_CACHE,
    notes: [NO_RULE, 'Above 200,000 prompt tokens the whole request costs three times as much.'],
  }),
];
