import type { Offer } from '../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../provenance.ts';
import { GENAI_PRICES, MINIMAX_CACHE_RULE, PI_AI } from '../sources.ts';
import { above, always, atInputPrice, offer, rates } from './authoring.ts';
import { MINIMAX_PASSIVE_CACHE } from './best-effort-caches.ts';
import { MINIMAX_CACHE } from './cache-policies.ts';

const SELLER = { seller: 'minimax', sellerName: 'MiniMax' };
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);

export const MINIMAX_OFFERS: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'MiniMax-M3',
    name: 'MiniMax M3',
    geometryId: 'MiniMax-M3',
    contextTokens: published(1_000_000, LISTED),
    periods: always(
      rates({
        input: 0.3,
        output: 1.2,
        read: 0.06,
        write: { auto: atInputPrice(0.3, MINIMAX_CACHE_RULE) },
        from: LISTED,
      }),
      [
        above(
          512_000,
          rates({
            input: 0.6,
            output: 2.4,
            read: 0.12,
            write: { auto: atInputPrice(0.6, MINIMAX_CACHE_RULE) },
            from: LISTED,
          }),
        ),
      ],
    ),
    cachePolicy: MINIMAX_PASSIVE_CACHE,
    notes: ['Automatic caching only: no price for explicit writes is listed for this model.'],
  }),
  offer({
    ...SELLER,
    model: 'MiniMax-M2.7',
    name: 'MiniMax M2.7',
    geometryId: 'MiniMax-M2.7',
    contextTokens: published(204_800, LISTED),
    periods: always(
      rates({
        input: 0.3,
        output: 1.2,
        read: 0.06,
        write: { '5m': 0.375, auto: atInputPrice(0.3, MINIMAX_CACHE_RULE) },
        from: LISTED,
      }),
    ),
    cachePolicy: MINIMAX_CACHE,
    notes: [
      'Two modes stand side by side: an automatic cache, free to write, that expires with the load; and 5 minutes on ' +
        'request, written at 1.25 × input and renewed by use. The explicit mode matches at up to 4 marks and its hits are ' +
        'certain; one policy cannot say both, so it is shown with the automatic mode’s matching and its assumed hit ratio.',
      'The seller’s rule says a read costs 0.1 of input, its own price row 0.2; the row is used.',
    ],
  }),
];
