import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts, kvDtypes, layeredModels, rankCounts } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_PRO,
  GRANITE_4_H_SMALL,
  KIMI_K3,
  LLAMA_3_1_70B,
  MINIMAX_M3,
  NEMOTRON_3_SUPER,
  PHI_4,
  QWEN3_235B,
  QWEN3_32B,
  QWEN3_5_35B,
  STEP_3,
  WHISPER_LARGE_V3,
} from '../testing/published-models.ts';
import { elementsOf, type LayerGroup } from './layer-group.ts';
import { bytesPerSequence, kvSizeOf } from './size.ts';
import { rankGroups, unevenHeads } from './tensor-parallel.ts';

const perToken = (groups: readonly LayerGroup[], ranks: number): number =>
  kvSizeOf({ groups: rankGroups({ groups, ranks }), dtype: 'bf16' }).marginalBytesPerToken;
const perSequence = (groups: readonly LayerGroup[], ranks: number): number =>
  kvSizeOf({ groups: rankGroups({ groups, ranks }), dtype: 'bf16' }).fixedBytesPerSequence;

describe('bytes per token on a rank', () => {
  test.each([
    // 8, 2 and 1 of 8 heads × 80 layers × 512 B (ai-dynamo/aiconfigurator test_memory_estimation.py).
    ['Llama 3.1 70B', 1, 327_680, LLAMA_3_1_70B],
    ['Llama 3.1 70B', 4, 81_920, LLAMA_3_1_70B],
    ['Llama 3.1 70B', 8, 40_960, LLAMA_3_1_70B],
    ['Llama 3.1 70B', 16, 40_960, LLAMA_3_1_70B],
    // Qwen3-32B in aiconfigurator's CLI guide: 64 × 2 heads × 512 B.
    ['Qwen3-32B', 4, 65_536, QWEN3_32B],
    // 4 heads: 94 × 512 B whether 4 ranks or 8.
    ['Qwen3-235B', 4, 48_128, QWEN3_235B],
    ['Qwen3-235B', 8, 48_128, QWEN3_235B],
    ['DeepSeek-V3', 8, 70_272, DEEPSEEK_V3],
    ['DeepSeek-V3.2', 8, 85_888, DEEPSEEK_V3_2],
    ['DeepSeek-V4-Pro', 8, 9_848, DEEPSEEK_V4_PRO],
    ['Step-3', 8, 62_464, STEP_3],
    // Keys and values are divided, the index is not: 60 × 2 × 512 + 57 × 256.
    ['MiniMax-M3', 2, 76_032, MINIMAX_M3],
    ['MiniMax-M3', 8, 45_312, MINIMAX_M3],
    ['Kimi K3', 8, 27_648, KIMI_K3],
  ])('%s at TP%d: %d B', (_name, ranks, bytes, groups) => {
    expect(perToken(groups, ranks)).toBe(bytes);
  });

  test.each([
    ['Qwen3-235B holds its cache twice', QWEN3_235B, 2],
    ['DeepSeek-V3 eight times', DEEPSEEK_V3, 8],
    // ⌈10 ÷ 8⌉ = 2 heads on each of 8 ranks: 16 for 10.
    ['Phi-4 1.6 times', PHI_4, 1.6],
    ['Llama 3.1 70B once', LLAMA_3_1_70B, 1],
    ['MiniMax-M3 2.64 times', MINIMAX_M3, 362_496 / 137_472],
  ])('%s on 8 ranks', (_name, groups, times) => {
    expect((8 * perToken(groups, 8)) / perToken(groups, 1)).toBeCloseTo(times, 12);
  });
});

