import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../catalog/presets/index.ts';
import { capacityWindow } from '../../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { swarmCaches } from './swarm-caches.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

const WORKLOADS = [BASE_SCENARIO.workload, ...PRESETS.map(({ workload }) => workload)];

describe('windows of capacities', () => {
  test('are those of capacityWindow to half a per cent, for every preset and capacity', () => {
    for (const workload of WORKLOADS) {
      const { swarm, reuse } = swarmOfScenario({ workload });
      const { windowOf } = swarmCaches({ workload });
      for (let capacityTokens = 1e4; capacityTokens < 1e12; capacityTokens *= 1.7) {
        const { windowSeconds } = capacityWindow({ swarm, reuse, capacityTokens });
        const quick = windowOf(capacityTokens);
        if (windowSeconds === 0 || windowSeconds === Infinity) expect(quick).toBe(windowSeconds);
        else expect(Math.abs(quick / windowSeconds - 1)).toBeLessThan(0.005);
      }
    }
  });

  test('never fall as room grows', () => {
    const { windowOf } = swarmCaches(BASE_SCENARIO);
    let before = 0;
    for (let capacityTokens = 1e5; capacityTokens < 1e11; capacityTokens *= 1.01) {
      const window = windowOf(capacityTokens);
      expect(window).toBeGreaterThanOrEqual(before);
      before = window;
    }
    expect(before).toBe(Infinity);
  });
});

describe('hit ratios', () => {
  test('lie between nothing and what an unlimited cache serves', () => {
    for (const workload of WORKLOADS) {
      const caches = swarmCaches({ workload });
      const most = hitRatioOf(splitCeiling({ swarm: swarmOfScenario({ workload }).swarm, thresholds: [] }));
      expect(caches.sharedHitRatio(0)).toBe(0);
      expect(caches.sharedHitRatio(Infinity)).toBeLessThanOrEqual(most);
      const asked = { windowSeconds: 3_600, caches: 4 };
      const apart = caches.hitRatioOfSeveral({ ...asked, affinityRatio: 0 });
      expect(apart).toBeLessThanOrEqual(caches.hitRatioOfSeveral({ ...asked, affinityRatio: 1 }));
      expect(apart).toBeLessThanOrEqual(caches.sharedHitRatio(3_600));
    }
  });

  test('are remembered, for the same workload only', () => {
    expect(swarmCaches(BASE_SCENARIO)).toBe(swarmCaches({ ...BASE_SCENARIO }));
    expect(swarmCaches(BASE_SCENARIO)).not.toBe(swarmCaches({ workload: { ...BASE_SCENARIO.workload } }));
  });
});
