import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthThresholds, reaches, swarms, windows } from '../testing/arbitraries.ts';
import { CORPUS_GAP, roleWith, sleeplessSwarm, swarmWith } from '../testing/builders.ts';
import { tasksPerMonth, type Role, type Swarm } from '../swarm/swarm.ts';
import { hitRatioOf, splitCeiling, sumOf } from './ceiling.ts';
import { reuseOf } from './reuse.ts';
import { idealReach, splitTokens, splitUncached, type Reach, type TokenSplit } from './token-split.ts';
import type { LengthThreshold } from './turn-range.ts';

function split({
  swarm,
  reach,
  thresholds = [],
}: {
  swarm: Swarm;
  reach: Reach;
  thresholds?: readonly LengthThreshold[];
}): readonly TokenSplit[] {
  return splitTokens({ swarm, reuse: reuseOf(swarm), reach, thresholds });
}

function read(splits: readonly TokenSplit[]): number {
  return sumOf({ splits, field: 'readTokens' });
}

function prompt(swarm: Swarm): number {
  return sumOf({ splits: splitUncached({ swarm, thresholds: [] }), field: 'promptTokens' });
}

function launched(swarm: Swarm, launch: Swarm['launch']): Swarm {
  return { ...swarm, launch };
}

/** Room for rounding, as a share of all prompt tokens, where two ways to the same sum are compared. */
const EPSILON = 1e-9;

describe('a month’s prompt tokens', () => {
  test('are each read, written or uncached, and none of it negative, whatever the cache', () => {
    fc.assert(
      fc.property(swarms, reaches, lengthThresholds, (swarm, reach, thresholds) => {
        for (const part of split({ swarm, reach, thresholds })) {
          const { promptTokens, readTokens, prefixWrittenTokens, ownWrittenTokens, uncachedTokens } = part;
          const slack = EPSILON * promptTokens;
          expect(
            Math.abs(readTokens + prefixWrittenTokens + ownWrittenTokens + uncachedTokens - promptTokens),
          ).toBeLessThanOrEqual(slack);
          for (const tokens of [readTokens, prefixWrittenTokens, ownWrittenTokens, uncachedTokens])
            expect(tokens).toBeGreaterThanOrEqual(-slack);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have the same totals however finely the turns are cut', () => {
    fc.assert(
      fc.property(swarms, reaches, lengthThresholds, (swarm, reach, thresholds) => {
        const whole = split({ swarm, reach });
        const cut = split({ swarm, reach, thresholds });
        const slack = EPSILON * sumOf({ splits: whole, field: 'promptTokens' });
        for (const field of ['requests', 'promptTokens', 'readTokens', 'uncachedTokens', 'outputTokens'] as const) {
          expect(Math.abs(sumOf({ splits: cut, field }) - sumOf({ splits: whole, field }))).toBeLessThanOrEqual(slack);
        }
      }),
    );
  });

  test('are all uncached without a cache', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const splits = splitUncached({ swarm, thresholds: [] });
        expect(sumOf({ splits, field: 'uncachedTokens' })).toBe(sumOf({ splits, field: 'promptTokens' }));
        expect(hitRatioOf(splits)).toBe(0);
      }),
    );
  });

  test('are all written by a cache that keeps nothing', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        expect(read(split({ swarm, reach: idealReach(0) }))).toBe(0);
      }),
    );
  });
});

