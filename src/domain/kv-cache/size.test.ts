import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contexts,
  evenModels,
  kvDtypes,
  layeredModels,
  LONGEST_WINDOW_TOKENS,
  rankCounts,
} from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V3_2,
  DEEPSEEK_V4_FLASH,
  DEEPSEEK_V4_PRO,
  GEMMA_4_31B,
  GLM_5_2,
  GPT_OSS_120B,
  GRANITE_4_H_SMALL,
  JAMBA,
  KIMI_K3,
  LLAMA_2_7B,
  LLAMA_3_1_70B,
  LLAMA_4_SCOUT,
  MIMO_V2_FLASH,
  MINIMAX_M1,
  MINIMAX_M3,
  NEMOTRON_3_SUPER,
  NEMOTRON_NANO_9B,
  QWEN3_5_397B,
  STEP_3,
  WHISPER_LARGE_V3,
} from '../testing/published-models.ts';
import type { LayerGroup, StateGroup } from './layer-group.ts';
import type { KvDtype } from './precision.ts';
import { bytesPerSequence, compressorStateBytes, kvSizeOf, stateBytesPerLayer } from './size.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** 96 layers of 4,096-wide multi-head attention: 32 heads of 128. */
const MULTI_HEAD: readonly LayerGroup[] = [{ kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 }];

const perToken = (groups: readonly LayerGroup[], dtype: KvDtype = 'bf16'): number =>
  kvSizeOf({ groups, dtype }).marginalBytesPerToken;
const perSequence = (groups: readonly LayerGroup[], dtype: KvDtype = 'bf16'): number =>
  kvSizeOf({ groups, dtype }).fixedBytesPerSequence;

function stateOf(groups: readonly LayerGroup[]): StateGroup {
  const state = groups.find((group) => group.kind === 'state');
  if (!state) throw new Error('no state among the groups');
  return state;
}

describe('96 layers of 4,096-wide attention in fp16', () => {
  test('keep 16 KiB per token and layer', () => {
    // K and V: 2 × 4,096 elements × 2 B = 16,384 B.
    expect(perToken(MULTI_HEAD, 'fp16')).toBe(96 * 16 * 1_024);
  });

  test('and 157.3 GB, which is 146.5 GiB, at 100,000 tokens', () => {
    // 1,572,864 B × 100,000.
    const bytes = bytesPerSequence({ groups: MULTI_HEAD, dtype: 'fp16', contextTokens: 100_000 });
    expect(bytes).toBe(157_286_400_000);
    expect(bytes / 1e9).toBeCloseTo(157.3, 1);
    expect(bytes / GIB).toBeCloseTo(146.5, 1);
  });
});

describe('bytes a token adds in bf16', () => {
  test.each([
    ['Llama 2 7B, MHA', LLAMA_2_7B, 32 * 32 * 256 * 2],
    ['Llama 3.1 70B, GQA', LLAMA_3_1_70B, 80 * 8 * 256 * 2],
    ['Step-3, MFA', STEP_3, 61 * 1 * 512 * 2],
    ['MiMo-V2-Flash, keys of 192 and values of 128', MIMO_V2_FLASH, 9 * 4 * (192 + 128) * 2],
    ['DeepSeek-V3, MLA', DEEPSEEK_V3, 61 * 1_152],
    ['DeepSeek-V3.2, an index key on every layer', DEEPSEEK_V3_2, 61 * (1_152 + 256)],
    ['GLM-5.2, an index key on 21 of 78 layers', GLM_5_2, 78 * 1_152 + 21 * 256],
    ['MiniMax-M3, an index key on 57 of 60 layers', MINIMAX_M3, 60 * 2_048 + 57 * 256],
    ['DeepSeek-V4-Pro', DEEPSEEK_V4_PRO, (30 * (1_024 + 256)) / 4 + (31 * 1_024) / 128],
    // The two window-only layers add nothing.
    ['DeepSeek-V4-Flash', DEEPSEEK_V4_FLASH, (21 * (1_024 + 256)) / 4 + (20 * 1_024) / 128],
    ['gpt-oss-120b, its full layers', GPT_OSS_120B, 18 * 8 * 128 * 2],
    ['Gemma 4 31B, its global layers', GEMMA_4_31B, 10 * 4 * 1_024 * 2],
    ['Llama 4 Scout, its full layers', LLAMA_4_SCOUT, 12 * 8 * 256 * 2],
    ['Kimi K3, its latent layers', KIMI_K3, 24 * 1_152],
    ['Qwen3.5-397B-A17B, its full layers', QWEN3_5_397B, 15 * 2 * 512 * 2],
    ['Nemotron 3 Super, its attention layers', NEMOTRON_3_SUPER, 8 * 2 * 256 * 2],
    ['Whisper large-v3, its decoder', WHISPER_LARGE_V3, 32 * 20 * 128 * 2],
  ])('%s', (_name, groups, bytes) => {
    expect(perToken(groups)).toBe(bytes);
  });

  // The figures as they are quoted; half of them in fp8.
  test.each([
    ['Llama 2 7B', 524_288, LLAMA_2_7B],
    ['Llama 3.1 70B', 327_680, LLAMA_3_1_70B],
    ['DeepSeek-V3', 70_272, DEEPSEEK_V3],
    ['DeepSeek-V3.2', 85_888, DEEPSEEK_V3_2],
    ['GLM-5.2', 95_232, GLM_5_2],
    ['MiniMax-M3', 137_472, MINIMAX_M3],
    ['DeepSeek-V4-Pro', 9_848, DEEPSEEK_V4_PRO],
    ['DeepSeek-V4-Flash', 6_880, DEEPSEEK_V4_FLASH],
    ['MiMo-V2-Flash', 23_040, MIMO_V2_FLASH],
    ['Kimi K3', 27_648, KIMI_K3],
  ])('%s: %d B', (_name, bytes, groups) => {
    expect(perToken(groups)).toBe(bytes);
    expect(perToken(groups, 'fp8')).toBe(bytes / 2);
  });
});

