import { describe, expect, test } from 'vitest';
import { rentOn, TIER_KINDS, TIER_UNITS, type StorageTier } from '../../domain/warehouse/tier.ts';
import { factsIn } from '../offers/check/facts-in.ts';
import { CATALOG_REVISION } from '../revision.ts';
import { NVME_RENT } from '../tiers.ts';
import { storageTierById, STORAGE_TIERS } from './index.ts';

function tierOf(id: string): StorageTier {
  const tier = storageTierById(id);
  if (!tier) throw new Error(`No tier ${id}`);
  return tier;
}

describe('tiers', () => {
  test('are 18, with unique ids and names, of every kind', () => {
    expect(STORAGE_TIERS.length).toBe(18);
    expect(new Set(STORAGE_TIERS.map(({ id }) => id)).size).toBe(18);
    expect(new Set(STORAGE_TIERS.map(({ name }) => name)).size).toBe(18);
    expect(new Set(STORAGE_TIERS.map(({ kind }) => kind))).toEqual(new Set(TIER_KINDS));
    expect(new Set(STORAGE_TIERS.map(({ unit }) => unit))).toEqual(new Set(TIER_UNITS));
    expect(storageTierById('nowhere')).toBeUndefined();
  });

  test.each(STORAGE_TIERS)('$id: every fact has a source, a day and, where assumed, a reason', (tier) => {
    const facts = factsIn(tier);
    expect(facts.length).toBeGreaterThan(2);
    for (const { provenance } of facts) {
      expect(provenance.source.length).toBeGreaterThan(10);
      expect(provenance.checkedOn <= CATALOG_REVISION).toBe(true);
      if (provenance.kind === 'assumed') expect(provenance.note?.length).toBeGreaterThan(10);
    }
  });

  test.each(STORAGE_TIERS)('$id: ranges are in order and within reason', (tier) => {
    const { read, write, readPerGpu, perNode, fetchFloorSeconds: floor } = tier;
    const bandwidths = [read, write, readPerGpu].flatMap((one) => [
      one.ratedBytesPerSecond,
      one.effectiveBytesPerSecond,
    ]);
    for (const range of [...bandwidths, perNode.readBytesPerSecond, perNode.writeBytesPerSecond]) {
      if (!range) continue;
      expect(range.low.value).toBeLessThanOrEqual(range.high.value);
      // A slow drive to the HBM of eight B200.
      expect(range.low.value).toBeGreaterThanOrEqual(4e9);
      expect(range.high.value).toBeLessThanOrEqual(64e12);
    }
    if (floor) {
      expect(floor.low.value).toBeLessThanOrEqual(floor.typical.value);
      expect(floor.typical.value).toBeLessThanOrEqual(floor.high.value);
      expect(floor.high.value).toBeLessThanOrEqual(1.3);
    }
    for (const { usdPerGbMonth } of tier.rents) {
      expect(usdPerGbMonth.low.value).toBeGreaterThan(0);
      expect(usdPerGbMonth.low.value).toBeLessThanOrEqual(usdPerGbMonth.high.value);
    }
  });

  test.each(STORAGE_TIERS)('$id: nobody gets more than what is rated', ({ read, readPerGpu }) => {
    for (const { ratedBytesPerSecond: rated, effectiveBytesPerSecond: effective } of [read, readPerGpu])
      if (rated && effective) expect(effective.high.value).toBeLessThanOrEqual(rated.high.value);
  });

  test.each(STORAGE_TIERS)('$id: periods of rent follow each other without a gap', ({ rents }) => {
    for (const [index, rent] of rents.entries()) {
      if (index > 0) expect(rent.from).toBe(rents[index - 1]?.to);
      if (rent.from !== null && rent.to !== null) expect(rent.from < rent.to).toBe(true);
    }
    expect(rents.at(-1)?.to ?? null).toBeNull();
  });
});

