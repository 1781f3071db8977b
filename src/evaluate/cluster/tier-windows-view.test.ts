import { describe, expect, it } from 'vitest';
import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { evaluationWith } from './testing/evaluation.ts';
import { planWith } from './testing/plan.ts';
import { tierWindows } from './tier-windows-view.ts';

const view = tierWindows({
  scenario: BASE_SCENARIO,
  evaluation: evaluationWith({
    plan: planWith(),
    windowSeconds: { hbm: 20, dram: 200, warehouse: Infinity },
    hitRatios: { hbm: 0.5, dram: 0.8, warehouse: 0.9, ceiling: 0.94 },
  }),
});

describe('the curve', () => {
  it('goes from a second to 30 days in at most 120 points, never falls and stays below the ceiling', () => {
    expect(view.curve.length).toBeLessThanOrEqual(120);
    expect(view.curve[0]?.windowSeconds).toBe(1);
    expect(view.curve.at(-1)?.windowSeconds).toBeCloseTo(2_592_000, 3);
    view.curve.forEach(({ windowSeconds, hitRatio }, i) => {
      expect(windowSeconds).toBeGreaterThan(view.curve[i - 1]?.windowSeconds ?? 0);
      expect(hitRatio).toBeGreaterThanOrEqual(view.curve[i - 1]?.hitRatio ?? 0);
      expect(hitRatio).toBeLessThanOrEqual(view.ceilingRatio + 1e-9);
    });
  });

  it('is what the closed forms say of each window', () => {
    const { swarm, reuse } = swarmOfScenario(BASE_SCENARIO);
    for (const { windowSeconds, hitRatio } of view.curve.filter((_, i) => i % 17 === 0)) {
      const splits = splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] });
      expect(hitRatio).toBeCloseTo(hitRatioOf(splits), 9);
    }
    expect(view.ceilingRatio).toBe(hitRatioOf(splitCeiling({ swarm, thresholds: [] })));
  });
});

it('marks every tier of the warehouse rung with all that is served up to it; one that keeps everything at the end', () => {
  expect(view.marks).toEqual([
    { role: 'hbm', name: 'HBM3/HBM3e on GPU', windowSeconds: 20, isBeyond: false, hitRatio: 0.5 },
    { role: 'dram', name: 'CPU DRAM DDR5', windowSeconds: 200, isBeyond: false, hitRatio: 0.8 },
    {
      role: 'warehouse',
      name: 'Local NVMe pool in a GPU node',
      windowSeconds: 2_592_000,
      isBeyond: true,
      hitRatio: 0.9,
    },
  ]);
});
