import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { storageTierById } from '../../catalog/storage-tiers/index.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { isReachedOverNetwork } from './cluster-tiers.ts';
import type { PlannedTier } from './cluster-view.ts';
import { planCluster } from './evaluate-cluster.ts';

function tier(
  role: PlannedTier['role'],
  cluster: Partial<Scenario['cluster']> = {},
  kv: Partial<Scenario['kv']> = {},
): PlannedTier {
  const plan = planCluster(
    {
      ...BASE_SCENARIO,
      kv: { ...BASE_SCENARIO.kv, ...kv },
      cluster: { ...BASE_SCENARIO.cluster, modelId: 'DeepSeek-V3', ...cluster },
    },
    WHOLE_BOOK,
  );
  const found = 'status' in plan ? undefined : plan.tiers.find((each) => each.role === role);
  if (!found) throw new Error(`No ${role}`);
  return found;
}

describe('tiers of a plan', () => {
  test('HBM is read where it lies; memory brings what the node gives; eight drives 77.6 GB/s', () => {
    expect(tier('hbm')).toMatchObject({ bytesPerSecondPerNode: Infinity, why: null, usdPerGbMonth: null });
    expect(tier('dram')).toMatchObject({ bytesPerSecondPerNode: 126e9, bytesPerToken: 70_272, usdPerGbMonth: 0.65 });
    const warehouse = tier('warehouse');
    expect(warehouse).toMatchObject({ bytesPerSecondPerNode: 77.6e9, bytesPerToken: 70_272, usdPerGbMonth: 0.0152 });
    expect(warehouse.path?.bytesPerSecond).toBe(77.6e9);
  });

  test('an instance of one of eight accelerators gets what its own link carries, the node all of it', () => {
    const dram = tier('dram', { modelId: 'Meta-Llama-3.1-8B', acceleratorId: 'h100-sxm' });
    expect(dram.path?.bytesPerSecond).toBe(43e9);
    expect(dram.bytesPerSecondPerNode).toBe(126e9);
  });

  test('a bandwidth that is given is taken, and an instance of two nodes has twice that', () => {
    const given = tier('warehouse', { warehouseBytesPerSecond: 10e9, gpusPerNode: 4 });
    expect(given).toMatchObject({ bytesPerSecondPerNode: 10e9, limit: expect.stringContaining('As given.') });
    expect(given.path?.bytesPerSecond).toBe(20e9);
    // Only the warehouse's.
    expect(tier('dram', { warehouseBytesPerSecond: 10e9 }).bytesPerSecondPerNode).toBe(126e9);
  });

  test('drives and memory of a node are one node’s, however many accelerators it has', () => {
    expect(tier('warehouse', { gpusPerNode: 16 }).bytesPerSecondPerNode).toBe(77.6e9);
    const overTwo = tier('warehouse', { gpusPerNode: 4, gpusPerInstance: 8 });
    expect(overTwo.bytesPerSecondPerNode).toBe(77.6e9);
    expect(overTwo.path?.bytesPerSecond).toBe(2 * 77.6e9);
  });

  test('what a node holds at most is said of the warehouse alone, and only where it is known', () => {
    expect(tier('warehouse', { warehouseTierId: 'nvme_node' }).limit).toContain('at most 245.76 TB');
    expect(tier('dram').limit).not.toContain('at most');
    expect(tier('warehouse', { warehouseTierId: 'net_nvme_weka' }).limit).not.toContain('at most');
  });

  test('through the memory of the node at most half of what that moves arrives', () => {
    const bounced = tier('warehouse', { warehousePath: 'through-memory', memoryBytesPerSecond: 100e9 });
    expect(bounced.bytesPerSecondPerNode).toBe(50e9);
    expect(bounced.path?.bytesPerSecond).toBe(50e9);
    expect(bounced.limit).toContain('memory of the node');
    // 614 GB/s of DDR5 are no limit to 77.6.
    expect(tier('warehouse', { warehousePath: 'through-memory' }).bytesPerSecondPerNode).toBe(77.6e9);
  });

  test('a codec makes the warehouse’s tokens smaller and nobody else’s', () => {
    expect(tier('warehouse', {}, { codec: 'transform', codecRatio: 20 }).bytesPerToken).toBeCloseTo(70_272 / 20, 6);
    expect(tier('dram', {}, { codec: 'transform', codecRatio: 20 }).bytesPerToken).toBe(70_272);
  });

  test('without a bandwidth there is no path, and why', () => {
    expect(tier('warehouse', { warehouseTierId: 's3_standard' })).toMatchObject({
      path: null,
      bytesPerSecondPerNode: null,
      why: 'No bandwidth of s3_standard is known.',
    });
    expect(tier('warehouse', { warehouseTierId: 's3_standard', warehouseBytesPerSecond: 5e9 }).path).toMatchObject({
      floorSeconds: 0.1,
      bytesPerSecond: 5e9,
    });
  });

  test('rent is that of the day, and unknown before the first price', () => {
    const on = (asOf: string) => planCluster({ ...BASE_SCENARIO, asOf }, WHOLE_BOOK);
    const rentOf = (asOf: string): number | null | undefined => {
      const plan = on(asOf);
      return 'status' in plan ? undefined : plan.tiers.find(({ role }) => role === 'warehouse')?.usdPerGbMonth;
    };
    expect(rentOf('2025-12-31')).toBe(0.0043);
    expect(rentOf('2024-01-01')).toBeNull();
  });

  test('cards are needed for what stands elsewhere and for drives that are shared', () => {
    const needs = (id: string, sharing: Scenario['cluster']['warehouseSharing']): boolean => {
      const found = storageTierById(id);
      if (!found) throw new Error(`No ${id}`);
      return isReachedOverNetwork({ tier: found, sharing });
    };
    expect(needs('nvme_gen5', 'shared')).toBe(true);
    expect(needs('nvme_gen5', 'per-node')).toBe(false);
    expect(needs('net_nvme_weka', 'per-node')).toBe(true);
    expect(needs('object_fast', 'per-node')).toBe(true);
  });
});
