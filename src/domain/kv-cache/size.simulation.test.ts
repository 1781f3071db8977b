import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveBytes, type NaiveFormat } from '../testing/naive-kv-cache.ts';
import type { LayerGroup, SparseIndex } from './layer-group.ts';
import { bytesPerSequence } from './size.ts';
import { recordOf } from './record.ts';

/** Small enough to be appended token by token. */
const small = fc.integer({ min: 1, max: 12 });
const width = fc.integer({ min: 1, max: 70 });
const layers = fc.integer({ min: 1, max: 3 });
const tokens = fc.integer({ min: 0, max: 40 });
const keyValue = { layers, kvHeads: fc.integer({ min: 1, max: 3 }), kDim: width, vDim: width };
const indexes = fc.option(fc.record({ layers, dim: width }), { nil: null });

function indexed<T extends LayerGroup>(groups: fc.Arbitrary<T>) {
  return fc.tuple(groups, indexes).map(([group, index]): LayerGroup => {
    if (index === null) return group;
    const kept: SparseIndex = { ...index, layers: Math.min(index.layers, group.layers) };
    return { ...group, index: kept } as LayerGroup;
  });
}

const smallGroups: fc.Arbitrary<LayerGroup> = fc.oneof(
  indexed(fc.record({ kind: fc.constant('full'), ...keyValue })),
  fc.record({ kind: fc.constant('sliding'), ...keyValue, windowTokens: small }),
  fc.record({ kind: fc.constant('chunked'), ...keyValue, chunkTokens: small }),
  fc.record({ kind: fc.constant('cross'), ...keyValue, encoderTokens: small }),
  indexed(fc.record({ kind: fc.constant('mla'), layers, latentDim: width, ropeDim: fc.nat({ max: 40 }) })),
  indexed(
    fc.record({
      kind: fc.constant('compressed'),
      layers,
      ratio: fc.nat({ max: 8 }),
      entryDim: width,
      ropeDim: fc.constant(0),
      windowTokens: small,
    }),
  ),
  fc.record({
    kind: fc.constant('state'),
    algorithm: fc.constant('mamba-2'),
    layers,
    recurrent: fc.record({ units: small, elementsPerUnit: width }),
    recurrentBytesPerElement: fc.constantFrom(2, 4),
    convolution: fc.array(fc.record({ units: small, elementsPerUnit: width }), { maxLength: 2 }),
    convolutionBytesPerElement: fc.constantFrom(2, 4),
  }),
  fc.record({ kind: fc.constant('none'), layers, reason: fc.constant('no-attention') }),
);
const formats = fc.constantFrom<NaiveFormat>('fp32', 'bf16', 'fp8', 'q8_0', 'q4_0', 'nvfp4');

/** Bytes of the entries begun but not complete, which the closed form counts in part. */
function oneEntryEach(groups: readonly LayerGroup[], dtype: NaiveFormat): number {
  return groups.reduce((sum, group) => {
    if (group.kind !== 'compressed' || group.ratio === 0) return sum;
    const { recordBytes, indexBytes } = recordOf({ group, dtype });
    return sum + group.layers * recordBytes + (group.index?.layers ?? 0) * indexBytes;
  }, 0);
}

describe('a cache appended token by token', () => {
  test('holds at most what the closed form says, to less than one compressed entry', () => {
    fc.assert(
      fc.property(
        fc.array(smallGroups, { minLength: 1, maxLength: 3 }),
        formats,
        tokens,
        (groups, format, contextTokens) => {
          const naive = naiveBytes({ groups, format, contextTokens });
          const closed = bytesPerSequence({ groups, dtype: format, contextTokens });
          expect(closed).toBeGreaterThanOrEqual(naive - 1e-6);
          const spare = oneEntryEach(groups, format);
          if (spare === 0) expect(closed).toBe(naive);
          else expect(closed - naive).toBeLessThan(spare);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('holds exactly that where every compressed entry is complete', () => {
    fc.assert(
      fc.property(smallGroups, formats, fc.integer({ min: 1, max: 5 }), (group, format, entries) => {
        const ratio = group.kind === 'compressed' ? Math.max(1, group.ratio) : 1;
        const contextTokens = entries * ratio;
        const naive = naiveBytes({ groups: [group], format, contextTokens });
        expect(bytesPerSequence({ groups: [group], dtype: format, contextTokens })).toBeCloseTo(naive, 6);
      }),
      { numRuns: 200 },
    );
  });
});
