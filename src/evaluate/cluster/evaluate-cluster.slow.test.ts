import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NVME_GEN5 } from '../../catalog/storage-tiers/drives.ts';
import type { Fact } from '../../domain/fact.ts';
import { capacityWindow } from '../../domain/retention/capacity.ts';
import { hitRatioOf } from '../../domain/retention/ceiling.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import { fleetLoad } from '../../domain/warehouse/fleet.ts';
import { sizeFleet } from '../../domain/warehouse/sizing.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { evaluated, nodesOf, ownPriceOf, rungOf, scenarioWith, usdOf } from './testing/evaluated.ts';

/** Fleets of some size on machines of any kind; everything has a price. */
const clusters: fc.Arbitrary<Partial<Scenario['cluster']>> = fc.record({
  modelId: fc.constantFrom('DeepSeek-V3', 'Meta-Llama-3.1-70B', 'gpt-oss-120b', 'GLM-5.2'),
  acceleratorId: fc.constantFrom('h100-sxm', 'h200-sxm'),
  gpusPerNode: fc.constantFrom(4, 8),
  headroomRatio: between(0, 0.5),
  spareNodes: fc.integer({ min: 0, max: 2 }),
  overlapRatio: fc.constantFrom(0, 0.5, 1),
  loads: fc.constantFrom('when-faster' as const, 'always' as const),
  ttftSeconds: fc.constantFrom(null, 5),
  dramBytesPerNode: fc.constantFrom(null, 0, 2e11),
  usdPerKwh: fc.constantFrom(null, 0.1),
});
const people = magnitudes(1, 20_000).map(Math.round);