describe('bytes a sequence keeps whatever its length', () => {
  test.each([
    ['gpt-oss-120b, windows of 128', GPT_OSS_120B, 18 * 128 * 2_048],
    ['Gemma 4 31B, windows of 1,024', GEMMA_4_31B, 800 * MIB],
    ['MiMo-V2-Flash, windows of 8 × (192 + 128)', MIMO_V2_FLASH, 39 * 128 * 8 * 320 * 2],
    ['Llama 4 Scout, chunks of 8,192', LLAMA_4_SCOUT, 36 * 8_192 * 4_096],
    // Windows of 128 entries on all 43 layers, the two without compression too.
    ['DeepSeek-V4-Flash', DEEPSEEK_V4_FLASH, 43 * 128 * 1_024],
    ['Whisper large-v3, 1,500 positions of the encoder', WHISPER_LARGE_V3, 1_500 * 32 * 20 * 128 * 2],
    ['Llama 2 7B', LLAMA_2_7B, 0],
  ])('%s', (_name, groups, bytes) => {
    expect(perSequence(groups)).toBe(bytes);
  });

  test.each([
    // 69 × (96 × 128 × 128 × 4 + 3 × 3 × 96 × 128 × 2) = 69 × 6,512,640 B: 428.55 MiB (ai-dynamo/aiconfigurator).
    ['Kimi K3, Kimi delta attention', KIMI_K3, 449_372_160],
    // 45 × (64 × 128 × 128 × 4 + 3 × (2 × 16 + 64) × 128 × 2).
    ['Qwen3.5-397B-A17B, gated delta nets', QWEN3_5_397B, 45 * 4_268_032],
    // 40 × (128 × 64 × 128 × 4 + 3 × (8,192 + 2 × 8 × 128) × 2).
    ['Nemotron 3 Super, Mamba-2 in fp32', NEMOTRON_3_SUPER, 40 * 4_255_744],
    // 36 × (128 × 64 × 128 × 2 + 3 × (8,192 + 2 × 1 × 128) × 2).
    ['Granite 4.0 H Small, Mamba-2 in bf16', GRANITE_4_H_SMALL, 36 * 2_147_840],
    // 28 × (8,192 × 16 × 4 + 3 × 8,192 × 2).
    ['Jamba, Mamba-1', JAMBA, 28 * 573_440],
    // 70 × 64 × 128 × 128 × 4: no convolution.
    ['MiniMax-M1, lightning attention', MINIMAX_M1, 280 * MIB],
  ])('%s: a state that no precision of the cache changes', (_name, groups, bytes) => {
    for (const dtype of ['fp32', 'bf16', 'fp8-scaled', 'q4_0'] as const)
      expect(perSequence([stateOf(groups)], dtype)).toBe(bytes);
  });

  test('the states of published models in MiB', () => {
    expect(perSequence(KIMI_K3) / MIB).toBeCloseTo(428.55, 2);
    expect(perSequence(QWEN3_5_397B) / MIB).toBeCloseTo(183.16, 2);
    expect(perSequence(NEMOTRON_3_SUPER) / MIB).toBeCloseTo(162.34, 2);
    expect(perSequence(GRANITE_4_H_SMALL) / MIB).toBeCloseTo(73.74, 2);
    expect(stateBytesPerLayer(stateOf(KIMI_K3))).toBe(6_512_640);
  });

  test('layers without attention keep nothing', () => {
    const { groups } = kvSizeOf({ groups: NEMOTRON_NANO_9B, dtype: 'bf16' });
    expect(groups.at(-1)).toMatchObject({ marginalBytesPerToken: 0, fixedBytesPerSequence: 0 });
  });
});

