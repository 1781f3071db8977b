import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role, Swarm } from '../swarm/swarm.ts';
import { between, swarms, windows } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap, roleWith, sleeplessSwarm } from '../testing/builders.ts';
import { naiveHitRatios } from '../testing/naive-swarm-cache.ts';
import { hitRatioOf } from './ceiling.ts';
import { hitRatioWithReplicas, type ReplicaCaches } from './replicas.ts';
import { reuseOf } from './reuse.ts';
import { idealReach, splitTokens } from './token-split.ts';

const SESSION = roleWith({
  name: 'session',
  turnsPerAgent: 44,
  sharedPrefixTokens: 15_000,
  firstInputTokens: 9_259,
  inputTokensPerTurn: 1_440,
  outputTokensPerTurn: 440,
  gap: CORPUS_GAP,
});
const SIBLING = roleWith({
  name: 'sibling',
  agentsPerTask: 50,
  turnsPerAgent: 13,
  sharedPrefixTokens: 8_700,
  taskPrefixTokens: 20_000,
  firstInputTokens: 4_500,
  inputTokensPerTurn: 1_440,
  outputTokensPerTurn: 440,
  gap: [
    { weight: 0.6, medianSeconds: 16, logSigma: 0.625 },
    { weight: 0.4, medianSeconds: 26.9, logSigma: 1.64 },
  ],
});
const SESSIONS = sleeplessSwarm({ tasksPerDay: 20, roles: [SESSION] });
const SIBLINGS = sleeplessSwarm({ tasksPerDay: 80, roles: [SIBLING] });

const found = (asked: ReplicaCaches) => hitRatioWithReplicas({ ...asked, reuse: reuseOf(asked.swarm) });
const ratioOf = (asked: ReplicaCaches): number => found(asked).hitRatio;
function plainRatio({ swarm, windowSeconds }: { swarm: Swarm; windowSeconds: number }): number {
  return hitRatioOf(splitTokens({ swarm, reuse: reuseOf(swarm), reach: idealReach(windowSeconds), thresholds: [] }));
}

describe('by hand', () => {
  /** Turns of 1,000, 1,200 and 1,400 tokens, 100 s apart. */
  const role = (changes: Partial<Role> = {}): Role =>
    roleWith({
      turnsPerAgent: 3,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 150,
      outputTokensPerTurn: 50,
      gap: everyGap(100),
      ...changes,
    });
  const rare = (changes?: Partial<Role>) => sleeplessSwarm({ tasksPerDay: 0.001, roles: [role(changes)] });

  test('a spread agent finds what it sent to the same of two replicas, as long as that is kept', () => {
    const asked = { swarm: rare(), replicas: 2, affinityRatio: 0 };
    // Turn 1 finds 1,000 one time in two; turn 2 finds 1,200 one time in two, and 1,000 one in four.
    expect(ratioOf({ ...asked, windowSeconds: 200 })).toBeCloseTo((500 + 600 + 250) / 3_600, 12);
    expect(ratioOf({ ...asked, windowSeconds: 199 })).toBeCloseTo((500 + 600) / 3_600, 12);
    expect(ratioOf({ ...asked, windowSeconds: 99 })).toBe(0);
    // Half of the agents keep to theirs and find 1,000 and 1,200.
    expect(ratioOf({ ...asked, windowSeconds: 200, affinityRatio: 0.5 })).toBeCloseTo((1_350 + 2_200) / 2 / 3_600, 12);
  });

  test('over a compaction only the prefix is found', () => {
    // 500 of the prompts are prefix. The third turn, compacted to 300 of its own, finds it on the replicas of the first two.
    const swarm = rare({
      taskPrefixTokens: 500,
      firstInputTokens: 500,
      compaction: { atTokens: 1_300, toTokens: 300 },
    });
    const asked = { swarm, replicas: 2, affinityRatio: 0 };
    expect(ratioOf({ ...asked, windowSeconds: 200 })).toBeCloseTo((500 + 250 + 125) / (1_000 + 1_200 + 800), 12);
    expect(ratioOf({ ...asked, windowSeconds: 199 })).toBeCloseTo((500 + 250) / (1_000 + 1_200 + 800), 12);
  });

  test('affine agents who only share a task find each other where they meet', () => {
    // Four agents of one turn, one after another: the i-th finds the prefix where one of the i before it has been.
    const swarm = sleeplessSwarm({
      tasksPerDay: 0.001,
      launch: 'staggered',
      roles: [role({ agentsPerTask: 4, turnsPerAgent: 1, taskPrefixTokens: 600, firstInputTokens: 400 })],
    });
    const meeting = 1 - 2 / 3 + (1 - 4 / 9) + (1 - 8 / 27);
    expect(ratioOf({ swarm, replicas: 3, affinityRatio: 1, windowSeconds: 1_000 })).toBeCloseTo(
      (meeting * 600) / 4_000,
      12,
    );
  });

  test('the example: sessions without and with affinity on four replicas', () => {
    const at = (replicas: number, affinityRatio: number): number =>
      Math.round(100 * ratioOf({ swarm: SESSIONS, windowSeconds: 3_600, replicas, affinityRatio }));
    expect([at(1, 0), at(4, 0), at(4, 1)]).toEqual([96, 87, 96]);
  });
});

