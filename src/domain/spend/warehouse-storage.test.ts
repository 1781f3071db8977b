import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitudes, swarms } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap, roleWith, sleeplessSwarm, swarmWith } from '../testing/builders.ts';
import { naiveTokenHoursPerTask } from '../testing/naive-swarm-cache.ts';
import { reuseOf } from '../retention/reuse.ts';
import { tasksPerMonth, type Role, type Swarm } from '../swarm/swarm.ts';
import { objectTokenHours, storedTokenHours } from './warehouse-storage.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

function stored({ swarm, retentionSeconds }: { swarm: Swarm; retentionSeconds: number }): number {
  return storedTokenHours({ swarm, reuse: reuseOf(swarm), retentionSeconds });
}

/** Once a month, so that nothing of one task meets another. */
function once(role: Partial<Role>): Swarm {
  return sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [roleWith(role)] });
}

describe('token-hours kept', () => {
  test('are tokens × retention for what is sent once', () => {
    // 1,000 tokens × 24 h.
    const swarm = once({ turnsPerAgent: 1, firstInputTokens: 1_000 });
    expect(stored({ swarm, retentionSeconds: DAY })).toBeCloseTo(24_000, 6);
  });

  test('last from the first touch until the retention after the last', () => {
    // Three turns an hour apart, 1,000 tokens then 100 more each. Retention 2 h: the first 1,000 live 1 + 1 + 2 h, the
    // next 100 live 1 + 2 h, the last 100 live 2 h.
    const swarm = once({
      turnsPerAgent: 3,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 60,
      outputTokensPerTurn: 40,
      gap: everyGap(HOUR),
    });
    expect(stored({ swarm, retentionSeconds: 2 * HOUR })).toBeCloseTo(4_000 + 300 + 200, 6);
  });

  test('stop between touches further apart than the retention', () => {
    // The same three turns with half an hour of retention: 1,000, 1,100 and 1,200 tokens for half an hour each.
    const swarm = once({
      turnsPerAgent: 3,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 60,
      outputTokensPerTurn: 40,
      gap: everyGap(HOUR),
    });
    expect(stored({ swarm, retentionSeconds: HOUR / 2 })).toBeCloseTo(500 + 550 + 600, 6);
  });

  test('hold one copy of what the agents of a task share', () => {
    // Ten agents, one turn, at once: 500 tokens for a day, not 5,000; their own 10 × 7 besides.
    const swarm = once({ agentsPerTask: 10, turnsPerAgent: 1, taskPrefixTokens: 500, firstInputTokens: 7 });
    expect(stored({ swarm, retentionSeconds: DAY })).toBeCloseTo(24 * (500 + 70), 6);
  });

  test('hold a shared prefix all month at most', () => {
    const swarm = swarmWith({
      people: 1_000,
      roles: [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 1_000, firstInputTokens: 0 })],
    });
    expect(stored({ swarm, retentionSeconds: 10 * DAY })).toBeCloseTo(730_000, 3);
  });

  test('hold a shared prefix through the working day and for the retention into the night', () => {
    // 21 × 8 h of work under dense load, then 2 h after each of them.
    const swarm = swarmWith({
      people: 1_000_000,
      roles: [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 1_000, firstInputTokens: 0 })],
    });
    expect(stored({ swarm, retentionSeconds: 2 * HOUR })).toBeCloseTo(1_000 * 21 * (8 + 2), 3);
  });

  test('are none without retention', () => {
    fc.assert(fc.property(swarms, (swarm) => stored({ swarm, retentionSeconds: 0 }) === 0));
  });

  test('never shrink with the retention and are never negative', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e7), magnitudes(1, 100), (swarm, retentionSeconds, factor) => {
        const short = stored({ swarm, retentionSeconds });
        expect(short).toBeGreaterThanOrEqual(0);
        expect(stored({ swarm, retentionSeconds: retentionSeconds * factor })).toBeGreaterThanOrEqual(
          short * (1 - 1e-12),
        );
      }),
    );
  });

  test('of a shared prefix that four tasks a month use, kept for a day each, are at most four days', () => {
    // 0.2 tasks a day on 21 days are 4.2 tasks; each keeps 1,000 tokens for 24 h: 100,800 token-hours if none overlap.
    const swarm = swarmWith({
      people: 1,
      tasksPerPersonPerDay: 0.2,
      roles: [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 1_000, firstInputTokens: 0 })],
    });
    expect(stored({ swarm, retentionSeconds: DAY })).toBeLessThanOrEqual(100_800 * (1 + 1e-9));
  });

  test('are never more than if every task kept a shared prefix of its own', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e7), (anySwarm, retentionSeconds) => {
        const sharing = anySwarm.roles.map((role) => ({
          ...role,
          taskPrefixTokens: 0,
          firstInputTokens: 0,
          inputTokensPerTurn: 0,
          outputTokensPerTurn: 0,
        }));
        const swarm = { ...anySwarm, roles: sharing };
        const copies = reuseOf(swarm).reduce(
          (sum, { role, at }) => sum + (role.sharedPrefixTokens * at(retentionSeconds).taskCachedSeconds) / HOUR,
          0,
        );
        expect(stored({ swarm, retentionSeconds })).toBeLessThanOrEqual(tasksPerMonth(swarm) * copies * (1 + 1e-9));
      }),
    );
  });
});

