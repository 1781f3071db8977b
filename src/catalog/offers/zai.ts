import type { Offer } from '../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../provenance.ts';
import { GENAI_PRICES, PI_AI, ZAI_CACHE_RULE } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { ZAI_CACHE } from './best-effort-caches.ts';

const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);

export const ZAI_OFFERS: readonly Offer[] = [
  offer({
    seller: 'zai',
    sellerName: 'Z.AI',
    model: 'glm-5.3',
    name: 'GLM-5.3',
    geometryId: 'GLM-5.3',
    contextTokens: published(1_000_000, LISTED),
    periods: always(
      rates({ input: 1.4, output: 4.4, read: 0.26, write: { auto: atInputPrice(1.4, ZAI_CACHE_RULE) }, from: LISTED }),
    ),
    cachePolicy: ZAI_CACHE,
    notes: ['Cache storage is free “for a limited time”, with no end stated; no storage price is counted.'],
  }),
];
