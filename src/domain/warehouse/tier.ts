import type { Fact } from '../fact.ts';
import type { Bytes, Ratio, Seconds, Usd } from '../units.ts';

/**
 * Where KV cache can lie. `local-nvme`: drives of the node itself. `network-nvme`: drives of other machines, reached by
 * RDMA. `file`: a shared file system, through the processor's memory. `hdd`: disks that turn.
 */
export const TIER_KINDS = ['hbm', 'dram', 'cxl', 'local-nvme', 'network-nvme', 'file', 'object', 'hdd'] as const;
export type TierKind = (typeof TIER_KINDS)[number];

/**
 * What capacity, bandwidth and drives of a tier are of. `instance`: the accelerators that serve one model together, where
 * that many were measured and no other number is known. `account`: whatever a cloud lets one store.
 */
export const TIER_UNITS = ['gpu', 'superchip', 'device', 'drive', 'node', 'instance', 'account'] as const;
export type TierUnit = (typeof TIER_UNITS)[number];

/** Two ends, each with its own source; equal where one figure is known. Who needs one figure takes the lower. */
export interface FactRange<T> {
  readonly low: Fact<T>;
  readonly high: Fact<T>;
}

/** A range and what to expect within it. */
export interface FactSpread<T> extends FactRange<T> {
  readonly typical: Fact<T>;
}

/** Bytes per second in one direction. */
export interface TierBandwidth {
  /** What the part is rated at, or its maker claims. */
  readonly ratedBytesPerSecond: FactRange<number> | null;
  /** What somebody got who moved KV cache or large blocks. */
  readonly effectiveBytesPerSecond: FactRange<number> | null;
}

/** What keeping data costs, on `[from, to)`: ISO dates, `null` is open. */
export interface TierRent {
  /** The time the price was read, as its source calls it: `2Q25`, `mid-2026`. */
  readonly pricesOf: string;
  readonly from: string | null;
  readonly to: string | null;
  /** A GB is 10⁹ bytes, a month 730 hours. Drives or memory and all that surrounds them. */
  readonly usdPerGbMonth: FactRange<Usd>;
  /** What buying the drives or memory alone costs. `null` where only rent is known. */
  readonly purchaseUsdPerGb: FactRange<Usd> | null;
}

/** What it draws, and what draws it. */
export interface TierPower {
  readonly of: string;
  /** How much that holds; `null` where it differs. */
  readonly ofBytes: Bytes | null;
  readonly watts: FactRange<number>;
}

/** What a maker warrants that may be written to one drive. */
export interface DriveEndurance {
  readonly drive: string;
  readonly bytesWritten: Fact<Bytes>;
}

/** One place to keep KV cache. `null` is not known, never 0: a computation that needs it asks for it. */
export interface StorageTier {
  readonly id: string;
  readonly name: string;
  readonly kind: TierKind;
  readonly unit: TierUnit;
  /** The unit as its source describes it. */
  readonly unitDescription: string;
  /** Units in a node of eight accelerators. */
  readonly unitsPerNode: Fact<number> | null;
  /** Of one unit. */
  readonly capacityBytes: FactRange<Bytes> | null;
  readonly read: TierBandwidth;
  readonly write: TierBandwidth;
  /** What one accelerator can take from it, where its own link is the limit. */
  readonly readPerGpu: TierBandwidth;
  /** What all readers together got: of a cluster, a fleet, a node's memory. */
  readonly sharedReadBytesPerSecond: Fact<number> | null;
  /** Of a node of eight accelerators: units times what one does, effectively where that was measured. */
  readonly perNode: {
    readonly capacityBytes: FactRange<Bytes> | null;
    readonly readBytesPerSecond: FactRange<number> | null;
    readonly writeBytesPerSecond: FactRange<number> | null;
  };
  /** From asking for a prefix to its first byte, software included, as somebody measured it. */
  readonly fetchFloorSeconds: FactSpread<Seconds> | null;
  /** Of the bare part. Software takes a thousand times as long, so no time is computed from it. */
  readonly deviceLatencySeconds: Fact<Seconds> | null;
  /** Ascending. Empty where nobody publishes a price. */
  readonly rents: readonly TierRent[];
  /** Fees of a seller for moving data, beside rent. */
  readonly usdPerGbRead: Fact<Usd> | null;
  readonly usdPerGbWritten: Fact<Usd> | null;
  /** What writing wears off a drive. 0 where nothing wears, or where the seller replaces it. */
  readonly wearUsdPerGbWritten: Fact<Usd> | null;
  /** Times its capacity that may be written in a day. */
  readonly driveWritesPerDay: FactRange<Ratio> | 'unlimited' | null;
  readonly endurance: readonly DriveEndurance[];
  readonly power: TierPower | null;
  /** Software that has to be bought with it. */
  readonly licenceUsdPerGbMonth: Fact<Usd> | null;
  readonly notes: readonly string[];
}

/**
 * The rents in force on a day, ISO date: the period it falls into, or `undefined` before the first.
 *
 * Example: PCIe 5 drives on 2025-12-31 have the prices of 2Q25, on 2026-01-01 those of 1Q26.
 * Ignores what prices did between two readings.
 */
export function rentOn({ rents, day }: { rents: readonly TierRent[]; day: string }): TierRent | undefined {
  return rents.find(({ from, to }) => (from === null || from <= day) && (to === null || day < to));
}