describe('token-hours of prefix objects', () => {
  const objects = ({ swarm, holds, keptSeconds }: { swarm: Swarm; holds: 'shared' | 'task'; keptSeconds: number }) =>
    reuseOf(swarm).reduce((sum, chances) => sum + objectTokenHours({ swarm, chances, holds, keptSeconds }), 0);

  test('of a thousand tasks with 50,000 tokens for two hours are a hundred million', () => {
    const swarm = swarmWith({
      people: 1_000,
      tasksPerPersonPerDay: 1 / 21,
      roles: [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 20_000, taskPrefixTokens: 30_000 })],
    });
    expect(objects({ swarm, holds: 'task', keptSeconds: 2 * HOUR })).toBeCloseTo(1e8, 0);
  });

  test('of a shared prefix are one copy for all tasks, and none of the tasks’ own parts', () => {
    const shared = { turnsPerAgent: 1, sharedPrefixTokens: 1_000, firstInputTokens: 0 };
    const swarm = swarmWith({ people: 1_000_000, roles: [roleWith({ ...shared, taskPrefixTokens: 5_000 })] });
    // 21 × 8 h of work under dense load, then 2 h after each of them.
    expect(objects({ swarm, holds: 'shared', keptSeconds: 2 * HOUR })).toBeCloseTo(1_000 * 21 * (8 + 2), 3);
    expect(objects({ swarm, holds: 'shared', keptSeconds: 10 * DAY })).toBeCloseTo(730_000, 3);
  });

  test('are what a warehouse keeps where nothing but that prefix is sent', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e7), (anySwarm, keptSeconds) => {
        const bare = {
          firstInputTokens: 0,
          inputTokensPerTurn: 0,
          outputTokensPerTurn: 0,
          droppedTokensPerTurn: 0,
          compaction: null,
        };
        const only = (part: 'shared' | 'task'): Swarm => ({
          ...anySwarm,
          roles: anySwarm.roles.map((role) => ({
            ...role,
            ...bare,
            ...(part === 'shared' ? { taskPrefixTokens: 0 } : { sharedPrefixTokens: 0 }),
          })),
        });
        for (const holds of ['shared', 'task'] as const) {
          const expected = stored({ swarm: only(holds), retentionSeconds: keptSeconds });
          expect(Math.abs(objects({ swarm: only(holds), holds, keptSeconds }) - expected)).toBeLessThanOrEqual(
            1e-9 * expected,
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('token-hours of agents on their own', () => {
  const role = roleWith({
    turnsPerAgent: 8,
    sharedPrefixTokens: 5_000,
    taskPrefixTokens: 3_000,
    firstInputTokens: 2_000,
    gap: CORPUS_GAP,
  });
  const tasks = 6_000;

  test.each([
    ['few tasks', 5, HOUR / 2],
    ['few tasks', 5, DAY],
    ['many tasks', 40, HOUR / 2],
    ['many tasks', 40, DAY],
  ])('agree with a simulation of %s (%i a day), kept for %i seconds', (_, tasksPerDay, window) => {
    const parts = naiveTokenHoursPerTask({
      swarm: sleeplessSwarm({ tasksPerDay, roles: [role] }),
      tasks,
      seed: 11,
      window,
    });
    for (const part of ['own', 'task', 'shared'] as const) {
      const alone = {
        ...role,
        sharedPrefixTokens: part === 'shared' ? role.sharedPrefixTokens : 0,
        taskPrefixTokens: part === 'task' ? role.taskPrefixTokens : 0,
        ...(part === 'own' ? {} : { firstInputTokens: 0, inputTokensPerTurn: 0, outputTokensPerTurn: 0 }),
      };
      const swarm = sleeplessSwarm({ tasksPerDay, roles: [alone] });
      const perTask = stored({ swarm, retentionSeconds: window }) / tasksPerMonth(swarm);
      // 6,000 arrivals leave the length of the simulated time uncertain by 1.3 %.
      expect(Math.abs(parts[part] / perTask - 1)).toBeLessThan(0.03);
    }
  });
});
