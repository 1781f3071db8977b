import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayerGroup } from './layer-group.ts';
import { KV_DTYPES, bytesPerElement } from './precision.ts';
import { bytesPerSequence, kvSizeOf } from './size.ts';

const GIB = 2 ** 30;

/** 96 layers of 4,096-wide multi-head attention: 32 heads of 128. */
const MULTI_HEAD: readonly LayerGroup[] = [{ kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 }];
/** meta-llama/Llama-3.1-70B config.json: 80 layers, 8 KV heads, head width 8,192 ÷ 64 = 128. */
const LLAMA_70B: readonly LayerGroup[] = [{ kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128 }];
/** deepseek-ai/DeepSeek-V3 config.json: 61 layers, kv_lora_rank 512, qk_rope_head_dim 64. */
const DEEPSEEK_V3: readonly LayerGroup[] = [{ kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 }];
const WINDOWED: readonly LayerGroup[] = [
  { kind: 'sliding', layers: 12, kvHeads: 8, kDim: 64, vDim: 64, windowTokens: 128 },
  { kind: 'full', layers: 12, kvHeads: 8, kDim: 64, vDim: 64 },
];

const positive = fc.integer({ min: 1, max: 256 });
const layerGroups: fc.Arbitrary<LayerGroup> = fc.oneof(
  fc.record({ kind: fc.constant('full'), layers: positive, kvHeads: positive, kDim: positive, vDim: positive }),
  fc.record({
    kind: fc.constant('sliding'),
    layers: positive,
    kvHeads: positive,
    kDim: positive,
    vDim: positive,
    windowTokens: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({ kind: fc.constant('mla'), layers: positive, latentDim: positive, ropeDim: fc.nat({ max: 256 }) }),
);
const models = fc.array(layerGroups, { minLength: 1, maxLength: 4 });
const dtypes = fc.constantFrom(...KV_DTYPES);

describe('known models', () => {
  test('96 layers of 4,096-wide attention in fp16 keep 16 KiB per token and layer', () => {
    // K and V: 2 × 4,096 elements × 2 B = 16,384 B.
    expect(kvSizeOf({ groups: MULTI_HEAD, dtype: 'fp16' }).marginalBytesPerToken).toBe(96 * 16 * 1_024);
  });

  test('and 157.3 GB, which is 146.5 GiB, at 100,000 tokens', () => {
    // 1,572,864 B × 100,000.
    const bytes = bytesPerSequence({ groups: MULTI_HEAD, dtype: 'fp16', contextTokens: 100_000 });
    expect(bytes).toBe(157_286_400_000);
    expect(bytes / 1e9).toBeCloseTo(157.3, 1);
    expect(bytes / GIB).toBeCloseTo(146.5, 1);
  });

  test('Llama 3.1 70B keeps 327,680 B per token in bf16', () => {
    // 80 layers × 8 heads × (128 + 128) × 2 B.
    expect(kvSizeOf({ groups: LLAMA_70B, dtype: 'bf16' }).marginalBytesPerToken).toBe(327_680);
  });

  test('DeepSeek-V3 keeps 70,272 B per token in bf16: one latent vector, not K and V', () => {
    // 61 layers × (512 + 64) × 2 B.
    expect(kvSizeOf({ groups: DEEPSEEK_V3, dtype: 'bf16' }).marginalBytesPerToken).toBe(70_272);
  });
});

describe('a sliding window', () => {
  const bytesAt = (contextTokens: number): number =>
    bytesPerSequence({ groups: WINDOWED.slice(0, 1), dtype: 'bf16', contextTokens });

  test('grows until it is full and not after', () => {
    // 12 layers × 8 heads × 128 × 2 B = 24,576 B per token.
    expect(bytesAt(100)).toBe(100 * 24_576);
    expect(bytesAt(128)).toBe(128 * 24_576);
    expect(bytesAt(129)).toBe(128 * 24_576);
    expect(bytesAt(1_000_000)).toBe(128 * 24_576);
  });

  test('is fixed per sequence and adds nothing per token', () => {
    const { groups, marginalBytesPerToken, fixedBytesPerSequence } = kvSizeOf({ groups: WINDOWED, dtype: 'bf16' });
    expect(groups.map((group) => group.marginalBytesPerToken)).toEqual([0, 24_576]);
    expect(marginalBytesPerToken).toBe(24_576);
    expect(fixedBytesPerSequence).toBe(128 * 24_576);
  });
});

describe('any model', () => {
  test('keeps its fixed bytes and so many per token once every window is full', () => {
    fc.assert(
      fc.property(models, dtypes, fc.integer({ min: 10_000, max: 1_000_000 }), (groups, dtype, contextTokens) => {
        const { marginalBytesPerToken, fixedBytesPerSequence } = kvSizeOf({ groups, dtype });
        expect(bytesPerSequence({ groups, dtype, contextTokens })).toBe(
          marginalBytesPerToken * contextTokens + fixedBytesPerSequence,
        );
      }),
    );
  });

  test('never keeps less for a longer context', () => {
    fc.assert(
      fc.property(models, dtypes, fc.nat({ max: 20_000 }), fc.nat({ max: 20_000 }), (groups, dtype, a, b) => {
        const short = bytesPerSequence({ groups, dtype, contextTokens: Math.min(a, b) });
        expect(bytesPerSequence({ groups, dtype, contextTokens: Math.max(a, b) })).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  test('keeps bytes in proportion to the width of an element', () => {
    fc.assert(
      fc.property(models, dtypes, dtypes, fc.integer({ min: 1, max: 20_000 }), (groups, a, b, contextTokens) => {
        const bytes = (dtype: (typeof KV_DTYPES)[number]): number => bytesPerSequence({ groups, dtype, contextTokens });
        expect(bytes(a) * bytesPerElement(b)).toBe(bytes(b) * bytesPerElement(a));
      }),
    );
  });

  test('keeps nothing of nothing', () => {
    expect(bytesPerSequence({ groups: WINDOWED, dtype: 'bf16', contextTokens: 0 })).toBe(0);
    expect(kvSizeOf({ groups: [], dtype: 'bf16' })).toEqual({
      groups: [],
      marginalBytesPerToken: 0,
      fixedBytesPerSequence: 0,
    });
  });

  test('is the sum of its groups', () => {
    fc.assert(
      fc.property(models, dtypes, fc.nat({ max: 20_000 }), (groups, dtype, contextTokens) => {
        const parts = groups.reduce(
          (sum, group) => sum + bytesPerSequence({ groups: [group], dtype, contextTokens }),
          0,
        );
        expect(bytesPerSequence({ groups, dtype, contextTokens })).toBe(parts);
      }),
    );
  });
});
