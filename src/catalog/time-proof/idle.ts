import type { Seconds, Tokens } from '../../domain/units.ts';
import { computed, loaded, timeCase } from './authoring.ts';
import type { ProofMachine, TimeGrade, TimeProofCase } from './case.ts';
import { GLM_RANK, GPT_OSS_H200, LLAMA_70B_4_H100, LLAMA_8B_H100, QWEN_30B_H20 } from './machines.ts';
import { AGENTIC_KVC, IBM, LLM_D_GLM, LLM_D_PEERS, VLLM_OFFLOAD, type DatedSource } from './sources.ts';

/** One prompt on an idle machine: computed, and loaded instead. */

interface Pair {
  readonly pointId: string;
  readonly machine: ProofMachine;
  readonly model: string;
  readonly settings: string;
  readonly tokens: Tokens;
  /** Absent: 1. */
  readonly concurrency?: null;
  readonly grade: TimeGrade;
  readonly source: DatedSource;
  readonly note: string;
  readonly computedSeconds?: Seconds;
  readonly loadedSeconds?: Seconds;
  readonly whyComputed?: string;
  readonly whyLoaded?: string;
}

function pair({
  machine,
  tokens,
  concurrency,
  computedSeconds,
  loadedSeconds,
  whyComputed = '',
  whyLoaded = '',
  ...row
}: Pair): readonly TimeProofCase[] {
  const common = {
    ...row,
    unit: 'seconds',
    promptTokens: tokens,
    concurrency: concurrency === null ? null : 1,
  } as const;
  return [
    ...(computedSeconds === undefined
      ? []
      : [
          timeCase({
            ...common,
            figure: 'computed',
            group: 'computed',
            quantity: 'First token, prompt computed',
            published: computedSeconds,
            computation: computed(machine, tokens),
            why: whyComputed || null,
          }),
        ]),
    ...(loadedSeconds === undefined
      ? []
      : [
          timeCase({
            ...common,
            figure: 'loaded',
            group: 'loaded',
            quantity: 'First token, prompt loaded',
            published: loadedSeconds,
            computation: loaded(machine, tokens),
            why: whyLoaded || null,
          }),
        ]),
  ];
}

const LLAMA_8B = (
  [
    [10_000, 0.268, 0.046],
    [20_000, 0.639, 0.074],
    [30_000, 1.102, 0.101],
    [40_000, 1.657, 0.13],
    [50_000, 2.294, 0.157],
    [60_000, 3.016, 0.193],
    [70_000, 3.845, 0.222],
    [100_000, 6.855, 0.314],
  ] as const
).flatMap(([tokens, computedSeconds, loadedSeconds]) =>
  pair({
    pointId: `vllm-l8-${tokens / 1_000}k`,
    machine: LLAMA_8B_H100,
    model: 'Llama-3.1-8B-Instruct',
    settings: 'bf16, one H100; from memory of the node',
    tokens,
    grade: 'chart',
    source: VLLM_OFFLOAD,
    note: 'Read off the chart to ± 0.01 s.',
    computedSeconds,
    loadedSeconds,
    ...(tokens === 10_000 && {
      whyComputed: 'The share of peak is 0.64 there and 0.59 at 100,000: this engine does its best at short prompts.',
      whyLoaded: 'A hundredth of a second is a quarter of it, and how well the chart can be read.',
    }),
  }),
);

const SHORT_MIXTURE =
  'A mixture of experts does better the longer the prompt: 0.29 of peak at 2,048 tokens, 0.41 at 49,152; the default is one share for all.';
const PEER_DEFAULT =
  'The catalogue’s tier is eight links of 400 Gbit/s, of which one GPU takes what its host link carries;';

const GPT_OSS = (
  [
    [2_048, 0.078, 0.035],
    [8_192, 0.25, 0.057],
    [16_384, 0.51, 0.086],
    [32_768, 1.173, 0.165],
    [49_152, 1.988, 0.235],
  ] as const
).flatMap(([tokens, computedSeconds, loadedSeconds]) =>
  pair({
    pointId: `p2p-oss-${tokens}`,
    machine: GPT_OSS_H200,
    model: 'gpt-oss-120b',
    settings: 'mxfp4 weights, bf16 cache, one H200; from memory of a peer over RDMA',
    tokens,
    grade: 'table',
    source: LLM_D_PEERS,
    note: 'A pod is taken to be one GPU: the article does not say.',
    computedSeconds,
    loadedSeconds,
    whyComputed: SHORT_MIXTURE,
    whyLoaded: `${PEER_DEFAULT} one pod pulled over its own at 17 GB/s. With that bandwidth it fits.`,
  }),
);

