import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts, kvDtypes, layeredModels } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V4_FLASH,
  DEEPSEEK_V4_PRO,
  GLM_5_2,
  MINIMAX_M3,
  NEMOTRON_3_SUPER,
  QWEN3_5_397B,
} from '../testing/published-models.ts';
import type { LayerGroup } from './layer-group.ts';
import type { KvDtype } from './precision.ts';
import { bytesPerSequence, kvSizeOf } from './size.ts';
import { withDraftLayers } from './speculation.ts';
import { rankGroups } from './tensor-parallel.ts';

const draftBytesPerToken = (groups: readonly LayerGroup[], dtype: KvDtype): number => {
  const perToken = (of: readonly LayerGroup[]) => kvSizeOf({ groups: of, dtype }).marginalBytesPerToken;
  return perToken(withDraftLayers({ groups, draftLayers: 1 })) - perToken(groups);
};

describe('a draft layer', () => {
  test('of GLM-5.2 keeps 576 B in fp8 and no index key: 3.46 GB in 6,009,728 slots', () => {
    // SemiAnalysisAI/InferenceX glm5.2_fp4_b200_sglang_mtp.sh; its target pool has 78 × 576 B.
    expect(draftBytesPerToken(GLM_5_2, 'fp8')).toBe(576);
    expect((6_009_728 * draftBytesPerToken(GLM_5_2, 'fp8')) / 1e9).toBeCloseTo(3.46, 2);
    expect((6_009_728 * 78 * 576) / 1e9).toBeCloseTo(270, 1);
  });

  test('of Qwen3.5-397B is a fifteenth of its full-attention layers', () => {
    expect(draftBytesPerToken(QWEN3_5_397B, 'bf16')).toBe(30_720 / 15);
  });

  test('of MiniMax-M3 keeps 512 B in fp8 on each of 2 ranks: one request of 1,048,576 tokens takes 37.62 GiB', () => {
    // 60 × 512 + 57 × 128 + 512 = 38,528 B (InferenceX perf-changelog.yaml).
    const groups = rankGroups({ groups: withDraftLayers({ groups: MINIMAX_M3, draftLayers: 1 }), ranks: 2 });
    expect(kvSizeOf({ groups, dtype: 'fp8' }).marginalBytesPerToken).toBe(38_528);
    const bytes = bytesPerSequence({ groups, dtype: 'fp8', contextTokens: 2 ** 20 });
    expect(bytes / 2 ** 30).toBeCloseTo(37.625, 6);
  });

  test('of DeepSeek V4 keeps its window alone', () => {
    for (const groups of [DEEPSEEK_V4_PRO, DEEPSEEK_V4_FLASH]) {
      expect(draftBytesPerToken(groups, 'bf16')).toBe(0);
      const drafted = kvSizeOf({ groups: withDraftLayers({ groups, draftLayers: 2 }), dtype: 'bf16' });
      expect(drafted.fixedBytesPerSequence - kvSizeOf({ groups, dtype: 'bf16' }).fixedBytesPerSequence).toBe(
        2 * 128 * 1_024,
      );
    }
  });

  test('is one of attention where most layers keep states', () => {
    expect(draftBytesPerToken(NEMOTRON_3_SUPER, 'bf16')).toBe(8_192 / 8);
  });
});

describe('any model', () => {
  test('is left alone without speculation, and where nothing keeps the whole context', () => {
    fc.assert(
      fc.property(layeredModels, fc.integer({ min: 1, max: 5 }), (groups, draftLayers) => {
        expect(withDraftLayers({ groups, draftLayers: 0 })).toEqual(groups);
        const bounded = groups.filter(({ kind }) => kind !== 'full' && kind !== 'mla' && kind !== 'compressed');
        expect(withDraftLayers({ groups: bounded, draftLayers })).toEqual(bounded);
      }),
    );
  });

  test('keeps no less with more draft layers, each as much as the last', () => {
    fc.assert(
      fc.property(layeredModels, kvDtypes, contexts, (groups, dtype, contextTokens) => {
        const bytes = (draftLayers: number) =>
          bytesPerSequence({ groups: withDraftLayers({ groups, draftLayers }), dtype, contextTokens });
        expect(bytes(1)).toBeGreaterThanOrEqual(bytes(0));
        expect(Math.abs(bytes(2) - 2 * bytes(1) + bytes(0))).toBeLessThanOrEqual(1e-12 * bytes(2));
      }),
    );
  });
});
