import {
  HOURS_PER_MONTH,
  rateOf,
  SECONDS_PER_HOUR,
  type Ratio,
  type Seconds,
  type Usd,
  type UsdPerMTok,
} from '../units.ts';
import { costLine, totalCost, type CostLine, type CostTotal } from './cost.ts';
import { electricityUsdPerMonth, fleetEnergy, type Electricity, type FleetEnergy } from './energy.ts';
import {
  fleetLoad,
  type FleetDemand,
  type FleetLoad,
  type LoadRule,
  type NodeSpeed,
  type ServingTier,
} from './fleet.ts';
import { sizeFleet, type Sizing, type SizingRules } from './sizing.ts';

/** A node, as it is rented or bought. `null`: not known. */
export interface OperatorNode extends NodeSpeed {
  readonly gpus: number;
  readonly usdPerGpuHour: Usd | null;
  /** Of one accelerator with its share of the node. */
  readonly wattsPerGpu: number | null;
  /** Nodes that one instance spans: fleets grow by so many. Without: 1. */
  readonly nodesTogether?: number;
}

/** A tier of a rung, and what it costs. */
export interface OperatorTier extends ServingTier {
  /** What it costs a month, line by line, at a number of nodes: `tierCost`. */
  readonly costAt: (nodes: number) => readonly CostLine[];
  readonly wattsAt: (nodes: number) => number | null;
}

/** One way to run a workload. */
export interface OperatorPlan {
  readonly rung: string;
  /** Fastest first. */
  readonly tiers: readonly OperatorTier[];
  readonly loads: LoadRule;
  /** Throughput lost to moving caches out. */
  readonly penaltyRatio: Ratio;
  /** Nodes whose memory the hits of these tiers come from: with fewer there would be fewer hits. Spares are beyond them. */
  readonly atLeastNodes?: number;
}

/** What a rung comes to. */
export interface OperatorRung {
  readonly rung: string;
  readonly load: FleetLoad;
  readonly sizing: Sizing;
  /** Absent where no number of nodes serves the load. */
  readonly figures: OperatorFigures | null;
}

export interface OperatorFigures {
  readonly nodes: number;
  readonly gpus: number;
  readonly lines: readonly CostLine[];
  readonly cost: CostTotal;
  /** For a million tokens, input and output; `null` where a price is missing. */
  readonly usdPerMTok: UsdPerMTok | null;
  /** Served, on average. */
  readonly tokensPerSecond: number;
  readonly tokensPerSecondPerGpu: number;
  /** With a target what its share of requests sees at the peak, else the mean without a queue: `Sizing.ttftRatio` tells. */
  readonly ttftSeconds: Seconds;
  readonly hitRatio: Ratio;
  readonly energy: FleetEnergy;
}

/**
 * One rung of an operator's ladder: what a workload takes on nodes with these tiers.
 *
 *     nodes from `fleetLoad` and `sizeFleet`; cost = nodes × GPUs × price × hours paid + every tier's own (+ power)
 *
 * The rungs of a ladder are plans with more and more tiers; the ceiling is one tier of infinite bandwidth, no floor and no
 * price that serves every hit the workload allows. A tier that serves nothing costs exactly its own price; one that is slower
 * than computing does too (`when-faster`), or more (`always`).
 * Example: 10.2 nodes of eight at $2 an hour, peak 2, 20 % headroom, one spare: 27 nodes, $315,360 a month.
 * Ignores staff, racks and the network between nodes, unless they are in the prices; what waits is taken to queue for whole
 * nodes, also where instances are smaller or larger.
 */
