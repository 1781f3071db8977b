import { describe, expect, test } from 'vitest';
import { CORPUS_GAP, everyGap, roleWith, sleeplessSwarm } from '../testing/builders.ts';
import { mulberry32, naiveHitRatios, requestsOf } from '../testing/naive-swarm-cache.ts';
import { gapsAtWindow, type GapMixture } from '../swarm/gap-mixture.ts';
import { compactionsOf } from '../swarm/segments.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import { hitRatioOf } from './ceiling.ts';
import { reuseOf } from './reuse.ts';
import { idealReach, splitTokens } from './token-split.ts';

const WINDOWS = [30, 60, 120, 300, 600, 1_800, 3_600];

/** Gaps after a tool call, as two lognormals. */
const TOOL_GAP: GapMixture = [
  { weight: 0.6, medianSeconds: 16, logSigma: 0.625 },
  { weight: 0.4, medianSeconds: 26.9, logSigma: 1.64 },
];
/** Agents that mostly work and sometimes wait. */
const WORKING_GAP: GapMixture = [
  { weight: 0.8, medianSeconds: 15, logSigma: 0.6 },
  { weight: 0.2, medianSeconds: 80, logSigma: 1.4 },
];

const SESSION = roleWith({
  name: 'session',
  turnsPerAgent: 44,
  sharedPrefixTokens: 15_000,
  firstInputTokens: 9_259,
  inputTokensPerTurn: 1_440,
  outputTokensPerTurn: 440,
  gap: CORPUS_GAP,
});
const READER = roleWith({
  name: 'reader',
  turnsPerAgent: 4,
  sharedPrefixTokens: 1_500,
  taskPrefixTokens: 12_000,
  firstInputTokens: 200,
  inputTokensPerTurn: 200,
  outputTokensPerTurn: 350,
  gap: [{ weight: 1, medianSeconds: 300, logSigma: 1 }],
});

function siblings(changes: Partial<Role>): Role {
  return roleWith({
    name: 'sibling',
    agentsPerTask: 8,
    turnsPerAgent: 13,
    sharedPrefixTokens: 8_700,
    taskPrefixTokens: 20_000,
    firstInputTokens: 2_000,
    inputTokensPerTurn: 1_440,
    outputTokensPerTurn: 440,
    gap: WORKING_GAP,
    ...changes,
  });
}

/** Largest distance between closed form and simulation over the windows, in points of hit rate. */
function largestDifference({ swarm, tasks }: { swarm: Swarm; tasks: number }): number {
  const reuse = reuseOf(swarm);
  const simulated = naiveHitRatios({ swarm, tasks, seed: 7, windows: WINDOWS });
  const distances = WINDOWS.map((window, i) => {
    const closedForm = hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(window), thresholds: [] }));
    return Math.abs(closedForm - (simulated[i] ?? NaN)) * 100;
  });
  return Math.max(...distances);
}

describe('the simulation itself', () => {
  test('draws the same numbers from the same seed, evenly spread', () => {
    const random = mulberry32(1);
    const again = mulberry32(1);
    let sum = 0;
    for (let i = 0; i < 10_000; i++) {
      const value = random();
      expect(again()).toBe(value);
      sum += value;
    }
    // Mean ½ with a standard error of 1 ÷ √(12 × 10,000) = 0.003.
    expect(sum / 10_000).toBeCloseTo(0.5, 1);
  });

  test('draws gaps that outlast windows as often as the mixture says', () => {
    const requests = requestsOf({
      swarm: sleeplessSwarm({ tasksPerDay: 0.001, roles: [SESSION] }),
      tasks: 1_000,
      seed: 3,
    });
    const gaps = requests.flatMap(({ at, turn }, i) => (turn === 0 ? [] : [at - (requests[i - 1]?.at ?? NaN)]));
    for (const windowSeconds of [30, 300]) {
      const outlasting = gaps.filter((gap) => gap > windowSeconds).length / gaps.length;
      // 43,000 gaps: a standard error of at most 0.25 points.
      expect(Math.abs(outlasting - gapsAtWindow({ gap: CORPUS_GAP, windowSeconds }).survivalRatio)).toBeLessThan(0.01);
    }
  });

  test('counts what a hand count does', () => {
    // Two agents at once, two turns 100 s apart: prompts 123, 123, 128, 128. Both second turns read the 123 before them
    // with a window of 100 s and nothing with one of 99 s: the siblings were quiet as long.
    const role = siblings({
      agentsPerTask: 2,
      turnsPerAgent: 2,
      sharedPrefixTokens: 100,
      taskPrefixTokens: 20,
      firstInputTokens: 3,
      inputTokensPerTurn: 4,
      outputTokensPerTurn: 1,
      gap: everyGap(100),
    });
    const swarm = sleeplessSwarm({ tasksPerDay: 1, roles: [role] });
    const [within, outside] = naiveHitRatios({ swarm, tasks: 1, seed: 1, windows: [100.001, 99] });
    expect(within).toBeCloseTo(246 / 502, 12);
    expect(outside).toBe(0);
    // One after another 3 s apart: the second agent reads shared and task prefix, 120, at its start; and at 100 s each
    // sibling has spoken 97 or 3 s ago.
    const [staggered] = naiveHitRatios({ swarm: { ...swarm, launch: 'staggered' }, tasks: 1, seed: 1, windows: [99] });
    expect(staggered).toBeCloseTo(360 / 502, 12);
  });
});

