import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts, kvDtypes, layeredModels } from '../testing/layer-groups.ts';
import { KIMI_K3, LLAMA_3_1_70B, QWEN3_5_397B } from '../testing/published-models.ts';
import { bytesPerSequence } from './size.ts';
import { codedSize, type StorageCodec } from './storage-codec.ts';

const codecs: fc.Arbitrary<StorageCodec> = fc.oneof(
  fc.constant<StorageCodec>({ kind: 'none' }),
  fc.record({ kind: fc.constant('quantised'), dtype: kvDtypes }),
  fc.record({ kind: fc.constant('ratio'), ratio: fc.double({ min: 1, max: 1_000, noNaN: true }) }),
);

const LLAMA = { groups: LLAMA_3_1_70B, dtype: 'bf16', contextTokens: 100_000 } as const;

describe('100,000 tokens of Llama 3.1 70B in bf16', () => {
  test.each<[StorageCodec, number, number]>([
    // 327,680 B × 100,000.
    [{ kind: 'none' }, 32_768_000_000, 1],
    [{ kind: 'ratio', ratio: 20 }, 1_638_400_000, 20],
    [{ kind: 'quantised', dtype: 'fp8' }, 16_384_000_000, 2],
    // 18 B for 32 elements of 64 B.
    [{ kind: 'quantised', dtype: 'q4_0' }, 9_216_000_000, 64 / 18],
    // Wider than what HBM holds, so left alone.
    [{ kind: 'quantised', dtype: 'fp32' }, 32_768_000_000, 1],
  ])('with %o: %d B', (codec, storedBytesPerSequence, capacityFactor) => {
    expect(codedSize({ ...LLAMA, codec })).toEqual({ storedBytesPerSequence, capacityFactor });
  });

  test('in fp8 a ratio of 20 to 16 bits is only 10 times smaller', () => {
    expect(codedSize({ ...LLAMA, dtype: 'fp8', codec: { kind: 'ratio', ratio: 20 } }).capacityFactor).toBe(10);
  });

  test('in 4 bits a ratio of 2 would grow it, and is not applied', () => {
    expect(codedSize({ ...LLAMA, dtype: 'q4_0', codec: { kind: 'ratio', ratio: 2 } })).toEqual({
      storedBytesPerSequence: 9_216_000_000,
      capacityFactor: 1,
    });
  });
});

describe('recurrent states', () => {
  test('are stored as they are: Kimi K3’s 449 MB beside a twentieth of 100,000 tokens', () => {
    const coded = codedSize({
      groups: KIMI_K3,
      dtype: 'bf16',
      contextTokens: 100_000,
      codec: { kind: 'ratio', ratio: 20 },
    });
    expect(coded.storedBytesPerSequence).toBe(449_372_160 + 2_764_800_000 / 20);
    expect(coded.capacityFactor).toBeCloseTo((449_372_160 + 2_764_800_000) / (449_372_160 + 138_240_000), 12);
  });

  test('bound what a codec can do for a model that is mostly states', () => {
    const { capacityFactor } = codedSize({
      groups: QWEN3_5_397B,
      dtype: 'bf16',
      contextTokens: 1_000,
      codec: { kind: 'ratio', ratio: 1_000 },
    });
    // 192.1 MB of states and 30.7 MB of cache.
    expect(capacityFactor).toBeLessThan((192_061_440 + 30_720_000) / 192_061_440);
  });
});

test('nothing is stored of a model that keeps nothing, at a factor of 1', () => {
  for (const groups of [[], [{ kind: 'none', layers: 3, reason: 'no-attention' }] as const])
    expect(codedSize({ ...LLAMA, groups, codec: { kind: 'ratio', ratio: 20 } })).toEqual({
      storedBytesPerSequence: 0,
      capacityFactor: 1,
    });
});

test('no codec stores more than HBM holds, nor less than the states, and the factor is what it saves', () => {
  fc.assert(
    fc.property(layeredModels, kvDtypes, contexts, codecs, (groups, dtype, contextTokens, codec) => {
      const held = bytesPerSequence({ groups, dtype, contextTokens });
      const states = bytesPerSequence({ groups: groups.filter(({ kind }) => kind === 'state'), dtype, contextTokens });
      const { storedBytesPerSequence, capacityFactor } = codedSize({ groups, dtype, contextTokens, codec });
      expect(storedBytesPerSequence).toBeLessThanOrEqual(held);
      expect(storedBytesPerSequence).toBeGreaterThanOrEqual(states);
      if (codec.kind === 'none') expect(storedBytesPerSequence).toBe(held);
      expect(Math.abs(capacityFactor * storedBytesPerSequence - held)).toBeLessThanOrEqual(1e-12 * held);
      expect(capacityFactor).toBeGreaterThanOrEqual(1);
    }),
  );
});