export function operatorRung({
  plan,
  demand,
  node,
  rules,
  electricity,
  paidHoursPerMonth = HOURS_PER_MONTH,
  isPowerPaid = false,
}: {
  plan: OperatorPlan;
  demand: FleetDemand;
  node: OperatorNode;
  rules: SizingRules;
  electricity: Electricity;
  /** Of an accelerator; fewer where fleets are given back at night. */
  paidHoursPerMonth?: number;
  /** Whether power is paid beside accelerators and tiers; rents have it in. */
  isPowerPaid?: boolean;
}): OperatorRung {
  const { rung, tiers, loads, penaltyRatio } = plan;
  const load = fleetLoad({ demand, speed: node, tiers, loads, penaltyRatio });
  const sizing = sizedInWhole({ load, demand, rules, node, atLeastNodes: plan.atLeastNodes ?? 0 });
  if (sizing.status === 'unreachable') return { rung, load, sizing, figures: null };
  const { nodes } = sizing;
  const gpus = nodes * node.gpus;
  const watts = machineWatts({ node, gpus, nodes, tiers });
  // Tiers keep what they hold at all hours; accelerators run while they are paid.
  const partTime = { watts: gpus * (node.wattsPerGpu ?? 0), hoursPerMonth: paidHoursPerMonth };
  const lines = [
    costLine({ name: 'accelerators', quantity: gpus * paidHoursPerMonth, usdEach: node.usdPerGpuHour }),
    ...tiers.flatMap(({ id, costAt }) => costAt(nodes).map((line) => ({ ...line, name: `${id}: ${line.name}` }))),
    ...(isPowerPaid ? [{ name: 'power', usdPerMonth: electricityUsdPerMonth({ watts, electricity, partTime }) }] : []),
  ];
  const cost = totalCost(lines);
  const tokensPerSecond = demand.inputTokensPerSecond + demand.outputTokensPerSecond;
  return {
    rung,
    load,
    sizing,
    figures: {
      nodes,
      gpus,
      lines,
      cost,
      usdPerMTok:
        cost.status === 'priced'
          ? (rateOf({ usd: cost.usdPerMonth, tokens: tokensPerSecond * HOURS_PER_MONTH * SECONDS_PER_HOUR }) ?? null)
          : null,
      tokensPerSecond,
      tokensPerSecondPerGpu: gpus > 0 ? tokensPerSecond / gpus : 0,
      ttftSeconds: sizing.ttftSeconds,
      hitRatio: load.usedHitRatio,
      energy: fleetEnergy({ machineWatts: watts, tokensPerSecond, electricity, partTime }),
    },
  };
}

/** Whole nodes as `sizeFleet` has them, but no fewer than hits need and always whole instances; what binds is what asked. */
function sizedInWhole({
  load,
  demand,
  rules,
  node: { nodesTogether = 1 },
  atLeastNodes,
}: {
  load: FleetLoad;
  demand: FleetDemand;
  rules: SizingRules;
  node: OperatorNode;
  atLeastNodes: number;
}): Sizing {
  const asked = sizeFleet({ load, demand, rules: { ...rules, spareNodes: 0 } });
  if (asked.status === 'unreachable') return asked;
  const inWhole = (nodes: number): number => Math.ceil(nodes / nodesTogether) * nodesTogether;
  const working = inWhole(Math.max(asked.nodes, atLeastNodes));
  const sizing = sizeFleet({
    load,
    demand,
    rules: { ...rules, fewestNodes: working, spareNodes: inWhole(rules.spareNodes) },
  });
  return sizing.status === 'sized' ? { ...sizing, binding: asked.binding, constraints: asked.constraints } : sizing;
}

function machineWatts({
  node,
  gpus,
  nodes,
  tiers,
}: {
  node: OperatorNode;
  gpus: number;
  nodes: number;
  tiers: readonly OperatorTier[];
}): number | null {
  if (node.wattsPerGpu === null) return null;
  let watts = gpus * node.wattsPerGpu;
  for (const { wattsAt } of tiers) {
    const own = wattsAt(nodes);
    if (own === null) return null;
    watts += own;
  }
  return watts;
}

/** The tier that nothing can beat: everything the workload allows, at once and for nothing. */
export function ceilingTier({ hitRatio }: { hitRatio: Ratio }): OperatorTier {
  return {
    id: 'ceiling',
    hitRatio,
    bytesPerToken: 0,
    bytesPerSecondPerNode: Infinity,
    fetchFloorSeconds: 0,
    overlapRatio: 1,
    costAt: () => [],
    wattsAt: () => 0,
  };
}
