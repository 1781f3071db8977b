import type { Fact } from '../../domain/fact.ts';
import type { FactRange, FactSpread, StorageTier, TierBandwidth } from '../../domain/warehouse/tier.ts';
import { assumed } from '../provenance.ts';

/** Short ways to write tiers. Figures are written in GB and GB/s, 10⁹ bytes each, as their sources print them. */

const GB = 1e9;

export function same<T>(fact: Fact<T>): FactRange<T> {
  return { low: fact, high: fact };
}

/** Both ends from one source. */
export function span<T>({ low, high, as }: { low: T; high: T; as: (value: T) => Fact<T> }): FactRange<T> {
  return { low: as(low), high: as(high) };
}

export interface BandwidthRow {
  readonly ratedGbPerS?: FactRange<number>;
  readonly effectiveGbPerS?: FactRange<number>;
}

export interface TierRow extends Pick<StorageTier, 'id' | 'name' | 'kind' | 'unit' | 'unitDescription'> {
  readonly unitsPerNode?: Fact<number>;
  readonly capacityGb?: FactRange<number>;
  readonly read?: BandwidthRow;
  readonly write?: BandwidthRow;
  readonly readPerGpu?: BandwidthRow;
  readonly sharedReadGbPerS?: Fact<number>;
  readonly fetchFloorSeconds?: FactSpread<number>;
  readonly deviceLatencySeconds?: Fact<number>;
  readonly rents?: StorageTier['rents'];
  readonly usdPerGbRead?: Fact<number>;
  readonly usdPerGbWritten?: Fact<number>;
  readonly wearUsdPerGbWritten?: Fact<number>;
  readonly driveWritesPerDay?: StorageTier['driveWritesPerDay'];
  readonly endurance?: StorageTier['endurance'];
  readonly power?: StorageTier['power'];
  readonly licenceUsdPerGbMonth?: Fact<number>;
  readonly notes?: readonly string[];
}

export function tier({ id, name, kind, unit, unitDescription, ...row }: TierRow): StorageTier {
  const capacityBytes = scaledRange(row.capacityGb, GB);
  const read = bandwidth(row.read);
  const write = bandwidth(row.write);
  const onNode = (range: FactRange<number> | null): FactRange<number> | null => {
    const units = row.unitsPerNode;
    return range === null || units === undefined ? null : timesUnits({ range, units });
  };
  return {
    id,
    name,
    kind,
    unit,
    unitDescription,
    unitsPerNode: row.unitsPerNode ?? null,
    capacityBytes,
    read,
    write,
    readPerGpu: bandwidth(row.readPerGpu),
    sharedReadBytesPerSecond: row.sharedReadGbPerS ? scaled(row.sharedReadGbPerS, GB) : null,
    perNode: {
      capacityBytes: onNode(capacityBytes),
      readBytesPerSecond: onNode(read.effectiveBytesPerSecond ?? read.ratedBytesPerSecond),
      writeBytesPerSecond: onNode(write.effectiveBytesPerSecond ?? write.ratedBytesPerSecond),
    },
    fetchFloorSeconds: row.fetchFloorSeconds ?? null,
    deviceLatencySeconds: row.deviceLatencySeconds ?? null,
    rents: row.rents ?? [],
    usdPerGbRead: row.usdPerGbRead ?? null,
    usdPerGbWritten: row.usdPerGbWritten ?? null,
    wearUsdPerGbWritten: row.wearUsdPerGbWritten ?? null,
    driveWritesPerDay: row.driveWritesPerDay ?? null,
    endurance: row.endurance ?? [],
    power: row.power ?? null,
    licenceUsdPerGbMonth: row.licenceUsdPerGbMonth ?? null,
    notes: row.notes ?? [],
  };
}

function bandwidth(row: BandwidthRow = {}): TierBandwidth {
  return {
    ratedBytesPerSecond: scaledRange(row.ratedGbPerS, GB),
    effectiveBytesPerSecond: scaledRange(row.effectiveGbPerS, GB),
  };
}

function scaledRange(range: FactRange<number> | undefined, factor: number): FactRange<number> | null {
  return range ? { low: scaled(range.low, factor), high: scaled(range.high, factor) } : null;
}

/** What is left behind the point is noise of the multiplication. */
function scaled(fact: Fact<number>, factor: number): Fact<number> {
  return { ...fact, value: Math.round(fact.value * factor) };
}

/** A product is derived, unless one of its factors is an assumption: then it is one too. */
function timesUnits({ range, units }: { range: FactRange<number>; units: Fact<number> }): FactRange<number> {
  const times = (fact: Fact<number>): Fact<number> =>
    units.value === 1
      ? fact
      : {
          ...fact,
          value: fact.value * units.value,
          kind: fact.kind === 'assumed' || units.kind === 'assumed' ? 'assumed' : 'derived',
          note: `${units.value} times one. ${fact.note ?? ''} ${units.note ?? ''}`.replaceAll(/\s+/gu, ' ').trim(),
        };
  return { low: times(range.low), high: times(range.high) };
}

/** Where the unit is the node. */
export const ONE_NODE: Fact<number> = assumed(1, 'The unit is the node itself.');
export const EIGHT_GPUS: Fact<number> = assumed(8, 'A node of eight accelerators, as H100 to B300 servers have.');

/** What is used with software that costs nothing. */
export const NO_LICENCE: Fact<number> = assumed(
  0,
  'None has to be bought: vLLM, SGLang, LMCache and Mooncake, all open source, keep KV cache there.',
);

export const NO_WEAR: Fact<number> = assumed(0, 'Memory does not wear off by writing.');