describe('a longer window', () => {
  test('never reads less', () => {
    fc.assert(
      fc.property(swarms, reaches, windows, windows, (swarm, reach, a, b) => {
        const withWindow = (window: number): Reach => ({
          ...reach,
          prefixWindowSeconds: window,
          ownWindowSeconds: window,
        });
        const short = read(split({ swarm, reach: withWindow(Math.min(a, b)) }));
        const long = read(split({ swarm, reach: withWindow(Math.max(a, b)) }));
        expect(long).toBeGreaterThanOrEqual(short - EPSILON * prompt(swarm));
      }),
    );
  });

  test('for prefixes alone, or for histories alone, never reads less either', () => {
    fc.assert(
      fc.property(swarms, reaches, windows, windows, (swarm, reach, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        const both = read(split({ swarm, reach: { ...reach, prefixWindowSeconds: long, ownWindowSeconds: long } }));
        const mixed = read(split({ swarm, reach: { ...reach, prefixWindowSeconds: long, ownWindowSeconds: short } }));
        const neither = read(
          split({ swarm, reach: { ...reach, prefixWindowSeconds: short, ownWindowSeconds: short } }),
        );
        const slack = EPSILON * prompt(swarm);
        expect(mixed).toBeGreaterThanOrEqual(neither - slack);
        expect(both).toBeGreaterThanOrEqual(mixed - slack);
      }),
    );
  });
});

describe('every restriction of a cache', () => {
  test('costs reads: a minimum, coarse blocks, uncertain hits, prefixes not shared', () => {
    fc.assert(
      fc.property(swarms, reaches, (swarm, reach) => {
        const restricted = read(split({ swarm, reach }));
        const freedoms: readonly Partial<Reach>[] = [
          { minPrefixTokens: 0, granularityTokens: 1 },
          { granularityTokens: 1 },
          { hitRatio: 1 },
          { sharesPrefixes: true },
        ];
        for (const freedom of freedoms) {
          expect(read(split({ swarm, reach: { ...reach, ...freedom } }))).toBeGreaterThanOrEqual(
            restricted - EPSILON * prompt(swarm),
          );
        }
      }),
    );
  });

  test('leaves prompts below the minimum uncached, and reads nothing in the first that reaches it', () => {
    // Prompts of 1,000, 1,100, … 1,400; the minimum of 1,200 is met by the third, whose history of 1,100 is not cached.
    const swarm = sleeplessSwarm({
      tasksPerDay: 12 / 365,
      roles: [roleWith({ turnsPerAgent: 5, firstInputTokens: 1_000, inputTokensPerTurn: 100, outputTokensPerTurn: 0 })],
    });
    const splits = split({ swarm, reach: { ...idealReach(Infinity), minPrefixTokens: 1_200 } });
    expect(tasksPerMonth(swarm)).toBeCloseTo(1, 12);
    expect(sumOf({ splits, field: 'uncachedTokens' })).toBeCloseTo(1_000 + 1_100, 6);
    expect(sumOf({ splits, field: 'ownWrittenTokens' })).toBeCloseTo(1_200 + 100 + 100, 6);
    expect(read(splits)).toBeCloseTo(1_200 + 1_300, 6);
  });

  test('rounds reads down by half a block less half a token', () => {
    // One read of 1,000 tokens in blocks of 129: 1,000 − 128 ÷ 2 = 936 expected.
    const swarm = sleeplessSwarm({
      tasksPerDay: 12 / 365,
      roles: [roleWith({ turnsPerAgent: 2, firstInputTokens: 1_000, inputTokensPerTurn: 200, outputTokensPerTurn: 0 })],
    });
    expect(read(split({ swarm, reach: { ...idealReach(Infinity), granularityTokens: 129 } }))).toBeCloseTo(936, 6);
    expect(read(split({ swarm, reach: { ...idealReach(Infinity), granularityTokens: 1 } }))).toBeCloseTo(1_000, 6);
    expect(read(split({ swarm, reach: { ...idealReach(Infinity), hitRatio: 0.9 } }))).toBeCloseTo(900, 6);
  });

  test('shares a prefix only if the prefix alone reaches the minimum, and in whole blocks', () => {
    // Two agents one after another, one task: 1,000 shared and 500 own tokens each.
    const role = roleWith({ agentsPerTask: 2, turnsPerAgent: 1, sharedPrefixTokens: 1_000, firstInputTokens: 500 });
    const swarm = sleeplessSwarm({ tasksPerDay: 12 / 365, launch: 'staggered', roles: [role] });
    const readWith = (changes: Partial<Reach>): number =>
      read(split({ swarm, reach: { ...idealReach(3_600), ...changes } }));
    expect(readWith({ minPrefixTokens: 1_000 })).toBeCloseTo(1_000, 6);
    expect(readWith({ minPrefixTokens: 1_001 })).toBe(0);
    // 1,000 − 128 ÷ 2.
    expect(readWith({ minPrefixTokens: 129, granularityTokens: 129 })).toBeCloseTo(936, 6);
    expect(readWith({ hitRatio: 0.9 })).toBeCloseTo(900, 6);
  });
});