describe('a node of eight accelerators', () => {
  test.each([
    ['hbm3e', 8 * 80e9, 8 * 2.68e12],
    ['dram_ddr5', 2_048e9, 126e9],
    ['nvme_gen4', 8 * 3.84e12, 8 * 6.55e9],
    ['nvme_gen5', 8 * 3.84e12, 8 * 9.7e9],
    ['nvme_gen6', 8 * 6.4e12, 8 * 28e9],
    ['nvme_node', 30.72e12, 56e9],
  ])('%s holds and reads eight times a unit, as measured where it was', (id, capacity, read) => {
    const { perNode } = tierOf(id);
    expect(perNode.capacityBytes?.low.value).toBe(capacity);
    expect(perNode.readBytesPerSecond?.low.value).toBeCloseTo(read, 0);
  });

  test('eight drives are the pool of the node, whichever row is read', () => {
    const pool = tierOf('nvme_node').capacityBytes;
    const drives = tierOf('nvme_gen5').perNode.capacityBytes;
    expect([drives?.low.value, drives?.high.value]).toEqual([pool?.low.value, pool?.high.value]);
    expect(tierOf('nvme_gen4').perNode.writeBytesPerSecond?.low.value).toBe(
      tierOf('nvme_node').write.ratedBytesPerSecond?.low.value,
    );
  });

  test('is not made up where nobody measured eight', () => {
    for (const id of ['net_nvme_gds_1gpu', 'net_fs_scale', 'lpddr_c2c', 'cxl', 's3_standard'])
      expect(tierOf(id).perNode).toEqual({ capacityBytes: null, readBytesPerSecond: null, writeBytesPerSecond: null });
  });

  test('a product with an assumed factor looks assumed', () => {
    expect(tierOf('hbm3e').perNode.capacityBytes?.low).toMatchObject({
      kind: 'assumed',
      note: expect.stringContaining('8 times'),
    });
    expect(tierOf('nvme_gen4').perNode.readBytesPerSecond?.low.kind).toBe('derived');
  });
});

describe('what was doubted', () => {
  test('a device’s latency is no floor: CXL does not fetch faster than memory', () => {
    expect(tierOf('cxl').deviceLatencySeconds?.value).toBe(3e-7);
    expect(tierOf('cxl').fetchFloorSeconds?.low.value).toBe(tierOf('dram_ddr5').fetchFloorSeconds?.low.value);
    expect(tierOf('cxl').fetchFloorSeconds?.typical.kind).toBe('assumed');
    for (const { kind, deviceLatencySeconds } of STORAGE_TIERS)
      if (deviceLatencySeconds) expect(['hbm', 'cxl']).toContain(kind);
  });

  test('the floor of memory is the intercept of vLLM’s published load times', () => {
    // 10K to 100K tokens of Llama 3.1 8B, 131,072 B each: seconds of the figure.
    const points: readonly (readonly [number, number])[] = [
      [10, 0.046],
      [20, 0.074],
      [30, 0.101],
      [40, 0.13],
      [50, 0.157],
      [60, 0.193],
      [70, 0.222],
      [100, 0.314],
    ];
    const meanSize = points.reduce((sum, [size]) => sum + size, 0) / points.length;
    const meanTime = points.reduce((sum, [, time]) => sum + time, 0) / points.length;
    const covariance = points.reduce((sum, [size, time]) => sum + (size - meanSize) * (time - meanTime), 0);
    const slope = covariance / points.reduce((sum, [size]) => sum + (size - meanSize) ** 2, 0);
    expect(tierOf('dram_ddr5').fetchFloorSeconds?.typical.value).toBeCloseTo(meanTime - slope * meanSize, 4);
    // 43.9 GB/s lies within what one accelerator is said to take.
    const bytesPerSecond = (1_000 * 131_072) / slope;
    const link = tierOf('dram_ddr5').readPerGpu.effectiveBytesPerSecond;
    expect(bytesPerSecond).toBeGreaterThan(link?.low.value ?? Number.NaN);
    expect(bytesPerSecond).toBeLessThan(link?.high.value ?? Number.NaN);
  });

  test('factors for what surrounds memory and drives make a rent assumed', () => {
    const [, memory] = tierOf('dram_ddr5').rents;
    expect(memory?.usdPerGbMonth.low.value).toBeCloseTo((30 * 1.3) / 60, 9);
    const [, drives] = tierOf('nvme_gen5').rents;
    expect(drives?.usdPerGbMonth.low.value).toBeCloseTo((0.365 * 2.5) / 60, 4);
    for (const id of ['dram_ddr5', 'nvme_gen4', 'nvme_gen5', 'nvme_gen6', 'nvme_node', 'net_nvme_weka', 'cxl'])
      for (const { usdPerGbMonth } of tierOf(id).rents) {
        expect(usdPerGbMonth.low).toMatchObject({
          kind: 'assumed',
          note: expect.stringMatching(/factor|price|memory/i),
        });
      }
  });

  test('memory’s lower bandwidth was measured on four accelerators, and 26 ms per GB are 38.5 GB/s', () => {
    expect(tierOf('dram_ddr5').read.effectiveBytesPerSecond?.low.note).toContain('four H100s, not eight');
    expect(tierOf('cpu_restore_glm').read.effectiveBytesPerSecond?.low.value).toBeCloseTo(38.46e9, -8);
  });
});

