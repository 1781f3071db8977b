import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { PI_AI, XAI_CACHE_RULE } from '../sources.ts';
import { always, atInputPrice, fromTokens, offer, rates } from './authoring.ts';
import { XAI_CACHE } from './best-effort-caches.ts';

export const XAI_OFFERS: readonly Offer[] = [
  offer({
    seller: 'xai',
    sellerName: 'xAI',
    model: 'grok-4.7',
    name: 'Grok 4.7',
    contextTokens: published(500_000, PI_AI),
    periods: always(
      rates({ input: 2, output: 6, read: 0.5, write: { auto: atInputPrice(2, XAI_CACHE_RULE) }, from: PI_AI }),
      [
        fromTokens(
          200_000,
          rates({ input: 4, output: 12, read: 1, write: { auto: atInputPrice(4, XAI_CACHE_RULE) }, from: PI_AI }),
        ),
      ],
    ),
    cachePolicy: XAI_CACHE,
    notes: [
      'The seller’s table doubles the whole request from 200,000 tokens on, that length included; some lists say “above”.',
    ],
  }),
];
