import type { Ratio, Seconds } from '../units.ts';
import type { FleetDemand, FleetLoad } from './fleet.ts';
import { firstTokenQuantileSeconds, instancesForTarget, tooLongRatio, type QueueLoad, type Routing } from './queue.ts';
import { wholeUnits } from './whole-units.ts';

/** How a fleet is sized from its mean load. */
export interface SizingRules {
  /** Busiest hour ÷ mean. */
  readonly peakToMeanRatio: number;
  /** Share of the load that can wait for quieter hours. */
  readonly batchRatio: Ratio;
  /** Share of a node's time that is kept free. */
  readonly headroomRatio: Ratio;
  /** Whole nodes beyond what is needed: 1 for N + 1. */
  readonly spareNodes: number;
  /** Time to first token that a share of interactive requests must keep; `null` where nobody promises one. */
  readonly ttftTarget: { readonly seconds: Seconds; readonly ratio: Ratio } | null;
  /** Standard deviation of a request's service time ÷ its mean. */
  readonly serviceVariationRatio: Ratio;
  readonly routing: Routing;
  /** Nodes that hold the model at all. */
  readonly fewestNodes: number;
  /** Sequences that decode at once on average, and how many one node holds; `null` where the decode rate has it already. */
  readonly sequences: { readonly open: number; readonly perNode: number } | null;
}

export type ConstraintName = 'throughput' | 'ttft' | 'sequences' | 'model';

/** Nodes that one requirement alone asks for; Infinity where no number meets it. */
export interface Constraint {
  readonly name: ConstraintName;
  readonly nodes: number;
}

export type Sizing =
  | {
      readonly status: 'sized';
      /** Whole nodes, spares included. */
      readonly nodes: number;
      readonly binding: ConstraintName;
      readonly constraints: readonly Constraint[];
      /** What the target's share of requests sees at the peak on the nodes that take part (no spares); the mean without a queue where there is no target. */
      readonly ttftSeconds: Seconds;
      /** Share of requests that `ttftSeconds` is kept for: the target's; `null`: it is the mean. */
      readonly ttftRatio: Ratio | null;
      /** Of the nodes that take part, at the peak. */
      readonly utilisationRatio: Ratio;
    }
  | { readonly status: 'unreachable'; readonly constraints: readonly Constraint[]; readonly reason: string };

/**
 * Whole nodes for a load, and which requirement decides.
 *
 *     peak         = max(1, (1 − batch) × peak to mean)              batch work fills the valleys, never below the mean
 *     throughput   = nodes at the mean × peak ÷ (1 − headroom)
 *     ttft         = fewest instances at which waiting + service of a share p is within the target (`queue.ts`), and decode
 *                    beside them; service is that of hits and misses apart (`FleetLoad.classes`)
 *     sequences    = open sequences × peak ÷ sequences a node holds
 *     model        = nodes that hold the weights
 *     nodes        = ⌈largest⌉ + spares
 *
 * Example: 10.2 nodes at the mean, peak 2, no batch, 20 % headroom, one spare: 25.5, so 26 + 1 = 27.
 * The target is for requests of mean length; longer ones take longer. Where computing or loading alone takes more than 1 − p of
 * requests longer than the target, no number of nodes meets it, which is said.
 */
export function sizeFleet({
  load,
  demand,
  rules,
}: {
  load: FleetLoad;
  demand: FleetDemand;
  rules: SizingRules;
}): Sizing {
  const peak = Math.max(1, (1 - rules.batchRatio) * rules.peakToMeanRatio);
  const free = 1 - rules.headroomRatio;
  const queue: Omit<QueueLoad, 'instances'> = {
    requestsPerSecond: demand.requestsPerSecond * (1 - rules.batchRatio) * rules.peakToMeanRatio,
    serviceSeconds: load.busySecondsPerRequest,
    serviceVariationRatio: rules.serviceVariationRatio,
    routing: rules.routing,
  };
  const decodeNodes = (load.decodeNodes * peak) / free;
  const constraints: Constraint[] = [
    { name: 'throughput', nodes: (load.nodes * peak) / free },
    { name: 'ttft', nodes: ttftNodes({ load, rules, queue, decodeNodes }) },
    { name: 'sequences', nodes: sequenceNodes({ rules, peak }) },
    { name: 'model', nodes: rules.fewestNodes },
  ];
  const binding = constraints.reduce((most, each) => (each.nodes > most.nodes ? each : most));
  if (binding.nodes === Infinity)
    return {
      status: 'unreachable',
      constraints,
      reason: binding.name === 'ttft' ? lateInWords({ load, rules }) : 'One node does not hold a single sequence.',
    };
  const working = wholeUnits(binding.nodes);
  const { ttftTarget } = rules;
  return {
    status: 'sized',
    nodes: working + rules.spareNodes,
    binding: binding.name,
    constraints,
    ttftSeconds: ttftTarget
      ? firstTokenQuantileSeconds({
          load: { ...queue, ...poolOf({ nodes: working - decodeNodes, serviceSeconds: queue.serviceSeconds }) },
          classes: load.classes,
          ratio: ttftTarget.ratio,
        })
      : load.serviceSeconds,
    ttftRatio: ttftTarget?.ratio ?? null,
    utilisationRatio: working > 0 ? (load.nodes * peak) / working : 0,
  };
}

/** Whole instances with the speed of so many nodes: what decode leaves of a node serves more slowly. */
function poolOf({
  nodes,
  serviceSeconds,
}: {
  nodes: number;
  serviceSeconds: Seconds;
}): Pick<QueueLoad, 'instances' | 'serviceSeconds'> {
  // Taking decode off again may leave the last one a hair short.
  const instances = Math.max(1, Math.floor(nodes + 1e-9));
  return { instances, serviceSeconds: nodes > 0 ? (serviceSeconds * instances) / nodes : Infinity };
}

function ttftNodes({
  load,
  rules,
  queue,
  decodeNodes,
}: {
  load: FleetLoad;
  rules: SizingRules;
  queue: Omit<QueueLoad, 'instances'>;
  decodeNodes: number;
}): number {
  if (!rules.ttftTarget) return 0;
  const { seconds, ratio } = rules.ttftTarget;
  return instancesForTarget({ load: queue, classes: load.classes, ratio, mostSeconds: seconds }) + decodeNodes;
}

function lateInWords({ load: { classes }, rules: { ttftTarget } }: { load: FleetLoad; rules: SizingRules }): string {
  if (!ttftTarget) return '';
  const { seconds: mostSeconds, ratio } = ttftTarget;
  const late = tooLongRatio({ classes, mostSeconds });
  const whose = percent(late) >= 100 ? 'Every request' : `${percent(late)} % of requests`;
  return `${whose} would take longer than ${mostSeconds} s even on an idle fleet, by computing and loading alone: no number of nodes keeps that for ${percent(ratio)} %.`;
}

function percent(ratio: Ratio): number {
  return Number((100 * ratio).toPrecision(4));
}

function sequenceNodes({ rules, peak }: { rules: SizingRules; peak: number }): number {
  if (!rules.sequences || rules.sequences.open === 0) return 0;
  return (rules.sequences.open * peak) / rules.sequences.perNode;
}
