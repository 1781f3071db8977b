import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitsAt, hitsByTier, sumCurves } from './capacity-curve.ts';
import { replay } from './replay.ts';
import { SlopeHistogram } from './slope-histogram.ts';
import { chainedCases, streamOf } from './testing/random-requests.ts';

const line = { capacityBlocks: Float64Array.of(0, 10), hits: Float64Array.of(0, 20) };

/** Runs of blocks at distances, as a replay finds them. */
const runs = fc.array(fc.record({ above: fc.nat(3_000), blocks: fc.integer({ min: 1, max: 300 }) }), { maxLength: 20 });

function curveOf(parts: readonly { readonly above: number; readonly blocks: number }[]) {
  const histogram = new SlopeHistogram();
  for (const part of parts) histogram.add({ ...part, perBlock: 1 });
  return histogram.curve();
}

describe('a capacity curve', () => {
  test('counts the blocks of runs within the capacity', () => {
    fc.assert(
      fc.property(runs, fc.nat(4_000), (parts, capacityBlocks) => {
        const expected = parts.reduce(
          (sum, { above, blocks }) => sum + Math.max(0, Math.min(blocks, capacityBlocks - above)),
          0,
        );
        expect(hitsAt({ curve: curveOf(parts), capacityBlocks })).toBe(expected);
      }),
    );
  });

  test('example: 8 hits at 4 blocks, 20 from 10 on', () => {
    expect([0, 4, 4.9, 10, 11, Infinity].map((capacityBlocks) => hitsAt({ curve: line, capacityBlocks }))).toEqual([
      0, 8, 8, 20, 20, 20,
    ]);
    expect(() => hitsAt({ curve: line, capacityBlocks: -1 })).toThrow(RangeError);
    expect(() => hitsAt({ curve: line, capacityBlocks: NaN })).toThrow(RangeError);
  });

  test('adds up over caches side by side', () => {
    fc.assert(
      fc.property(fc.array(runs, { minLength: 1, maxLength: 4 }), fc.nat(4_000), (caches, capacityBlocks) => {
        const curves = caches.map(curveOf);
        const sum = curves.reduce((hits, curve) => hits + hitsAt({ curve, capacityBlocks }), 0);
        expect(hitsAt({ curve: sumCurves(curves), capacityBlocks })).toBe(sum);
      }),
    );
  });

  test('of no caches has no hits', () => {
    expect(hitsAt({ curve: sumCurves([]), capacityBlocks: 5 })).toBe(0);
  });
});

describe('tiers', () => {
  test('example: 8 hits in the first 4 blocks, 12 in the next 6', () => {
    expect(hitsByTier({ curve: line, capacitiesBlocks: [4, 10] })).toEqual([8, 12]);
    expect(() => hitsByTier({ curve: line, capacitiesBlocks: [10, 4] })).toThrow('A tier of 4 blocks below one of 10');
  });

  test('serve together what one cache of the largest tier’s size serves', () => {
    fc.assert(
      fc.property(chainedCases, fc.array(fc.nat(12), { maxLength: 4 }), ({ chained }, sizes) => {
        const { curves, totals, grid } = replay({ stream: streamOf(chained) });
        const curve = curves[0]?.hitBlocks;
        if (!curve) throw new Error('No curve');
        let held = 0;
        const capacitiesBlocks = [...sizes.map((size) => (held += size)), Infinity];
        const hits = hitsByTier({ curve, capacitiesBlocks });
        expect(hits.every((own) => own >= 0)).toBe(true);
        const served = hits.reduce((sum, own) => sum + own, 0);
        expect(served).toBe(grid.hitBlocks[0]);
        expect(served + totals.uniqueBlocks).toBe(totals.blocks);
      }),
    );
  });
});
