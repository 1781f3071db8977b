import type { Fact } from '../../../domain/fact.ts';
import type { Mode, Offer, PricePeriod, RateSet } from '../../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, derived, published } from '../../provenance.ts';
import { ANTHROPIC_MINIMUMS, ANTHROPIC_PAGES, GENAI_PRICES, PI_AI, PI_AI_VERCEL } from '../../sources.ts';
import { above, always, offer, priced, rates } from '../authoring.ts';
import { anthropicCache } from '../cache-policies.ts';
import { offerById } from '../index.ts';
import { completed, listed, modifier, multiplied, withTerms, type Terms } from './authoring.ts';
import { anthropicRule } from './cache-rules.ts';
import { ANTHROPIC_FAST, ANTHROPIC_FAST_2026_02 } from './sources.ts';

const SELLER = { seller: 'anthropic', sellerName: 'Anthropic' };
const TOKENIZER_4_7 =
  'Claude 4.7 and later make about 1.3 times the tokens of older Claude for the same text. No factor against a common ' +
  'reference is measured, so none is applied; compare across sellers with care.';

const LISTED = checkedAgainst(PI_AI, ANTHROPIC_PAGES);
const LISTED_TWICE = checkedAgainst(PI_AI, ANTHROPIC_PAGES, GENAI_PRICES);
const FAST_LIST = checkedAgainst(ANTHROPIC_FAST, PI_AI_VERCEL);

const BATCH = multiplied('batch', published(0.5, ANTHROPIC_PAGES));
/** Stacks with every mode and with the multipliers of the cache. */
const US = modifier('us', 'US data residency', published(1.1, ANTHROPIC_PAGES));
const WITHOUT_RESIDENCY: Terms = { modes: [BATCH] };
const STANDARD: Terms = { modes: [BATCH], modifiers: [US] };

/** Twice the standard list: input and output are printed, a read and both writes keep their ratio to input. */
function fast(base: RateSet): Mode {
  return listed('fast', base, { name: 'fast mode' });
}

const FAST_FABLE_5_2 = fast(
  rates({
    input: 16,
    output: 80,
    read: 0.4,
    write: {
      '5m': 20,
      '1h': priced(derived(32, FAST_LIST, 'Not listed: 2 × fast input, the ratio of every other hour’s write.')),
    },
    from: FAST_LIST,
  }),
);
const FAST_OPUS_5_5 = fast(rates({ input: 8, output: 40, read: 0.4, write: { '5m': 10, '1h': 16 }, from: FAST_LIST }));
const FAST_OPUS_5 = fast(
  rates({ input: 10, output: 50, read: 1, write: { '5m': 12.5, '1h': 20 }, from: ANTHROPIC_FAST }),
);

function sixfold(value: number): ReturnType<typeof priced> {
  return priced(
    derived(value, ANTHROPIC_FAST_2026_02, 'Not printed: 6 × the standard price, as input and output are.'),
  );
}
const FAST_SIXFOLD = rates({
  input: 30,
  output: 150,
  read: sixfold(3),
  write: { '5m': sixfold(37.5), '1h': sixfold(60) },
  from: ANTHROPIC_FAST_2026_02,
});
const tenth = (value: number) =>
  priced(derived(value, ANTHROPIC_FAST_2026_02, 'Not printed: the ratio to input that the cache has everywhere.'));
/** The dearest row ever listed: 60 in, 225 out, 6 for a read. */
const FAST_SIXFOLD_LONG = rates({
  input: 60,
  output: 225,
  read: tenth(6),
  write: { '5m': tenth(75), '1h': tenth(120) },
  from: ANTHROPIC_FAST_2026_02,
});

function likePredecessor(tokens: number, predecessor: string): Fact<number> {
  return assumed(
    tokens,
    `The minimum of this model is not published; ${tokens} is that of ${predecessor}, and minimums do not follow a trend.`,
  );
}

const policyOf = (minPrefixTokens: Fact<number>) => anthropicRule(anthropicCache({ minPrefixTokens }));
const minimum = (tokens: number) => published(tokens, ANTHROPIC_MINIMUMS);

