import { SECONDS_PER_HOUR } from '../../../domain/units.ts';
import type { Fact } from '../../../domain/fact.ts';
import type { CacheMode, Mode, Offer, Price, PricePeriod } from '../../../domain/offer/rate-card.ts';
import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import { assumed, checkedAgainst, derived, published } from '../../provenance.ts';
import { GEMINI_CACHE_RULE, GENAI_PRICES, PI_AI } from '../../sources.ts';
import { above, always, atInputPrice, changingOn, offer, priced, rates, unknown } from '../authoring.ts';
import { GEMINI_IMPLICIT_CACHE } from '../best-effort-caches.ts';
import { completed, multiplied, unpriced, withTerms, type Terms } from './authoring.ts';
import { GEMINI_BATCH, GEMINI_MINIMUMS_2_5, GEMINI_STORAGE, GEMINI_TIERS } from './sources.ts';

const SELLER = { seller: 'google', sellerName: 'Google' };
const CONTEXT_TOKENS = 1_048_576;
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);

/** Cached tokens keep their standard price: the two discounts do not stack. */
const BATCH = multiplied('batch', published(0.5, GEMINI_BATCH), { classes: ['input', 'output', 'cacheWrite'] });
const BATCH_NOTE = 'In batches cached tokens keep their standard price; everything else costs half.';
const FLEX = multiplied('flex', published(0.5, GEMINI_TIERS));
const PRIORITY = multiplied('priority', published(1.8, GEMINI_TIERS));
const INTRODUCTORY: Terms = {
  modes: [BATCH, FLEX, PRIORITY],
  storage: ({ to }) =>
    to === null
      ? unknown('The introductory price ended; whether storage of explicit caches rose with it is not known.')
      : priced(published(0.5, GEMINI_STORAGE)),
};

function remembered(usdPerMTokHour: number): Price {
  return priced(
    assumed(
      usdPerMTokHour,
      'Remembered from Google’s price page and not found again; $4.50 for Pro and $1.00 for Flash have stood there for long.',
    ),
  );
}
const ASSUMED_FLEX: Mode = multiplied(
  'flex',
  assumed(0.5, 'Flex is sold for this model at half price by one account, and missing from the lists that were read.'),
);
const UNPRICED_PRIORITY = unpriced('priority', 'Priority is sold for this model; its factor (1.75 to 2) is not known.');

function implicit(minPrefixTokens: Fact<number>): CachePolicy {
  return implicitRule({ ...GEMINI_IMPLICIT_CACHE, minPrefixTokens });
}

function implicitRule(old: CachePolicy): CachePolicy {
  return {
    ...old,
    guaranteed: published(false, GEMINI_CACHE_RULE),
    shorterPrefixFallback: derived(true, GEMINI_CACHE_RULE, 'Common prefixes are found without marks.'),
  };
}

/** An object with a name: created at the input price, rented by the hour, found with certainty. */
function explicitCache({ cachePolicy, periods }: Offer): readonly CacheMode[] {
  return [
    {
      id: 'explicit',
      name: 'explicit cached content',
      cachePolicy: {
        trigger: 'explicit',
        ttls: [
          {
            id: 'object',
            seconds: published(SECONDS_PER_HOUR, GEMINI_CACHE_RULE, 'Unless another life is asked for.'),
            semantics: 'fixed',
            refreshedByRead: false,
            clock: 'write',
          },
        ],
        match: 'breakpoints',
        maxBreakpoints: 1,
        minPrefixTokens: cachePolicy.minPrefixTokens,
        granularityTokens: derived(1, GEMINI_CACHE_RULE, 'The object is read as a whole.'),
        hitRatio: published(1, GEMINI_CACHE_RULE, 'The discount is guaranteed.'),
        guaranteed: published(true, GEMINI_CACHE_RULE),
        storageObject: {
          defaultSeconds: published(SECONDS_PER_HOUR, GEMINI_CACHE_RULE),
          isProrated: true,
        },
      },
      periods: periods.map((period): PricePeriod => ({
        ...period,
        base: { ...period.base, cacheWrite: { object: period.base.input } },
        bands: period.bands.map((band) => ({
          ...band,
          rates: { ...band.rates, cacheWrite: { object: band.rates.input } },
        })),
      })),
    },
  ];
}

const withExplicit = (implicitOffer: Offer): Offer => ({ ...implicitOffer, cacheModes: explicitCache(implicitOffer) });

function write(input: number) {
  return { auto: atInputPrice(input, GEMINI_CACHE_RULE) };
}

