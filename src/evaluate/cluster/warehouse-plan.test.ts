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
const WEAR = 'wear beyond the write-off in rent';

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

  test('its bill by hand: eight drives of 3.84 TB on each of two nodes, no wear beyond them, and two cards of 50 GB/s at 80 % each', () => {
    const { lines, need, paidBytes, nicsPerNode, drives, drive, watts } = warehousePlan({
      terms: terms(),
      nodes: 2,
      hitRatio: 0,
    });
    expect(paidBytes).toBe(16 * 3.84e12);
    expect(usdOf(lines, 'rent')).toBeCloseTo(16 * 3_840 * 0.0152, 6);
    // Wear is $58 a month; 61,440 GB at $0.365 written off over 60 months are $374, and in the rent.
    expect(((need.writeBytesPerSecond * SECONDS_PER_MONTH) / 1e9) * 0.0002).toBeCloseTo(58.07, 2);
    expect(usdOf(lines, WEAR)).toBe(0);
    expect(nicsPerNode).toBe(2);
    expect(usdOf(lines, 'network cards')).toBe(2 * 2 * 60);
    expect(usdOf(lines, 'licence')).toBe(0);
    expect(lines.map(({ name }) => name)).toEqual(['rent', WEAR, 'licence', 'network cards']);
    // 6.4 TB would lie on two, and wear asks for three; bandwidth of the nodes is what 16 are there for.
    expect(drives).toMatchObject({ drives: 16, binding: 'read' });
    expect(drives?.constraints.map(({ drives: each }) => Math.ceil(each)).slice(0, 1)).toEqual([2]);
    expect(drives?.driveWritesPerDay).toBeCloseTo((need.writeBytesPerSecond * 86_400) / (16 * 3.84e12), 12);
    expect(drive?.capacityBytes).toBe(3.84e12);
    expect(watts).toBe(16 * 25);
  });

  test('a bandwidth that is given takes the drives that give it: 10 GB/s two of a node’s eight', () => {
    const given = warehousePlan({ terms: terms({ warehouseBytesPerSecond: 10e9 }), nodes: 2, hitRatio: 0 });
    expect(given.paidBytes).toBe(2 * 2 * 3.84e12);
    expect(given.nicsPerNode).toBe(1);
    // No more than there are places for.
    const vast = warehousePlan({ terms: terms({ warehouseBytesPerSecond: 1e13 }), nodes: 2, hitRatio: 0 });
    expect(vast.drives?.drives).toBe(16);
  });

  test('the catalogue’s own figures, typed, cost what they cost untyped', () => {
    const own = warehousePlan({ terms: terms(), nodes: 2, hitRatio: 0.01 });
    const typed = terms({ warehouseBytesPerSecond: 77.6e9, warehouseUsdPerGbMonth: 0.0152 });
    expect(warehousePlan({ terms: typed, nodes: 2, hitRatio: 0.01 }).lines).toEqual(own.lines);
    const room = terms({ warehouseBytes: own.need.capacityBytes });
    expect(warehousePlan({ terms: room, nodes: 2, hitRatio: 0.01 }).paidBytes).toBe(own.paidBytes);
  });

  test('a byte more than the small drives hold costs one larger drive, not sixteen', () => {
    const paidFor = (warehouseBytes: number) =>
      warehousePlan({ terms: terms({ warehouseBytes }), nodes: 2, hitRatio: 0 });
    expect(paidFor(16 * 3.84e12).paidBytes).toBe(61.44e12);
    const over = paidFor(63.8e12);
    expect(over.paidBytes).toBe(15 * 3.84e12 + 30.72e12);
    expect(over.drives).toMatchObject({ drives: 16, binding: 'capacity' });
    expect(over.drives?.lots).toEqual([
      { capacityBytes: 3.84e12, drives: 15 },
      { capacityBytes: 30.72e12, drives: 1 },
    ]);
    // One number for card, watts and bill.
    expect((over.drives?.drives ?? 0) * (over.drive?.capacityBytes ?? 0)).toBe(over.paidBytes);
    expect(over.watts).toBe(16 * 25);
  });

  test('nodes bound what is kept: beyond the largest drives in all places it keeps for less long', () => {
    const workload = { ...BASE_SCENARIO.workload, people: 40_000 };
    const crowd = terms({}, { workload });
    const plan = warehousePlan({ terms: crowd, nodes: 2, hitRatio: 0 });
    const room = 2 * 245.76e12;
    expect(plan.retentionSeconds).toBe(crowd.caches.windowOf((room * 0.9) / BYTES_PER_TOKEN));
    expect(plan.retentionSeconds).toBeLessThan(86_400);
    expect(plan.isSized).toBe(false);
    expect(plan.need.capacityBytes).toBeLessThanOrEqual(room);
    expect(plan.paidBytes).toBeLessThanOrEqual(room);
    // Pools of a node, which are no single drives, have the same bound and are worn too.
    const pool = terms({ warehouseTierId: 'nvme_node' }, { workload });
    const pooled = warehousePlan({ terms: pool, nodes: 2, hitRatio: 0 });
    expect(pooled.retentionSeconds).toBe(plan.retentionSeconds);
    expect(pooled.drives).toBeNull();
    expect(pooled.driveWritesPerDay).toBeCloseTo(
      (pooled.need.writeBytesPerSecond * 86_400) / pooled.need.capacityBytes,
      9,
    );
    // Memory as a warehouse: 4.096 TB a node, and nothing wears.
    const memory = warehousePlan({
      terms: terms({ warehouseTierId: 'dram_ddr5' }, { workload }),
      nodes: 2,
      hitRatio: 0,
    });
    expect(memory.need.capacityBytes).toBeLessThanOrEqual(2 * 4.096e12);
    expect(memory.driveWritesPerDay).toBeNull();
  });

  test('wear beyond what rent writes off is charged, and all of it where no rent writes anything off', () => {
    const workload = { ...BASE_SCENARIO.workload, people: 40_000 };
    const { lines, need, paidBytes } = warehousePlan({ terms: terms({}, { workload }), nodes: 2, hitRatio: 0 });
    const worn = ((need.writeBytesPerSecond * SECONDS_PER_MONTH) / 1e9) * 0.0002;
    const writtenOff = ((paidBytes ?? 0) / 1e9) * (0.365 / 60);
    expect(worn).toBeGreaterThan(writtenOff);
    expect(usdOf(lines, WEAR)).toBeCloseTo(worn - writtenOff, 6);
    const own = warehousePlan({ terms: terms({ warehouseUsdPerGbMonth: 0 }), nodes: 2, hitRatio: 0 });
    expect(usdOf(own.lines, WEAR)).toBeCloseTo(((own.need.writeBytesPerSecond * SECONDS_PER_MONTH) / 1e9) * 0.0002, 6);
  });

  test('room that is given shortens how long it keeps anything; the drives of the bandwidth are paid', () => {
    const small = terms({ warehouseBytes: 1e12 });
    const { windowOf } = small.caches;
    const plan = warehousePlan({ terms: small, nodes: 2, hitRatio: 0 });
    expect(plan.retentionSeconds).toBe(windowOf((1e12 * 0.9) / BYTES_PER_TOKEN));
    expect(plan.retentionSeconds).toBeLessThan(86_400);
    expect(plan).toMatchObject({ isSized: false, paidBytes: 61.44e12 });
    expect(usdOf(plan.lines, 'rent')).toBeCloseTo(61_440 * 0.0152, 9);
    // A half admitted lasts for twice the tokens.
    const half = warehousePlan({ terms: terms({ warehouseBytes: 1e12, admitRatio: 0.5 }), nodes: 2, hitRatio: 0 });
    expect(half.retentionSeconds).toBe(windowOf((1e12 * 0.9) / (BYTES_PER_TOKEN * 0.5)));
    expect(warehousePlan({ terms: terms({ warehouseBytes: 1e18 }), nodes: 2, hitRatio: 0 }).retentionSeconds).toBe(
      86_400,
    );
  });

  test('larger drives where the small ones would not fit the nodes', () => {
    const workload = { ...BASE_SCENARIO.workload, people: 4_000 };
    const { drives } = warehousePlan({ terms: terms({}, { workload }), nodes: 20, hitRatio: 0 });
    // Wear asks for more than the 614 TB of 160 places of 3.84 TB: 13 of them take the large ones.
    expect(drives).toMatchObject({ drives: 160, binding: 'endurance' });
    const worn = drives?.constraints.find(({ name }) => name === 'endurance')?.drives ?? 0;
    expect(drives?.lots?.[1]).toEqual({
      capacityBytes: 30.72e12,
      drives: Math.ceil(((worn - 160) * 3.84) / (30.72 - 3.84)),
    });
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
