import { USABLE_NIC_RATIO } from '../../catalog/cluster-stand-in.ts';
import {
  HOURS_PER_MONTH,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type Bytes,
  type Ratio,
  type Seconds,
  type Tokens,
  type Usd,
} from '../../domain/units.ts';
import type { CostLine } from '../../domain/warehouse/cost.ts';
import { drivesInPlaces, nicsFor, type PlacedDrives, type StorageNeed } from '../../domain/warehouse/storage.ts';
import { tierCost, WRITE_OFF_MONTHS } from '../../domain/warehouse/tier-cost.ts';
import { rentOn, type StorageTier } from '../../domain/warehouse/tier.ts';
import { wholeUnits } from '../../domain/warehouse/whole-units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isReachedOverNetwork, mostBytesPerNode } from './cluster-tiers.ts';
import type { ClusterPlan, PlannedTier, WarehousePlan } from './cluster-view.ts';
import type { SwarmCaches } from './swarm-caches.ts';

const BYTES_PER_GB = 1e9;
const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR;

/** A warehouse and the tier it is made of. */
export interface WarehouseTerms {
  readonly scenario: Pick<Scenario, 'cluster' | 'warehouse' | 'asOf'>;
  readonly plan: Pick<ClusterPlan, 'demand' | 'gpusPerNode'>;
  readonly planned: PlannedTier;
  readonly tier: StorageTier;
  readonly caches: SwarmCaches;
}

/** How long the warehouse keeps what is not used: as long as asked for, or as its room allows. */
export function warehouseWindowSeconds({ scenario, planned, caches }: Omit<WarehouseTerms, 'plan' | 'tier'>): Seconds {
  const { warehouseBytes, fillRatio, admitRatio } = scenario.cluster;
  const { retentionSeconds } = scenario.warehouse;
  if (warehouseBytes === null) return retentionSeconds;
  const takenIn = planned.bytesPerToken * admitRatio;
  if (takenIn === 0) return retentionSeconds;
  return Math.min(retentionSeconds, caches.windowOf((warehouseBytes * fillRatio) / takenIn));
}

/** Tokens that fit the nodes of a fleet, where nodes bound it; else Infinity. Without nodes nothing is known to bound it. */
export function warehouseRoomTokens({ terms, nodes }: { terms: WarehouseTerms; nodes: number }): Tokens {
  const { fillRatio, admitRatio } = terms.scenario.cluster;
  const takenIn = terms.planned.bytesPerToken * admitRatio;
  const most = mostBytesPerNode(terms.tier);
  return most === null || nodes === 0 || takenIn === 0 ? Infinity : (nodes * most * fillRatio) / takenIn;
}

/** A warehouse, and times its capacity that it is written in a day; `null` where nothing wears, or that is not known. */
export type WornWarehousePlan = WarehousePlan & { readonly driveWritesPerDay: number | null };

/**
 * What a warehouse comes to behind a fleet of so many nodes: room, bandwidth, drives, cards and every line of its bill.
 *
 *     capacity   mean tokens kept (`swarmOutcome`) × stored bytes × admitted ÷ fill, or as given; no more than nodes hold
 *     write      tokens written × admitted × stored bytes        read     what it serves itself × stored bytes
 *     drives     `drivesInPlaces`: at least those that give each node the bandwidth that the plan uses; all of them are paid
 *     window     as asked for, or what fits the nodes where that is less
 *
 * Example: 40 TB on five nodes of eight drives: 12 of 3.84 TB would hold them, 40 are there for the bandwidth.
 * Ignores protection against failures and copies of what several nodes store where nothing is shared.
 */
export function warehousePlan({
  terms,
  nodes,
  hitRatio,
}: {
  terms: WarehouseTerms;
  nodes: number;
  /** Of all input, served from the warehouse itself. */
  hitRatio: Ratio;
}): WornWarehousePlan {
  const { scenario, plan, planned, tier, caches } = terms;
  const { cluster } = scenario;
  const askedSeconds = warehouseWindowSeconds(terms);
  const roomTokens = warehouseRoomTokens({ terms, nodes });
  const retentionSeconds = roomTokens === Infinity ? askedSeconds : Math.min(askedSeconds, caches.windowOf(roomTokens));
  const isBound = retentionSeconds < askedSeconds;
  const outcome = caches.outcomeAt(retentionSeconds);
  const storedBytes = planned.bytesPerToken * cluster.admitRatio;
  const keptBytes = ((outcome.storedTokenSeconds / SECONDS_PER_MONTH) * storedBytes) / cluster.fillRatio;
  const need: StorageNeed = {
    capacityBytes:
      cluster.warehouseBytes ??
      (isBound ? Math.min(keptBytes, (roomTokens * storedBytes) / cluster.fillRatio) : keptBytes),
    readBytesPerSecond: plan.demand.inputTokensPerSecond * hitRatio * planned.bytesPerToken,
    writeBytesPerSecond: (outcome.writtenTokens / SECONDS_PER_MONTH) * storedBytes,
  };
  const drives = drivesOf({ terms, need, nodes });
  const paidBytes = Math.max(need.capacityBytes, drives?.capacityBytes ?? 0);
  const nicsPerNode =
    planned.bytesPerSecondPerNode !== null && isReachedOverNetwork({ tier, sharing: cluster.warehouseSharing })
      ? nicsFor({
          bytesPerSecond: planned.bytesPerSecondPerNode,
          nicBytesPerSecond: cluster.nicBytesPerSecond,
          usableRatio: USABLE_NIC_RATIO.value,
        })
      : 0;
  return {
    need,
    drives,
    // Of two sizes the mean, so that number times size is what is paid; `lots` has both.
    drive: drives && {
      name: tier.name,
      capacityBytes: drives.drives > 0 ? drives.capacityBytes / drives.drives : (tier.capacityBytes?.low.value ?? 0),
    },
    driveWritesPerDay: writesPerDayOf({ tier, need, paidBytes }),
    nicsPerNode,
    retentionSeconds,
    isSized: cluster.warehouseBytes === null && !isBound,
    paidBytes,
    lines: linesOf({ terms, need, paidBytes, nics: nicsPerNode * nodes }),
    watts: wattsOf({ tier, paidBytes, drives: drives?.drives ?? null }),
  };
}

