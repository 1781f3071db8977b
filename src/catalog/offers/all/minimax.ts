import type { CacheMode, Offer } from '../../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../../provenance.ts';
import { GENAI_PRICES, MINIMAX_CACHE_RULE, PI_AI } from '../../sources.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { MINIMAX_PASSIVE_CACHE } from '../best-effort-caches.ts';
import { MINIMAX_CACHE } from '../cache-policies.ts';
import { completed } from './authoring.ts';
import { minimaxExplicitRule } from './cache-rules.ts';

const SELLER = { seller: 'minimax', sellerName: 'MiniMax' };
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);

/** The explicit mode by itself, with matching at marks and certain hits. */
function explicitCache({ periods }: Offer): readonly CacheMode[] {
  return [
    {
      id: 'explicit',
      name: 'explicit cache',
      cachePolicy: minimaxExplicitRule(),
      periods: periods.map((period) => ({
        ...period,
        base: {
          ...period.base,
          cacheWrite: Object.fromEntries(Object.entries(period.base.cacheWrite).filter(([ttlId]) => ttlId === '5m')),
        },
      })),
    },
  ];
}

const HIGHSPEED = offer({
  ...SELLER,
  model: 'MiniMax-M2.7-highspeed',
  name: 'MiniMax M2.7 Highspeed',
  geometryId: 'MiniMax-M2.7',
  contextTokens: published(204_800, LISTED),
  periods: always(
    rates({
      input: 0.6,
      output: 2.4,
      read: 0.06,
      write: { '5m': 0.375, auto: atInputPrice(0.6, MINIMAX_CACHE_RULE) },
      from: LISTED,
    }),
  ),
  cachePolicy: MINIMAX_CACHE,
  notes: [
    'Twice the price of M2.7, except for the cache: its read and its explicit write cost the same, so that a write here is ' +
      'cheaper than input. The row is right and the seller’s multipliers (1.25 and 0.1 of input) are not.',
    'The seller’s page lists an input of 2.1 for its high-speed models, other lists 4.2; neither is this model’s.',
  ],
});

export const MINIMAX_ALL: readonly Offer[] = [
  completed('minimax/MiniMax-M3', {}),
  completed('minimax/MiniMax-M2.7', {
    cacheModes: explicitCache,
    notes: ['The explicit mode by itself stands beside this row as a cache mode.'],
  }),
  { ...HIGHSPEED, cacheModes: explicitCache(HIGHSPEED) },
  offer({
    ...SELLER,
    model: 'MiniMax-M3.1-Flash',
    name: 'MiniMax M3.1 Flash',
    contextTokens: published(1_000_000, PI_AI),
    periods: always(
      rates({
        input: 0.15,
        output: 0.6,
        read: 0.015,
        write: { auto: atInputPrice(0.15, MINIMAX_CACHE_RULE) },
        from: PI_AI,
      }),
    ),
    cachePolicy: MINIMAX_PASSIVE_CACHE,
    notes: ['Automatic caching only: no price for explicit writes is listed for this model.'],
  }),
];
