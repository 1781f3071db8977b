import { rateTimes } from '../../../domain/money.ts';
import type { Mode, Offer, PricePeriod, RateSet } from '../../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, published } from '../../provenance.ts';
import { GENAI_PRICES, OPENAI_CACHE_RULE_PRE_56, PI_AI } from '../../sources.ts';
import { above, always, atInputPrice, notSold, offer, rates, unknown } from '../authoring.ts';
import { OPENAI_CACHE } from '../cache-policies.ts';
import {
  completed,
  listed,
  modifier,
  multiplied,
  unpriced,
  withTerms,
  type ListedRates,
  type Terms,
} from './authoring.ts';
import { OPENAI_CACHE_IN_MEMORY, olderOpenAiRule, openAiRule } from './cache-rules.ts';
import { OPENAI_PRIORITY, OPENAI_TIERS } from './sources.ts';

const SELLER = { seller: 'openai', sellerName: 'OpenAI' };
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);
const LONG_CONTEXT_TOKENS = 272_000;
const CONTEXT_TOKENS = 1_050_000;
const HALF = published(0.5, OPENAI_TIERS);
const DOUBLE = published(2, OPENAI_TIERS);
/** Batch and flex show no price for writing: the column says “n/a”. */
const WITHOUT_WRITES = { without: ['cacheWrite'] } as const;
const BATCH = multiplied('batch', HALF, WITHOUT_WRITES);
const FLEX = multiplied('flex', HALF, WITHOUT_WRITES);
const REGIONAL = modifier('regional', 'regional processing', published(1.1, OPENAI_TIERS));
const SINCE_5_6: Terms = {
  modes: [
    BATCH,
    FLEX,
    multiplied('fast', DOUBLE, { name: 'fast mode' }),
    multiplied('priority', DOUBLE, { name: 'priority processing' }),
  ],
  modifiers: [REGIONAL],
};
const ULTRAFAST = unpriced('ultrafast', 'Sold to selected customers only; no list prints its price.');
const NO_CHEAP_WRITES = 'Batch and flex list no price for writing to the cache.';
const BILLED_TIER = 'What is billed is the service tier the response names, which may be lower than the one asked for.';
const OLDER_BATCH = multiplied('batch', HALF);
const OLDER_FLEX = multiplied(
  'flex',
  assumed(0.5, 'Flex is sold for this model; its price is taken to be that of batch, as it is for every newer model.'),
);

function priority(ratio: number): Mode {
  return multiplied('priority', published(ratio, OPENAI_PRIORITY), { name: 'priority processing' });
}
/** Where long prompts have a band of their own, priority processing, fast mode by another name, is not sold for them. */
function shortPriority({ input, output, read }: ListedRates): readonly Mode[] {
  const write = atInputPrice(input, OPENAI_CACHE_RULE_PRE_56);
  const none = notSold('Priority processing is not sold for prompts above 272,000 tokens.');
  const base = rates({ input, output, read, write: { auto: write, '24h': write }, from: OPENAI_PRIORITY });
  const bands = [
    above(LONG_CONTEXT_TOKENS, {
      input: none,
      output: none,
      cacheRead: none,
      cacheWrite: { auto: none, '24h': none },
    }),
  ];
  return [
    listed('fast', base, { name: 'fast mode', bands }),
    listed('priority', base, { name: 'priority processing', bands }),
  ];
}
const UNPRICED_PRIORITY = unpriced(
  'priority',
  'Priority processing is sold for this model, but its price was not on the part of the list that could be read.',
);

const TWELVE_HOURS = unknown(
  'The API accepts ttl 12h for this model, but its write price is listed for GPT-6.1 Terra only (2.5 × input there).',
);

/** `write` is that of 30 minutes. Long prompts double input and cache and take half as much again for output. */
function since56({
  input,
  output,
  read,
  write,
  terms = SINCE_5_6,
  ...model
}: ListedRates & { model: string; name: string; write: number; terms?: Terms }): Offer {
  const set = ({ factor, outputFactor }: { factor: number; outputFactor: number }): RateSet =>
    rates({
      input: rateTimes({ rate: input, factor }),
      output: rateTimes({ rate: output, factor: outputFactor }),
      read: rateTimes({ rate: read, factor }),
      write: { '30m': rateTimes({ rate: write, factor }), '12h': TWELVE_HOURS },
      from: LISTED,
    });
  return offer({
    ...SELLER,
    ...model,
    contextTokens: published(CONTEXT_TOKENS, LISTED),
    periods: withTerms(
      always(set({ factor: 1, outputFactor: 1 }), [above(LONG_CONTEXT_TOKENS, set({ factor: 2, outputFactor: 1.5 }))]),
      terms,
    ),
    cachePolicy: openAiRule(OPENAI_CACHE),
    notes: [BILLED_TIER, NO_CHEAP_WRITES, 'The price of a 12-hour write is not known for this model.'],
  });
}

/** Before 5.6: writing is free of premium, in memory by default and for 24 hours on request. */
function older({
  contextTokens,
  input,
  output,
  read,
  terms,
  notes = [],
  ...model
}: ListedRates & {
  model: string;
  name: string;
  contextTokens: number;
  terms: Terms;
  notes?: readonly string[];
}): Offer {
  return offer({
    ...SELLER,
    ...model,
    contextTokens: published(contextTokens, LISTED),
    periods: withTerms(always(olderSet({ input, output, read })), terms),
    cachePolicy: OPENAI_CACHE_IN_MEMORY,
    notes: [BILLED_TIER, ...notes],
  });
}

