import type { Fact } from '../domain/fact.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../domain/units.ts';
import { assumed, derived } from './provenance.ts';
import { VDURA_INDEX } from './sources.ts';

/** How far an input may be from what a scenario says, as factors on it: one case in ten lies below, one above. */
export interface FactorSpread {
  readonly lowFactor: number;
  readonly highFactor: number;
}

const PLAN = 'Nobody publishes how far such plans are off. Half and twice are a guess to question.';

/** Of the workload, where the scenario's number is a plan or a fit. */
export const WORKLOAD_SPREADS = {
  tasks: assumed<FactorSpread>({ lowFactor: 0.5, highFactor: 2 }, PLAN),
  turns: assumed<FactorSpread>(
    { lowFactor: 0.5, highFactor: 2 },
    'Turns of recorded coding sessions run from 14 to over 100 around a median of 44; a mean of many is steadier. Half and twice are a guess.',
  ),
  fanOut: assumed<FactorSpread>(
    { lowFactor: 0.5, highFactor: 2 },
    'Groups of recorded sub-agents: median 7, one in ten above 51. Around a number that was chosen, half and twice are a guess.',
  ),
  input: assumed<FactorSpread>({ lowFactor: 0.6, highFactor: 1.7 }, PLAN),
  output: assumed<FactorSpread>({ lowFactor: 0.6, highFactor: 1.7 }, PLAN),
  prefix: assumed<FactorSpread>({ lowFactor: 0.5, highFactor: 2 }, PLAN),
  gaps: assumed<FactorSpread>(
    { lowFactor: 0.5, highFactor: 2 },
    'Median gaps of two published corpora differ threefold: 17 s and 5 s from start to start.',
  ),
  persons: assumed<FactorSpread>(
    { lowFactor: 0.5, highFactor: 2 },
    'A person is waited for in 4.9 % of the gaps of one corpus of coding sessions and in 9.9 % of another: twice. Half is a guess.',
  ),
} as const satisfies Record<string, Fact<FactorSpread>>;

/** Rent of NVMe has been 3.5 times lower within a year. */
export const STORAGE_RENT_SPREAD: Fact<FactorSpread> = {
  ...derived<FactorSpread>(
    { lowFactor: 0.28, highFactor: 2 },
    VDURA_INDEX,
    'Low: prices of 2Q25, $0.0043 per GB-month against $0.0152 of 1Q26. High: assumed, drives rose by half in a quarter.',
  ),
  kind: 'assumed',
};

/** Cache per token of a model whose geometry is not public, as a factor on the stand-in's 516,096 B. */
export const STAND_IN_BYTES_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.07, highFactor: 1 },
  'Llama 3.1 405B keeps more per token than any current large model; DeepSeek-V3 70,272 B, its fp8 cache half of that (0.07).',
);

/** Cache per token of a model whose geometry is public, as a factor on the scenario's 16 bits. */
export const SERVED_BYTES_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.5, highFactor: 1 },
  'Sellers do not say in how many bits they keep a cache: 16, or 8, which is half.',
);

/** Life of a cache whose seller names none: of the minutes that caches in memory have, or the hours of those on disks. */
export const LIFE_SPREADS: Readonly<
  Record<'minutes' | 'hours', Fact<{ readonly lowSeconds: Seconds; readonly highSeconds: Seconds }>>
> = {
  minutes: assumed(
    { lowSeconds: 300, highSeconds: SECONDS_PER_HOUR },
    'From 5 minutes to an hour: what sellers say who say something.',
  ),
  hours: assumed(
    { lowSeconds: SECONDS_PER_HOUR, highSeconds: SECONDS_PER_DAY },
    'From an hour to a day: the seller says hours, or tells of days, and promises nothing.',
  ),
};

/** Chance that a prefix within its life is found, where nobody guarantees it. */
export const HIT_CHANCE_SPREAD: Fact<{ readonly low: number; readonly high: number }> = assumed(
  { low: 0.6, high: 0.98 },
  'Published hit rates of caches without a guarantee run from four in ten to nine in ten of what the workload allows.',
);

/** Tokens of an offer for one of the workload's, where its tokenizer was not measured. */
export const TOKENIZER_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.9, highFactor: 1.3 },
  'Vocabularies of current models differ by up to about a third on the same code; which way is not known here.',
);

/** Share of the seller's dearest write premium that a warehouse might keep asking. */
export const WRITE_PREMIUM_SPREAD: Fact<{ readonly shareOfPremium: number }> = assumed(
  { shareOfPremium: 1 },
  'No seller of warehoused caches publishes prices. Between no premium, as most sellers ask for automatic caches, and the dearest one it asks today.',
);

/** Read price of the warehouse, as a factor on the seller's own. */
export const READ_PRICE_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.7, highFactor: 1.4 },
  'Taken to be the seller’s own of today. No seller of warehoused caches publishes prices; half of all who sell reads ask a tenth of their input price. Two fifths either way are a guess.',
);

/** A dollar of another currency, from the day of the scenario's rate to the day of the bill. */
export const EXCHANGE_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.97, highFactor: 1.03 },
  'Three hundredths either way within some months are a guess; the rate of the scenario holds for its day only.',
);

/** Of machines of one's own, where the scenario leaves a figure to what is known or worked out. */
export const CLUSTER_SPREADS = {
  hour: assumed<FactorSpread>(
    { lowFactor: 0.8, highFactor: 1.8 },
    'One price is listed for this accelerator. Of those with several, the dearest on demand is about twice the cheapest.',
  ),
  peak: assumed<FactorSpread>(
    { lowFactor: 0.8, highFactor: 1.6 },
    'Work runs on after hours, and does not fall evenly into them: how much is a guess.',
  ),
} as const satisfies Record<string, Fact<FactorSpread>>;

/** Shares that a scenario of machines of one's own starts with at their best. */
export const CLUSTER_SHARE_SPREADS = {
  affinityRatio: assumed(
    { low: 0.8, high: 1 },
    'Routers send sessions back to their node, but for failures, moves and overload: how often is a guess.',
  ),
  lowLoadPenaltyRatio: assumed(
    { low: 0, high: 0.123 },
    'llm-d lost 12.3 % of output at a low load and nothing at a high one.',
  ),
} as const satisfies Record<string, Fact<{ readonly low: number; readonly high: number }>>;
