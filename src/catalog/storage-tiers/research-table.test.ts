import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FactRange, StorageTier, TierBandwidth } from '../../domain/warehouse/tier.ts';
import { storageTierById, STORAGE_TIERS } from './index.ts';

/** Column by column against the table it was copied from, where that lies beside the checkout; skipped elsewhere. */

const TABLE = resolve(import.meta.dirname, '../../../../shared/facts/tiers.json');
const hasTable = existsSync(TABLE);
const suite = hasTable ? describe : describe.skip;

type Ends = number | readonly number[];
type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };

function scaled(range: FactRange<number> | null | undefined, factor: number): readonly number[] | undefined {
  return range ? [range.low.value / factor, range.high.value / factor] : undefined;
}

function ends(value: unknown): readonly number[] {
  const listed = value as Ends;
  const list = typeof listed === 'number' ? [listed] : listed;
  return [list[0] ?? Number.NaN, list.at(-1) ?? Number.NaN];
}

const GB = 1e9;
const rated = (bandwidth: TierBandwidth) => scaled(bandwidth.ratedBytesPerSecond, GB);
const effective = (bandwidth: TierBandwidth) => scaled(bandwidth.effectiveBytesPerSecond, GB);
const once = (value: number | undefined) => (value === undefined ? undefined : [value, value]);

/** What a rated or a got bandwidth is called differs from row to row. */
const EFFECTIVE_ROWS = ['remote_dram_rdma', 'net_nvme_gds_1gpu', 'net_fs_scale', 'object_fast'];

const COLUMNS: Readonly<Record<string, (tier: StorageTier) => readonly number[] | undefined>> = {
  capacity_gb: ({ capacityBytes }) => scaled(capacityBytes, GB),
  capacity_tb: ({ capacityBytes }) => scaled(capacityBytes, 1e12),
  read_GBps: ({ id, read }) =>
    id === 'remote_dram_rdma' ? once(effective(read)?.[0]) : (EFFECTIVE_ROWS.includes(id) ? effective : rated)(read),
  read_GBps_node: ({ read }) => effective(read),
  read_GBps_client: ({ read }) => effective(read),
  read_GBps_cluster: (tier) => once((tier.sharedReadBytesPerSecond?.value ?? 0) / GB),
  GBps: (tier) => once((tier.sharedReadBytesPerSecond?.value ?? 0) / GB),
  ms_per_GB: ({ read }) => once(1_000 / (effective(read)?.[0] ?? Number.NaN)),
  raw_GBps: ({ read }) => rated(read),
  line_GBps: ({ read }) => rated(read),
  peak_GBps: ({ read }) => once(effective(read)?.[1]),
  sustained_GBps: ({ read }) => effective(read),
  measured_kv_GBps: ({ read }) => effective(read),
  write_GBps: ({ write }) => rated(write),
  gpu_link_GBps: ({ readPerGpu }) => rated(readPerGpu),
  gpu_link_measured_GBps: ({ readPerGpu }) => effective(readPerGpu),
  watts: ({ power }) => scaled(power?.watts, 1),
  watts_per_64gb_dimm: ({ power }) => scaled(power?.watts, 1),
  usd_per_gb_written: ({ wearUsdPerGbWritten: wear }) => once(wear?.value),
  usd_per_gb_read: ({ usdPerGbRead }) => once(usdPerGbRead?.value),
  usd_per_gb_write: ({ usdPerGbWritten }) => once(usdPerGbWritten?.value),
  dwpd: ({ driveWritesPerDay: writes }) => (writes === 'unlimited' ? undefined : scaled(writes, 1)),
  tbw_seq_max: ({ endurance }) => once((endurance.at(-1)?.bytesWritten.value ?? 0) / 1e12),
};
/** Said in other ways, or tested below. */
const ELSEWHERE = [
  'id',
  'name',
  'scope',
  'src',
  'note',
  'usd_basis',
  'effective_fraction',
  'endurance',
  'latency_s',
  'usd_per_gb_month',
  'usd_per_gb_capex',
  'usd_per_tb_capex',
  'tbw_random',
  'cluster',
  'client',
];

