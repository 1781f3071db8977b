import type { ClusterEvaluation, CopiesView, TierWindowsView } from '../../../../evaluate/cluster/cluster-view.ts';
import type { DriveConstraint } from '../../../../domain/warehouse/storage.ts';
import { formatBytes, formatNumber, formatPercent, formatSeconds, formatSignificant } from '../../../format/number.ts';
import { counted, formatFactor } from '../cluster-words.ts';

export const DRIVE_CONSTRAINTS: Readonly<Record<DriveConstraint, string>> = {
  capacity: 'capacity',
  read: 'read bandwidth',
  write: 'write bandwidth',
  endurance: 'endurance (DWPD)',
};

/** How many drives and what decides, or why there is no number. */
export function drivesInWords({ warehouse, plan }: Pick<ClusterEvaluation, 'warehouse' | 'plan'>): string {
  const { drives, drive } = warehouse;
  const tier = plan.tiers.find(({ role }) => role === 'warehouse')?.name ?? 'the tier';
  if (!drives || !drive) return `${tier}: what one drive holds or does is not known, so drives are not counted.`;
  const lots = (drives.lots ?? []).filter(({ drives: count }) => count > 0);
  const what =
    lots.length > 1
      ? lots
          .map(
            (lot) =>
              `${counted({ count: lot.drives, one: 'drive', many: 'drives' })} of ${formatBytes(lot.capacityBytes)}`,
          )
          .join(' and ')
      : `${counted({ count: drives.drives, one: 'drive', many: 'drives' })} of ${formatBytes(drive.capacityBytes)}`;
  return `${what}: ${DRIVE_CONSTRAINTS[drives.binding]} decides.`;
}

/** DWPD as the field writes it: 0.33. */
export function formatDwpd(value: number): string {
  return formatSignificant(value, 2);
}

export function nicsInWords({ nicsPerNode }: ClusterEvaluation['warehouse']): string {
  return nicsPerNode === 0
    ? 'none: the tier is not reached over a network'
    : `${counted({ count: nicsPerNode, one: 'card', many: 'cards' })} a node`;
}

/** What is kept and for how long: everything for the retention, or what a given size holds. */
export function sizedInWords({ warehouse }: Pick<ClusterEvaluation, 'warehouse'>): string {
  const kept = formatSeconds(warehouse.retentionSeconds);
  return warehouse.isSized
    ? `As large as it must be to keep everything for ${kept} after its last use.`
    : `At the size that is set, or that the nodes have room for, it keeps what returns within ${kept}.`;
}

/** What the curve says, tier by tier. */
export function windowsInWords({ marks, ceilingRatio, curve }: TierWindowsView): string {
  const parts = marks.map(
    ({ name, windowSeconds, isBeyond, hitRatio }) =>
      `${name} ${windowSeconds <= 0 ? 'keeps nothing' : `keeps ${isBeyond ? 'more than ' : ''}${formatSeconds(windowSeconds)}`}, with which ${formatPercent(hitRatio)} is reached`,
  );
  const longest = curve.at(-1);
  return `${parts.join('; ')}. The ceiling is ${formatPercent(ceilingRatio)}${longest ? `, and ${formatSeconds(longest.windowSeconds)} would reach ${formatPercent(longest.hitRatio)}` : ''}.`;
}

/** Copies that ranks hold, in a sentence. */
export function ranksInWords({ copies, gpus, attention }: { copies: number; gpus: number; attention: string }): string {
  if (gpus === 1) return 'One accelerator holds each sequence once, as the warehouse does.';
  if (copies <= 1.01)
    return `The KV heads divide among the ${formatNumber(gpus, 0)} ranks: together they hold each sequence once, as the warehouse does.`;
  const divided =
    attention === 'data'
      ? ' Here attention is divided by sequences, so each is held once.'
      : ' Attention divided by sequences would hold each once.';
  return `Under tensor parallelism the ${formatNumber(gpus, 0)} ranks hold ${formatSignificant(copies, 3)} copies of every sequence; a warehouse stores one.${divided}`;
}

/** What a warehouse of each node’s own would lose. */
export function sharingInWords({
  sharedHitRatio,
  perNodeHitRatio,
  missAmplification,
  nodes,
  affinityRatio,
}: CopiesView): string {
  if (nodes <= 1) return 'On one node, shared and per node are the same.';
  const lost = sharedHitRatio - perNodeHitRatio;
  const routed = `with ${formatPercent(affinityRatio)} of sessions returning to their node`;
  if (lost < 0.0005) return `On ${formatNumber(nodes, 0)} nodes, ${routed}, one of each node’s own would lose nothing.`;
  const misses = missAmplification === null ? '' : `, ${formatFactor(missAmplification)} the misses`;
  return `On ${formatNumber(nodes, 0)} nodes, ${routed}, one of each node’s own reaches ${formatPercent(perNodeHitRatio)} instead of ${formatPercent(sharedHitRatio)}${misses}.`;
}