describe('states', () => {
  test('Kimi K3 keeps an eighth on each of 8 ranks: 53.57 MiB', () => {
    // 69 × 12 heads × (128 × 128 × 4 + 3 × 3 × 128 × 2) B (aiconfigurator models/kimi_k3.py: "~54").
    expect(perSequence(KIMI_K3, 8)).toBe(69 * 12 * (65_536 + 2_304));
    expect(perSequence(KIMI_K3, 8) / 2 ** 20).toBeCloseTo(53.569, 3);
  });

  test('Qwen3.5-35B-A3B keeps 262,144 B of recurrent state per layer on each of 8 ranks', () => {
    // 32 ÷ 8 heads × 128 × 128 × 4 B (vllm-ascend #7393).
    const [, state] = rankGroups({ groups: QWEN3_5_35B, ranks: 8 });
    expect(state?.kind === 'state' && elementsOf(state.recurrent) * state.recurrentBytesPerElement).toBe(262_144);
  });

  test('copy the one group of Granite and divide the eight of Nemotron', () => {
    // Granite: 16 heads × 64 × 128 × 2 B, 3 inputs of 16 × 64 channels and of the whole 2 × 128.
    expect(perSequence(GRANITE_4_H_SMALL, 8)).toBe(36 * (262_144 + 3 * (1_024 + 256) * 2));
    // Nemotron: 16 heads × 64 × 128 × 4 B, 3 inputs of 16 × 64 channels and of one group's 2 × 128.
    expect(perSequence(NEMOTRON_3_SUPER, 8)).toBe(perSequence(NEMOTRON_3_SUPER, 1) / 8);
  });
});

test('the encoder’s part is divided by heads: ⌈20 ÷ 8⌉ of them for Whisper', () => {
  expect(perSequence(WHISPER_LARGE_V3, 8)).toBe(1_500 * 32 * 3 * 128 * 2);
});

describe('uneven heads', () => {
  test.each([
    ['Phi-4', 8, [10], PHI_4],
    ['Phi-4', 5, [], PHI_4],
    ['Whisper', 8, [20], WHISPER_LARGE_V3],
    // Copies are even: 1 head to 8 ranks, 4 heads to 8.
    ['Step-3', 8, [], STEP_3],
    ['Qwen3-235B', 8, [], QWEN3_235B],
    ['Qwen3-235B', 6, [4], QWEN3_235B],
    ['DeepSeek-V3', 7, [], DEEPSEEK_V3],
    ['Llama 3.1 70B', 1, [], LLAMA_3_1_70B],
  ])('of %s on %d ranks', (_name, ranks, heads, groups) => {
    expect(unevenHeads({ groups, ranks })).toEqual(heads);
  });
});

describe('any model', () => {
  const held = (groups: readonly LayerGroup[], dtype: Parameters<typeof kvSizeOf>[0]['dtype'], contextTokens: number) =>
    bytesPerSequence({ groups, dtype, contextTokens });

  test('keeps no more on a rank the more ranks there are, and at least its share', () => {
    fc.assert(
      fc.property(layeredModels, kvDtypes, contexts, rankCounts, rankCounts, (groups, dtype, contextTokens, a, b) => {
        const one = held(groups, dtype, contextTokens);
        const few = held(rankGroups({ groups, ranks: Math.min(a, b) }), dtype, contextTokens);
        const many = held(rankGroups({ groups, ranks: Math.max(a, b) }), dtype, contextTokens);
        expect(few).toBeLessThanOrEqual(one);
        expect(many).toBeLessThanOrEqual(few);
        expect(many * Math.max(a, b)).toBeGreaterThanOrEqual(one * (1 - 1e-12));
      }),
    );
  });

  test('stands on one rank as it is', () => {
    fc.assert(
      fc.property(layeredModels, (groups) => {
        expect(rankGroups({ groups, ranks: 1 })).toEqual(groups);
      }),
    );
  });

  test('is divided exactly where every head count is a multiple of the ranks and nothing is latent', () => {
    fc.assert(
      fc.property(layeredModels, fc.constantFrom(2, 3, 8), contexts, (groups, ranks, contextTokens) => {
        const divisible = groups.flatMap((group): LayerGroup[] => {
          if (group.kind === 'mla' || group.kind === 'compressed' || ('index' in group && group.index)) return [];
          if ('kvHeads' in group) return [{ ...group, kvHeads: group.kvHeads * ranks }];
          if (group.kind !== 'state') return [group];
          const times = (part: typeof group.recurrent) => ({ ...part, units: part.units * ranks });
          return [{ ...group, recurrent: times(group.recurrent), convolution: group.convolution.map(times) }];
        });
        const rank = rankGroups({ groups: divisible, ranks });
        expect(ranks * held(rank, 'bf16', contextTokens)).toBe(held(divisible, 'bf16', contextTokens));
      }),
    );
  });
});
