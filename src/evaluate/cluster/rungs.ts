import { fleetLoad, type NodeSpeed } from '../../domain/warehouse/fleet.ts';
import {
  ceilingTier,
  operatorRung,
  type OperatorNode,
  type OperatorRung,
  type OperatorTier,
} from '../../domain/warehouse/operator.ts';
import { sizeFleet, type SizingRules } from '../../domain/warehouse/sizing.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterRung, RungId, RungTier } from './cluster-view.ts';
import { fewestNodes, fewestNodesOfOwnCaches } from './fewest-nodes.ts';
import type { WorkedPlan } from './plan.ts';
import { orderedTiers, rungTiers, tierHits, type OrderedTiers, type TierHit, type UsableTier } from './rungs-hits.ts';
import { dramCost, usableTiers, type TierRole, type UnusableTier } from './rungs-tiers.ts';
import { swarmCaches, type SwarmCaches } from './swarm-caches.ts';
import { warehousePlan, type WarehouseTerms } from './warehouse-plan.ts';

/** What all rungs of a scenario share. */
export interface RungTerms {
  readonly scenario: Scenario;
  readonly worked: WorkedPlan;
  readonly caches: SwarmCaches;
  readonly node: OperatorNode;
  readonly rules: SizingRules;
  readonly usable: Readonly<Record<TierRole, UsableTier | UnusableTier>>;
  readonly warehouse: WarehouseTerms;
}

const TIERS_OF: Readonly<Record<Exclude<RungId, 'ceiling'>, readonly TierRole[]>> = {
  hbm: ['hbm'],
  dram: ['hbm', 'dram'],
  warehouse: ['hbm', 'dram', 'warehouse'],
};

export function rungTerms({ scenario, worked }: { scenario: Scenario; worked: WorkedPlan }): RungTerms {
  const caches = swarmCaches(scenario);
  const planned = worked.plan.tiers.find(({ role }) => role === 'warehouse');
  if (!planned?.tier) throw new Error('A plan has a warehouse');
  const warehouse: WarehouseTerms = { scenario, plan: worked.plan, planned, tier: planned.tier, caches };
  return {
    scenario,
    worked,
    caches,
    node: nodeOf(worked),
    rules: rulesOf({ scenario, worked }),
    usable: usableTiers({ scenario, worked, warehouse }),
    warehouse,
  };
}

/**
 * The operator's ladder: HBM only, memory of the node too, the warehouse too, and everything at once and for nothing.
 *
 * Hits depend on how many nodes there are, because their memory is the cache, and nodes on hits: each rung has the fewest nodes
 * that suffice with the hits of their own memory (`fewestNodes`). Spares hold nothing.
 */
export function clusterRungs(terms: RungTerms): readonly ClusterRung[] {
  const { baseline } = terms.scenario.cluster;
  const isBaseline = (id: RungId): boolean => id === (baseline === 'hbm' ? 'hbm' : 'dram');
  return [
    ...(['hbm', 'dram', 'warehouse'] as const).map((id) => ({ ...rungOf({ terms, id }), isBaseline: isBaseline(id) })),
    ceilingRung(terms),
  ];
}

function rungOf({ terms, id }: { terms: RungTerms; id: Exclude<RungId, 'ceiling'> }): Omit<ClusterRung, 'isBaseline'> {
  const tiers = TIERS_OF[id].map((role) => terms.usable[role]);
  const known = tiers.filter((tier): tier is UsableTier => !('why' in tier));
  const missing = tiers.find((tier): tier is UnusableTier => 'why' in tier);
  const ordered = orderedTiers({
    tiers: known,
    plan: terms.worked.plan,
    speed: terms.node,
    loads: terms.scenario.cluster.loads,
  });
  const together = terms.node.nodesTogether ?? 1;
  const nodes = (missing ? null : nodesFor({ terms, ordered })) ?? together;
  const { affinityRatio } = terms.scenario.cluster;
  const hits = tierHits({ ordered, nodes, affinityRatio, caches: terms.caches });
  const rung = runOn({ terms, id, hits, nodes });
  return {
    id,
    rung: missing ? unreachable({ rung, reason: missing.why }) : rung,
    tiers: rungTiers({
      hits,
      caches: terms.caches,
      capacityBytesOf: (hit) => capacityOf({ terms, hit, rung, nodes }),
    }),
  };
}

/** A rung whose tier cannot be used has no fleet, and says why. */
function unreachable({ rung, reason }: { rung: OperatorRung; reason: string }): OperatorRung {
  return {
    ...rung,
    sizing: { status: 'unreachable', constraints: rung.sizing.constraints, reason },
    figures: null,
  };
}

/** The fewest nodes that suffice with the hits of their own memory; `null` where none do. */
function nodesFor({ terms, ordered }: { terms: RungTerms; ordered: OrderedTiers }): number | null {
  const { affinityRatio } = terms.scenario.cluster;
  const together = terms.node.nodesTogether ?? 1;
  const neededAt =
    (affinity: number) =>
    (nodes: number): number =>
      neededNodes({ terms, hits: tierHits({ ordered, nodes, affinityRatio: affinity, caches: terms.caches }) });
  const shared = fewestNodes({ neededAt: neededAt(1), together });
  if (affinityRatio === 1 || shared === null) return shared;
  return fewestNodesOfOwnCaches({ neededAt: neededAt(affinityRatio), together, from: shared });
}

