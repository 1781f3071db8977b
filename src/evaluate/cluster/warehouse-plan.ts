import { USABLE_NIC_RATIO } from '../../catalog/cluster-stand-in.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Bytes, type Ratio, type Seconds } from '../../domain/units.ts';
import type { CostLine } from '../../domain/warehouse/cost.ts';
import { drivesFor, nicsFor, type Drive, type DriveCount, type StorageNeed } from '../../domain/warehouse/storage.ts';
import { tierCost } from '../../domain/warehouse/tier-cost.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isReachedOverNetwork } from './cluster-tiers.ts';
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

/**
 * What a warehouse comes to behind a fleet of so many nodes: room, bandwidth, drives, cards and every line of its bill.
 *
 *     capacity   mean tokens kept (`swarmOutcome`) × stored bytes × admitted ÷ fill, or as given
 *     write      tokens written × admitted × stored bytes        read     what it serves itself × stored bytes
 *     drives     `drivesFor`; local ones no fewer than give each node its bandwidth, and those are paid
 *
 * Of drives the smaller size where enough of them fit the nodes, else the larger. Example: 40 TB on five nodes of eight drives:
 * 12 of 3.84 TB would hold them, 40 are there for the bandwidth.
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
}): WarehousePlan {
  const { scenario, plan, planned, tier, caches } = terms;
  const { cluster } = scenario;
  const retentionSeconds = warehouseWindowSeconds(terms);
  const outcome = caches.outcomeAt(retentionSeconds);
  const storedBytes = planned.bytesPerToken * cluster.admitRatio;
  const need: StorageNeed = {
    capacityBytes:
      cluster.warehouseBytes ?? ((outcome.storedTokenSeconds / SECONDS_PER_MONTH) * storedBytes) / cluster.fillRatio,
    readBytesPerSecond: plan.demand.inputTokensPerSecond * hitRatio * planned.bytesPerToken,
    writeBytesPerSecond: (outcome.writtenTokens / SECONDS_PER_MONTH) * storedBytes,
  };
  const places = tier.unitsPerNode === null ? null : tier.unitsPerNode.value * nodes;
  const chosen = chooseDrive({ tier, need, places, peakToMeanRatio: plan.demand.peakToMeanRatio });
  const onNodes =
    chosen && places !== null && cluster.warehouseBytes === null && cluster.warehouseBytesPerSecond === null
      ? Math.max(chosen.count.drives, places) * chosen.drive.capacityBytes
      : 0;
  const paidBytes = Math.max(need.capacityBytes, onNodes);
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
    drives: chosen?.count ?? null,
    drive: chosen && { name: chosen.name, capacityBytes: chosen.drive.capacityBytes },
    nicsPerNode,
    retentionSeconds,
    isSized: cluster.warehouseBytes === null,
    paidBytes,
    lines: linesOf({ terms, need, paidBytes, nics: nicsPerNode * nodes }),
    watts: wattsOf({ tier, paidBytes, drives: chosen ? paidBytes / chosen.drive.capacityBytes : null }),
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

interface ChosenDrive {
  readonly name: string;
  readonly drive: Drive;
  readonly count: DriveCount;
}

function chooseDrive({
  tier,
  need,
  places,
  peakToMeanRatio,
}: {
  tier: StorageTier;
  need: StorageNeed;
  /** Drives that all nodes take; `null`: any number. */
  places: number | null;
  peakToMeanRatio: number;
}): ChosenDrive | null {
  if (tier.unit !== 'drive' || !tier.capacityBytes || tier.driveWritesPerDay === null) return null;
  const read = tier.read.effectiveBytesPerSecond ?? tier.read.ratedBytesPerSecond;
  const write = tier.write.effectiveBytesPerSecond ?? tier.write.ratedBytesPerSecond;
  if (!read || !write) return null;
  const writesPerDay = tier.driveWritesPerDay === 'unlimited' ? Infinity : tier.driveWritesPerDay.low.value;
  const of = (capacityBytes: Bytes): ChosenDrive => {
    const drive: Drive = {
      capacityBytes,
      readBytesPerSecond: read.low.value,
      writeBytesPerSecond: write.low.value,
      writesPerDay,
    };
    return { name: tier.name, drive, count: drivesFor({ need, drive, peakToMeanRatio }) };
  };
  const small = of(tier.capacityBytes.low.value);
  return places === null || small.count.drives <= places ? small : of(tier.capacityBytes.high.value);
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