function linesOf({
  terms: { scenario, planned, tier },
  need,
  paidBytes,
  nics,
}: {
  terms: WarehouseTerms;
  need: StorageNeed;
  paidBytes: Bytes;
  nics: number;
}): readonly CostLine[] {
  const { cluster } = scenario;
  const licence = cluster.licenceUsdPerGbMonth ?? tier.licenceUsdPerGbMonth?.value;
  return tierCost({
    prices: {
      rentUsdPerByteHour:
        planned.usdPerGbMonth === null ? null : planned.usdPerGbMonth / BYTES_PER_GB / HOURS_PER_MONTH,
      ...writeOffOf({ planned, tier, day: scenario.asOf }),
      wearUsdPerByteWritten: perByte(tier.wearUsdPerGbWritten?.value),
      // A fee that a tier does not have is none.
      feeUsdPerByteRead: perByte(tier.usdPerGbRead?.value ?? 0),
      feeUsdPerByteWritten: perByte(tier.usdPerGbWritten?.value ?? 0),
      licenceUsdPerByteMonth: perByte(licence),
      usdPerNicMonth: cluster.usdPerNicMonth,
    },
    use: {
      capacityBytes: paidBytes,
      readBytesPerSecond: need.readBytesPerSecond,
      writeBytesPerSecond: need.writeBytesPerSecond,
      nics,
      watts: null,
    },
    // Power of a whole rung is one line of its bill, where it is paid apart.
    electricity: null,
  }).filter(({ name, usdPerMonth }) => name !== 'power' && (!name.endsWith('fees') || usdPerMonth !== 0));
}

function perByte(usdPerGb: number | undefined): number | null {
  return usdPerGb === undefined ? null : usdPerGb / BYTES_PER_GB;
}

/** Of what is paid, the part that a purchase written off comes to; no more than is paid. */
function writeOffOf({
  planned: { usdPerGbMonth },
  tier,
  day,
}: {
  planned: PlannedTier;
  tier: StorageTier;
  day: string;
}): { readonly writeOffUsdPerByteMonth?: Usd } {
  const purchase = rentOn({ rents: tier.rents, day })?.purchaseUsdPerGb?.high.value;
  if (purchase === undefined || usdPerGbMonth === null) return {};
  return { writeOffUsdPerByteMonth: Math.min(purchase / WRITE_OFF_MONTHS, usdPerGbMonth) / BYTES_PER_GB };
}

/** `null` where the tier is not made of drives, or what one does is not known. */
function drivesOf({
  terms: { plan, planned, tier },
  need,
  nodes,
}: {
  terms: WarehouseTerms;
  need: StorageNeed;
  nodes: number;
}): PlacedDrives | null {
  if (tier.unit !== 'drive' || !tier.capacityBytes || tier.driveWritesPerDay === null) return null;
  const read = tier.read.effectiveBytesPerSecond ?? tier.read.ratedBytesPerSecond;
  const write = tier.write.effectiveBytesPerSecond ?? tier.write.ratedBytesPerSecond;
  if (!read || !write) return null;
  const places = tier.unitsPerNode === null ? Infinity : tier.unitsPerNode.value;
  const perNode = wholeUnits((planned.bytesPerSecondPerNode ?? 0) / read.low.value);
  return drivesInPlaces({
    need,
    drive: {
      capacityBytes: tier.capacityBytes.low.value,
      readBytesPerSecond: read.low.value,
      writeBytesPerSecond: write.low.value,
      writesPerDay: tier.driveWritesPerDay === 'unlimited' ? Infinity : tier.driveWritesPerDay.low.value,
    },
    largestBytes: tier.capacityBytes.high.value,
    // Without a fleet there are no places to fill.
    places: nodes === 0 ? Infinity : places * nodes,
    fewest: Math.min(places, perNode) * nodes,
    peakToMeanRatio: plan.demand.peakToMeanRatio,
  });
}

function writesPerDayOf({
  tier: { driveWritesPerDay },
  need,
  paidBytes,
}: {
  tier: StorageTier;
  need: StorageNeed;
  paidBytes: Bytes;
}): number | null {
  if (driveWritesPerDay === null || driveWritesPerDay === 'unlimited') return null;
  return paidBytes > 0 ? (need.writeBytesPerSecond * SECONDS_PER_DAY) / paidBytes : 0;
}

/** Of what is paid, busy: of a range the higher end. */
function wattsOf({
  tier: { power },
  paidBytes,
  drives,
}: {
  tier: StorageTier;
  paidBytes: Bytes;
  drives: number | null;
}): number | null {
  if (!power) return null;
  const units = power.ofBytes === null ? drives : paidBytes / power.ofBytes;
  return units === null ? null : units * power.watts.high.value;
}
