import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { tierHits, type UsableTier } from './rungs-hits.ts';
import { swarmCaches, type SwarmCaches } from './swarm-caches.ts';
import { evaluated, rungOf } from './testing/evaluated.ts';

/** Windows are hit ratios here, so that what a tier reaches can be typed. */
const CACHES: SwarmCaches = { ...swarmCaches(BASE_SCENARIO), sharedHitRatio: (windowSeconds) => windowSeconds };

function hitsOf(tiers: readonly { role: 'hbm' | 'dram' | 'warehouse'; reach: number; admitRatio?: number }[]) {
  const { plan } = evaluated({ cluster: { modelId: 'DeepSeek-V3' } });
  const ordered = tiers.map(({ role, reach, admitRatio = 1 }) => {
    const planned = plan.tiers.find((each) => each.role === role);
    if (!planned) throw new Error(`No ${role}`);
    const tier: UsableTier = {
      planned,
      bytesPerSecondPerNode: 1e9,
      fetchFloorSeconds: 0,
      overlapRatio: 0,
      capacityTokensAt: () => Infinity,
      mostSeconds: reach,
      admitRatio,
      cachesAt: () => 1,
    };
    return { tier, isSlower: false };
  });
  return tierHits({ ordered, nodes: 1, affinityRatio: 1, caches: CACHES });
}

describe('hits of tiers that take in a share', () => {
  test('half of what lies beyond those before it; all of it, or nothing', () => {
    const at = (admitRatio: number) =>
      hitsOf([
        { role: 'hbm', reach: 0.5 },
        { role: 'warehouse', reach: 0.9, admitRatio },
      ]).map(({ hitRatio }) => hitRatio);
    expect(at(0.5)[1]).toBeCloseTo(0.2, 12);
    expect(at(1)).toEqual([0.5, 0.4]);
    expect(at(0)).toEqual([0.5, 0]);
  });

  test('memory asked after such a warehouse still serves what that turned away', () => {
    const [, , memory] = hitsOf([
      { role: 'hbm', reach: 0 },
      { role: 'warehouse', reach: 0.9, admitRatio: 0.5 },
      { role: 'dram', reach: 0.8 },
    ]);
    // Half of 0.8, which it holds all of; together 0.8 + half of 0.1.
    expect(memory?.hitRatio).toBeCloseTo(0.4, 12);
    expect(memory?.reachedRatio).toBeCloseTo(0.85, 12);
  });

  test('in a scenario: nothing taken in, nothing served and nothing stored', () => {
    const warehouse = (admitRatio: number) => {
      const found = evaluated({ cluster: { modelId: 'DeepSeek-V3', admitRatio, loads: 'always' } });
      const own = rungOf(found, 'warehouse').tiers.find(({ role }) => role === 'warehouse');
      return { hitRatio: own?.hitRatio ?? Number.NaN, capacityBytes: found.warehouse.need.capacityBytes };
    };
    expect(warehouse(0)).toEqual({ hitRatio: 0, capacityBytes: 0 });
    const [half, whole] = [warehouse(0.5), warehouse(1)];
    expect(whole.hitRatio).toBeGreaterThan(0);
    expect(half.hitRatio / whole.hitRatio).toBeCloseTo(0.5, 9);
    expect(half.capacityBytes / whole.capacityBytes).toBeCloseTo(0.5, 9);
  });
});
