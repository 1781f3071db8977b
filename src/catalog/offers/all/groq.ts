import type { Offer } from '../../../domain/offer/rate-card.ts';
import { published } from '../../provenance.ts';
import { GROQ_CACHE_RULE, PI_AI } from '../../sources.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { GROQ_CACHE } from '../best-effort-caches.ts';
import { completed, unpriced, withTerms } from './authoring.ts';

const UNREAD = 'is sold here; its price is on none of the lists that were read.';
const TERMS = { modes: [unpriced('batch', `Batch ${UNREAD}`), unpriced('flex', `Flex ${UNREAD}`)] };

export const GROQ_ALL: readonly Offer[] = [
  completed('groq/openai/gpt-oss-120b', { ...TERMS, notes: ['A cache read costs half of input, writing no premium.'] }),
  offer({
    seller: 'groq',
    sellerName: 'Groq',
    model: 'qwen/qwen3.6-27b',
    name: 'Qwen3.6 27B',
    geometryId: 'Qwen3.6-27B',
    contextTokens: published(131_072, PI_AI),
    periods: withTerms(
      always(
        rates({
          input: 0.6,
          output: 3,
          read: 0.3,
          write: { auto: atInputPrice(0.6, GROQ_CACHE_RULE) },
          from: PI_AI,
        }),
      ),
      TERMS,
    ),
    cachePolicy: GROQ_CACHE,
    notes: ['Caching is sold for some of this seller’s models only.'],
  }),
];