describe('what holds for any cluster', () => {
  test('without reuse the warehouse costs exactly its own price', () => {
    const roles = BASE_SCENARIO.workload.roles.map((role) => ({
      ...role,
      turnsPerAgent: 1,
      toolTokens: 0,
      systemTokens: 0,
      taskPrefixTokens: 0,
    }));
    fc.assert(
      fc.property(clusters, people, (cluster, count) => {
        const found = evaluated({ cluster: { ...cluster, usdPerKwh: null }, workload: { roles, people: count } });
        expect(rungOf(found, 'warehouse').rung.load.usedHitRatio).toBe(0);
        expect(nodesOf(found, 'warehouse')).toBe(nodesOf(found, 'dram'));
        expect(usdOf(found, 'warehouse') - usdOf(found, 'dram')).toBeCloseTo(ownPriceOf(found), 4);
      }),
      { numRuns: 30 },
    );
  });

  test('infinitely fast, free and with room for everything it is the ceiling', () => {
    const zero: Fact<number> = { value: 0, kind: 'assumed', source: 'this test', checkedOn: '2026-11-21' };
    const free: StorageTier = {
      ...NVME_GEN5,
      // Room of the nodes' slots is no limit here.
      perNode: { ...NVME_GEN5.perNode, capacityBytes: null },
      rents: [
        { pricesOf: 'test', from: null, to: null, usdPerGbMonth: { low: zero, high: zero }, purchaseUsdPerGb: null },
      ],
      wearUsdPerGbWritten: zero,
      fetchFloorSeconds: { low: zero, typical: zero, high: zero },
      power: { of: 'drive', ofBytes: null, watts: { low: zero, high: zero } },
    };
    fc.assert(
      fc.property(clusters, people, (cluster, count) => {
        const found = evaluated(
          {
            cluster: { ...cluster, warehouseBytesPerSecond: 1e16, usdPerNicMonth: 0, dramBytesPerNode: 0 },
            // Agents that start at once each pay for what no earlier one has finished writing; the ceiling ignores that.
            workload: { launch: 'staggered', people: count },
            warehouse: { retentionSeconds: 31_536_000 },
          },
          { warehouse: free },
        );
        const [kept, ceiling] = [rungOf(found, 'warehouse').rung, rungOf(found, 'ceiling').rung];
        expect(kept.load.usedHitRatio).toBeCloseTo(ceiling.load.usedHitRatio, 8);
        expect(kept.load.nodes / ceiling.load.nodes).toBeCloseTo(1, 4);
        expect(kept.figures?.nodes).toBe(ceiling.figures?.nodes);
        expect(usdOf(found, 'warehouse')).toBeCloseTo(usdOf(found, 'ceiling'), 6);
        // 10¹⁶ bytes a second are not quite infinitely many.
        expect((kept.figures?.ttftSeconds ?? 0) / (ceiling.figures?.ttftSeconds ?? 1)).toBeCloseTo(1, 3);
        expect(kept.figures?.energy.watts).toBe(ceiling.figures?.energy.watts);
      }),
      { numRuns: 30 },
    );
  });

  test('more bandwidth, room, retention or memory never asks for more nodes, so never costs more at a fixed price of the tier', () => {
    const tiers = fc.record({
      warehouseBytesPerSecond: magnitudes(1e8, 1e13),
      warehouseBytes: magnitudes(1e9, 1e16),
      dramBytesPerNode: magnitudes(1e9, 1e13),
    });
    const gaps = fc.record({ retentionSeconds: magnitudes(1, 3e6) });
    fc.assert(
      fc.property(clusters, people, tiers, tiers, gaps, gaps, (cluster, count, a, b, soon, late) => {
        // Sensible engines leave a slow tier alone; told to load always, more of it is more loss, and shown.
        const on = { ...cluster, loads: 'when-faster' as const };
        const nodes = (tier: typeof a, kept: typeof soon): number =>
          nodesOf(
            evaluated({ cluster: { ...on, ...tier }, workload: { people: count }, warehouse: kept }),
            'warehouse',
          );
        const base = nodes(a, soon);
        fc.pre(!Number.isNaN(base));
        const most = (key: keyof typeof a): typeof a => ({ ...a, [key]: Math.max(a[key], b[key]) });
        expect(nodes(most('warehouseBytesPerSecond'), soon)).toBeLessThanOrEqual(base);
        expect(nodes(most('warehouseBytes'), soon)).toBeLessThanOrEqual(base);
        expect(nodes(most('dramBytesPerNode'), soon)).toBeLessThanOrEqual(base);
        const retentionSeconds = Math.max(soon.retentionSeconds, late.retentionSeconds);
        expect(nodes(a, { retentionSeconds })).toBeLessThanOrEqual(base);
      }),
      { numRuns: 25 },
    );
  });

  test('no rung beats the ceiling, tiers add up to what is used, and figures are finite', () => {
    fc.assert(
      fc.property(clusters, people, between(0, 1), (cluster, count, affinityRatio) => {
        const found = evaluated({ cluster: { ...cluster, affinityRatio }, workload: { people: count } });
        for (const { id, rung, tiers } of found.rungs) {
          if (!rung.figures) continue;
          expect(rung.figures.nodes).toBeGreaterThanOrEqual(nodesOf(found, 'ceiling'));
          if (id === 'ceiling') continue;
          const used = tiers.filter(({ isSlower }) => !isSlower || cluster.loads === 'always');
          const sum = used.reduce((total, { hitRatio }) => total + hitRatio, 0);
          expect(sum).toBeCloseTo(rung.load.usedHitRatio, 9);
          expect(Number.isFinite(usdOf(found, id))).toBe(true);
          expect(Number.isFinite(rung.figures.ttftSeconds)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('fleets whose own memory is the cache', () => {
  test('are the smallest that trying one number after the other finds', () => {
    for (const people of [100, 300, 1_000, 2_500]) {
      const scenario = scenarioWith({
        workload: { people },
        cluster: { spareNodes: 0, modelId: 'Meta-Llama-3.1-70B', acceleratorId: 'h100-sxm' },
      });
      const { plan, ...found } = evaluated(scenario);
      const { swarm, reuse } = swarmOfScenario(scenario);
      const { instance, speed, demand } = plan;
      const neededAt = (nodes: number): number => {
        const capacityTokens = nodes * instance.perNode * instance.poolTokens;
        const { windowSeconds } = capacityWindow({ swarm, reuse, capacityTokens });
        const hitRatio = hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
        const load = fleetLoad({
          demand,
          speed: {
            prefillTokensPerSecond: speed.prefillTokensPerSecond.typical * instance.perNode,
            freshTokensPerSecond: speed.freshTokensPerSecond.typical * instance.perNode,
            decodeTokensPerSecond: speed.decode.tokensPerSecond.typical * instance.perNode,
            requestFloorSeconds: 0.01,
          },
          tiers: [
            {
              id: 'hbm',
              hitRatio,
              bytesPerToken: 1,
              bytesPerSecondPerNode: Infinity,
              fetchFloorSeconds: 0,
              overlapRatio: 0,
            },
          ],
          loads: 'when-faster',
          penaltyRatio: 0,
        });
        const sizing = sizeFleet({
          load,
          demand,
          rules: {
            peakToMeanRatio: demand.peakToMeanRatio,
            batchRatio: 0,
            headroomRatio: 0.2,
            spareNodes: 0,
            ttftTarget: null,
            serviceVariationRatio: 1,
            routing: 'shared-queue',
            fewestNodes: 1,
            sequences: null,
          },
        });
        return sizing.status === 'sized' ? sizing.nodes : Infinity;
      };
      let nodes = 1;
      while (neededAt(nodes) > nodes) nodes += 1;
      expect(nodesOf({ plan, ...found }, 'hbm')).toBe(nodes);
    }
  });

  test('spares hold nothing', () => {
    const [none, two] = [0, 2].map((spareNodes) => evaluated({ workload: { people: 400 }, cluster: { spareNodes } }));
    if (!none || !two) throw new Error('No evaluations');
    expect(nodesOf(two, 'dram')).toBe(nodesOf(none, 'dram') + 2);
    expect(rungOf(two, 'dram').tiers).toEqual(rungOf(none, 'dram').tiers);
  });

  test('requests that do not return to their node hit less in its memory, and a shared warehouse makes up for it', () => {
    const at = (affinityRatio: number, warehouseSharing: 'shared' | 'per-node') =>
      evaluated({ workload: { people: 2_000 }, cluster: { affinityRatio, warehouseSharing } });
    const [loyal, strays, apart] = [at(1, 'shared'), at(0, 'shared'), at(0, 'per-node')];
    expect(rungOf(strays, 'dram').rung.load.usedHitRatio).toBeLessThan(rungOf(loyal, 'dram').rung.load.usedHitRatio);
    expect(rungOf(strays, 'warehouse').rung.load.usedHitRatio).toBeCloseTo(
      rungOf(loyal, 'warehouse').rung.load.usedHitRatio,
      3,
    );
    expect(strays.saving?.gpus).toBeGreaterThan(0);
    expect(rungOf(apart, 'warehouse').rung.load.usedHitRatio).toBeLessThan(
      rungOf(strays, 'warehouse').rung.load.usedHitRatio,
    );
  });

  test('an instance on two nodes grows the fleet by two', () => {
    const found = evaluated({ workload: { people: 3_000 }, cluster: { modelId: 'DeepSeek-V3', gpusPerNode: 4 } });
    for (const id of ['hbm', 'dram', 'warehouse', 'ceiling'] as const) expect(nodesOf(found, id) % 2).toBe(0);
  });
});
