import type { CacheMode, Offer, Price, PricePeriod } from '../../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, derived, published } from '../../provenance.ts';
import { ALIBABA_CACHE_RULE, PI_AI, PI_AI_VERCEL } from '../../sources.ts';
import { above, always, atInputPrice, offer, priced, rates } from '../authoring.ts';
import { ALIBABA_IMPLICIT_CACHE } from '../best-effort-caches.ts';
import { completed } from './authoring.ts';
import { ALIBABA_EXPLICIT_CACHE } from './cache-rules.ts';
import { MODEL_BANK } from './sources.ts';

const SELLER = { seller: 'alibaba', sellerName: 'Alibaba Cloud' };
const LISTED = checkedAgainst(PI_AI, PI_AI_VERCEL);
const LISTED_TWICE = checkedAgainst(PI_AI, PI_AI_VERCEL, MODEL_BANK);

const EXCLUSIVE =
  'Implicit and explicit caching exclude each other in one request; this row is the implicit one, the explicit one stands ' +
  'beside it as a cache mode. Price lists pair the explicit write with the implicit read, which nobody pays.';

function tenthOfInput(value: number): Price {
  return priced(derived(value, ALIBABA_CACHE_RULE, 'Explicit hits cost 10 % of input.'));
}

/** The explicit mode: written at 1.25 × input, read at a tenth, 5 minutes renewed by hits. */
function explicitly(periods: readonly PricePeriod[]): readonly CacheMode[] {
  return [{ id: 'explicit', name: 'explicit cache', cachePolicy: ALIBABA_EXPLICIT_CACHE, periods }];
}

const implicitWrite = (input: number) => ({ auto: atInputPrice(input, ALIBABA_CACHE_RULE) });

export const ALIBABA_ALL: readonly Offer[] = [
  completed('alibaba/qwen3.8-max', {
    cacheModes: () =>
      explicitly(
        always(rates({ input: 2, output: 6, read: tenthOfInput(0.2), write: { '5m': 2.5 }, from: LISTED_TWICE })),
      ),
    notes: [EXCLUSIVE, 'The list for China is in yuan: 12 / 36, read 1.5, explicit write 15.'],
  }),
  {
    ...offer({
      ...SELLER,
      model: 'qwen3.8-max-prime',
      name: 'Qwen3.8 Max Prime',
      contextTokens: published(1_000_000, LISTED),
      periods: always(rates({ input: 4, output: 12, read: 0.5, write: implicitWrite(4), from: LISTED })),
      cachePolicy: ALIBABA_IMPLICIT_CACHE,
      notes: [EXCLUSIVE],
    }),
    cacheModes: explicitly(
      always(rates({ input: 4, output: 12, read: tenthOfInput(0.4), write: { '5m': 5 }, from: LISTED })),
    ),
  },
  {
    ...offer({
      ...SELLER,
      model: 'qwen3.8-flash',
      name: 'Qwen3.8 Flash',
      contextTokens: published(991_000, LISTED_TWICE),
      periods: always(rates({ input: 0.15, output: 0.47, read: 0.016, write: { '5m': 0.2 }, from: LISTED_TWICE })),
      cachePolicy: ALIBABA_EXPLICIT_CACHE,
      notes: [
        'The listed read is a tenth of input and the listed write 1.25 times it, both rounded from yuan: the explicit cache. ' +
          'The implicit one stands beside this row as a cache mode, at an assumed read.',
      ],
    }),
    cacheModes: [
      {
        id: 'implicit',
        name: 'implicit cache',
        cachePolicy: ALIBABA_IMPLICIT_CACHE,
        periods: always(
          rates({
            input: 0.15,
            output: 0.47,
            read: priced(assumed(0.03, 'Implicit hits “typically” cost 20 % of input; none is listed for this model.')),
            write: implicitWrite(0.15),
            from: LISTED_TWICE,
          }),
        ),
      },
    ],
  },
  {
    ...offer({
      ...SELLER,
      model: 'qwen3.7-plus',
      name: 'Qwen3.7 Plus',
      contextTokens: published(1_000_000, PI_AI),
      periods: always(rates({ input: 0.32, output: 1.28, read: 0.064, write: implicitWrite(0.32), from: PI_AI }), [
        above(256_000, rates({ input: 0.96, output: 3.84, read: 0.192, write: implicitWrite(0.96), from: PI_AI })),
      ]),
      cachePolicy: ALIBABA_IMPLICIT_CACHE,
      notes: [
        EXCLUSIVE,
        'A reseller’s listing (OpenRouter, international). The seller’s own list is probably 0.40 / 1.60.',
      ],
    }),
    cacheModes: explicitly(
      always(rates({ input: 0.32, output: 1.28, read: tenthOfInput(0.032), write: { '5m': 0.4 }, from: PI_AI }), [
        above(
          256_000,
          rates({ input: 0.96, output: 3.84, read: tenthOfInput(0.096), write: { '5m': 1.2 }, from: PI_AI }),
        ),
      ]),
    ),
  },
];
