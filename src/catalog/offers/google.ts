import type { Offer } from '../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../provenance.ts';
import { ARGON_LAUNCH, GEMINI_CACHE_RULE, GENAI_PRICES, PI_AI } from '../sources.ts';
import { above, always, atInputPrice, changingOn, offer, rates } from './authoring.ts';
import { GEMINI_IMPLICIT_CACHE } from './best-effort-caches.ts';

const SELLER = { seller: 'google', sellerName: 'Google' };
const CONTEXT_TOKENS = 1_048_576;
const EXPLICIT_LEFT_OUT =
  'Implicit caching only. Explicit caches (guaranteed hits, rent per token-hour, 60 minutes by default) are left out.';

const ARGON = checkedAgainst(PI_AI, ARGON_LAUNCH);
const GEMINI_3 = checkedAgainst(PI_AI, GENAI_PRICES);

function write(inputUsdPerMTok: number) {
  return { auto: atInputPrice(inputUsdPerMTok, GEMINI_CACHE_RULE) };
}

export const GOOGLE_OFFERS: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'gemini-4-argon',
    name: 'Gemini 4 Argon',
    contextTokens: published(CONTEXT_TOKENS, ARGON),
    periods: changingOn('2026-12-01', {
      before: rates({ input: 2, output: 10, read: 0.1, write: write(2), from: ARGON }),
      after: rates({ input: 4, output: 20, read: 0.2, write: write(4), from: ARGON }),
    }),
    cachePolicy: GEMINI_IMPLICIT_CACHE,
    notes: [
      'Standard mode only: batch (0.5×) is left out.',
      'Launch price until 2026-11-30. Explicit caching is not offered.',
    ],
  }),
  offer({
    ...SELLER,
    model: 'gemini-3.8-flash',
    name: 'Gemini 3.8 Flash',
    contextTokens: published(CONTEXT_TOKENS, GEMINI_3),
    periods: changingOn('2027-01-01', {
      before: rates({ input: 0.75, output: 3.75, read: 0.075, write: write(0.75), from: GEMINI_3 }),
      after: rates({ input: 1.5, output: 7.5, read: 0.15, write: write(1.5), from: GEMINI_3 }),
    }),
    cachePolicy: GEMINI_IMPLICIT_CACHE,
    notes: [
      'Standard mode only: batch and flex (0.5×) and priority (1.8×) are left out.',
      'Introductory price until 2026-12-31.',
      EXPLICIT_LEFT_OUT,
    ],
  }),
  offer({
    ...SELLER,
    model: 'gemini-3.1-pro-preview',
    name: 'Gemini 3.1 Pro Preview',
    contextTokens: published(CONTEXT_TOKENS, GEMINI_3),
    periods: always(rates({ input: 2, output: 12, read: 0.2, write: write(2), from: GEMINI_3 }), [
      above(200_000, rates({ input: 4, output: 18, read: 0.4, write: write(4), from: GEMINI_3 })),
    ]),
    cachePolicy: GEMINI_IMPLICIT_CACHE,
    notes: ['Standard mode only: batch (0.5×) is left out.', EXPLICIT_LEFT_OUT],
  }),
];