function olderSet({ input, output, read }: ListedRates): RateSet {
  const write = atInputPrice(input, OPENAI_CACHE_RULE_PRE_56);
  return rates({ input, output, read, write: { auto: write, '24h': write }, from: LISTED });
}

const GPT_5_4: readonly PricePeriod[] = always(olderSet({ input: 2.5, output: 15, read: 0.25 }), [
  above(LONG_CONTEXT_TOKENS, olderSet({ input: 5, output: 22.5, read: 0.5 })),
]);

export const OPENAI_ALL: readonly Offer[] = [
  completed('openai/gpt-6.1-sol', { ...SINCE_5_6, policy: openAiRule, notes: [BILLED_TIER, NO_CHEAP_WRITES] }),
  completed('openai/gpt-6.1-terra', { ...SINCE_5_6, policy: openAiRule, notes: [BILLED_TIER, NO_CHEAP_WRITES] }),
  completed('openai/gpt-5.5', {
    modes: [OLDER_BATCH, multiplied('flex', HALF), ...shortPriority({ input: 12.5, output: 75, read: 1.25 })],
    modifiers: [REGIONAL],
    policy: olderOpenAiRule,
    notes: [BILLED_TIER],
  }),
  since56({ model: 'gpt-6-astra', name: 'GPT-6 Astra', input: 10, output: 50, read: 1, write: 12.5 }),
  since56({ model: 'gpt-6-sol', name: 'GPT-6 Sol', input: 2, output: 10, read: 0.2, write: 2.5 }),
  since56({ model: 'gpt-6-luna', name: 'GPT-6 Luna', input: 0.1, output: 0.5, read: 0.01, write: 0.125 }),
  since56({
    model: 'gpt-5.6-sol',
    name: 'GPT-5.6 Sol',
    input: 4,
    output: 20,
    read: 0.4,
    write: 5,
    terms: {
      ...SINCE_5_6,
      modes: [...(SINCE_5_6.modes ?? []), ULTRAFAST],
    },
  }),
  since56({ model: 'gpt-5.6-terra', name: 'GPT-5.6 Terra', input: 2, output: 12, read: 0.2, write: 2.5 }),
  since56({ model: 'gpt-5.6-luna', name: 'GPT-5.6 Luna', input: 0.2, output: 1.2, read: 0.02, write: 0.25 }),
  offer({
    ...SELLER,
    model: 'gpt-5.4',
    name: 'GPT-5.4',
    contextTokens: published(CONTEXT_TOKENS, LISTED),
    periods: withTerms(GPT_5_4, {
      modes: [OLDER_BATCH, multiplied('flex', HALF), ...shortPriority({ input: 5, output: 30, read: 0.5 })],
    }),
    cachePolicy: OPENAI_CACHE_IN_MEMORY,
    notes: [
      BILLED_TIER,
      'A prompt of exactly 272,000 tokens is disputed: most bill it short, one price library bills it long.',
    ],
  }),
  older({
    model: 'gpt-5.4-mini',
    name: 'GPT-5.4 mini',
    contextTokens: 400_000,
    input: 0.75,
    output: 4.5,
    read: 0.075,
    terms: { modes: [OLDER_BATCH, OLDER_FLEX, priority(2)] },
  }),
  older({
    model: 'gpt-5.2',
    name: 'GPT-5.2',
    contextTokens: 400_000,
    input: 1.75,
    output: 14,
    read: 0.175,
    terms: { modes: [OLDER_BATCH, OLDER_FLEX, priority(2)] },
  }),
  older({
    model: 'gpt-5',
    name: 'GPT-5',
    contextTokens: 400_000,
    input: 1.25,
    output: 10,
    read: 0.125,
    terms: { modes: [OLDER_BATCH, OLDER_FLEX, priority(2)] },
  }),
  older({
    model: 'gpt-5-mini',
    name: 'GPT-5 Mini',
    contextTokens: 400_000,
    input: 0.25,
    output: 2,
    read: 0.025,
    terms: { modes: [OLDER_BATCH, OLDER_FLEX, priority(1.8)] },
  }),
  older({
    model: 'gpt-4.1',
    name: 'GPT-4.1',
    contextTokens: 1_047_576,
    input: 2,
    output: 8,
    read: 0.5,
    terms: { modes: [OLDER_BATCH, priority(1.75)] },
    notes: ['Whether flex is sold for this model is not known.'],
  }),
  older({
    model: 'gpt-4o',
    name: 'GPT-4o',
    contextTokens: 128_000,
    input: 2.5,
    output: 10,
    read: 1.25,
    terms: { modes: [OLDER_BATCH, UNPRICED_PRIORITY] },
    notes: ['Whether flex is sold for this model is not known.'],
  }),
  older({
    model: 'o3',
    name: 'o3',
    contextTokens: 200_000,
    input: 2,
    output: 8,
    read: 0.5,
    terms: { modes: [OLDER_BATCH, OLDER_FLEX, UNPRICED_PRIORITY] },
  }),
];
