import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitudes, swarms } from '../testing/arbitraries.ts';
import { swarmWith } from '../testing/builders.ts';
import { mulberry32 } from '../testing/naive-swarm-cache.ts';
import { tasksPerMonth } from '../swarm/swarm.ts';
import { coldTaskStartsPerMonth } from './cold-starts.ts';

const HOUR = 3_600;

/** The slow and obvious twin: tasks drawn one by one through days of work and nights of rest, cold when nothing came for U. */
function simulatedColdRatio({
  tasksPerDay,
  workHours,
  idleHours,
  cachedHours,
  days,
}: {
  tasksPerDay: number;
  workHours: number;
  idleHours: number;
  cachedHours: number;
  days: number;
}): number {
  const random = mulberry32(11);
  let workedHours = 0;
  let last = -Infinity;
  let tasks = 0;
  let cold = 0;
  for (;;) {
    workedHours += (-Math.log(1 - random()) / tasksPerDay) * workHours;
    const day = Math.floor(workedHours / workHours);
    if (day >= days) return cold / tasks;
    const wallClockHours = day * (workHours + idleHours) + (workedHours - day * workHours);
    tasks++;
    if (wallClockHours - last > cachedHours) cold++;
    last = wallClockHours;
  }
}

describe('task starts that find the shared prefix cold', () => {
  // 30 days of 8 hours: 490 idle hours, 16 h 20 min after each day.
  const IDLE_HOURS = (730 - 240) / 30;

  test.each(
    [0.5, 1, 3, 10, 40].flatMap((tasksPerDay) =>
      [0.5, 1, 6, 12, 17, 24, 72].map((cachedHours) => [tasksPerDay, cachedHours] as const),
    ),
  )('%f tasks a day, kept %f h: agree with a simulation of days and nights', (tasksPerDay, cachedHours) => {
    const swarm = swarmWith({ people: 1, tasksPerPersonPerDay: tasksPerDay, daysPerMonth: 30, hoursPerDay: 8 });
    const formula = coldTaskStartsPerMonth({ swarm, taskCachedSeconds: cachedHours * HOUR }) / tasksPerMonth(swarm);
    const simulated = simulatedColdRatio({
      tasksPerDay,
      workHours: 8,
      idleHours: IDLE_HOURS,
      cachedHours,
      days: 30_000 / Math.max(1, tasksPerDay / 4),
    });
    // Reaching over several nights is taken on average; and a month has a first touch however long the cache lasts.
    const tolerance = cachedHours > 24 ? 0.08 : 0.015;
    expect(Math.abs(formula - Math.max(simulated, 1 / tasksPerMonth(swarm)))).toBeLessThan(tolerance);
  });

  test('happen every morning where a busy swarm’s cache does not last a night, and on Mondays where it does', () => {
    const busy = swarmWith({ people: 100, tasksPerPersonPerDay: 100, daysPerMonth: 21, hoursPerDay: 8 });
    expect(coldTaskStartsPerMonth({ swarm: busy, taskCachedSeconds: HOUR })).toBeCloseTo(21, 6);
    expect(coldTaskStartsPerMonth({ swarm: busy, taskCachedSeconds: 24 * HOUR })).toBeCloseTo(730 / 168, 6);
    expect(coldTaskStartsPerMonth({ swarm: busy, taskCachedSeconds: 168 * HOUR })).toBe(1);
  });

  test('are the first touch alone when nothing expires', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        expect(coldTaskStartsPerMonth({ swarm, taskCachedSeconds: Infinity })).toBe(Math.min(1, tasksPerMonth(swarm)));
      }),
    );
  });

  test('are never more than there are tasks, nor fewer than one', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e8), (swarm, taskCachedSeconds) => {
        const cold = coldTaskStartsPerMonth({ swarm, taskCachedSeconds });
        expect(cold).toBeLessThanOrEqual(tasksPerMonth(swarm) * (1 + 1e-12));
        expect(cold).toBeGreaterThanOrEqual(Math.min(1, tasksPerMonth(swarm)));
      }),
    );
  });

  test('never grow in number the longer the prefix lasts', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e8), magnitudes(1, 1e8), (swarm, a, b) => {
        const short = coldTaskStartsPerMonth({ swarm, taskCachedSeconds: Math.min(a, b) });
        const long = coldTaskStartsPerMonth({ swarm, taskCachedSeconds: Math.max(a, b) });
        expect(long).toBeLessThanOrEqual(short * (1 + 1e-9));
      }),
      { numRuns: 2_000 },
    );
  });
});
