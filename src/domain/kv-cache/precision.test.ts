import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KV_DTYPES, bytesPerElement, isScaled, rowBytes, type KvDtype, type ScaledDtype } from './precision.ts';

type PlainDtype = Exclude<KvDtype, ScaledDtype>;
const PLAIN = KV_DTYPES.filter((dtype): dtype is PlainDtype => !isScaled(dtype));

describe('bytes of an element', () => {
  // ggml-org/llama.cpp ggml-common.h: a block of 32 is an fp16 scale (with a minimum for _1), and the bits.
  test.each([
    ['fp32', 4],
    ['bf16', 2],
    ['fp16', 2],
    ['fp8', 1],
    ['int8', 1],
    ['q8_0', (2 + 32) / 32],
    ['q5_1', (2 + 2 + 4 + 16) / 32],
    ['q5_0', (2 + 4 + 16) / 32],
    ['q4_1', (2 + 2 + 16) / 32],
    ['q4_0', (2 + 16) / 32],
    ['iq4_nl', (2 + 16) / 32],
    // An fp8 scale for 16 elements of 4 bits; an e8m0 scale for 32.
    ['nvfp4', (1 + 8) / 16],
    ['mxfp4', (1 + 16) / 32],
  ] as const)('%s: %d', (dtype, bytes) => {
    expect(bytesPerElement(dtype)).toBe(bytes);
  });
});

describe('a row', () => {
  test.each([
    // DeepSeek's latent of 576: 18 blocks of 32, 36 of 16.
    [576, 'q8_0', 18 * 34],
    [576, 'q4_0', 18 * 18],
    [576, 'mxfp4', 18 * 17],
    [576, 'nvfp4', 36 * 9],
    // The 33rd element opens a second block of 32, a third of 16.
    [33, 'q8_0', 2 * 34],
    [33, 'q5_1', 2 * 24],
    [33, 'q5_0', 2 * 22],
    [33, 'q4_1', 2 * 20],
    [33, 'q4_0', 2 * 18],
    [33, 'iq4_nl', 2 * 18],
    [33, 'mxfp4', 2 * 17],
    [33, 'nvfp4', 3 * 9],
    [33, 'bf16', 66],
    [1, 'q8_0', 34],
  ] as const)('of %d elements in %s takes %d B', (elements, dtype, bytes) => {
    expect(rowBytes({ elements, dtype })).toBe(bytes);
  });

  test('of nothing takes nothing', () => {
    for (const dtype of PLAIN) expect(rowBytes({ elements: 0, dtype })).toBe(0);
  });

  test('takes its elements’ bytes where it fills whole blocks, and less than one block more elsewhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(...PLAIN), (elements, dtype) => {
        const spare = rowBytes({ elements, dtype }) - elements * bytesPerElement(dtype);
        if (elements % 32 === 0) expect(spare).toBe(0);
        expect(spare).toBeGreaterThanOrEqual(0);
        expect(spare).toBeLessThan(32 * bytesPerElement(dtype));
      }),
    );
  });

  test('takes no fewer blocks than its parts joined: splitting it over ranks never saves bytes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.nat({ max: 5_000 }), fc.constantFrom(...PLAIN), (a, b, dtype) => {
        const parts = rowBytes({ elements: a, dtype }) + rowBytes({ elements: b, dtype });
        expect(parts).toBeGreaterThanOrEqual(rowBytes({ elements: a + b, dtype }));
      }),
    );
  });
});
