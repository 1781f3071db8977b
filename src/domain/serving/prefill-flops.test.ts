import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesPerSequence } from '../kv-cache/size.ts';
import type { LayerGroup } from '../kv-cache/layer-group.ts';
import { contexts, layeredModels } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_FLASH,
  DEEPSEEK_V4_PRO,
  GEMMA_4_31B,
  GLM_4_6,
  GLM_5_2,
  GPT_OSS_120B,
  KIMI_K2_6,
  LLAMA_3_1_70B,
  LLAMA_3_1_8B,
  LLAMA_4_SCOUT,
  MINIMAX_M2_5,
  MINIMAX_M3,
  NEMOTRON_3_SUPER,
  QWEN3_235B,
  QWEN3_32B,
  QWEN3_5_27B,
  QWEN3_5_397B,
  QWEN3_CODER_480B,
  WHISPER_LARGE_V3,
} from '../testing/published-models.ts';
import { prefillFlops, type PrefillFlops } from './prefill-flops.ts';

const PFLOP = 1e15;
const flopsOf = (groups: readonly LayerGroup[], activeParameters: number, contextTokens: number): PrefillFlops =>
  prefillFlops({ groups, activeParameters, contextTokens });

describe('by hand', () => {
  test('Llama 3.1 8B at 131,072 tokens: 2.1 PFLOP of weights, 4.5 of attention', () => {
    const { linearFlops, attentionFlops, indexFlops, totalFlops, isLowerBound } = flopsOf(
      LLAMA_3_1_8B,
      8.03e9,
      131_072,
    );
    expect(linearFlops).toBe(2 * 8.03e9 * 131_072);
    // 32 layers × 2 × 32 heads × (128 + 128) × 131,072² ÷ 2.
    expect(attentionFlops).toBe(32 * 2 * 32 * 256 * 2 ** 33);
    expect(indexFlops).toBe(0);
    expect(totalFlops).toBe(linearFlops + attentionFlops);
    expect(isLowerBound).toBe(false);
  });

  test('DeepSeek-V3.2 scores every pair by 64 index heads of 128 and attends to 2,048', () => {
    const { attentionFlops, indexFlops } = flopsOf(DEEPSEEK_V3_2, 37e9, 131_072);
    // Ramp of 2,048 positions, then 2,048 for each further one.
    expect(attentionFlops).toBe(61 * 2 * 128 * 320 * (2_048 ** 2 / 2 + (131_072 - 2_048) * 2_048));
    expect(indexFlops).toBe(61 * 2 * 64 * 128 * 2 ** 33);
  });

  test('a shared index is scored once: 21 layers of GLM-5.2', () => {
    expect(flopsOf(GLM_5_2, 39e9, 131_072).indexFlops).toBe(21 * 2 * 32 * 128 * 2 ** 33);
  });

  test('MiniMax-M3 attends to everything on 3 of its 60 layers', () => {
    const capped = 2_048 ** 2 / 2 + (131_072 - 2_048) * 2_048;
    expect(flopsOf(MINIMAX_M3, 26e9, 131_072).attentionFlops).toBeCloseTo(
      2 * 64 * 256 * (57 * capped + 3 * 2 ** 33),
      -3,
    );
  });

  test('DeepSeek V4 scores entries, a quarter of the tokens, and attends to 512 of them and the window', () => {
    const [, four, long] = DEEPSEEK_V4_FLASH.map((group) => flopsOf([group], 0, 131_072));
    const window = 128 ** 2 / 2 + (131_072 - 128) * 128;
    // 512 entries are reached at 2,048 tokens.
    expect(four?.attentionFlops).toBe(
      21 * 2 * 64 * 1_024 * (window + (2_048 ** 2 / 2 + (131_072 - 2_048) * 2_048) / 4),
    );
    expect(four?.indexFlops).toBe((21 * 2 * 64 * 128 * 2 ** 33) / 4);
    expect(long?.attentionFlops).toBe(20 * 2 * 64 * 1_024 * (window + 2 ** 33 / 128));
  });

  test('Llama 4 attends to its chunk, Whisper to every position of the encoder', () => {
    const [, chunked] = LLAMA_4_SCOUT.map((group) => flopsOf([group], 0, 20_480));
    // Two chunks of 8,192 and half of one.
    expect(chunked?.attentionFlops).toBe(36 * 2 * 40 * 256 * (2 * (8_192 ** 2 / 2) + 4_096 ** 2 / 2));
    const [, cross] = WHISPER_LARGE_V3.map((group) => flopsOf([group], 0, 448));
    expect(cross?.attentionFlops).toBe(32 * 2 * 20 * 128 * 448 * 1_500);
  });

  test('without the width of its queries a layer’s part is missing, and that is said', () => {
    const groups: LayerGroup[] = [{ kind: 'full', layers: 1, kvHeads: 1, kDim: 1, vDim: 1 }];
    expect(flopsOf(groups, 1, 1_000)).toMatchObject({ attentionFlops: 0, isLowerBound: true });
    expect(flopsOf(NEMOTRON_3_SUPER, 1, 1_000).isLowerBound).toBe(false);
  });

  test('a layer that keeps its window alone has nothing to score', () => {
    const group: LayerGroup = {
      kind: 'compressed',
      layers: 1,
      ratio: 0,
      entryDim: 512,
      ropeDim: 64,
      windowTokens: 128,
      index: { layers: 1, dim: 128, heads: 64, topK: 512 },
    };
    expect(flopsOf([group], 0, 1_000).indexFlops).toBe(0);
  });
});