describe('any swarm', () => {
  test('is the plain closed form, exactly, in front of one replica or of caches that keep nothing', () => {
    fc.assert(
      fc.property(swarms, windows, between(0, 1), (swarm, windowSeconds, affinityRatio) => {
        const plain = plainRatio({ swarm, windowSeconds });
        expect(ratioOf({ swarm, windowSeconds, replicas: 1, affinityRatio })).toBe(plain);
        expect(ratioOf({ swarm, windowSeconds: 0, replicas: 7, affinityRatio })).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('finds no more on more replicas, and no less with more affinity', () => {
    const factors = fc.tuple(fc.constantFrom(1, 2, 3, 16, 400), fc.integer({ min: 2, max: 5 }));
    fc.assert(
      fc.property(
        swarms,
        windows,
        factors,
        between(0, 1),
        (swarm, windowSeconds, [replicas, factor], affinityRatio) => {
          const asked = { swarm, windowSeconds, replicas, affinityRatio };
          const ratio = ratioOf(asked);
          expect(ratio).toBeGreaterThanOrEqual(0);
          expect(ratio).toBeLessThanOrEqual(1);
          expect(ratioOf({ ...asked, replicas: replicas * factor })).toBeLessThanOrEqual(ratio + 1e-6);
          expect(ratioOf({ ...asked, affinityRatio: (1 + affinityRatio) / 2 })).toBeGreaterThanOrEqual(ratio - 1e-12);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('against the event simulation', () => {
  const WINDOWS = [300, 3_600, Infinity];

  /** Largest distance over the windows, in points of hit rate. */
  function largestDifference({ tasks, ...asked }: Omit<ReplicaCaches, 'windowSeconds'> & { readonly tasks: number }) {
    const simulated = naiveHitRatios({ ...asked, tasks, seed: 7, windows: WINDOWS });
    const distances = WINDOWS.map((windowSeconds, i) =>
      Math.abs(ratioOf({ ...asked, windowSeconds }) - (simulated[i] ?? NaN)),
    );
    return 100 * Math.max(...distances);
  }

  const CASES = [2, 16].flatMap((replicas) => [0, 0.5, 1].map((affinityRatio) => ({ replicas, affinityRatio })));

  test.each(CASES)('single sessions, $replicas replicas, affinity $affinityRatio: within 1.5 points', (routing) => {
    // Chance alone is up to half a point where half of 2,000 agents are affine.
    expect(largestDifference({ swarm: SESSIONS, tasks: 1_000, ...routing })).toBeLessThan(1.5);
  });

  test.each(CASES)('50 siblings, $replicas replicas, affinity $affinityRatio: within 1.2 points', (routing) => {
    expect(largestDifference({ swarm: SIBLINGS, tasks: 90, ...routing })).toBeLessThan(1.2);
  });

  test('sessions that are compacted every ten turns, without affinity, within 1 point', () => {
    const role = { ...SESSION, taskPrefixTokens: 5_000, compaction: { atTokens: 50_000, toTokens: 12_000 } };
    const swarm = sleeplessSwarm({ tasksPerDay: 80, roles: [role] });
    expect(largestDifference({ swarm, tasks: 2_000, replicas: 4, affinityRatio: 0 })).toBeLessThan(1);
  });
});

describe('trust', () => {
  const trustOf = (changes: Partial<ReplicaCaches>) =>
    found({ swarm: SESSIONS, windowSeconds: 3_600, replicas: 4, affinityRatio: 0.5, ...changes }).trust;

  test('is good where the form was measured to be, and rough elsewhere', () => {
    expect(trustOf({})).toBe('good');
    expect(trustOf({ windowSeconds: 299 })).toBe('rough');
    expect(trustOf({ replicas: 16 })).toBe('rough');
    expect(trustOf({ replicas: 16, affinityRatio: 1 })).toBe('good');
    expect(trustOf({ swarm: SIBLINGS, replicas: 16 })).toBe('good');
    expect(trustOf({ swarm: SIBLINGS, replicas: 26 })).toBe('rough');
    const two = sleeplessSwarm({ tasksPerDay: 80, roles: [{ ...SIBLING, agentsPerTask: 2 }] });
    expect(trustOf({ swarm: two, replicas: 4 })).toBe('rough');
    expect(trustOf({ swarm: two, replicas: 4, affinityRatio: 1 })).toBe('good');
  });

  test('is that of the plain form with one replica', () => {
    expect(trustOf({ replicas: 1, windowSeconds: 180 })).toBe('good');
    expect(trustOf({ replicas: 1, windowSeconds: 179 })).toBe('rough');
  });
});
