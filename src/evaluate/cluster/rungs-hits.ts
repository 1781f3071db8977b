import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import { isFasterThanComputing, type NodeSpeed, type ServingTier } from '../../domain/warehouse/fleet.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan, PlannedTier, RungTier } from './cluster-view.ts';
import type { SwarmCaches } from './swarm-caches.ts';

/** A tier of a plan whose bandwidth and room are known. */
export interface UsableTier {
  readonly planned: PlannedTier;
  readonly bytesPerSecondPerNode: number;
  /** Beyond the request's own floor, which a tier's measured one holds. */
  readonly fetchFloorSeconds: Seconds;
  readonly overlapRatio: Ratio;
  /** Tokens that a fleet of so many nodes keeps there; Infinity where only time limits it. */
  readonly capacityTokensAt: (nodes: number) => Tokens;
  readonly mostSeconds: Seconds;
  /** Of what it could hold, taken in. Which prefixes is left to chance: a rule that picks well loses fewer hits. */
  readonly admitRatio: Ratio;
  /** Caches of their own that the tier is in a fleet of so many nodes: one of an instance, of a node, or one for all. */
  readonly cachesAt: (nodes: number) => number;
}

/** Hits of a tier, and what the fleet model takes of it. */
export interface TierHit {
  readonly tier: UsableTier;
  readonly serving: ServingTier;
  readonly windowSeconds: Seconds;
  readonly hitRatio: Ratio;
  readonly reachedRatio: Ratio;
  readonly isSlower: boolean;
}

/** Tiers as an engine asks them. */
export type OrderedTiers = readonly { readonly tier: UsableTier; readonly isSlower: boolean }[];

/**
 * Tiers in the order in which an engine asks them: as they are given, but a warehouse that is the faster one in every respect
 * before memory of the node. Those that a sensible engine leaves out, because computing is faster, come last.
 *
 * Order by both times, so that a faster warehouse never serves a fleet worse.
 */
export function orderedTiers({
  tiers,
  plan,
  speed,
  loads,
}: {
  tiers: readonly UsableTier[];
  plan: Pick<ClusterPlan, 'demand'>;
  speed: NodeSpeed;
  loads: Scenario['cluster']['loads'];
}): OrderedTiers {
  const { promptTokens } = plan.demand;
  const instances = speed.instancesPerNode ?? 1;
  const nodeSeconds = ({ planned, bytesPerSecondPerNode, overlapRatio }: UsableTier): number =>
    (planned.bytesPerToken / bytesPerSecondPerNode) * (1 - overlapRatio);
  const requestSeconds = ({ planned, bytesPerSecondPerNode, fetchFloorSeconds }: UsableTier): number =>
    fetchFloorSeconds + (promptTokens * planned.bytesPerToken * instances) / bytesPerSecondPerNode;
  const isBetter = (a: UsableTier, b: UsableTier): boolean =>
    nodeSeconds(a) <= nodeSeconds(b) && requestSeconds(a) <= requestSeconds(b);
  const ordered = [...tiers];
  for (let at = ordered.length - 1; at > 0; at--) {
    const [before, tier] = [ordered[at - 1], ordered[at]];
    if (before && tier && before.planned.role !== 'hbm' && isBetter(tier, before))
      ordered.splice(at - 1, 2, tier, before);
  }
  const judged = ordered.map((tier) => ({
    tier,
    isSlower: !isFasterThanComputing({ tier: servingTier({ tier, hitRatio: 0 }), speed, promptTokens }),
  }));
  if (loads === 'always') return judged;
  return [...judged.filter(({ isSlower }) => !isSlower), ...judged.filter(({ isSlower }) => isSlower)];
}

/**
 * Hits by tier of a fleet of so many nodes. Tiers are inclusive: each holds what those before it hold, and serves what they do
 * not reach (`hitsByTier`, with a hit ratio of its own for tiers that stand on each node). One that takes in a share of prefixes
 * serves that share of them, as if they were chosen at random.
 *
 * Example: HBM reaches 0.5, a warehouse that takes in half of everything 0.9: it serves 0.2.
 */
export function tierHits({
  ordered,
  nodes,
  affinityRatio,
  caches,
}: {
  ordered: OrderedTiers;
  nodes: number;
  affinityRatio: Ratio;
  caches: SwarmCaches;
}): readonly TierHit[] {
  const asked: Reach[] = [];
  let reached = 0;
  return ordered.map(({ tier, isSlower }) => {
    const capacity = tier.capacityTokensAt(nodes);
    const windowSeconds = Math.min(tier.mostSeconds, capacity === Infinity ? Infinity : caches.windowOf(capacity));
    const own =
      affinityRatio < 1
        ? caches.hitRatioOfSeveral({ windowSeconds, caches: tier.cachesAt(nodes), affinityRatio })
        : caches.sharedHitRatio(windowSeconds);
    asked.push({ ownRatio: own, admitRatio: tier.admitRatio });
    const reachedRatio = Math.max(reached, reachedBy(asked));
    const hitRatio = reachedRatio - reached;
    reached = reachedRatio;
    return { tier, serving: servingTier({ tier, hitRatio }), windowSeconds, hitRatio, reachedRatio, isSlower };
  });
}

/** How deep a tier reaches, and what share of it is there. */
interface Reach {
  readonly ownRatio: Ratio;
  readonly admitRatio: Ratio;
}

/** What tiers serve together: at each depth the share that at least one of those that reach it has taken in. */
function reachedBy(tiers: readonly Reach[]): Ratio {
  const deepestFirst = tiers.toSorted((a, b) => b.ownRatio - a.ownRatio);
  let reached = 0;
  let missedRatio = 1;
  for (const [at, { ownRatio, admitRatio }] of deepestFirst.entries()) {
    missedRatio *= 1 - admitRatio;
    if (missedRatio === 0) return reached + ownRatio;
    reached += (ownRatio - (deepestFirst[at + 1]?.ownRatio ?? 0)) * (1 - missedRatio);
  }
  return reached;
}

function servingTier({ tier, hitRatio }: { tier: UsableTier; hitRatio: Ratio }): ServingTier {
  const { planned, bytesPerSecondPerNode, fetchFloorSeconds, overlapRatio } = tier;
  return {
    id: planned.role,
    hitRatio,
    bytesPerToken: planned.bytesPerToken,
    bytesPerSecondPerNode,
    fetchFloorSeconds,
    overlapRatio,
  };
}

/** In the order of the plan, whatever order an engine asks in. */
export function rungTiers({
  hits,
  caches,
  capacityBytesOf,
}: {
  hits: readonly TierHit[];
  caches: SwarmCaches;
  capacityBytesOf: (hit: TierHit) => number;
}): readonly RungTier[] {
  const order: readonly PlannedTier['role'][] = ['hbm', 'dram', 'warehouse'];
  return hits
    .map((hit): RungTier => {
      const { tier, windowSeconds, hitRatio, reachedRatio, isSlower } = hit;
      return {
        role: tier.planned.role,
        capacityBytes: capacityBytesOf(hit),
        windowSeconds,
        hitRatio,
        reachedRatio,
        isSlower,
        trust: caches.trustAt({ windowSeconds, isRoom: windowSeconds < tier.mostSeconds }),
      };
    })
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}
