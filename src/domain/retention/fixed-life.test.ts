import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapMixtures, magnitudes, roles, windows } from '../testing/arbitraries.ts';
import { everyGap, roleWith } from '../testing/builders.ts';
import { gapsAtWindow } from '../swarm/gap-mixture.ts';
import { fixedLife } from './fixed-life.ts';

/** Prompts that do not grow, so that every turn weighs the same. */
const LEVEL = { firstInputTokens: 1_000, inputTokensPerTurn: 0, outputTokensPerTurn: 0 };

describe('an agent alone, a request every 60 s', () => {
  const levelAt = ({ windowSeconds, turnsPerAgent }: { windowSeconds: number; turnsPerAgent: number }) =>
    fixedLife(roleWith({ ...LEVEL, gap: everyGap(60), turnsPerAgent })).at(windowSeconds).ownColdRatio;

  test('with 150 s: two reads, then a miss', () => {
    expect(levelAt({ windowSeconds: 150, turnsPerAgent: 7 })).toBeCloseTo(2 / 6, 12);
    expect(levelAt({ windowSeconds: 150, turnsPerAgent: 3 })).toBe(0);
    expect(levelAt({ windowSeconds: 150, turnsPerAgent: 100_000 })).toBeCloseTo(33_333 / 99_999, 12);
  });

  test('a gap that ends with the window is inside it', () => {
    // 0, 60, 120, 180 | 240 …
    expect(levelAt({ windowSeconds: 180, turnsPerAgent: 9 })).toBeCloseTo(2 / 8, 12);
    expect(levelAt({ windowSeconds: 179.999, turnsPerAgent: 9 })).toBeCloseTo(2 / 8, 12);
    expect(levelAt({ windowSeconds: 179.999, turnsPerAgent: 10 })).toBeCloseTo(3 / 9, 12);
    expect(levelAt({ windowSeconds: 60, turnsPerAgent: 9 })).toBeCloseTo(4 / 8, 12);
    expect(levelAt({ windowSeconds: 59.999, turnsPerAgent: 9 })).toBe(1);
  });

  test('a miss weighs as much as the history it does not find', () => {
    // Histories of 1,000, 1,100, 1,200 at turns 1 to 3; turn 3 misses.
    const role = roleWith({
      firstInputTokens: 1_000,
      inputTokensPerTurn: 60,
      outputTokensPerTurn: 40,
      gap: everyGap(60),
      turnsPerAgent: 4,
    });
    expect(fixedLife(role).at(150).ownColdRatio).toBeCloseTo(1_200 / 3_300, 12);
    // Later windows need not be better: turn 4 alone misses, but the longest history.
    const longer = fixedLife({ ...role, turnsPerAgent: 5 });
    expect(longer.at(180).ownColdRatio).toBeCloseTo(1_300 / 4_600, 12);
    expect(longer.at(180).ownColdRatio).toBeGreaterThan(longer.at(150).ownColdRatio);
  });

  test('a compacted history is not looked for, and its prefix keeps its life', () => {
    // Prompts of 100 + 1,000, 1,400, 1,800, then compacted to 900, 1,300, 1,700, 900, …; lives start at turns 2, 4, 6.
    const changes = {
      firstInputTokens: 1_000,
      inputTokensPerTurn: 300,
      outputTokensPerTurn: 100,
      gap: everyGap(60),
      turnsPerAgent: 8,
    };
    const prefixed = roleWith({
      ...changes,
      sharedPrefixTokens: 100,
      compaction: { atTokens: 2_000, toTokens: 900 },
    });
    // Histories at 1, 2, 4, 5, 7: 1,100, 1,500, 1,000, 1,400, 1,000.
    expect(fixedLife(prefixed).at(60).ownColdRatio).toBeCloseTo((1_500 + 1_000) / 6_000, 12);
    // Without a prefix a compacted turn writes all it sends: 0, 3 and 6 start anew, and of the rest 2 and 5 miss.
    const bare = roleWith({ ...changes, compaction: { atTokens: 1_900, toTokens: 900 } });
    expect(fixedLife(bare).at(60).ownColdRatio).toBeCloseTo((1_400 + 1_300) / (1_000 + 1_400 + 900 + 1_300 + 900), 12);
  });
});

