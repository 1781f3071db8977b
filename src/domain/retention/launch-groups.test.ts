import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapsAtWindow, type GapMixture } from '../swarm/gap-mixture.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import { gapMixtures, roles, windows as anyWindow } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap, roleWith, sleeplessSwarm } from '../testing/builders.ts';
import { requestsOf } from '../testing/naive-swarm-cache.ts';
import { coldGroups } from './launch-groups.ts';

const coldAt = ({ role, windowSeconds }: { role: Role; windowSeconds: number }): number =>
  coldGroups(role)({ gaps: gapsAtWindow({ gap: role.gap, windowSeconds }), windowSeconds });

/** Leads that send out some agents each. */
function nested({
  groups,
  perGroup,
  leadGap = CORPUS_GAP,
  ...changes
}: Partial<Role> & {
  readonly groups: number;
  readonly perGroup: number;
  readonly leadGap?: GapMixture;
}): Swarm & { readonly roles: readonly [Role, Role] } {
  const lead = roleWith({ name: 'lead', agentsPerTask: groups, gap: leadGap });
  const launched = roleWith({
    name: 'launched',
    launchedBy: 0,
    launchersPerTask: groups,
    launchGap: leadGap,
    agentsPerTask: groups * perGroup,
    turnsPerAgent: 13,
    gap: [
      { weight: 0.6, medianSeconds: 16, logSigma: 0.625 },
      { weight: 0.4, medianSeconds: 26.9, logSigma: 1.64 },
    ],
    ...changes,
  });
  const roles: readonly [Role, Role] = [lead, launched];
  return { ...sleeplessSwarm({ tasksPerDay: 10 }), roles };
}

/** Share of launched agents that start with nothing of their task sent within the window before, one for each window. */
function naiveColdRatios({
  swarm,
  tasks,
  windows,
}: {
  swarm: Swarm;
  tasks: number;
  windows: readonly number[];
}): readonly number[] {
  const requests = requestsOf({ swarm, tasks, seed: 3 }).filter(({ roleIndex }) => roleIndex === 1);
  const lastOfTask = new Map<number, number>();
  const ages: number[] = [];
  for (let i = 0; i < requests.length;) {
    const at = requests[i]?.at ?? NaN;
    let end = i + 1;
    while (requests[end]?.at === at) end++;
    const instant = requests.slice(i, end);
    i = end;
    for (const { task, turn } of instant) if (turn === 0) ages.push(at - (lastOfTask.get(task) ?? -Infinity));
    for (const { task } of instant) lastOfTask.set(task, at);
  }
  return windows.map((windowSeconds) => ages.filter((age) => age > windowSeconds).length / ages.length);
}

describe('groups that start cold', () => {
  test('are all of them where there is one, where all start with the task, and where nothing is kept', () => {
    expect(coldAt({ role: roleWith({ agentsPerTask: 20 }), windowSeconds: 300 })).toBe(1);
    const [, launched] = nested({ groups: 4, perGroup: 5 }).roles;
    expect(coldAt({ role: { ...launched, launchGap: null }, windowSeconds: 300 })).toBe(1);
    expect(coldAt({ role: launched, windowSeconds: 0 })).toBe(1);
  });

  test('are the first of each task where nothing expires', () => {
    for (const groups of [2, 4, 50]) {
      const [, role] = nested({ groups, perGroup: 3 }).roles;
      expect(coldAt({ role, windowSeconds: Infinity })).toBeCloseTo(1 / groups, 12);
    }
  });

  test('are all of them where launchers answer after the same time, to the second', () => {
    const [, role] = nested({ groups: 4, perGroup: 5, leadGap: everyGap(60) }).roles;
    expect(coldAt({ role, windowSeconds: Infinity })).toBeCloseTo(1, 12);
  });

  test('are at least one in a task, at most all, and no more with a longer window', () => {
    fc.assert(
      fc.property(
        roles,
        gapMixtures,
        anyWindow,
        fc.integer({ min: 2, max: 9 }),
        (drawn, launchGap, windowSeconds, groups) => {
          const role = { ...drawn, launchGap, launchersPerTask: groups, agentsPerTask: groups * 3 };
          const cold = coldAt({ role, windowSeconds });
          expect(cold).toBeGreaterThanOrEqual(1 / groups - 1e-9);
          expect(cold).toBeLessThanOrEqual(1);
          expect(coldAt({ role, windowSeconds: 2 * windowSeconds })).toBeLessThanOrEqual(cold + 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each<[string, Parameters<typeof nested>[0], number]>([
    ['4 groups of 5', { groups: 4, perGroup: 5 }, 400],
    ['4 groups of 5 with one turn', { groups: 4, perGroup: 5, turnsPerAgent: 1 }, 900],
    ['2 groups of 10', { groups: 2, perGroup: 10 }, 500],
    ['20 groups of 2', { groups: 20, perGroup: 2 }, 200],
    [
      '4 groups of 5, launchers slow',
      { groups: 4, perGroup: 5, leadGap: [{ weight: 1, medianSeconds: 300, logSigma: 1 }] },
      800,
    ],
  ])('are simulated within 2 points from 300 s on: %s', (_, shape, tasks) => {
    const swarm = nested(shape);
    const [, role] = swarm.roles;
    const windows = [300, 600, 1_800];
    // 1,600 to 6,000 groups: a standard error of up to a point.
    naiveColdRatios({ swarm, tasks, windows }).forEach((simulated, i) =>
      expect(Math.abs(coldAt({ role, windowSeconds: windows[i] ?? NaN }) - simulated)).toBeLessThan(0.02),
    );
  });
});