function introductory(model: string, name: string): Offer {
  return withExplicit(
    offer({
      ...SELLER,
      model,
      name,
      contextTokens: published(CONTEXT_TOKENS, LISTED),
      periods: withTerms(
        changingOn('2027-01-01', {
          before: rates({ input: 0.75, output: 3.75, read: 0.075, write: write(0.75), from: LISTED }),
          after: rates({ input: 1.5, output: 7.5, read: 0.15, write: write(1.5), from: LISTED }),
        }),
        INTRODUCTORY,
      ),
      cachePolicy: implicitRule(GEMINI_IMPLICIT_CACHE),
      notes: [BATCH_NOTE, 'Introductory price until 2026-12-31. Storage of explicit caches after that is not known.'],
    }),
  );
}

export const GOOGLE_ALL: readonly Offer[] = [
  completed('google/gemini-4-argon', {
    modes: [BATCH],
    policy: implicitRule,
    notes: [`${BATCH_NOTE} Stated for Gemini 2.5 and 3, taken to hold here.`],
  }),
  completed('google/gemini-3.8-flash', {
    ...INTRODUCTORY,
    policy: implicitRule,
    cacheModes: explicitCache,
    notes: [BATCH_NOTE, 'Storage of explicit caches after the introductory price is not known.'],
  }),
  completed('google/gemini-3.1-pro-preview', {
    modes: [BATCH],
    storage: remembered(4.5),
    policy: implicitRule,
    cacheModes: explicitCache,
    notes: [BATCH_NOTE, 'The rent of explicit caches (4.50) is assumed.'],
  }),
  introductory('gemini-3.7-flash', 'Gemini 3.7 Flash'),
  introductory('gemini-3.6-flash', 'Gemini 3.6 Flash'),
  withExplicit(
    offer({
      ...SELLER,
      model: 'gemini-3.5-flash',
      name: 'Gemini 3.5 Flash',
      contextTokens: published(CONTEXT_TOKENS, LISTED),
      periods: withTerms(always(rates({ input: 1.5, output: 9, read: 0.15, write: write(1.5), from: LISTED })), {
        modes: [BATCH, ASSUMED_FLEX, UNPRICED_PRIORITY],
        storage: remembered(1),
      }),
      cachePolicy: implicitRule(GEMINI_IMPLICIT_CACHE),
      notes: [BATCH_NOTE, 'The rent of explicit caches (1.00) and the factor of flex are assumed.'],
    }),
  ),
  withExplicit(
    offer({
      ...SELLER,
      model: 'gemini-3.5-flash-lite',
      name: 'Gemini 3.5 Flash Lite',
      contextTokens: published(CONTEXT_TOKENS, LISTED),
      periods: withTerms(always(rates({ input: 0.3, output: 2.5, read: 0.03, write: write(0.3), from: LISTED })), {
        modes: [BATCH],
        storage: remembered(1),
      }),
      cachePolicy: implicitRule(GEMINI_IMPLICIT_CACHE),
      notes: [BATCH_NOTE, 'The rent of explicit caches (1.00) is assumed.'],
    }),
  ),
  withExplicit(
    offer({
      ...SELLER,
      model: 'gemini-2.5-pro',
      name: 'Gemini 2.5 Pro',
      contextTokens: published(CONTEXT_TOKENS, LISTED),
      periods: withTerms(
        always(rates({ input: 1.25, output: 10, read: 0.125, write: write(1.25), from: LISTED }), [
          above(200_000, rates({ input: 2.5, output: 15, read: 0.25, write: write(2.5), from: LISTED })),
        ]),
        { modes: [BATCH], storage: remembered(4.5) },
      ),
      cachePolicy: implicit(published(4_096, GEMINI_MINIMUMS_2_5)),
      notes: [
        BATCH_NOTE,
        'The rent of explicit caches (4.50) is assumed.',
        'One price library gives 2026-10-20 as the day of its deprecation; it was still listed on 2026-11-10.',
      ],
    }),
  ),
  withExplicit(
    offer({
      ...SELLER,
      model: 'gemini-2.5-flash',
      name: 'Gemini 2.5 Flash',
      contextTokens: published(CONTEXT_TOKENS, LISTED),
      periods: withTerms(always(rates({ input: 0.3, output: 2.5, read: 0.03, write: write(0.3), from: LISTED })), {
        modes: [BATCH],
        storage: remembered(1),
      }),
      cachePolicy: implicit(published(1_024, GEMINI_MINIMUMS_2_5)),
      notes: [BATCH_NOTE, 'Text prices: audio costs more. The rent of explicit caches (1.00) is assumed.'],
    }),
  ),
];