/** Working nodes that serve the load with these hits; Infinity where no number does. */
function neededNodes({ terms, hits }: { terms: RungTerms; hits: readonly TierHit[] }): number {
  const { node, rules, scenario, worked } = terms;
  const { demand } = worked.plan;
  const { loads } = scenario.cluster;
  const tiers = hits.map(({ serving }) => serving);
  const load = fleetLoad({ demand, speed: node, tiers, loads, penaltyRatio: penaltyOf({ terms, tiers }) });
  const sizing = sizeFleet({ load, demand, rules: { ...rules, spareNodes: 0 } });
  if (sizing.status === 'unreachable') return Infinity;
  const together = node.nodesTogether ?? 1;
  return Math.ceil(sizing.nodes / together) * together;
}

/** Moving caches out costs throughput only where there is somewhere to move them. */
function penaltyOf({ terms, tiers }: { terms: RungTerms; tiers: readonly { readonly id: string }[] }): number {
  return tiers.some(({ id }) => id === 'warehouse') ? terms.scenario.cluster.lowLoadPenaltyRatio : 0;
}

function runOn({
  terms,
  id,
  hits,
  nodes,
}: {
  terms: RungTerms;
  id: RungId;
  hits: readonly TierHit[];
  nodes: number;
}): OperatorRung {
  const tiers = hits.map((hit): OperatorTier => ({ ...hit.serving, ...costsOf({ terms, hit }) }));
  const penaltyRatio = penaltyOf({ terms, tiers });
  return run({
    terms,
    plan: { rung: id, tiers, loads: terms.scenario.cluster.loads, penaltyRatio, atLeastNodes: nodes },
  });
}

function costsOf({ terms, hit }: { terms: RungTerms; hit: TierHit }): Pick<OperatorTier, 'costAt' | 'wattsAt'> {
  switch (hit.tier.planned.role) {
    case 'hbm':
      return { costAt: () => [], wattsAt: () => 0 };
    case 'dram':
      return dramCost(terms);
    case 'warehouse': {
      // What computing is faster than is not read.
      const isRead = !(hit.isSlower && terms.scenario.cluster.loads === 'when-faster');
      const planAt = (nodes: number) =>
        warehousePlan({ terms: terms.warehouse, nodes, hitRatio: isRead ? hit.hitRatio : 0 });
      return { costAt: (nodes) => planAt(nodes).lines, wattsAt: (nodes) => planAt(nodes).watts };
    }
  }
}

function capacityOf({
  terms,
  hit,
  rung,
  nodes,
}: {
  terms: RungTerms;
  hit: TierHit;
  rung: OperatorRung;
  nodes: number;
}): number {
  const { planned, capacityTokensAt } = hit.tier;
  if (planned.role !== 'warehouse') return capacityTokensAt(nodes) * planned.bytesPerToken;
  return warehousePlan({
    terms: terms.warehouse,
    nodes: rung.figures?.nodes ?? nodes,
    hitRatio: hit.hitRatio,
  }).need.capacityBytes;
}

function ceilingRung(terms: RungTerms): ClusterRung {
  const hitRatio = 1 - terms.worked.plan.demand.freshRatio;
  const { loads } = terms.scenario.cluster;
  const plan = { rung: 'ceiling', tiers: [ceilingTier({ hitRatio })], loads, penaltyRatio: 0 };
  const tiers: readonly RungTier[] = [];
  return { id: 'ceiling', rung: run({ terms, plan }), tiers, isBaseline: false };
}

function run({ terms, plan }: { terms: RungTerms; plan: Parameters<typeof operatorRung>[0]['plan'] }): OperatorRung {
  const { node, rules, scenario, worked } = terms;
  const { usdPerKwh, pueRatio, gramsPerKwh, hoursPerMonth } = scenario.cluster;
  return operatorRung({
    plan,
    demand: worked.plan.demand,
    node,
    rules,
    electricity: { usdPerKwh: usdPerKwh ?? 0, pueRatio, gramsPerKwh },
    paidHoursPerMonth: hoursPerMonth,
    isPowerPaid: usdPerKwh !== null,
  });
}

/** Instances add up to a node; one that spans several has its share of each. */
function nodeOf({ plan, instance }: WorkedPlan): OperatorNode & NodeSpeed {
  const { perNode } = instance.plan;
  const { speed, machine, gpusPerNode, usdPerGpuHour, wattsPerGpu } = plan;
  return {
    gpus: gpusPerNode,
    usdPerGpuHour,
    wattsPerGpu,
    nodesTogether: Math.max(1, Math.round(1 / perNode)),
    prefillTokensPerSecond: speed.prefillTokensPerSecond.typical * perNode,
    freshTokensPerSecond: speed.freshTokensPerSecond.typical * perNode,
    decodeTokensPerSecond: speed.decode.tokensPerSecond.typical * perNode,
    requestFloorSeconds: machine.floorSeconds,
    // Where attention is divided by sequences a rank computes a prompt alone: as many prompts run side by side.
    instancesPerNode: (perNode * instance.plan.gpus) / instance.plan.promptGpus,
  };
}

function rulesOf({ scenario: { cluster }, worked }: { scenario: Scenario; worked: WorkedPlan }): SizingRules {
  const { ttftSeconds, ttftRatio } = cluster;
  return {
    peakToMeanRatio: worked.plan.demand.peakToMeanRatio,
    batchRatio: cluster.batchRatio,
    headroomRatio: cluster.headroomRatio,
    spareNodes: cluster.spareNodes,
    ttftTarget: ttftSeconds === null ? null : { seconds: ttftSeconds, ratio: ttftRatio },
    serviceVariationRatio: cluster.serviceVariationRatio,
    routing: cluster.routing,
    fewestNodes: Math.ceil(worked.instance.plan.gpus / cluster.gpusPerNode),
    // The batch that decode is timed with is what memory holds already.
    sequences: null,
  };
}