const H20_FLOOR =
  'This engine, without CUDA graphs, takes 42 ms of a request whose whole prompt lies in HBM; the floor reckoned with is 10 ms computed and 12.7 ms loaded.';

const H20: readonly TimeProofCase[] = [
  ...pair({
    pointId: 'h20-1024',
    machine: QWEN_30B_H20,
    model: 'Qwen3-Coder-30B-A3B',
    settings: 'bf16, one H20, vLLM 0.18.1; from memory of the node at 54 GB/s',
    tokens: 1_024,
    grade: 'text',
    source: AGENTIC_KVC,
    note: 'Median of several requests.',
    computedSeconds: 0.078,
    loadedSeconds: 0.057,
    whyComputed: `${H20_FLOOR} A thousand tokens of three billion parameters do not fill the machine.`,
    whyLoaded: H20_FLOOR,
  }),
  timeCase({
    pointId: 'h20-1024',
    figure: 'in-hbm',
    group: 'loaded',
    quantity: 'First token, prompt in HBM',
    model: 'Qwen3-Coder-30B-A3B',
    settings: 'bf16, one H20, vLLM 0.18.1',
    promptTokens: 1_024,
    concurrency: 1,
    published: 0.042,
    unit: 'seconds',
    grade: 'text',
    source: AGENTIC_KVC,
    comparison: 'none',
    computation: null,
    why: 'Nothing is computed or loaded: it is what this engine needs for any request, which the core takes as an input (10 ms).',
  }),
  ...pair({
    pointId: 'h20-65536',
    machine: QWEN_30B_H20,
    model: 'Qwen3-Coder-30B-A3B',
    settings: 'bf16, one H20, vLLM 0.18.1; from memory of the node at 54 GB/s',
    tokens: 65_536,
    grade: 'text',
    source: AGENTIC_KVC,
    note: '“78 ms → 15.2 s” and “57 → 272 ms” from 1K to 64K tokens.',
    computedSeconds: 15.2,
    loadedSeconds: 0.272,
    whyLoaded: 'The engine reached 30 GB/s end to end of the 54 that were measured alone.',
  }),
];

const LLAMA_70B = [
  ...pair({
    pointId: 'ibm-l70-128k',
    machine: LLAMA_70B_4_H100,
    model: 'Llama-3.1-70B',
    settings: 'bf16, four H100s',
    tokens: 128_000,
    grade: 'text',
    source: IBM,
    note: '“Almost 20 seconds”.',
    computedSeconds: 20,
    whyComputed: '“Almost 20 seconds” is as much as is said; four GPUs also talk to each other, which is not counted.',
  }),
];

const ONE_RANK =
  'Attention is data-parallel: one of eight ranks works on a prompt, so the time is that of one device. Taken for all eight, it would come out six to seven times too short.';

const GLM = [
  ...pair({
    pointId: 'glm-p2p-40k',
    machine: GLM_RANK,
    model: 'GLM-5.2-FP8',
    settings: 'eight H200s, data- and expert-parallel, one prompt alone',
    tokens: 40_000,
    grade: 'text',
    source: LLM_D_PEERS,
    note: 'A “40K-token context”, computed alone; 11 to 12.5 s where six were computed at once.',
    computedSeconds: 6.6,
    whyComputed: ONE_RANK,
  }),
  ...pair({
    pointId: 'glm-p2p-75k',
    machine: GLM_RANK,
    model: 'GLM-5.2-FP8',
    settings: 'eight H200s, data- and expert-parallel; from memory of a peer',
    tokens: 75_000,
    grade: 'text',
    source: LLM_D_PEERS,
    note: '“A 75K-token fork start”: 13.9 s cold, 790 ms pulled.',
    computedSeconds: 13.9,
    loadedSeconds: 0.79,
    whyComputed: ONE_RANK,
    whyLoaded: `${PEER_DEFAULT} this pull reached 9 GB/s, with the floor of one of gpt-oss.`,
  }),
  ...pair({
    pointId: 'glm-recompute-45k',
    machine: GLM_RANK,
    model: 'GLM-5.2-FP8',
    settings: 'eight H200s, data- and expert-parallel, under load, waiting not counted',
    tokens: 45_000,
    concurrency: null,
    grade: 'text',
    source: LLM_D_GLM,
    note: '“About 5.7 s once work starts” for “about 45K tokens” to compute again; 59 s with the wait.',
    computedSeconds: 5.7,
    whyComputed: `${ONE_RANK} Faster here than alone, 7,900 tokens a second against 6,100: the articles do not say why.`,
  }),
];

export const IDLE_CASES: readonly TimeProofCase[] = [...LLAMA_8B, ...GPT_OSS, ...H20, ...LLAMA_70B, ...GLM];
