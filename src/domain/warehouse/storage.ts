import { SECONDS_PER_DAY, type Bytes, type Ratio, type Seconds } from '../units.ts';
import { wholeUnits } from './whole-units.ts';

/** What a tier must take in and give out, on average. */
export interface StorageNeed {
  readonly capacityBytes: Bytes;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
}

/**
 * Capacity and bandwidth that a fleet asks of a tier.
 *
 *     write    = new tokens a second × admitted × stored bytes per token
 *     read     = hit tokens a second × stored bytes per token
 *     capacity = write × retention ÷ fill
 *
 * Example: 26,000 new tokens a second of Llama 3.1 70B in bf16 kept for an hour: 8.5 GB/s and 30.7 TB at a fill of 1.
 * For a tier that reads keep alive, give the token-seconds of `swarm-retention.ts` instead of write × retention.
 */
export function storageNeed({
  newTokensPerSecond,
  hitTokensPerSecond,
  storedBytesPerToken,
  admitRatio,
  retentionSeconds,
  fillRatio,
}: {
  newTokensPerSecond: number;
  hitTokensPerSecond: number;
  /** After the codec. */
  storedBytesPerToken: Bytes;
  admitRatio: Ratio;
  retentionSeconds: Seconds;
  /** How full the tier is let become. */
  fillRatio: Ratio;
}): StorageNeed {
  const writeBytesPerSecond = newTokensPerSecond * admitRatio * storedBytesPerToken;
  return {
    capacityBytes: (writeBytesPerSecond * retentionSeconds) / fillRatio,
    readBytesPerSecond: hitTokensPerSecond * storedBytesPerToken,
    writeBytesPerSecond,
  };
}

/** One drive, as its maker rates it and as it performs. */
export interface Drive {
  readonly capacityBytes: Bytes;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** Times its capacity that may be written in a day; Infinity where nothing wears. */
  readonly writesPerDay: number;
}

export type DriveConstraint = 'capacity' | 'read' | 'write' | 'endurance';

export interface DriveCount {
  readonly drives: number;
  readonly binding: DriveConstraint;
  readonly constraints: readonly { readonly name: DriveConstraint; readonly drives: number }[];
  /** Times its capacity that each drive is written in a day, at that number. */
  readonly driveWritesPerDay: number;
  /** By size, where drives of two sizes are taken. */
  readonly lots?: readonly DriveLot[];
}

export interface DriveLot {
  readonly capacityBytes: Bytes;
  readonly drives: number;
}

/** Drives as they are bought for nodes: all of them together. */
export interface PlacedDrives extends DriveCount {
  readonly lots: readonly DriveLot[];
  /** Of all drives. */
  readonly capacityBytes: Bytes;
  /** Even the largest drives in every place are too few, for room, bandwidth or wear. */
  readonly isShort: boolean;
}

/**
 * Drives for a need at its peak, and what decides.
 *
 * A tier written through and kept for a retention writes its capacity once per retention: DWPD = 1 ÷ retention in days,
 * whatever the model. Example: 8.5 GB/s kept for 8 hours is 245 TB; on drives of 30.72 TB, 14 GB/s and 1 DWPD capacity asks for
 * 8, endurance for 24: endurance decides.
 * Ignores protection against failures; give the usable capacity of a drive where some is spent on it.
 */
export function drivesFor({
  need,
  drive,
  peakToMeanRatio,
}: {
  need: StorageNeed;
  drive: Drive;
  /** Bandwidth must serve the busiest hour; capacity and wear follow the mean. */
  peakToMeanRatio: number;
}): DriveCount {
  const writtenPerDay = need.writeBytesPerSecond * SECONDS_PER_DAY;
  const constraints = [
    { name: 'capacity' as const, drives: need.capacityBytes / drive.capacityBytes },
    { name: 'read' as const, drives: (need.readBytesPerSecond * peakToMeanRatio) / drive.readBytesPerSecond },
    { name: 'write' as const, drives: (need.writeBytesPerSecond * peakToMeanRatio) / drive.writeBytesPerSecond },
    { name: 'endurance' as const, drives: writtenPerDay / (drive.capacityBytes * drive.writesPerDay) },
  ];
  const binding = constraints.reduce((most, each) => (each.drives > most.drives ? each : most));
  const drives = wholeUnits(binding.drives);
  return {
    drives,
    binding: binding.name,
    constraints,
    driveWritesPerDay: drives > 0 ? writtenPerDay / (drives * drive.capacityBytes) : 0,
  };
}