describe('a sequence', () => {
  const windowed = GPT_OSS_120B.slice(0, 1);
  const at = (groups: readonly LayerGroup[], contextTokens: number): number =>
    bytesPerSequence({ groups, dtype: 'bf16', contextTokens });

  test('fills a window and then stays', () => {
    // 18 layers × 8 heads × 128 × 2 B = 36,864 B per token.
    expect(at(windowed, 100)).toBe(100 * 36_864);
    expect(at(windowed, 128)).toBe(128 * 36_864);
    expect(at(windowed, 129)).toBe(128 * 36_864);
    expect(at(windowed, 1_000_000)).toBe(128 * 36_864);
  });

  test('fills a chunk and then is sized at its largest', () => {
    const chunks = LLAMA_4_SCOUT.slice(1);
    expect(at(chunks, 8_191)).toBe(8_191 * 36 * 4_096);
    expect(at(chunks, 8_193)).toBe(8_192 * 36 * 4_096);
  });

  test('of one layer of DeepSeek V4 with ratio 4 is 320.1 MiB at 1,048,576 tokens, the model 9.62 GiB', () => {
    // (128 + 262,144) × 1,024 B and 262,144 × 256 B of index keys. vLLM blog 2026-04-24.
    const one = DEEPSEEK_V4_PRO.slice(0, 1).map((group) =>
      group.kind === 'compressed' ? { ...group, layers: 1, index: { layers: 1, dim: 128 } } : group,
    );
    expect(at(one, 2 ** 20)).toBe((128 + 2 ** 18) * 1_024 + 2 ** 18 * 256);
    expect(at(one, 2 ** 20) / MIB).toBeCloseTo(320.1, 1);
    expect(at(DEEPSEEK_V4_PRO, 2 ** 20) / GIB).toBeCloseTo(9.62, 2);
  });

  test('of GLM-5.3 is 46.5 GiB at 1,048,576 tokens in raw fp8 and 52.68 GiB with scales', () => {
    // 78 × 576 + 21 × 128 and 78 × 656 + 21 × 132 B per token (teilomillet/kvfit docs/capacity-search.md).
    const inGib = (dtype: KvDtype): number =>
      bytesPerSequence({ groups: GLM_5_2, dtype, contextTokens: 2 ** 20 }) / GIB;
    expect(inGib('fp8')).toBe(46.5);
    expect(inGib('fp8-scaled')).toBeCloseTo(52.675781, 6);
  });

  test('keeps all of the encoder’s part from its first token on', () => {
    const cross = WHISPER_LARGE_V3.slice(1);
    expect(at(cross, 1)).toBe(245_760_000);
    expect(at(cross, 448)).toBe(245_760_000);
  });

  test('of nothing keeps nothing', () => {
    for (const groups of [KIMI_K3, WHISPER_LARGE_V3, DEEPSEEK_V4_FLASH, GPT_OSS_120B]) expect(at(groups, 0)).toBe(0);
    expect(kvSizeOf({ groups: [], dtype: 'bf16' })).toEqual({
      groups: [],
      marginalBytesPerToken: 0,
      fixedBytesPerSequence: 0,
    });
  });
});