describe('a cache without limits', () => {
  test('reads what the logical ceiling does where agents start one after another', () => {
    fc.assert(
      fc.property(swarms, lengthThresholds, (anyLaunch, thresholds) => {
        const swarm = launched(anyLaunch, 'staggered');
        const splits = split({ swarm, reach: idealReach(Infinity), thresholds });
        splitCeiling({ swarm, thresholds }).forEach((ceiling, i) => {
          expect(Math.abs((splits[i]?.readTokens ?? 0) - ceiling.readTokens)).toBeLessThanOrEqual(
            EPSILON * ceiling.promptTokens,
          );
        });
      }),
    );
  });

  /** Groups start together, or spread out without two at one instant. */
  const spread = (swarm: Swarm): Swarm => ({
    ...swarm,
    roles: swarm.roles.map((role) => ({ ...role, launchGap: role.launchGap && CORPUS_GAP })),
  });
  /** Agents of a task that start before anything is written: all, or those of the group that starts first. */
  const coldAgents = ({ launchGap, agentsPerTask, launchersPerTask }: Role): number =>
    launchGap ? agentsPerTask / launchersPerTask : agentsPerTask;

  test('reads less than the ceiling where agents start at once: each sibling of a task prefills what no one has written yet', () => {
    fc.assert(
      fc.property(swarms, (anyLaunch) => {
        const swarm = spread(launched(anyLaunch, 'simultaneous'));
        const tasks = tasksPerMonth(swarm);
        // Siblings beyond the first prefill the task prefix in every task, and the shared one in the month's first; those
        // of groups that start later do not.
        const prefilledAgain = swarm.roles.reduce(
          (sum, role) =>
            sum +
            (coldAgents(role) - 1) * (tasks * role.taskPrefixTokens + Math.min(tasks, 1) * role.sharedPrefixTokens),
          0,
        );
        const ceiling = splitCeiling({ swarm, thresholds: [] });
        const difference = read(ceiling) - read(split({ swarm, reach: idealReach(Infinity) }));
        expect(Math.abs(difference - prefilledAgain)).toBeLessThanOrEqual(
          EPSILON * sumOf({ splits: ceiling, field: 'promptTokens' }),
        );
      }),
    );
  });

  test('example: three agents, 100 shared, 20 of the task and 3 own tokens, ten tasks a month', () => {
    const role = roleWith({
      agentsPerTask: 3,
      turnsPerAgent: 1,
      sharedPrefixTokens: 100,
      taskPrefixTokens: 20,
      firstInputTokens: 3,
    });
    const swarm = sleeplessSwarm({ tasksPerDay: 120 / 365, roles: [role] });
    // 30 prompts of 123 = 3,690. Staggered: 100 once, 20 ten times and 3 thirty times are first touches.
    expect(read(split({ swarm: launched(swarm, 'staggered'), reach: idealReach(Infinity) }))).toBeCloseTo(
      3_690 - 100 - 200 - 90,
      6,
    );
    // At once: the first task's three agents all prefill the 100, and every agent prefills its 20.
    expect(read(split({ swarm, reach: idealReach(Infinity) }))).toBeCloseTo(3_690 - 300 - 600 - 90, 6);
  });
});