describe('limits', () => {
  test('nothing is found with no window, and everything with one without end', () => {
    for (const agentsPerTask of [1, 7]) {
      const life = fixedLife(roleWith({ agentsPerTask }));
      expect(life.at(0)).toEqual({ ownColdRatio: 1, taskColdRatio: 1 });
      expect(life.at(Infinity)).toEqual({ ownColdRatio: 0, taskColdRatio: 0 });
    }
  });

  test('two turns: reads cannot renew what is read once', () => {
    fc.assert(
      fc.property(roles, windows, (drawn, windowSeconds) => {
        const role = { ...drawn, turnsPerAgent: 2, compaction: null };
        const { survivalRatio } = gapsAtWindow({ gap: role.gap, windowSeconds });
        expect(fixedLife(role).at(windowSeconds).ownColdRatio).toBeCloseTo(survivalRatio, 9);
      }),
    );
  });

  test('never better than a life that reads renew, never worse than nothing', () => {
    fc.assert(
      fc.property(roles, windows, (role, windowSeconds) => {
        const { ownColdRatio, taskColdRatio } = fixedLife(role).at(windowSeconds);
        const { survivalRatio } = gapsAtWindow({ gap: role.gap, windowSeconds });
        expect(ownColdRatio).toBeGreaterThanOrEqual(survivalRatio - 1e-12);
        expect(ownColdRatio).toBeLessThanOrEqual(1 + 1e-12);
        expect(taskColdRatio).toBeGreaterThanOrEqual(0);
        expect(taskColdRatio).toBeLessThanOrEqual(ownColdRatio);
        if (role.agentsPerTask === 1) expect(taskColdRatio).toBe(ownColdRatio);
      }),
      { numRuns: 300 },
    );
  });

  test('turns alike: the longer the window, the fewer miss', () => {
    fc.assert(
      fc.property(
        gapMixtures,
        magnitudes(1, 1e6),
        magnitudes(1, 10),
        fc.integer({ min: 2, max: 60 }),
        (gap, windowSeconds, longer, turnsPerAgent) => {
          const life = fixedLife(roleWith({ ...LEVEL, gap, turnsPerAgent }));
          // As far as a lattice can tell windows apart.
          expect(life.at(windowSeconds * longer).ownColdRatio).toBeLessThanOrEqual(
            life.at(windowSeconds).ownColdRatio + 0.003,
          );
        },
      ),
    );
  });

  test('siblings keep the prefix warmer than the agent alone, the more of them the warmer', () => {
    for (const windowSeconds of [60, 300, 3_600]) {
      const cold = [1, 2, 4, 8, 16, 50].map(
        (agentsPerTask) =>
          fixedLife(roleWith({ agentsPerTask, taskPrefixTokens: 20_000, turnsPerAgent: 20 })).at(windowSeconds)
            .taskColdRatio,
      );
      expect(cold).toEqual(cold.toSorted((a, b) => b - a));
    }
  });

  test('a hundred thousand turns settle at one miss in 1 + M(T)', () => {
    // M(T) → T ÷ μ + (σ² ÷ μ² − 1) ÷ 2 for T far beyond the gaps; here μ = 60 s e^0.125, σ² ÷ μ² = e^0.25 − 1.
    const role = roleWith({ gap: [{ weight: 1, medianSeconds: 60, logSigma: 0.5 }], turnsPerAgent: 100_000 });
    for (const windowSeconds of [600, 3_600, 86_400, 30 * 86_400]) {
      const reads = windowSeconds / (60 * Math.exp(0.125)) + (Math.exp(0.25) - 2) / 2;
      const misses = fixedLife({ ...role, ...LEVEL }).at(windowSeconds).ownColdRatio * 99_999;
      // The last life is cut off somewhere.
      expect(Math.abs(misses - 99_999 / (1 + reads))).toBeLessThan(1 + 0.001 * misses);
    }
  });
});