/**
 * Bytes in fp8 and FLOPs at 32,768 and 131,072 tokens, and GB for each PFLOP avoided, computed from the same
 * configurations by a program apart from this one. Active parameters are the vendors'.
 */
const TABLE: readonly (readonly [string, readonly LayerGroup[], number, Row, Row])[] = [
  ['Llama 3.1 8B', LLAMA_3_1_8B, 8.03e9, [2.15, 0.81, 2.66], [8.59, 6.61, 1.3]],
  ['Llama 3.1 70B', LLAMA_3_1_70B, 70.55e9, [5.37, 6.03, 0.89], [21.47, 41.01, 0.52]],
  ['Qwen3-32B', QWEN3_32B, 32.76e9, [4.29, 3.27, 1.31], [17.18, 26.6, 0.65]],
  ['Qwen3-235B-A22B', QWEN3_235B, 22e9, [3.15, 3.1, 1.02], [12.62, 32.23, 0.39]],
  ['Qwen3-Coder-480B-A35B', QWEN3_CODER_480B, 35e9, [4.16, 3.93, 1.06], [16.64, 35.35, 0.47]],
  ['gpt-oss-120b', GPT_OSS_120B, 5.1e9, [0.61, 0.49, 1.23], [2.42, 3.88, 0.62]],
  ['MiniMax-M2.5', MINIMAX_M2_5, 10e9, [4.16, 1.47, 2.82], [16.64, 15.71, 1.06]],
  ['MiniMax-M3', MINIMAX_M3, 26e9, [2.25, 1.91, 1.18], [9.01, 8.66, 1.04]],
  ['GLM-4.6', GLM_4_6, 32e9, [6.17, 4.52, 1.36], [24.7, 47.23, 0.52]],
  ['GLM-5.2', GLM_5_2, 39e9, [1.56, 2.99, 0.52], [6.24, 13.07, 0.48]],
  ['DeepSeek-V3', DEEPSEEK_V3, 37e9, [1.15, 5.11, 0.23], [4.61, 52.62, 0.09]],
  ['DeepSeek-V3.2', DEEPSEEK_V3_2, 37e9, [1.41, 3.3, 0.43], [5.63, 19.63, 0.29]],
  ['DeepSeek-V4-Flash', DEEPSEEK_V4_FLASH, 13e9, [0.12, 0.98, 0.12], [0.45, 4.6, 0.1]],
  ['DeepSeek-V4-Pro', DEEPSEEK_V4_PRO, 49e9, [0.17, 3.64, 0.05], [0.65, 15.77, 0.04]],
  ['Kimi K2.6', KIMI_K2_6, 32e9, [1.15, 3.44, 0.33], [4.61, 29.85, 0.15]],
  ['Qwen3.5-397B-A17B', QWEN3_5_397B, 17e9, [0.7, 1.38, 0.5], [2.21, 8.68, 0.25]],
  ['Qwen3.5-27B', QWEN3_5_27B, 27e9, [1.23, 1.98, 0.62], [4.45, 10.46, 0.43]],
  ['Gemma 4 31B', GEMMA_4_31B, 31e9, [1.76, 2.44, 0.72], [5.79, 13.98, 0.41]],
  ['Nemotron 3 Super', NEMOTRON_3_SUPER, 12e9, [0.3, 0.86, 0.36], [0.71, 4.27, 0.17]],
];
type Row = readonly [gigabytes: number, pflop: number, gigabytesPerPflop: number];

/** The other program has a position attend to `topK` tokens from the first one on; here it attends to those there are. */
function rampFlops(groups: readonly LayerGroup[]): number {
  return groups.reduce((sum, group) => {
    if (!('index' in group) || group.index?.topK === undefined || !group.query) return sum;
    const { heads, qkDim, vDim } = group.query;
    const cut = group.kind === 'compressed' ? group.index.topK ** 2 * group.ratio : group.index.topK ** 2;
    const layers = group.kind === 'full' ? group.index.layers : group.layers;
    return sum + (layers * 2 * heads * (qkDim + vDim) * cut) / 2;
  }, 0);
}

describe('GB to load for each PFLOP avoided', () => {
  test.each(
    TABLE.flatMap(([name, groups, active, ...rows]) => [
      [name, 32_768, groups, active, rows[0]] as const,
      [name, 131_072, groups, active, rows[1]] as const,
    ]),
  )('%s at %d tokens', (_name, contextTokens, groups, active, [gigabytes, pflop, gigabytesPerPflop]) => {
    const bytes = bytesPerSequence({ groups, dtype: 'fp8', contextTokens });
    const { totalFlops } = flopsOf(groups, active, contextTokens);
    expect(bytes / 1e9).toBeCloseTo(gigabytes, 2);
    expect(Math.abs((totalFlops + rampFlops(groups)) / PFLOP - pflop)).toBeLessThan(0.006);
    expect(bytes / 1e9 / (totalFlops / PFLOP)).toBeCloseTo(gigabytesPerPflop, 2);
  });
});