describe('any cache', () => {
  test('never reads more when agents start at once than when they start one after another', () => {
    fc.assert(
      fc.property(swarms, reaches, (swarm, reach) => {
        const atOnce = read(split({ swarm: launched(swarm, 'simultaneous'), reach }));
        const oneByOne = read(split({ swarm: launched(swarm, 'staggered'), reach }));
        expect(atOnce).toBeLessThanOrEqual(oneByOne + EPSILON * prompt(swarm));
      }),
    );
  });

  test('never reads more than the ceiling, in no range of turns', () => {
    fc.assert(
      fc.property(swarms, reaches, lengthThresholds, (swarm, reach, thresholds) => {
        const ceiling = splitCeiling({ swarm, thresholds });
        const splits = split({ swarm, reach: { ...reach, minPrefixTokens: 0, granularityTokens: 1 }, thresholds });
        splits.forEach(({ range, readTokens }, i) => {
          expect(range).toEqual(ceiling[i]?.range);
          expect(readTokens).toBeLessThanOrEqual(
            (ceiling[i]?.readTokens ?? 0) + EPSILON * (ceiling[i]?.promptTokens ?? 0),
          );
        });
        expect(read(split({ swarm, reach, thresholds }))).toBeLessThanOrEqual(
          read(ceiling) + EPSILON * sumOf({ splits: ceiling, field: 'promptTokens' }),
        );
      }),
    );
  });
});

describe('the median recorded coding session', () => {
  // First input 24,259, growth 1,880 a turn, 44 turns, nothing shared: 1 − (24,259 + 43 × 1,880) ÷ 2,845,876 = 0.96307.
  const session = roleWith({
    turnsPerAgent: 44,
    firstInputTokens: 24_259,
    inputTokensPerTurn: 1_440,
    outputTokensPerTurn: 440,
    gap: CORPUS_GAP,
  });
  const swarm = swarmWith({ roles: [session] });

  test('could have 96.307 % of its input served from an unlimited cache', () => {
    expect(hitRatioOf(splitCeiling({ swarm, thresholds: [] }))).toBeCloseTo(0.963_07, 5);
    expect(hitRatioOf(split({ swarm, reach: idealReach(Infinity) }))).toBeCloseTo(0.963_07, 5);
  });

  // Measured by replaying the 692 sessions with a cache of that life.
  test.each([
    [300, 0.915_6],
    [3_600, 0.959_2],
  ])('has the measured hit rate within half a point at %i seconds', (windowSeconds, measured) => {
    expect(Math.abs(hitRatioOf(split({ swarm, reach: idealReach(windowSeconds) })) - measured)).toBeLessThan(0.005);
  });

  test('has a hit rate of the logical one times the share of gaps within the window', () => {
    const [reuse] = reuseOf(swarm);
    for (const windowSeconds of [30, 300, 3_600]) {
      const within = 1 - (reuse?.at(windowSeconds).ownColdRatio ?? 1);
      expect(hitRatioOf(split({ swarm, reach: idealReach(windowSeconds) }))).toBeCloseTo(0.963_07 * within, 5);
    }
  });
});

describe('a cache that holds prefixes only', () => {
  test('reads prefixes as often as ever, and leaves every own part plain input', () => {
    fc.assert(
      fc.property(swarms, windows, (swarm, window) => {
        const whole = split({ swarm, reach: idealReach(window) });
        const only = split({ swarm, reach: { ...idealReach(window), cachesHistory: false } });
        only.forEach((part, i) => {
          const prefix = (part.role.sharedPrefixTokens + part.role.taskPrefixTokens) * part.requests;
          expect(part.uncachedTokens).toBeCloseTo(
            part.promptTokens - prefix,
            -Math.log10(1e-9 * part.promptTokens + 1e-12),
          );
          expect(part.readTokens + part.prefixWrittenTokens).toBeLessThanOrEqual(prefix * (1 + 1e-9));
          expect(part.prefixWrittenTokens).toBeCloseTo(
            whole[i]?.prefixWrittenTokens ?? NaN,
            -Math.log10(1e-9 * part.promptTokens + 1e-12),
          );
        });
      }),
    );
  });
});
