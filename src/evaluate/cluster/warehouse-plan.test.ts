import { describe, expect, test } from 'vitest';
import { storageTierById } from '../../catalog/storage-tiers/index.ts';
import { HOURS_PER_MONTH } from '../../domain/units.ts';
import { swarmOutcome } from '../../domain/warehouse/swarm-retention.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { planCluster } from './evaluate-cluster.ts';
import { swarmCaches } from './swarm-caches.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { warehousePlan, type WarehouseTerms } from './warehouse-plan.ts';

const BYTES_PER_TOKEN = 70_272;
const SECONDS_PER_MONTH = 730 * 3_600;

function terms(cluster: Partial<Scenario['cluster']> = {}, rest: Partial<Scenario> = {}): WarehouseTerms {
  const scenario = {
    ...BASE_SCENARIO,
    ...rest,
    cluster: { ...BASE_SCENARIO.cluster, modelId: 'DeepSeek-V3', ...cluster },
  };
  const plan = planCluster(scenario, WHOLE_BOOK);
  if ('status' in plan) throw new Error(JSON.stringify(plan));
  const planned = plan.tiers.find(({ role }) => role === 'warehouse');
  const tier = storageTierById(scenario.cluster.warehouseTierId);
  if (!planned || !tier) throw new Error('No warehouse');
  return { scenario, plan, planned, tier, caches: swarmCaches(scenario) };
}

const usdOf = (lines: ReturnType<typeof warehousePlan>['lines'], name: string) =>
  lines.find((line) => line.name === name)?.usdPerMonth;