/**
 * Drives for a need in the places of a fleet: the fewest paid bytes of two sizes.
 *
 *     number   at least those that give each node its bandwidth, and the need's own read and write rates at the peak
 *     room     max(need, written a day ÷ writes a day); drives of the larger size, one by one, only where all places taken with
 *              the smaller one have less
 *
 * Each size reads and writes as fast. `constraints` are in drives of the smaller size.
 * Example: 16 places of 3.84 TB hold 61.4 TB. For 63.8 TB one of them takes a drive of 30.72 TB: 88.3 TB, not 491.5.
 * Ignores that of drives side by side the larger one holds, and so is read for, more; and protection against failures.
 */
export function drivesInPlaces({
  need,
  drive,
  largestBytes,
  places,
  fewest,
  peakToMeanRatio,
}: {
  need: StorageNeed;
  /** Of the smaller size. */
  drive: Drive;
  largestBytes: Bytes;
  /** Infinity: as many as are wanted. */
  places: number;
  /** Drives that give the nodes the bandwidth they are planned with. */
  fewest: number;
  peakToMeanRatio: number;
}): PlacedDrives {
  const { constraints: asked } = drivesFor({ need, drive, peakToMeanRatio });
  const constraints = asked.map((each) =>
    each.name === 'read' ? { ...each, drives: Math.max(each.drives, fewest) } : each,
  );
  const most = (names: readonly DriveConstraint[]): number =>
    Math.max(0, ...constraints.map((each) => (names.includes(each.name) ? each.drives : 0)));
  const busy = wholeUnits(most(['read', 'write']));
  const roomBytes = most(['capacity', 'endurance']) * drive.capacityBytes;
  const extraBytes = largestBytes - drive.capacityBytes;
  const missingBytes = places === Infinity ? 0 : Math.max(0, roomBytes - places * drive.capacityBytes);
  const large = missingBytes === 0 || extraBytes <= 0 ? 0 : Math.min(places, wholeUnits(missingBytes / extraBytes));
  const wanted = large + wholeUnits((roomBytes - large * largestBytes) / drive.capacityBytes);
  const drives = Math.min(places, Math.max(busy, wanted));
  const capacityBytes = large * largestBytes + (drives - large) * drive.capacityBytes;
  const binding = constraints.reduce((top, each) => (each.drives > top.drives ? each : top));
  return {
    drives,
    binding: binding.name,
    constraints,
    driveWritesPerDay: drives > 0 ? (need.writeBytesPerSecond * SECONDS_PER_DAY) / capacityBytes : 0,
    lots: [
      { capacityBytes: drive.capacityBytes, drives: drives - large },
      { capacityBytes: largestBytes, drives: large },
    ].filter((lot) => lot.drives > 0),
    capacityBytes,
    isShort: busy > places || wholeUnits(roomBytes / drive.capacityBytes - capacityBytes / drive.capacityBytes) > 0,
  };
}

/** Network cards that carry so much. Example: 60 GB/s over cards of 400 Gbit/s (50 GB/s) used to 80 %: 2. */
export function nicsFor({
  bytesPerSecond,
  nicBytesPerSecond,
  usableRatio,
}: {
  bytesPerSecond: number;
  nicBytesPerSecond: number;
  usableRatio: Ratio;
}): number {
  return wholeUnits(bytesPerSecond / (nicBytesPerSecond * usableRatio));
}

/**
 * Bandwidth that reaches the accelerators of a node where data passes through its main memory: written there once and read
 * once, so at most half of what memory moves.
 *
 * Example: 300 GB/s from the network into a node whose memory moves 430 GB/s: 215 GB/s. On a direct path (GPUDirect) there is
 * no such limit.
 */
export function bouncedBytesPerSecond({
  tierBytesPerSecond,
  memoryBytesPerSecond,
}: {
  tierBytesPerSecond: number;
  /** `null`: a direct path. */
  memoryBytesPerSecond: number | null;
}): number {
  return memoryBytesPerSecond === null ? tierBytesPerSecond : Math.min(tierBytesPerSecond, memoryBytesPerSecond / 2);
}
