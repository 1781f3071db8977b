import { cacheOf, cacheOfLayers, gqa, rounded, source, statedLayers } from './authoring.ts';
import type { Computation, KvProofCase, ProofCache } from './case.ts';

/** Step-3's report: bytes of cache moved to decode one token, of its own rivals. */

const STEP_3 = source('Step-3 system report (stepfun-ai/Step3), tables 2-3, KV bytes moved per decoded token');

const CONTEXTS = [
  { length: '8k', contextTokens: 8_192, words: '8,192 tokens of context' },
  { length: '32k', contextTokens: 32_768, words: '32,768 tokens of context' },
] as const;
type Length = (typeof CONTEXTS)[number]['length'];

type Reads = Extract<Computation, { kind: 'decode-reads' }>;

interface Row {
  readonly name: string;
  readonly model: string;
  readonly cache: ProofCache;
  readonly wholeContextDtype?: NonNullable<Reads['wholeContextDtype']>;
  readonly settings?: string;
  readonly formula: string;
  readonly published: Partial<Record<Length, number>>;
}

function decodeReads({ name, model, cache, wholeContextDtype, settings = 'fp8', formula, published }: Row) {
  return CONTEXTS.flatMap(({ length, contextTokens, words }): readonly KvProofCase[] => {
    const bytes = published[length];
    if (bytes === undefined) return [];
    return [
      rounded({
        id: `step3-${name}-${length}`,
        model,
        quantity: 'bytes of KV cache moved to decode one token',
        settings: `${settings}, ${words}`,
        published: bytes,
        unit: 'B',
        toleranceRatio: 0.006,
        formula,
        source: STEP_3,
        computation: { kind: 'decode-reads', cache, contextTokens, ...(wholeContextDtype && { wholeContextDtype }) },
      }),
    ];
  });
}

const ERNIE = statedLayers({
  modelName: 'ERNIE-4.5-300B-A47B',
  layers: [gqa({ layers: 54, kvHeads: 8, headDim: 128 })],
  source: STEP_3,
});
const PANGU = statedLayers({
  modelName: 'Pangu Pro MoE',
  layers: [gqa({ layers: 48, kvHeads: 8, headDim: 128 })],
  source: STEP_3,
});

export const DECODE_CASES: readonly KvProofCase[] = [
  ...decodeReads({
    name: 'k2',
    model: 'Kimi-K2-Instruct',
    cache: cacheOf('Kimi-K2-Instruct', { dtype: 'fp8' }),
    formula: '61 × 576 × L',
    published: { '8k': 288e6, '32k': 1_150e6 },
  }),
  ...decodeReads({
    name: 'q235',
    model: 'Qwen3-235B-A22B',
    cache: cacheOf('Qwen3-235B-A22B', { dtype: 'fp8' }),
    formula: '94 × 2 × 4 × 128 × L',
    published: { '8k': 789e6, '32k': 3_150e6 },
  }),
  ...decodeReads({
    name: 'q32',
    model: 'Qwen3-32B',
    cache: cacheOf('Qwen3-32B', { dtype: 'fp8' }),
    formula: '64 × 2 × 8 × 128 × L',
    published: { '32k': 4_290e6 },
  }),
  ...decodeReads({
    name: 'mav',
    model: 'Llama-4-Maverick-17B-128E-Instruct',
    cache: cacheOf('Llama-4-Maverick-17B-128E-Instruct', { dtype: 'fp8' }),
    wholeContextDtype: 'bf16',
    settings: 'bf16 for 12 layers that keep all, fp8 for 36 that keep a chunk of 8,192',
    formula: '12 × 2 × 8 × 128 × 2 B × L + 36 × 2 × 8 × 128 × 8,192',
    published: { '8k': 1_010e6, '32k': 2_210e6 },
  }),
  ...decodeReads({
    name: 'm1',
    model: 'MiniMax-M1',
    cache: cacheOf('MiniMax-M1', { dtype: 'bf16' }),
    settings: 'bf16 for 10 softmax layers, 70 fp32 states read and written back',
    formula: '10 × 2 × 8 × 128 × 2 B × L + 70 × 64 × 128 × 128 × 4 B × 2',
    published: { '8k': 923e6, '32k': 1_930e6 },
  }),
  ...decodeReads({
    name: 'ernie',
    model: 'ERNIE-4.5-300B-A47B',
    cache: cacheOfLayers(ERNIE, { dtype: 'fp8' }),
    formula: '54 × 2 × 8 × 128 × L',
    published: { '8k': 906e6, '32k': 3_620e6 },
  }),
  ...decodeReads({
    name: 'pangu',
    model: 'Pangu Pro MoE',
    cache: cacheOfLayers(PANGU, { dtype: 'fp8' }),
    formula: '48 × 2 × 8 × 128 × L',
    published: { '8k': 805e6 },
  }),
];
