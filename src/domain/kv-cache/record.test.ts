import { describe, expect, test } from 'vitest';
import type { CompressedGroup, FullGroup, LatentGroup, LayerGroup } from './layer-group.ts';
import { KV_DTYPES, type KvDtype } from './precision.ts';
import { indexKeyBytes, recordOf } from './record.ts';

const GQA: FullGroup = { kind: 'full', layers: 32, kvHeads: 8, kDim: 128, vDim: 128 };
const MIMO: FullGroup = { kind: 'full', layers: 9, kvHeads: 4, kDim: 192, vDim: 128 };
const STEP: FullGroup = { kind: 'full', layers: 61, kvHeads: 1, kDim: 256, vDim: 256 };
const MLA: LatentGroup = { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 };
const V4: CompressedGroup = { kind: 'compressed', layers: 30, ratio: 4, entryDim: 512, ropeDim: 64, windowTokens: 128 };

const bytes = (group: LayerGroup, dtype: KvDtype): number => recordOf({ group, dtype }).recordBytes;

describe('keys and values of 8 heads of 128', () => {
  // 8 × (128 + 128) = 2,048 elements, 64 blocks of 32, 128 of 16.
  test.each([
    ['fp32', 8_192],
    ['bf16', 4_096],
    ['fp16', 4_096],
    ['fp8', 2_048],
    ['int8', 2_048],
    ['q8_0', 64 * 34],
    ['q5_1', 64 * 24],
    ['q5_0', 64 * 22],
    ['q4_1', 64 * 20],
    ['q4_0', 64 * 18],
    ['iq4_nl', 64 * 18],
    ['nvfp4', 128 * 9],
    ['mxfp4', 64 * 17],
    // vLLM, per token and head: 8 × (128 + 4) for keys and as much for values, 1 + 4 ÷ 128 B an element.
    ['fp8-scaled', 2_112],
    ['int8-scaled', 2_112],
  ] as const)('in %s: %d B', (dtype, expected) => {
    expect(bytes(GQA, dtype)).toBe(expected);
  });

  test('are as large in a window, a chunk or over an encoder', () => {
    for (const dtype of KV_DTYPES) {
      expect(bytes({ ...GQA, kind: 'sliding', windowTokens: 128 }, dtype)).toBe(bytes(GQA, dtype));
      expect(bytes({ ...GQA, kind: 'chunked', chunkTokens: 128 }, dtype)).toBe(bytes(GQA, dtype));
      expect(bytes({ ...GQA, kind: 'cross', encoderTokens: 128 }, dtype)).toBe(bytes(GQA, dtype));
    }
  });
});

describe('keys wider than values', () => {
  test('MiMo-V2-Flash: 4 × (192 + 128) × 2 B = 2,560 B, not 4 × 2 × 192 × 2', () => {
    expect(bytes(MIMO, 'bf16')).toBe(2_560);
  });

  test('are rounded to blocks apart: 80 and 48 elements are 3 and 2 blocks of 32, not 4 together', () => {
    expect(bytes({ ...GQA, kvHeads: 1, kDim: 80, vDim: 48 }, 'q8_0')).toBe((3 + 2) * 34);
  });
});

test('Step-3 factorises into one head: 1 × (256 + 256) × 2 B = 1,024 B', () => {
  expect(bytes(STEP, 'bf16')).toBe(1_024);
});

describe('a latent of 512 with a rotary part of 64', () => {
  test.each([
    // 576 elements, once: not K and V.
    ['fp32', 2_304],
    ['bf16', 1_152],
    ['fp8', 576],
    // 18 blocks of 32, 36 of 16.
    ['q8_0', 612],
    ['q4_0', 324],
    ['nvfp4', 324],
    ['mxfp4', 306],
    // FlashMLA: 512 B of fp8, 4 fp32 scales, 64 rotary elements in bf16.
    ['fp8-scaled', 512 + 16 + 128],
    ['int8-scaled', 656],
  ] as const)('in %s: %d B', (dtype, expected) => {
    expect(bytes(MLA, dtype)).toBe(expected);
  });

  test('has a scale for every 128 latent elements begun', () => {
    // 129 + 2 × 4 + 0.
    expect(bytes({ ...MLA, latentDim: 129, ropeDim: 0 }, 'fp8-scaled')).toBe(137);
  });
});

describe('an entry of DeepSeek V4, 512 wide', () => {
  test.each([
    ['bf16', 1_024],
    ['fp8', 512],
    // vLLM: 448 B of fp8, 64 rotary elements in bf16, 7 scale bytes padded to 8.
    ['fp8-scaled', 448 + 128 + 8],
  ] as const)('in %s: %d B', (dtype, expected) => {
    expect(bytes(V4, dtype)).toBe(expected);
  });
});

test('an entry has a scale byte for every 64 elements begun, padded to 8', () => {
  // 576 + 2 × 64 + 9 scales padded to 16.
  expect(bytes({ ...V4, entryDim: 640 }, 'fp8-scaled')).toBe(576 + 128 + 16);
});

describe('an index key of 128', () => {
  test.each([
    ['bf16', 256],
    ['fp8', 128],
    ['fp8-scaled', 132],
    ['int8-scaled', 132],
    ['q8_0', 4 * 34],
    ['q4_0', 4 * 18],
  ] as const)('in %s: %d B', (dtype, expected) => {
    expect(indexKeyBytes({ dim: 128, dtype })).toBe(expected);
  });

  test('stands beside the record of full, latent and compressed layers', () => {
    const index = { layers: 1, dim: 128 };
    for (const group of [GQA, MLA, V4]) {
      expect(recordOf({ group: { ...group, index }, dtype: 'bf16' })).toEqual({
        recordBytes: bytes(group, 'bf16'),
        indexBytes: 256,
      });
      expect(recordOf({ group, dtype: 'bf16' }).indexBytes).toBe(0);
    }
  });
});

test('states and empty layers keep nothing of a token', () => {
  const nothing = { recordBytes: 0, indexBytes: 0 };
  for (const dtype of KV_DTYPES) {
    expect(recordOf({ group: { kind: 'none', layers: 1, reason: 'shares-kv' }, dtype })).toEqual(nothing);
    const state: LayerGroup = {
      kind: 'state',
      algorithm: 'lightning',
      layers: 1,
      recurrent: { units: 64, elementsPerUnit: 16_384 },
      recurrentBytesPerElement: 4,
      convolution: [],
      convolutionBytesPerElement: 2,
    };
    expect(recordOf({ group: state, dtype })).toEqual(nothing);
  }
});
