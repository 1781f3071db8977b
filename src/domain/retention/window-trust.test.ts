import { describe, expect, test } from 'vitest';
import { everyGap, roleWith, sleeplessSwarm } from '../testing/builders.ts';
import { naiveHitRatios } from '../testing/naive-swarm-cache.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import { hitRatioOf } from './ceiling.ts';
import { reuseOf } from './reuse.ts';
import { idealReach, splitTokens } from './token-split.ts';
import { windowTrust } from './window-trust.ts';

const swarmOfOne = (role: Partial<Role>): Swarm => sleeplessSwarm({ tasksPerDay: 20, roles: [roleWith(role)] });
const trustAt = (swarm: Swarm, windowSeconds: number): string => windowTrust({ reuse: reuseOf(swarm), windowSeconds });
const pointsApart = ({
  swarm,
  windowSeconds,
  tasks,
}: {
  swarm: Swarm;
  windowSeconds: number;
  tasks: number;
}): number => {
  const form = hitRatioOf(
    splitTokens({ swarm, reuse: reuseOf(swarm), reach: idealReach(windowSeconds), thresholds: [] }),
  );
  const [simulated = NaN] = naiveHitRatios({ swarm, tasks, seed: 2, windows: [windowSeconds] });
  return 100 * Math.abs(form - simulated);
};

describe('trust in a window', () => {
  test('is none below three minutes', () => {
    expect(trustAt(swarmOfOne({ gap: everyGap(10) }), 179)).toBe('rough');
    expect(trustAt(swarmOfOne({ gap: everyGap(10) }), 180)).toBe('good');
  });

  test('does not ask about gaps where agents are alone, and rightly so', () => {
    const swarm = swarmOfOne({ gap: [{ weight: 1, medianSeconds: 600, logSigma: 0.3 }], turnsPerAgent: 20 });
    expect(trustAt(swarm, 300)).toBe('good');
    expect(pointsApart({ swarm, windowSeconds: 300, tasks: 1_500 })).toBeLessThan(1);
  });

  test.each([
    ['in step, 400 s to the second', everyGap(400)],
    ['ten minutes apart', [{ weight: 1, medianSeconds: 600, logSigma: 0.3 }]],
  ] as const)('is none for siblings %s, whom a window of 5 minutes gets wrong', (_, gap) => {
    const swarm = swarmOfOne({ agentsPerTask: 6, sharedPrefixTokens: 8_700, taskPrefixTokens: 20_000, gap });
    expect(trustAt(swarm, 300)).toBe('rough');
    expect(pointsApart({ swarm, windowSeconds: 300, tasks: 300 })).toBeGreaterThan(2);
    expect(trustAt(swarm, 1_000)).toBe('good');
    expect(pointsApart({ swarm, windowSeconds: 1_000, tasks: 300 })).toBeLessThan(1);
  });
});
