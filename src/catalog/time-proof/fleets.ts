import { timeCase } from './authoring.ts';
import type { TimeProofCase } from './case.ts';
import { DEEPSEEK, LLM_D_GLM, LLM_D_PEERS, SGLANG_NPU, VLLM_MOONCAKE, VLLM_OFFLOAD } from './sources.ts';

/** Rates of machines that only prefill, whole fleets and what they cost, laws of throughput, and a maker's claim. */

const DAY = {
  kind: 'nodes',
  inputTokens: 608e9,
  hitTokens: 342e9,
  outputTokens: 168e9,
  periodSeconds: 86_400,
  inputTokensPerSecond: 73_700,
  outputTokensPerSecond: 14_800,
} as const;

const DEEPSEEK_DAY: readonly TimeProofCase[] = [
  timeCase({
    pointId: 'deepseek-day',
    figure: 'nodes',
    group: 'fleet',
    quantity: 'Nodes on average',
    model: 'DeepSeek-V3 and R1',
    settings: 'eight H800s a node, 608 G tokens in, 342 G of them from disk, 168 G out, in a day',
    published: 226.75,
    unit: 'nodes',
    grade: 'text',
    source: DEEPSEEK,
    computation: { ...DAY, isCacheUsed: true },
    why: 'Rates and nodes are of one source: this checks how the fleet is added up, not how fast a node is.',
  }),
  timeCase({
    pointId: 'deepseek-day',
    figure: 'nodes-without-cache',
    group: 'fleet',
    quantity: 'Nodes of that day, had nothing come from disk',
    model: 'DeepSeek-V3 and R1',
    settings: 'the same day',
    published: 226.75,
    unit: 'nodes',
    grade: 'text',
    source: DEEPSEEK,
    note: 'The published figure is with the cache.',
    comparison: 'beside',
    computation: { ...DAY, isCacheUsed: false },
    why: 'Beside the nodes of the day as it was: the disk cache saved 35 % of what would have been needed.',
  }),
  timeCase({
    pointId: 'deepseek-day',
    figure: 'rent',
    group: 'fleet',
    quantity: 'A day’s rent',
    model: 'DeepSeek-V3 and R1',
    settings: '$2 a GPU-hour, as its publisher reckons',
    published: 87_072,
    unit: 'usd',
    grade: 'text',
    source: DEEPSEEK,
    computation: { kind: 'rent', gpus: 226.75 * 8, usdPerGpuHour: 2, hours: 24 },
  }),
  timeCase({
    pointId: 'deepseek-day',
    figure: 'revenue',
    group: 'fleet',
    quantity: 'A day’s revenue at list price',
    model: 'DeepSeek-R1',
    settings: '$0.55 a million tokens in, $0.14 from cache, $2.19 out',
    published: 562_027,
    unit: 'usd',
    grade: 'text',
    source: DEEPSEEK,
    note: '“Theoretical”: the web page is free, V3 is cheaper and nights are discounted.',
    computation: {
      kind: 'revenue',
      lines: [
        { tokens: 266e9, usdPerMTok: 0.55 },
        { tokens: 342e9, usdPerMTok: 0.14 },
        { tokens: 168e9, usdPerMTok: 2.19 },
      ],
    },
    why: 'Tokens are published in whole billions.',
  }),
];

const GLM_COST = (
  [
    ['3p1d-input', 'Input, three prefill instances and one decoder', 0.08, 48, 431_000],
    ['3p1d-output', 'Output, three prefill instances and one decoder', 1.92, 16, 6_281],
    ['2p2d-input', 'Input, two of each', 0.05, 32, 489_000],
    ['2p2d-output', 'Output, two of each', 3.55, 32, 6_781],
  ] as const
).map(([figure, quantity, usd, gpus, tokensPerSecond]) =>
  timeCase({
    pointId: 'glm-cost',
    figure,
    group: 'fleet',
    quantity: `${quantity}: $ a million tokens`,
    model: 'GLM-5.2-FP8',
    settings: `${gpus} of 64 H200s at $2.71 an hour`,
    published: usd,
    unit: 'usdPerMTok',
    grade: 'text',
    source: LLM_D_GLM,
    concurrency: 128,
    computation: { kind: 'usd-per-mtok', gpus, usdPerGpuHour: 2.71, tokensPerSecond },
    why: usd < 0.1 ? 'Published in whole cents.' : null,
  }),
);

const GLM_RESTORE = timeCase({
  pointId: 'glm-restore',
  figure: 'seconds',
  group: 'fleet',
  quantity: 'Restoring about 45,000 tokens from memory',
  model: 'GLM-5.2-FP8',
  settings: '44.9 KB a token in fp8, 26 ms per GB over a whole run',
  promptTokens: 45_000,
  published: 0.059,
  unit: 'seconds',
  grade: 'text',
  source: LLM_D_GLM,
  note: '“About 59 ms”.',
  computation: { kind: 'restore', bytes: 45_000 * 44_900, bytesPerSecond: 1e9 / 0.026 },
  why: 'A floor of 6.5 ms would close it; the article gives the rate alone.',
});

