import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, magnitudes, swarms } from '../testing/arbitraries.ts';
import { roleWith, swarmWith } from '../testing/builders.ts';
import { reuseOf } from '../retention/reuse.ts';
import { idealReach, splitTokens, splitUncached, type Reach } from '../retention/token-split.ts';
import type { LengthThreshold } from '../retention/turn-range.ts';
import { rememberedSplits } from './remembered-splits.ts';

const reaches: fc.Arbitrary<Reach> = fc.record({
  prefixWindowSeconds: magnitudes(1, 1e6),
  ownWindowSeconds: magnitudes(1, 1e6),
  renewedByReads: fc.boolean(),
  sharesPrefixes: fc.boolean(),
  cachesHistory: fc.boolean(),
  minPrefixTokens: fc.constantFrom(0, 1_024, 4_096),
  granularityTokens: fc.constantFrom(1, 128),
  hitRatio: between(0, 1),
});

const thresholds: fc.Arbitrary<readonly LengthThreshold[]> = fc.array(
  fc.record({
    thresholdTokens: fc.constantFrom(10_000, 200_000),
    comparison: fc.constantFrom('gt' as const, 'gte' as const),
  }),
  { maxLength: 2 },
);

test('remembers what the split is, of every cache, band and launch by itself', () => {
  const asked = fc.array(
    fc.record({
      reach: fc.oneof(fc.constant(null), reaches),
      thresholds,
      launch: fc.constantFrom('simultaneous' as const, 'staggered' as const),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(swarms, asked, (base, questions) => {
      const reuse = reuseOf(base);
      // Each twice, so that the second comes from memory.
      for (const { reach, launch, ...rest } of [...questions, ...questions]) {
        const swarm = { ...base, launch };
        const expected = reach ? splitTokens({ swarm, reuse, reach, ...rest }) : splitUncached({ swarm, ...rest });
        expect(rememberedSplits({ swarm, reuse, reach, ...rest })).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});

test('gives the same objects to those who ask the same', () => {
  const swarm = swarmWith();
  const reuse = reuseOf(swarm);
  const ask = (seconds: number) => rememberedSplits({ swarm, reuse, reach: idealReach(seconds), thresholds: [] });
  expect(ask(300)).toBe(ask(300));
  expect(ask(300)).not.toBe(ask(301));
});

test('knows nothing of a role that has no reuse', () => {
  const swarm = swarmWith();
  const other = swarmWith({ roles: [roleWith({ name: 'stranger' })] });
  expect(() => rememberedSplits({ swarm: other, reuse: reuseOf(swarm), reach: idealReach(1), thresholds: [] })).toThrow(
    /stranger/,
  );
});
