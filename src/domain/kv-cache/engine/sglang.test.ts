import { describe, expect, test } from 'vitest';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_PRO,
  GLM_5_2,
  GPT_OSS_120B,
  KIMI_K3,
  LLAMA_4_SCOUT,
  QWEN3_235B,
} from '../../testing/published-models.ts';
import type { LayerGroup } from '../layer-group.ts';
import type { KvDtype } from '../precision.ts';
import { rankGroups } from '../tensor-parallel.ts';
import { sglangFigures } from './sglang.ts';

const figures = (groups: readonly LayerGroup[], contextTokens: number, dtype: KvDtype = 'bf16') =>
  sglangFigures({ groups, dtype, contextTokens, sequences: 1, settings: { name: 'sglang' } });

test('367,404 slots of Qwen3-235B on 4 ranks are 16.46 GiB', () => {
  // vllm #21348: 94 layers × 512 B each; the log cuts 16.468 off.
  const { bytesPerSequence, blockTokens } = figures(rankGroups({ groups: QWEN3_235B, ranks: 4 }), 367_404);
  expect(bytesPerSequence).toBe(367_404 * 48_128);
  expect(Math.floor((bytesPerSequence / 2 ** 30) * 100) / 100).toBe(16.46);
  expect(blockTokens).toBe(1);
});

describe('index keys', () => {
  test('take 8,448 B a layer in a page of 64 tokens', () => {
    // 64 × 132 B, whatever the precision of the latents.
    const [latent] = DEEPSEEK_V3_2;
    const without = latent?.kind === 'mla' ? (({ index: _index, ...plain }) => plain)(latent) : undefined;
    expect(without).toBeDefined();
    for (const dtype of ['bf16', 'fp8'] as const) {
      const plain = sglangFigures({
        groups: without ? [without] : [],
        dtype,
        contextTokens: 64,
        sequences: 1,
        settings: { name: 'sglang', blockTokens: 64 },
      });
      expect(figures(DEEPSEEK_V3_2, 1, dtype).bytesPerSequence - plain.bytesPerSequence).toBe(61 * 8_448);
    }
  });

  test('make pages of 64, which latents alone do not', () => {
    expect(figures(GLM_5_2, 1).blockTokens).toBe(64);
    expect(figures(DEEPSEEK_V3, 1).blockTokens).toBe(1);
    expect(figures(DEEPSEEK_V4_PRO, 1).blockTokens).toBe(256);
  });

  test('leave fp8 latents raw: 78 × 576 + 21 × 132 B', () => {
    expect(figures(GLM_5_2, 1, 'fp8').marginalBytesPerToken).toBe(78 * 576 + 21 * 132);
  });
});

test('windows and chunks hold what they hold', () => {
  expect(figures(GPT_OSS_120B, 100_000).groups[0]?.bytesPerSequence).toBe(128 * 36_864);
  expect(figures(GPT_OSS_120B, 100).groups[0]?.bytesPerSequence).toBe(100 * 36_864);
  expect(figures(LLAMA_4_SCOUT, 100_000).groups[1]?.bytesPerSequence).toBe(8_192 * 36 * 4_096);
});

test('states take one unpadded slot', () => {
  const { groups, statePaddingRatio, notes } = figures(KIMI_K3, 1);
  expect(groups[1]?.bytesPerSequence).toBe(449_372_160);
  expect(statePaddingRatio).toBeNull();
  expect(notes).toHaveLength(1);
});