/** Its own times of computing: 40,000 tokens in 6.6 s alone, 45,000 in 5.7 s under load. */
const GLM_PULL = {
  floorSeconds: { low: 1.2, high: 1.3 },
  prefillTokensPerSecond: { low: 40_000 / 6.6, high: 45_000 / 5.7 },
  bytesPerToken: 93_000,
  // What a pull of gpt-oss-120b reached in the same article.
  bytesPerSecond: 73_728 / 4.32e-6,
} as const;

const GLM_CROSSOVER: readonly TimeProofCase[] = [
  timeCase({
    pointId: 'glm-p2p-crossover',
    figure: 'crossover',
    group: 'speed-up',
    quantity: 'Length from which a pull is faster',
    model: 'GLM-5.2-FP8 (753B)',
    settings: 'H200s, from memory of a peer, floor 1.2 to 1.3 s',
    published: 8_700,
    unit: 'tokens',
    grade: 'text',
    source: LLM_D_PEERS,
    computation: { kind: 'crossover', ...GLM_PULL },
    why: 'The rate of computing is between two published ones, 6,100 and 7,900 tokens a second; the bandwidth is taken from another model’s pulls.',
  }),
  ...(
    [
      [12_000, -0.27],
      [24_000, -0.61],
    ] as const
  ).map(([promptTokens, gain]) =>
    timeCase({
      pointId: 'glm-p2p-crossover',
      figure: `gain-${promptTokens / 1_000}k`,
      group: 'speed-up',
      quantity: 'Pulling against computing',
      model: 'GLM-5.2-FP8 (753B)',
      settings: 'H200s, from memory of a peer, floor 1.2 to 1.3 s',
      promptTokens,
      published: gain,
      unit: 'change',
      grade: 'text',
      source: LLM_D_PEERS,
      computation: { kind: 'pull-gain', promptTokens, ...GLM_PULL },
      why: 'As the crossover.',
    }),
  ),
];

const HARMONIC: readonly TimeProofCase[] = [
  ...(
    [
      ['local', 'local storage', 147_598.2, 38_466.5, 'Loading and computing do not get into each other’s way.'],
      [
        'remote',
        'remote storage',
        135_224.4,
        31_790.9,
        'A busy remote store slows the computing beside it: 17 % below the law.',
      ],
    ] as const
  ).map(([figure, where, hitTokensPerSecond, tokensPerSecond, why]) =>
    timeCase({
      pointId: 'harmonic-npu',
      figure,
      group: 'fleet',
      quantity: `Input tokens a second at half hits, ${where}`,
      model: 'DeepSeek-V4-Flash',
      settings: '16 NPUs, prompts of 131,072 tokens, 16 at once; 22,337 a second with no hits',
      promptTokens: 131_072,
      concurrency: 16,
      published: tokensPerSecond,
      unit: 'tokensPerSecond',
      grade: 'table',
      source: SGLANG_NPU,
      note: 'What counts as all hits there are 98.4 %.',
      computation: { kind: 'harmonic', missTokensPerSecond: 22_337, hitTokensPerSecond, hitRatio: 0.5 },
      why,
    }),
  ),
  ...(
    [
      ['no-hits', 0, 42_500],
      ['all-hits', 1, 389_000],
    ] as const
  ).map(([figure, hitRatio, tokensPerSecond]) =>
    timeCase({
      pointId: 'harmonic-vllm',
      figure,
      group: 'fleet',
      quantity: `Input tokens a second, ${hitRatio === 0 ? 'no hits' : 'all hits'}`,
      model: 'Llama-3.1-8B-Instruct',
      settings: 'one H100, 10,000 requests of 512 tokens, from memory of the node',
      promptTokens: 512,
      published: tokensPerSecond,
      unit: 'tokensPerSecond',
      grade: 'chart',
      source: VLLM_OFFLOAD,
      note: 'Read off the chart.',
      comparison: 'none',
      computation: null,
      why: 'An end of the curve, which the law starts from. The nine hit rates between exist in the chart alone: the law was found 2.5 % off on average and 6.8 % at most by whoever read all eleven.',
    }),
  ),
  timeCase({
    pointId: 'kimi-gb200',
    figure: 'factor',
    group: 'fleet',
    quantity: 'Throughput with a pool of memory ÷ without',
    model: 'Kimi-K2.5 (NVFP4)',
    settings: '12 GB200s; hits from 1.7 to 92.2 %, 2,012 to 7,669 tokens a second and GPU',
    published: 7_669 / 2_012,
    unit: 'factor',
    grade: 'table',
    source: VLLM_MOONCAKE,
    comparison: 'beside',
    computation: { kind: 'fleet-speed-up', prefillRatio: 0.8, hitRatioBefore: 0.017, hitRatioAfter: 0.922 },
    why: 'The share of machine time that is prefill, 0.80, was chosen to fit: it says that the law allows the factor, not that it foretells it.',
  }),
];

export const FLEET_CASES: readonly TimeProofCase[] = [
  ...DEEPSEEK_DAY,
  ...GLM_COST,
  GLM_RESTORE,
  ...GLM_CROSSOVER,
  ...HARMONIC,
];