describe('the working state of V4’s compressors', () => {
  test('is what aiconfigurator counts for V4-Pro and V4-Flash', () => {
    // Ratio 4: 2 × 4 × 2 × (512 + 128) × 4 B = 40,960 B; ratio 128: 128 × 2 × 512 × 4 B = 524,288 B; ratio 0: none.
    expect(compressorStateBytes(DEEPSEEK_V4_PRO)).toBe(30 * 40_960 + 31 * 524_288);
    expect(compressorStateBytes(DEEPSEEK_V4_PRO)).toBe(17_481_728);
    expect(compressorStateBytes(DEEPSEEK_V4_FLASH)).toBe(11_345_920);
  });

  test('exists in no other model', () => {
    expect(compressorStateBytes([...GLM_5_2, ...KIMI_K3, ...GPT_OSS_120B, ...WHISPER_LARGE_V3])).toBe(0);
  });
});

describe('any model', () => {
  test('keeps its fixed bytes and so many per token once every window is full', () => {
    fc.assert(
      fc.property(
        layeredModels,
        kvDtypes,
        fc.integer({ min: LONGEST_WINDOW_TOKENS, max: 100_000_000 }),
        (groups, dtype, contextTokens) => {
          const { marginalBytesPerToken, fixedBytesPerSequence } = kvSizeOf({ groups, dtype });
          const expected = marginalBytesPerToken * contextTokens + fixedBytesPerSequence;
          // Ratios that are no power of two leave a rounding error.
          expect(Math.abs(bytesPerSequence({ groups, dtype, contextTokens }) - expected)).toBeLessThanOrEqual(
            1e-12 * expected,
          );
        },
      ),
    );
  });

  test('never keeps less for a longer context', () => {
    fc.assert(
      fc.property(layeredModels, kvDtypes, contexts, contexts, (groups, dtype, a, b) => {
        const short = bytesPerSequence({ groups, dtype, contextTokens: Math.min(a, b) });
        expect(bytesPerSequence({ groups, dtype, contextTokens: Math.max(a, b) })).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  test('never keeps less in a wider format', () => {
    // Per 32 elements: 128, 64, 64, 34, 32, 32, 24, 22, 20, 18, 18, 18 and 17 B. Scales beside a record are no fixed
    // share of it: they lie between the bare byte and 16 bits, but on either side of q8_0.
    const chains: readonly (readonly KvDtype[])[] = [
      ['fp32', 'bf16', 'q8_0', 'fp8', 'q5_1', 'q5_0', 'q4_1', 'q4_0', 'mxfp4'],
      ['bf16', 'fp8-scaled', 'fp8'],
    ];
    const equals: readonly (readonly [KvDtype, KvDtype])[] = [
      ['bf16', 'fp16'],
      ['fp8', 'int8'],
      ['fp8-scaled', 'int8-scaled'],
      ['q4_0', 'iq4_nl'],
      ['q4_0', 'nvfp4'],
    ];
    fc.assert(
      fc.property(evenModels, contexts, (groups, contextTokens) => {
        const bytes = (dtype: KvDtype): number => bytesPerSequence({ groups, dtype, contextTokens });
        for (const chain of chains) {
          const sizes = chain.map(bytes);
          expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        }
        for (const [a, b] of equals) expect(bytes(a)).toBe(bytes(b));
      }),
    );
  });

  test('is the sum of its groups', () => {
    fc.assert(
      fc.property(layeredModels, kvDtypes, contexts, (groups, dtype, contextTokens) => {
        const parts = groups.reduce(
          (sum, group) => sum + bytesPerSequence({ groups: [group], dtype, contextTokens }),
          0,
        );
        expect(bytesPerSequence({ groups, dtype, contextTokens })).toBe(parts);
        const size = kvSizeOf({ groups, dtype });
        for (const key of ['marginalBytesPerToken', 'fixedBytesPerSequence'] as const)
          expect(size[key]).toBe(groups.reduce((sum, group) => sum + kvSizeOf({ groups: [group], dtype })[key], 0));
      }),
    );
  });

  test('is as large as its layers one by one', () => {
    fc.assert(
      fc.property(layeredModels, kvDtypes, contexts, rankCounts, (groups, dtype, contextTokens, times) => {
        const many = groups.map((group) => ({
          ...group,
          layers: group.layers * times,
          ...('index' in group && group.index && { index: { ...group.index, layers: group.index.layers * times } }),
        }));
        const expected = times * bytesPerSequence({ groups, dtype, contextTokens });
        expect(bytesPerSequence({ groups: many, dtype, contextTokens }) / (expected || 1)).toBeCloseTo(
          expected > 0 ? 1 : 0,
          12,
        );
      }),
    );
  });
});