const OPUS_RATES = rates({ input: 5, output: 25, read: 0.5, write: { '5m': 6.25, '1h': 10 }, from: LISTED });
const FABLE_RATES = { input: 10, output: 50, write: { '5m': 12.5, '1h': 20 }, from: LISTED_TWICE };
const SONNET_RATES = rates({ input: 3, output: 15, read: 0.3, write: { '5m': 3.75, '1h': 6 }, from: LISTED });
const SONNET_LONG = rates({ input: 6, output: 22.5, read: 0.6, write: { '5m': 7.5, '1h': 12 }, from: LISTED_TWICE });

function opus46Periods(): readonly PricePeriod[] {
  const [surcharged, flat] = offerById('anthropic/claude-opus-4-6')?.periods ?? [];
  if (!surcharged || !flat) throw new Error('Claude Opus 4.6 has lost a period');
  const history = listed('fast', FAST_SIXFOLD, { name: 'fast mode', bands: [above(200_000, FAST_SIXFOLD_LONG)] });
  const today = multiplied('fast', published(1, ANTHROPIC_FAST), { name: 'fast mode' });
  return [
    ...withTerms([surcharged], { ...STANDARD, modes: [BATCH, history] }),
    ...withTerms([flat], { ...STANDARD, modes: [BATCH, today] }),
  ];
}

function splitOn(day: string, base: RateSet, before: Terms, after: Terms): readonly PricePeriod[] {
  return [
    ...withTerms([{ from: null, to: day, base, bands: [] }], before),
    ...withTerms([{ from: day, to: null, base, bands: [] }], after),
  ];
}

