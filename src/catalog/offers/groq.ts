import type { Offer } from '../../domain/offer/rate-card.ts';
import { published } from '../provenance.ts';
import { GROQ_CACHE_RULE, PI_AI } from '../sources.ts';
import { always, atInputPrice, offer, rates } from './authoring.ts';
import { GROQ_CACHE } from './best-effort-caches.ts';

export const GROQ_OFFERS: readonly Offer[] = [
  offer({
    seller: 'groq',
    sellerName: 'Groq',
    model: 'openai/gpt-oss-120b',
    name: 'gpt-oss-120b',
    geometryId: 'gpt-oss-120b',
    contextTokens: published(131_072, PI_AI),
    periods: always(
      rates({
        input: 0.15,
        output: 0.6,
        read: 0.075,
        write: { auto: atInputPrice(0.15, GROQ_CACHE_RULE) },
        from: PI_AI,
      }),
    ),
    cachePolicy: GROQ_CACHE,
    notes: ['Standard mode only: batch and flex are left out.'],
  }),
];
