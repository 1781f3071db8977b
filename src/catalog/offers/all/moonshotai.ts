import type { Offer } from '../../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, published } from '../../provenance.ts';
import { MOONSHOT_PRICES, PI_AI } from '../../sources.ts';
import { always, offer, rates } from '../authoring.ts';
import { MOONSHOT_CACHE } from '../cache-policies.ts';
import { completed, multiplied, withTerms } from './authoring.ts';
import { CACHED_COMPACTION } from './sources.ts';

const SELLER = { seller: 'moonshotai', sellerName: 'Moonshot AI' };
const LISTED = checkedAgainst(PI_AI, MOONSHOT_PRICES);
const K3_LISTED = checkedAgainst(PI_AI, MOONSHOT_PRICES, CACHED_COMPACTION);
const BATCH_DOUBT =
  'A reseller’s overview says half price. A page of the seller, of the time of Kimi K2.5, says 60 % and names that model only.';
const BATCH = multiplied('batch', assumed(0.5, BATCH_DOUBT));

export const MOONSHOTAI_ALL: readonly Offer[] = [
  completed('moonshotai/kimi-k3.1-pro', {
    modes: [BATCH],
    notes: ['A faster edition of the same model is sold as kimi-k3.1-pro-highspeed.'],
  }),
  completed('moonshotai/kimi-k2.6', {}),
  offer({
    ...SELLER,
    model: 'kimi-k3.1-pro-highspeed',
    name: 'Kimi K3.1 Pro Highspeed',
    contextTokens: published(1_048_576, LISTED),
    periods: withTerms(always(rates({ input: 4, output: 20, read: 0.2, write: { '5m': 4, '1h': 8 }, from: LISTED })), {
      modes: [BATCH],
    }),
    cachePolicy: MOONSHOT_CACHE,
    notes: ['Twice the price of Kimi K3.1 Pro, except for reading from the cache, which costs the same.'],
  }),
  offer({
    ...SELLER,
    model: 'kimi-k3',
    name: 'Kimi K3',
    geometryId: 'Kimi-K3',
    contextTokens: published(1_048_576, K3_LISTED),
    periods: withTerms(
      always(rates({ input: 3, output: 15, read: 0.3, write: { '5m': 3, '1h': 6 }, from: K3_LISTED })),
      { modes: [BATCH] },
    ),
    cachePolicy: MOONSHOT_CACHE,
    notes: ['The price of a 1-hour write is from a client’s source, not from the seller’s list.'],
  }),
];