describe('what a warehouse comes to', () => {
  const { swarm, reuse } = swarmOfScenario(BASE_SCENARIO);
  const kept = swarmOutcome({ swarm, reuse, retentionSeconds: 86_400 });

  test('room, writes and reads of the base by hand', () => {
    const { need, retentionSeconds, isSized } = warehousePlan({ terms: terms(), nodes: 2, hitRatio: 0.1 });
    expect(need.capacityBytes).toBeCloseTo(((kept.storedTokenSeconds / SECONDS_PER_MONTH) * BYTES_PER_TOKEN) / 0.9, -3);
    expect(need.writeBytesPerSecond).toBeCloseTo((kept.writtenTokens / SECONDS_PER_MONTH) * BYTES_PER_TOKEN, 3);
    const input = terms().plan.demand.inputTokensPerSecond;
    expect(need.readBytesPerSecond).toBeCloseTo(input * 0.1 * BYTES_PER_TOKEN, 3);
    expect({ retentionSeconds, isSized }).toEqual({ retentionSeconds: 86_400, isSized: true });
  });

  test('its bill by hand: eight drives of 3.84 TB on each of two nodes, wear, and two cards of 50 GB/s at 80 % each', () => {
    const { lines, need, paidBytes, nicsPerNode, drives, drive, watts } = warehousePlan({
      terms: terms(),
      nodes: 2,
      hitRatio: 0,
    });
    expect(paidBytes).toBe(16 * 3.84e12);
    expect(usdOf(lines, 'rent')).toBeCloseTo(16 * 3_840 * 0.0152, 6);
    expect(usdOf(lines, 'wear')).toBeCloseTo(((need.writeBytesPerSecond * SECONDS_PER_MONTH) / 1e9) * 0.0002, 6);
    expect(nicsPerNode).toBe(2);
    expect(usdOf(lines, 'network cards')).toBe(2 * 2 * 60);
    expect(usdOf(lines, 'licence')).toBe(0);
    expect(lines.map(({ name }) => name)).toEqual(['rent', 'wear', 'licence', 'network cards']);
    // 6.4 TB would lie on two; kept a day they are written 0.8 times a day, so one write a day asks for three.
    expect(drives).toMatchObject({ drives: 3, binding: 'endurance' });
    expect(drive?.capacityBytes).toBe(3.84e12);
    expect(watts).toBe(16 * 25);
  });

  test('a bandwidth that is given needs no drives for it: room alone is paid', () => {
    const given = warehousePlan({ terms: terms({ warehouseBytesPerSecond: 10e9 }), nodes: 2, hitRatio: 0 });
    expect(given.paidBytes).toBe(given.need.capacityBytes);
    expect(given.nicsPerNode).toBe(1);
  });

  test('room that is given shortens how long it keeps anything, and is paid whole', () => {
    const small = terms({ warehouseBytes: 1e12 });
    const { windowOf } = small.caches;
    const plan = warehousePlan({ terms: small, nodes: 2, hitRatio: 0 });
    expect(plan.retentionSeconds).toBe(windowOf((1e12 * 0.9) / BYTES_PER_TOKEN));
    expect(plan.retentionSeconds).toBeLessThan(86_400);
    expect(plan).toMatchObject({ isSized: false, paidBytes: 1e12 });
    expect(usdOf(plan.lines, 'rent')).toBeCloseTo(1_000 * 0.0152, 9);
    // A half admitted lasts for twice the tokens.
    const half = warehousePlan({ terms: terms({ warehouseBytes: 1e12, admitRatio: 0.5 }), nodes: 2, hitRatio: 0 });
    expect(half.retentionSeconds).toBe(windowOf((1e12 * 0.9) / (BYTES_PER_TOKEN * 0.5)));
    expect(warehousePlan({ terms: terms({ warehouseBytes: 1e18 }), nodes: 2, hitRatio: 0 }).retentionSeconds).toBe(
      86_400,
    );
  });

  test('larger drives where the small ones would not fit the nodes', () => {
    const workload = { ...BASE_SCENARIO.workload, people: 4_000 };
    const { drive, drives } = warehousePlan({ terms: terms({}, { workload }), nodes: 20, hitRatio: 0 });
    // 641 TB on 160 places of 3.84 TB are 614 TB: the large ones.
    expect(drive?.capacityBytes).toBe(30.72e12);
    expect(drives?.drives).toBeLessThanOrEqual(160);
  });

  test('what is not known of it stays open: a licence, a rent, a draw', () => {
    const weka = warehousePlan({ terms: terms({ warehouseTierId: 'net_nvme_weka' }), nodes: 2, hitRatio: 0.01 });
    expect(usdOf(weka.lines, 'licence')).toBeNull();
    expect(usdOf(weka.lines, 'rent')).toBeGreaterThan(0);
    expect(weka).toMatchObject({ drives: null, watts: null });
    const given = terms({ warehouseTierId: 'net_nvme_weka', licenceUsdPerGbMonth: 0.01 });
    const licensed = warehousePlan({ terms: given, nodes: 2, hitRatio: 0.01 });
    expect(usdOf(licensed.lines, 'licence')).toBeCloseTo((licensed.need.capacityBytes / 1e9) * 0.01, 9);
    const early = warehousePlan({ terms: terms({}, { asOf: '2024-01-01' }), nodes: 2, hitRatio: 0 });
    expect(usdOf(early.lines, 'rent')).toBeNull();
  });

  test('a seller’s fees are lines of their own', () => {
    const express = terms({ warehouseTierId: 's3_express', warehouseBytesPerSecond: 5e9 });
    const { lines, need } = warehousePlan({ terms: express, nodes: 2, hitRatio: 0.1 });
    const month = HOURS_PER_MONTH * 3_600;
    expect(usdOf(lines, 'read fees')).toBeCloseTo(((need.readBytesPerSecond * month) / 1e9) * 0.0006, 6);
    expect(usdOf(lines, 'write fees')).toBeCloseTo(((need.writeBytesPerSecond * month) / 1e9) * 0.0032, 6);
  });

  test('nothing kept is nothing stored', () => {
    const none = terms({}, { warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 0 } });
    const { need } = warehousePlan({ terms: none, nodes: 2, hitRatio: 0 });
    expect(need).toEqual({ capacityBytes: 0, readBytesPerSecond: 0, writeBytesPerSecond: 0 });
  });
});
