import { published } from '../provenance.ts';
import { cacheOf, rounded, source, VLLM } from './authoring.ts';
import type { KvProofCase, SuspectCase } from './case.ts';

/** A table in vLLM's blog: bytes of a block of 16 tokens, all layers of a rank together. */

const TABLE = source(
  'github.com/vllm-project/vllm-project.github.io @c3a01c4a _posts/2026-01-08-kv-offloading-connector.md (physical block table)',
);
const QUANTITY = 'bytes of a block on a rank';
const FORMULA = '16 × bytes per token on a rank';

interface Row {
  readonly id: string;
  readonly model: string;
  readonly modelId?: string;
  readonly ranks?: number;
  readonly published: number;
  readonly toleranceRatio?: number;
  readonly note?: string;
}

function block({ model, modelId = model, ranks = 1, toleranceRatio = 0.005, ...row }: Row): KvProofCase {
  return rounded({
    ...row,
    model,
    quantity: QUANTITY,
    settings: `vLLM, bf16, TP${ranks}, 16 tokens a block`,
    unit: 'MiB',
    toleranceRatio,
    formula: FORMULA,
    source: TABLE,
    computation: { kind: 'block-bytes', cache: cacheOf(modelId, { dtype: 'bf16', ranks, engine: VLLM }) },
  });
}

const QWEN3_8B: SuspectCase = {
  id: 'vllmblk-qwen3-8b',
  model: 'Qwen3-8B',
  quantity: QUANTITY,
  settings: 'vLLM, bf16, TP1, 16 tokens a block',
  published: published(1.97, TABLE),
  unit: 'MiB',
  toleranceRatio: 0.005,
  precisionClass: 'suspect',
  formula: '16 × 147,456 B = 2.25 MiB',
  reason:
    'The same table gives 2.25 MB for Qwen3-4B, whose cache has the same shape. Its other column, 28 KB, is that of 7 KV heads; the model has 8.',
  contradictedBy: published(2.25, TABLE, 'The row of Qwen3-4B-Instruct-2507: 32 KB, 2.25 MB.'),
  computation: { kind: 'block-bytes', cache: cacheOf('Qwen3-8B', { dtype: 'bf16', engine: VLLM }) },
};

export const VLLM_BLOCK_CASES: readonly KvProofCase[] = [
  block({
    id: 'vllmblk-r1-distill-qwen-32b',
    model: 'R1-Distill-Qwen-32B',
    modelId: 'Qwen2.5-32B',
    ranks: 2,
    published: 2,
    note: 'Distilled into Qwen2.5-32B, whose shape it keeps.',
  }),
  block({ id: 'vllmblk-llama-3-1-8b', model: 'Llama-3.1-8B', modelId: 'Meta-Llama-3.1-8B', published: 2 }),
  block({
    id: 'vllmblk-llama-3-1-70b',
    model: 'Llama-3.1-70B',
    modelId: 'Meta-Llama-3.1-70B',
    ranks: 4,
    published: 1.25,
    note: 'The table does not print TP4; its other column, 8 KB, implies it.',
  }),
  block({ id: 'vllmblk-qwen2-5-3b', model: 'Qwen2.5-3B', published: 0.56, toleranceRatio: 0.01 }),
  block({ id: 'vllmblk-qwen3-0-6b', model: 'Qwen3-0.6B', published: 1.75 }),
  block({ id: 'vllmblk-qwen2-5-7b', model: 'Qwen2.5-7B', published: 0.87, toleranceRatio: 0.01 }),
  block({ id: 'vllmblk-qwen3-32b', model: 'Qwen3-32B', ranks: 2, published: 2 }),
  QWEN3_8B,
];
