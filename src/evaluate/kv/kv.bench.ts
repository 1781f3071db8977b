import { bench, describe } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { proveKv } from '../kv-proof.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { compareModels } from './compare-models.ts';
import { evaluateKv } from './evaluate-kv.ts';

/** How long the KV cache page takes to answer. The bar: the whole list of models in 5 ms, a change within a frame. */
let contextTokens = 100_000;
const scenario = () => {
  // Another context each time, so that nothing remembered can answer.
  contextTokens = contextTokens === 1_000_000 ? 100_000 : contextTokens + 1;
  return { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, modelId: 'DeepSeek-V4-Pro', contextTokens } };
};
const onVllm = () => {
  const { kv, ...rest } = scenario();
  return { ...rest, kv: { ...kv, engine: 'vllm' as const, ranks: 8 } };
};

describe('the whole list of models, sizes and GB per PFLOP', () => {
  bench('logical bytes', () => void compareModels(scenario(), CORE_BOOK));
  bench('as vLLM allocates, 8 ranks', () => void compareModels(onVllm(), CORE_BOOK));
});

describe('one model: figures, groups, 50 points of the curve, explanation', () => {
  bench('logical bytes', () => void evaluateKv(scenario(), CORE_BOOK));
  bench('as vLLM allocates, 8 ranks', () => void evaluateKv(onVllm(), CORE_BOOK));
});

describe('the proof: every published value', () => {
  bench('72 cases', () => void proveKv());
});