describe('prices', () => {
  test('of drives are those of the rent used for offers', () => {
    const [, latest] = tierOf('nvme_gen5').rents;
    const usdPerByteHour = (latest?.usdPerGbMonth.low.value ?? Number.NaN) / 1e9 / 730;
    expect(usdPerByteHour).toBeCloseTo(NVME_RENT.usdPerByteHour.value, 20);
  });

  test('of a day are those of its period', () => {
    const { rents } = tierOf('nvme_gen5');
    expect(rentOn({ rents, day: '2025-03-31' })).toBeUndefined();
    expect(rentOn({ rents, day: '2025-04-01' })?.pricesOf).toBe('2Q25');
    expect(rentOn({ rents, day: '2025-12-31' })?.pricesOf).toBe('2Q25');
    expect(rentOn({ rents, day: '2026-01-01' })?.pricesOf).toBe('1Q26');
    expect(rentOn({ rents: tierOf('s3_express').rents, day: '1999-01-01' })?.usdPerGbMonth.low.value).toBe(0.11);
    expect(rentOn({ rents: tierOf('lpddr_c2c').rents, day: '2026-11-21' })).toBeUndefined();
  });

  test('wear: a drive’s price over what may be written to it', () => {
    expect(tierOf('nvme_gen5').wearUsdPerGbWritten?.value).toBeCloseTo(365 / (365 * 5) / 1_000, 9);
    expect(tierOf('nvme_gen6').wearUsdPerGbWritten?.value).toBeCloseTo(10_950 / 56_064 / 1_000, 5);
    // 56,064 TB are one write a day of 30.72 TB for five years.
    expect(tierOf('nvme_gen6').endurance[0]?.bytesWritten.value).toBeCloseTo(30.72e12 * 365 * 5, -12);
  });

  test('memory does not wear, a seller’s drives are not ours; nothing else is free of wear', () => {
    const free = STORAGE_TIERS.filter(({ wearUsdPerGbWritten: wear }) => wear?.value === 0).map(({ kind }) => kind);
    expect(new Set(free)).toEqual(new Set(['hbm', 'dram', 'cxl', 'object']));
  });

  test('licences that nobody publishes are unknown, not 0', () => {
    const unknown = STORAGE_TIERS.filter(({ licenceUsdPerGbMonth }) => licenceUsdPerGbMonth === null);
    expect(unknown.map(({ id }) => id)).toEqual(['net_nvme_weka', 'net_nvme_gds_1gpu', 'net_fs_scale']);
  });
});