suite(`table of tiers${hasTable ? '' : ' (skipped: not beside this checkout)'}`, () => {
  const rows = hasTable ? (JSON.parse(readFileSync(TABLE, 'utf8')) as { tiers: readonly Row[] }).tiers : [];
  const tierOf = (id: string): StorageTier => {
    const tier = storageTierById(id);
    if (!tier) throw new Error(`No tier ${id}`);
    return tier;
  };

  test('has the same ids and names', () => {
    expect(STORAGE_TIERS.map(({ id, name }) => [id, name])).toEqual(rows.map(({ id, name }) => [id, name]));
  });

  test('has no column that is not compared', () => {
    const columns = new Set(rows.flatMap((row) => Object.keys(row)));
    const unknown = [...columns].filter((column) => !(column in COLUMNS) && !ELSEWHERE.includes(column));
    expect(unknown).toEqual([]);
  });

  test.each(rows)('$id: capacity, bandwidth, watts, wear and fees', (row) => {
    const tier = tierOf(row.id);
    let compared = 0;
    for (const [column, value] of Object.entries(row)) {
      const own = COLUMNS[column];
      if (!own || value === null) continue;
      const listed =
        typeof value === 'object' && !Array.isArray(value) ? ends(Object.values(value as object)) : ends(value);
      const ours = own(tier) ?? [];
      expect(ours.length).toBe(2);
      // Binary figures are kept exact where the table rounds them: 40 GiB/s, 6.6 TiB/s, 8 × 3.84 TB.
      for (const [index, end] of listed.entries()) expect(Math.abs((ours[index] ?? 0) / end - 1)).toBeLessThan(0.0015);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(['s3_standard', 'hdd'].includes(row.id) ? -1 : 0);
  });

  test.each(rows)('$id: rent and price of the parts, by the time they were read', (row) => {
    const { rents } = tierOf(row.id);
    const monthly = row.usd_per_gb_month;
    const ours = rents.map(({ pricesOf, usdPerGbMonth }) => [
      pricesOf,
      usdPerGbMonth.low.value,
      usdPerGbMonth.high.value,
    ]);
    if (typeof monthly === 'number') expect(ours.map(([, ...usd]) => usd)).toEqual([[monthly, monthly]]);
    else if (typeof monthly === 'string') expect(ours.map(([, usd]) => usd)).toEqual([0.13, 0.65]);
    else if (monthly) expect(ours).toEqual(Object.entries(monthly).map(([time, usd]) => [time, usd, usd]));
    // Where the table says nothing, a rent may only be an assumption.
    else expect(rents.filter(({ usdPerGbMonth }) => usdPerGbMonth.low.kind !== 'assumed')).toEqual([]);

    const [column, factor] = row.usd_per_tb_capex ? ['usd_per_tb_capex', 1e3] : ['usd_per_gb_capex', 1];
    const capex = Object.entries((row[column ?? ''] ?? {}) as Readonly<Record<string, Ends>>);
    const bought = rents.flatMap(({ pricesOf, purchaseUsdPerGb }) =>
      purchaseUsdPerGb ? [[pricesOf, scaled(purchaseUsdPerGb, 1 / (factor ?? 1))?.map(rounded)]] : [],
    );
    if (capex.length > 0) expect(bought).toEqual(capex.map(([time, usd]) => [time.replace(' spot', ''), ends(usd)]));
  });

  test('endurance of the drive that publishes it', () => {
    const listed = rows.find(({ id }) => id === 'nvme_gen6')?.tbw_random as Readonly<Record<string, number>>;
    const { endurance } = tierOf('nvme_gen6');
    expect(endurance.slice(0, 2).map(({ bytesWritten }) => bytesWritten.value / 1e12)).toEqual(Object.values(listed));
  });

  test('latencies: of devices apart, floors of software as the lower end', () => {
    const listed = rows.flatMap(({ id, latency_s: seconds }) => (seconds === undefined ? [] : [[id, seconds]]));
    const ours = STORAGE_TIERS.flatMap(({ id, deviceLatencySeconds: device, fetchFloorSeconds: floor }) => {
      const value = device?.value ?? floor?.low.value;
      return listed.some(([other]) => other === id) ? [[id, value]] : [];
    });
    expect(ours).toEqual(listed);
  });
});

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
