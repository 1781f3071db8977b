import type { Fact } from '../domain/fact.ts';
import { SECONDS_PER_HOUR } from '../domain/units.ts';
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

/** Life of a cache whose seller names none. */
export const LIFE_SPREAD: Fact<FactorSpread> = assumed(
  { lowFactor: 0.5, highFactor: 6 },
  `From 5 minutes to ${SECONDS_PER_HOUR / 60} around the assumed 10: what sellers say who say something.`,
);

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
