import { prompt, timeCase } from './authoring.ts';
import type { ProofMachine, TimeProofCase } from './case.ts';
import { DEEPSEEK_8_H100, DEEPSEEK_8_H800, LLAMA_70B_4_H100, LLAMA_70B_8_H100 } from './machines.ts';
import { DEEPSEEK, LLM_D_FILES, LMSYS_EP, WEKA, type DatedSource } from './sources.ts';

/** Rates of machines that only prefill, and what a maker compares its product with. */

interface RateRow {
  readonly pointId: string;
  readonly machine: ProofMachine;
  readonly model: string;
  readonly settings: string;
  readonly tokens: number;
  readonly tokensPerSecond: number;
  readonly grade: 'text' | 'worked-out';
  readonly source: DatedSource;
  readonly note: string;
  readonly why: string;
}

function rateCase({ machine, tokens, tokensPerSecond, ...row }: RateRow): TimeProofCase {
  return timeCase({
    ...row,
    figure: 'rate',
    group: 'rate',
    quantity: 'Prompt tokens computed a second',
    promptTokens: tokens,
    published: tokensPerSecond,
    unit: 'tokensPerSecond',
    computation: { kind: 'rate', machine, prompts: [prompt(tokens)], per: 'token' },
  });
}

export const RATE_CASES: readonly TimeProofCase[] = [
  rateCase({
    pointId: 'rate-l70-16k',
    machine: LLAMA_70B_4_H100,
    model: 'Llama-3.1-70B',
    settings: 'bf16, four H100s, 240 users',
    tokens: 16_384,
    tokensPerSecond: 181_000 / 13.9,
    grade: 'worked-out',
    source: LLM_D_FILES,
    note: '181,000 tokens a second from files are 13.9 times what computing gives.',
    why: '0.52 of peak: four GPUs also talk to each other, which is not counted.',
  }),
  rateCase({
    pointId: 'rate-deepseek-day',
    machine: DEEPSEEK_8_H800,
    model: 'DeepSeek-V3 and R1',
    settings: 'fp8, experts spread over four nodes of eight H800s, a day of production',
    tokens: 4_989,
    tokensPerSecond: 73_700 * (1 - 342 / 608),
    grade: 'worked-out',
    source: DEEPSEEK,
    note: '73,700 input tokens a second and node, of which 56.3 % came from disk. The length is the mean cache’s.',
    why: '0.17 of the fp8 peak: a production day with its uneven hours and experts, on half the links of an H100.',
  }),
  rateCase({
    pointId: 'rate-lmsys-2k',
    machine: DEEPSEEK_8_H100,
    model: 'DeepSeek-V3',
    settings: 'fp8, experts spread over four nodes of eight H100s, a benchmark',
    tokens: 2_000,
    tokensPerSecond: 52_300,
    grade: 'text',
    source: LMSYS_EP,
    note: 'Prompts of 2,000 tokens; per node.',
    why: 'This is where the typical share of mixtures comes near to.',
  }),
  rateCase({
    pointId: 'rate-lmsys-4k',
    machine: DEEPSEEK_8_H100,
    model: 'DeepSeek-V3',
    settings: 'fp8, experts spread over four nodes of eight H100s, experts balanced by hand',
    tokens: 4_096,
    tokensPerSecond: 50_302,
    grade: 'text',
    source: LMSYS_EP,
    note: 'Prompts of 4K tokens, perfect balance; per node.',
    why: 'This is where the typical share of mixtures comes near to.',
  }),
];

const WEKA_ROW = {
  group: 'claim',
  model: 'Llama-3.1-70B',
  settings: '105,000 tokens, eight H100s',
  promptTokens: 105_000,
  grade: 'claim',
  source: WEKA,
  note: 'A maker’s figure for what its product is compared with; no method is given.',
} as const;
const WEKA_ASK = { kind: 'claim', machine: LLAMA_70B_8_H100, promptTokens: 105_000, loadSeconds: 0.58 } as const;
const BASELINE = { low: 0.152, typical: 0.152, high: 0.152 };
const TUNED = { low: 0.45, typical: 0.525, high: 0.6 };

export const CLAIM_CASES: readonly TimeProofCase[] = [
  timeCase({
    ...WEKA_ROW,
    pointId: 'weka-41x',
    figure: 'baseline',
    quantity: 'First token, prompt computed, at a share of peak of 0.152',
    published: 23.97,
    unit: 'seconds',
    comparison: 'beside',
    computation: { ...WEKA_ASK, mfuRatio: BASELINE, asks: 'seconds' },
    why: 'The share was worked out of the time: it says what the comparison is with.',
  }),
  timeCase({
    ...WEKA_ROW,
    pointId: 'weka-41x',
    figure: 'factor',
    quantity: 'Computing ÷ loading, at a share of peak of 0.152',
    published: 41,
    unit: 'factor',
    comparison: 'beside',
    computation: { ...WEKA_ASK, mfuRatio: BASELINE, asks: 'factor' },
    why: 'Right by its own baseline.',
  }),
  timeCase({
    ...WEKA_ROW,
    pointId: 'weka-41x',
    figure: 'tuned',
    quantity: 'Computing ÷ loading, on a tuned engine (0.45 to 0.60)',
    published: 41,
    unit: 'factor',
    comparison: 'beside',
    computation: { ...WEKA_ASK, mfuRatio: TUNED, asks: 'factor' },
    why: 'Tuned engines compute the prompt in 6 to 8 s. The load of 0.58 s is as fast as it was; what it is compared with is not.',
  }),
  timeCase({
    ...WEKA_ROW,
    pointId: 'weka-41x',
    figure: 'loaded',
    quantity: 'First token, prompt loaded',
    published: 0.58,
    unit: 'seconds',
    comparison: 'beside',
    computation: { kind: 'load', machine: LLAMA_70B_8_H100, promptTokens: 105_000 },
    why: 'The lower end of the catalogue’s bandwidth, 59 GB/s, was worked out of this very time.',
  }),
];