describe('agents on their own', () => {
  test.each<[string, Swarm, number]>([
    ['sessions an hour apart', sleeplessSwarm({ tasksPerDay: 20, roles: [SESSION] }), 2_000],
    ['sessions side by side', sleeplessSwarm({ tasksPerDay: 2_000, roles: [SESSION] }), 2_000],
    ['documents side by side', sleeplessSwarm({ tasksPerDay: 3_000, roles: [READER] }), 5_000],
    ['two roles of one agent each', sleeplessSwarm({ tasksPerDay: 100, roles: [SESSION, READER] }), 1_500],
  ])('%s are simulated within one point of the closed form', (_, swarm, tasks) => {
    expect(largestDifference({ swarm, tasks })).toBeLessThan(1);
  });
});

describe('agents with many siblings', () => {
  const fifty = siblings({ agentsPerTask: 50, firstInputTokens: 4_500, gap: TOOL_GAP });

  test.each(['simultaneous', 'staggered'] as const)(
    'fifty of them, %s, are simulated within one point of the closed form',
    (launch) => {
      const swarm = sleeplessSwarm({ tasksPerDay: 240, launch, roles: [SESSION, fifty] });
      expect(largestDifference({ swarm, tasks: 120 })).toBeLessThan(1);
    },
  );
});

describe('agents with a few siblings', () => {
  test.each<[string, Swarm, number]>([
    ['eight at once, tasks far apart', sleeplessSwarm({ tasksPerDay: 10, roles: [siblings({})] }), 1_000],
    ['eight at once, tasks side by side', sleeplessSwarm({ tasksPerDay: 1_000, roles: [siblings({})] }), 1_000],
    ['eight one after another', sleeplessSwarm({ tasksPerDay: 10, launch: 'staggered', roles: [siblings({})] }), 1_000],
    ['two roles, one of eight', sleeplessSwarm({ tasksPerDay: 80, roles: [SESSION, siblings({})] }), 800],
  ])('%s are simulated within one point of the closed form', (_, swarm, tasks) => {
    expect(largestDifference({ swarm, tasks })).toBeLessThan(1);
  });
});

describe('agents whose histories are compacted every ten turns', () => {
  const compacted = { ...SESSION, taskPrefixTokens: 5_000, compaction: { atTokens: 50_000, toTokens: 12_000 } };

  test.each<[string, Swarm, number]>([
    ['an hour apart', sleeplessSwarm({ tasksPerDay: 20, roles: [compacted] }), 1_000],
    ['side by side', sleeplessSwarm({ tasksPerDay: 2_000, roles: [compacted] }), 1_000],
    ['eight at once', sleeplessSwarm({ tasksPerDay: 20, roles: [{ ...compacted, agentsPerTask: 8 }] }), 200],
    [
      'eight one after another',
      sleeplessSwarm({ tasksPerDay: 20, launch: 'staggered', roles: [{ ...compacted, agentsPerTask: 8 }] }),
      200,
    ],
  ])('%s are simulated within half a point of the closed form', (_, swarm, tasks) => {
    expect(compactionsOf(compacted)).toBe(4);
    expect(largestDifference({ swarm, tasks })).toBeLessThan(0.5);
  });
});

describe('agents that other agents launch', () => {
  const lead = (changes: Partial<Role> = {}): Role => ({ ...SESSION, name: 'lead', turnsPerAgent: 20, ...changes });
  const nested = ({ groups, perGroup, ...changes }: Partial<Role> & { groups: number; perGroup: number }): Swarm => {
    const launched = siblings({
      launchedBy: 0,
      launchersPerTask: groups,
      launchGap: CORPUS_GAP,
      agentsPerTask: groups * perGroup,
      gap: TOOL_GAP,
      ...changes,
    });
    return sleeplessSwarm({ tasksPerDay: 80, roles: [lead({ agentsPerTask: groups }), launched] });
  };

  test.each<[string, Swarm, number]>([
    ['four groups of five', nested({ groups: 4, perGroup: 5 }), 300],
    ['four groups of five, three turns each', nested({ groups: 4, perGroup: 5, turnsPerAgent: 3 }), 500],
    ['four groups of five, one turn each', nested({ groups: 4, perGroup: 5, turnsPerAgent: 1 }), 600],
    ['twenty groups of two', nested({ groups: 20, perGroup: 2 }), 80],
  ])('%s, are simulated within one point of the closed form', (_, swarm, tasks) => {
    expect(largestDifference({ swarm, tasks })).toBeLessThan(1);
  });
});

describe('the hardest case found', () => {
  test('eight slow agents of three turns, gaps of every length, are simulated within 1.5 points', () => {
    const slow = siblings({ turnsPerAgent: 3, gap: [{ weight: 1, medianSeconds: 205, logSigma: 1.8 }] });
    expect(largestDifference({ swarm: sleeplessSwarm({ tasksPerDay: 10, roles: [slow] }), tasks: 2_000 })).toBeLessThan(
      1.5,
    );
  });
});