/** Tokens that the position after `earlier` others attends to, itself counted or not. */
function attendedTokens({ group, earlier, counted }: { group: LayerGroup; earlier: number; counted: 0 | 1 }): number {
  const seen = earlier + counted;
  switch (group.kind) {
    case 'full':
    case 'mla':
      return group.index?.topK === undefined ? seen : Math.min(seen, group.index.topK);
    case 'sliding':
      return Math.min(seen, group.windowTokens);
    case 'chunked':
      return (earlier % group.chunkTokens) + counted;
    case 'cross':
      return group.encoderTokens;
    case 'compressed': {
      if (group.ratio === 0) return Math.min(seen, group.windowTokens);
      const entries = counted === 1 ? Math.ceil(seen / group.ratio) : Math.floor(seen / group.ratio);
      return Math.min(seen, group.windowTokens) + Math.min(entries, group.index?.topK ?? Infinity);
    }
    case 'state':
    case 'none':
      return 0;
  }
}

function summedFlops({ group, contextTokens, counted }: { group: LayerGroup; contextTokens: number; counted: 0 | 1 }) {
  if (group.kind === 'state' || group.kind === 'none') return { attentionFlops: 0, indexFlops: 0 };
  const index = 'index' in group ? group.index : undefined;
  let attentionFlops = 0;
  let indexFlops = 0;
  for (let layer = 0; layer < group.layers; layer++)
    for (let earlier = 0; earlier < contextTokens; earlier++) {
      // Keys and values kept whole are chosen from only where the layer itself has an index.
      const dense = group.kind === 'full' && layer >= (index?.layers ?? 0);
      const pairs = dense ? earlier + counted : attendedTokens({ group, earlier, counted });
      if (group.query) attentionFlops += pairs * 2 * group.query.heads * (group.query.qkDim + group.query.vDim);
      if (layer >= (index?.layers ?? 0)) continue;
      const ratio = group.kind === 'compressed' ? group.ratio : 1;
      const scored = ratio === 0 ? 0 : (earlier + counted) / ratio;
      indexFlops += scored * 2 * (index?.heads ?? 0) * (index?.dim ?? 0);
    }
  return { attentionFlops, indexFlops };
}

describe('the closed forms', () => {
  test('lie between the sums over positions with and without the position itself', () => {
    fc.assert(
      fc.property(
        layeredModels,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (groups, contextTokens, cap) => {
          for (const group of groups.map((each) => shortened(each, cap))) {
            const { attentionFlops, indexFlops } = flopsOf([group], 0, contextTokens);
            const least = summedFlops({ group, contextTokens, counted: 0 });
            const most = summedFlops({ group, contextTokens, counted: 1 });
            expect(attentionFlops * (1 + 1e-9)).toBeGreaterThanOrEqual(least.attentionFlops);
            expect(attentionFlops).toBeLessThanOrEqual(most.attentionFlops * (1 + 1e-9));
            expect(indexFlops * (1 + 1e-9)).toBeGreaterThanOrEqual(least.indexFlops);
            expect(indexFlops).toBeLessThanOrEqual(most.indexFlops * (1 + 1e-9));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never cost less for a longer prompt, and are numbers for the longest', () => {
    fc.assert(
      fc.property(layeredModels, contexts, contexts, fc.integer({ min: 1, max: 1e13 }), (groups, a, b, active) => {
        const short = flopsOf(groups, active, Math.min(a, b));
        const long = flopsOf(groups, active, Math.max(a, b));
        for (const key of ['linearFlops', 'attentionFlops', 'indexFlops', 'totalFlops'] as const) {
          expect(long[key] * (1 + 1e-12)).toBeGreaterThanOrEqual(short[key]);
          expect(short[key]).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(long[key])).toBe(true);
        }
      }),
    );
  });
});

/** Few layers, and windows and choices short enough to matter in a prompt that can be summed. */
function shortened(group: LayerGroup, cap: number): LayerGroup {
  const layers = Math.min(group.layers, 3);
  switch (group.kind) {
    case 'sliding':
      return { ...group, layers, windowTokens: cap };
    case 'chunked':
      return { ...group, layers, chunkTokens: cap };
    case 'cross':
      return { ...group, layers, encoderTokens: cap };
    case 'full':
    case 'mla':
    case 'compressed': {
      const cut = { ...group, layers, ...(group.kind === 'compressed' && { windowTokens: cap }) };
      const { index } = group;
      if (!index) return cut;
      const topK = index.topK === undefined ? {} : { topK: cap };
      return { ...cut, index: { ...index, layers: Math.min(index.layers, layers), ...topK } };
    }
    case 'state':
    case 'none':
      return { ...group, layers };
  }
}
