import type { Offer } from '../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../provenance.ts';
import { ALIBABA_CACHE_RULE, PI_AI, PI_AI_VERCEL, QWEN_PRICES } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { ALIBABA_IMPLICIT_CACHE } from './best-effort-caches.ts';

const LISTED = checkedAgainst(PI_AI, PI_AI_VERCEL, QWEN_PRICES);

export const ALIBABA_OFFERS: readonly Offer[] = [
  offer({
    seller: 'alibaba',
    sellerName: 'Alibaba Cloud',
    model: 'qwen3.8-max',
    name: 'Qwen3.8 Max',
    contextTokens: published(1_000_000, LISTED),
    periods: always(
      rates({ input: 2, output: 6, read: 0.25, write: { auto: atInputPrice(2, ALIBABA_CACHE_RULE) }, from: LISTED }),
    ),
    cachePolicy: ALIBABA_IMPLICIT_CACHE,
    notes: [
      'Implicit caching only. The explicit mode excludes it within a request: written at 2.50, read at 10 % of input (0.20), ' +
        '5 minutes renewed by hits, up to 4 marks. Price lists pair its write with the implicit read, which nobody pays.',
    ],
  }),
];
