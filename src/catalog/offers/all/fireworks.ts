import type { Offer, RateSet } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { FIREWORKS_CACHE_RULE, PI_AI } from '../../sources.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { completed, listed, withTerms, type ListedRates } from './authoring.ts';
import { FIREWORKS_RULE } from './cache-rules.ts';

const SELLER = { seller: 'fireworks', sellerName: 'Fireworks AI' };
const WRITES =
  'The seller bills prompt tokens as cached or uncached and names no price for writing, so a write costs the uncached price.';
const DEDICATED = 'On dedicated deployments cached tokens are about free; these are the serverless prices.';

function set({ input, output, read }: ListedRates): RateSet {
  return rates({ input, output, read, write: { auto: atInputPrice(input, FIREWORKS_CACHE_RULE) }, from: PI_AI });
}

export const FIREWORKS_ALL: readonly Offer[] = [
  completed('fireworks/glm-5p3', {
    modes: [
      listed('fast', set({ input: 2.1, output: 6.6, read: 0.39 })),
      listed('spot', set({ input: 0.98, output: 3.08, read: 0.182 })),
    ],
    policy: () => FIREWORKS_RULE,
    notes: [DEDICATED],
  }),
  offer({
    ...SELLER,
    model: 'kimi-k3.1-pro',
    name: 'Kimi K3.1 Pro',
    contextTokens: published(1_048_576, PI_AI),
    periods: always(set({ input: 2, output: 10, read: 0.2 })),
    cachePolicy: FIREWORKS_RULE,
    notes: [WRITES, DEDICATED],
  }),
  offer({
    ...SELLER,
    model: 'deepseek-v4p1-flash',
    name: 'DeepSeek V4.1 Flash',
    contextTokens: published(1_000_000, PI_AI),
    periods: withTerms(always(set({ input: 0.3, output: 1.2, read: 0.006 })), {
      modes: [
        listed('ultrafast', set({ input: 2.4, output: 9.6, read: 0.048 })),
        listed('spot', set({ input: 0.21, output: 0.84, read: 0.0042 })),
      ],
    }),
    cachePolicy: FIREWORKS_RULE,
    notes: [WRITES, DEDICATED],
  }),
];
