import type { RoutedExperts } from '../../domain/kv-cache/model-geometry.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';

/** Experts and formats of weights, by the id of the model. A model that is not here is not known. */

function experts({ ids, ...row }: RoutedExperts & { ids: readonly string[] }): Record<string, RoutedExperts> {
  return Object.fromEntries(ids.map((id) => [id, row]));
}

export const EXPERT_ROWS: Readonly<Record<string, RoutedExperts>> = {
  ...experts({
    count: 256,
    perToken: 8,
    shared: 1,
    ids: ['DeepSeek-R1', 'DeepSeek-V3', 'DeepSeek-V3.1', 'DeepSeek-V3.2', 'GLM-5', 'GLM-5.1', 'GLM-5.2', 'GLM-5.3'],
  }),
  ...experts({ count: 256, perToken: 6, shared: 1, ids: ['DeepSeek-V4-Flash'] }),
  ...experts({ count: 384, perToken: 6, shared: 1, ids: ['DeepSeek-V4-Pro'] }),
  ...experts({
    count: 128,
    perToken: 8,
    shared: null,
    ids: [
      'gemma-4-26B-A4B',
      'Qwen3-235B-A22B',
      'Qwen3-30B-A3B',
      'Qwen3-VL-235B-A22B-Instruct',
      'Qwen3-VL-30B-A3B-Instruct',
    ],
  }),
  ...experts({ count: 160, perToken: 8, shared: 1, ids: ['GLM-4.5', 'GLM-4.7'] }),
  ...experts({ count: 128, perToken: 8, shared: 1, ids: ['GLM-4.5-Air'] }),
  ...experts({ count: 64, perToken: 4, shared: 1, ids: ['GLM-4.7-Flash'] }),
  ...experts({ count: 128, perToken: 4, shared: null, ids: ['gpt-oss-120b'] }),
  ...experts({ count: 32, perToken: 4, shared: null, ids: ['gpt-oss-20b'] }),
  ...experts({ count: 72, perToken: 10, shared: null, ids: ['Granite-4.0-H-Small'] }),
  ...experts({
    count: 384,
    perToken: 8,
    shared: 1,
    ids: ['Kimi K2.6', 'Kimi K2.7 Code', 'Kimi-K2-Instruct', 'Kimi-K2-Thinking', 'Kimi-K2.5'],
  }),
  ...experts({ count: 896, perToken: 16, shared: null, ids: ['Kimi-K3'] }),
  ...experts({ count: 256, perToken: 10, shared: 1, ids: ['Laguna-S-2.1'] }),
  ...experts({
    count: 256,
    perToken: 8,
    shared: null,
    ids: [
      'Laguna-XS.2',
      'MiMo-V2-Flash',
      'MiniMax-M2.5',
      'MiniMax-M2.7',
      'Qwen3.5-122B-A10B',
      'Qwen3.5-35B-A3B',
      'Qwen3.6-35B-A3B',
    ],
  }),
  ...experts({ count: 128, perToken: 1, shared: null, ids: ['Llama-4-Maverick-17B-128E-Instruct'] }),
  ...experts({ count: 16, perToken: 1, shared: null, ids: ['Llama-4-Scout-17B-16E-Instruct'] }),
  ...experts({ count: 128, perToken: 4, shared: 1, ids: ['MiniMax-M3'] }),
  ...experts({ count: 8, perToken: 2, shared: null, ids: ['Mixtral-8x22B-v0.1', 'Mixtral-8x7B-v0.1'] }),
  ...experts({
    count: 128,
    perToken: 6,
    shared: 1,
    ids: ['Nemotron 3 Nano 30B-A3B', 'Nemotron 3.5 Lightning 30B-A3B'],
  }),
  ...experts({
    count: 512,
    perToken: 22,
    shared: 1,
    ids: ['Nemotron 3 Super 120B-A12B', 'Nemotron 3 Ultra 550B-A55B'],
  }),
  ...experts({ count: 160, perToken: 8, shared: null, ids: ['Qwen3-Coder-480B-A35B-Instruct'] }),
  ...experts({
    count: 512,
    perToken: 10,
    shared: null,
    ids: ['Qwen3-Next-80B-A3B-Thinking', 'Qwen3.5-397B-A17B', 'Qwen3.8-2.4T-A95B'],
  }),
  ...experts({ count: 288, perToken: 8, shared: 1, ids: ['Step-3.7-Flash'] }),
};

function stored({ as, ids }: { as: WeightFormat; ids: readonly string[] }): Record<string, WeightFormat> {
  return Object.fromEntries(ids.map((id) => [id, as]));
}

/** Checkpoints that are published narrower than bf16. */
export const FORMAT_ROWS: Readonly<Record<string, WeightFormat>> = {
  ...stored({
    as: 'fp8',
    ids: [
      'DeepSeek-R1',
      'DeepSeek-V3',
      'DeepSeek-V3.1',
      'DeepSeek-V3.2',
      'GLM-4.7',
      'GLM-5.3',
      'Kimi-K2-Instruct',
      'Laguna-S-2.1',
      'Laguna-XS.2',
      'MiniMax-M2.5',
      'MiniMax-M2.7',
      'Nemotron 3 Super 120B-A12B',
    ],
  }),
  // Their experts, nearly all of the weights, are in 4 bits.
  ...stored({
    as: '4-bit',
    ids: ['DeepSeek-V4-Flash', 'DeepSeek-V4-Pro', 'gpt-oss-20b', 'gpt-oss-120b', 'Nemotron 3.5 Lightning 30B-A3B'],
  }),
};