export const ANTHROPIC_ALL: readonly Offer[] = [
  completed('anthropic/claude-fable-5-2', {
    modes: [BATCH, FAST_FABLE_5_2],
    modifiers: [US],
    policy: anthropicRule,
    notes: ['Fast mode is never sold with batch. Its rates are from a gateway’s listing, the hour’s write derived.'],
  }),
  completed('anthropic/claude-opus-5-5', {
    modes: [BATCH, FAST_OPUS_5_5],
    modifiers: [US],
    policy: anthropicRule,
    notes: ['A cache read costs 0.05 of input.'],
  }),
  completed('anthropic/claude-opus-5', { modes: [BATCH, FAST_OPUS_5], modifiers: [US], policy: anthropicRule }),
  completed('anthropic/claude-opus-4-6', {
    periods: opus46Periods(),
    policy: anthropicRule,
    notes: [
      'The long-context surcharge ended on 2026-03-13. Until then fast mode cost 30 / 150, above 200K tokens 60 / 225 / 6: ' +
        'the dearest row ever listed, kept as history.',
      'From 2026-03-13 fast mode cost 30 / 150 at any length for a while; requests for it are now served and billed at ' +
        'standard speed. The day of that change is not known, so the later rule stands for the whole time since.',
    ],
  }),
  completed('anthropic/claude-sonnet-5-5', {
    periods: withTerms(
      [
        {
          from: null,
          to: '2026-10-07',
          base: rates({ input: 2, output: 10, read: 0.2, write: { '5m': 2.5, '1h': 4 }, from: LISTED }),
          bands: [],
        },
        {
          from: '2026-10-07',
          to: null,
          base: rates({ input: 2, output: 10, read: 0.1, write: { '5m': 2.5, '1h': 4 }, from: LISTED }),
          bands: [],
        },
      ],
      STANDARD,
    ),
    policy: anthropicRule,
    notes: ['The cache read was cut from 0.20 to 0.10 on 2026-10-07.'],
  }),
  completed('anthropic/claude-haiku-5-5', { ...STANDARD, policy: anthropicRule }),
  offer({
    ...SELLER,
    tokenizerNote: TOKENIZER_4_7,
    model: 'claude-fable-5-1',
    name: 'Claude Fable 5.1',
    contextTokens: published(1_000_000, LISTED_TWICE),
    periods: withTerms(always(rates({ ...FABLE_RATES, read: 0.25 })), STANDARD),
    cachePolicy: policyOf(likePredecessor(512, 'Claude Fable 5')),
    notes: ['A cache read costs 0.025 of input, the usual ratio being 0.1.'],
  }),
  offer({
    ...SELLER,
    tokenizerNote: TOKENIZER_4_7,
    model: 'claude-fable-5',
    name: 'Claude Fable 5',
    contextTokens: published(1_000_000, LISTED_TWICE),
    periods: withTerms(always(rates({ ...FABLE_RATES, read: 1 })), STANDARD),
    cachePolicy: policyOf(minimum(512)),
    notes: ['Sold at four times the cache read of its successor Fable 5.1, and otherwise at its prices.'],
  }),
  offer({
    ...SELLER,
    tokenizerNote: TOKENIZER_4_7,
    model: 'claude-opus-4-8',
    name: 'Claude Opus 4.8',
    contextTokens: published(1_000_000, LISTED),
    periods: splitOn('2026-11-30', OPUS_RATES, { ...STANDARD, modes: [BATCH, FAST_OPUS_5] }, STANDARD),
    cachePolicy: policyOf(minimum(1_024)),
    notes: [
      'Fast mode has been deprecated since 2026-10-30 and is removed on 2026-11-30, taken to be the first day without it.',
    ],
  }),
  offer({
    ...SELLER,
    tokenizerNote: TOKENIZER_4_7,
    model: 'claude-opus-4-7',
    name: 'Claude Opus 4.7',
    contextTokens: published(1_000_000, LISTED),
    periods: splitOn(
      '2026-07-24',
      OPUS_RATES,
      { ...STANDARD, modes: [BATCH, listed('fast', FAST_SIXFOLD, { name: 'fast mode' })] },
      STANDARD,
    ),
    cachePolicy: policyOf(minimum(2_048)),
    notes: ['Fast mode (30 / 150) was removed on 2026-07-24; requests for it are refused.'],
  }),
  offer({
    ...SELLER,
    tokenizerNote: TOKENIZER_4_7,
    model: 'claude-sonnet-5',
    name: 'Claude Sonnet 5',
    contextTokens: published(1_000_000, LISTED_TWICE),
    periods: withTerms(
      always(rates({ input: 2, output: 10, read: 0.2, write: { '5m': 2.5, '1h': 4 }, from: LISTED_TWICE })),
      STANDARD,
    ),
    cachePolicy: policyOf(minimum(1_024)),
    notes: ['A rise to 3 / 15 announced for 2026-09-01 was cancelled.'],
  }),
  offer({
    ...SELLER,
    model: 'claude-sonnet-4-6',
    name: 'Claude Sonnet 4.6',
    contextTokens: published(1_000_000, LISTED),
    periods: withTerms(always(SONNET_RATES), STANDARD),
    cachePolicy: policyOf(minimum(1_024)),
    notes: ['No long-context surcharge since 2026-03-13; what it was before is not kept for this model.'],
  }),
  offer({
    ...SELLER,
    model: 'claude-sonnet-4-5',
    name: 'Claude Sonnet 4.5',
    contextTokens: published(200_000, LISTED_TWICE),
    periods: withTerms(
      [
        { from: null, to: '2026-04-30', base: SONNET_RATES, bands: [above(200_000, SONNET_LONG)] },
        { from: '2026-04-30', to: null, base: SONNET_RATES, bands: [] },
      ],
      WITHOUT_RESIDENCY,
    ),
    cachePolicy: policyOf(minimum(1_024)),
    notes: [
      'Prompts above 200,000 tokens belonged to a beta that was retired on 2026-04-30; their prices are history.',
    ],
  }),
  offer({
    ...SELLER,
    model: 'claude-haiku-4-5',
    name: 'Claude Haiku 4.5',
    contextTokens: published(200_000, LISTED),
    periods: withTerms(
      always(rates({ input: 1, output: 5, read: 0.1, write: { '5m': 1.25, '1h': 2 }, from: LISTED })),
      WITHOUT_RESIDENCY,
    ),
    cachePolicy: policyOf(minimum(4_096)),
    notes: ['US data residency is not known to be sold for this generation.'],
  }),
];
