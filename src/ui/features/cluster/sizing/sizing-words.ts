import type { ClusterEvaluation, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import type { ConstraintName } from '../../../../domain/warehouse/sizing.ts';
import { formatNumber, formatPercent, formatSignificant } from '../../../format/number.ts';
import { CONSTRAINT_NAMES, counted, formatNodes, RUNG_NAMES } from '../cluster-words.ts';

/** What each requirement asks for, so that none is a riddle. */
export const CONSTRAINT_HINTS: Readonly<Record<ConstraintName, string>> = {
  throughput: 'the work of the busiest hour, and headroom',
  ttft: 'the queue short enough for the promised TTFT',
  sequences: 'room in HBM for every open sequence',
  model: 'the weights and one sequence',
};

export const CONSTRAINT_ORDER: readonly ConstraintName[] = ['throughput', 'ttft', 'sequences', 'model'];

/** What a requirement alone asks of a rung: nodes, none, or no number at all. */
export function constraintText({ rung, name }: { rung: ClusterRung; name: ConstraintName }): string {
  const constraint = rung.rung.sizing.constraints.find((each) => each.name === name);
  if (!constraint) return '–';
  if (constraint.nodes === 0) return name === 'ttft' ? 'no promise' : 'none';
  return constraint.nodes === Infinity ? 'no number meets it' : formatNodes(constraint.nodes);
}

/** `16 nodes: 14.2 asked for by throughput, made whole, and 1 spare.` */
export function nodesInWords({ rung, spareNodes }: { rung: ClusterRung; spareNodes: number }): string {
  const { sizing } = rung.rung;
  if (sizing.status === 'unreachable') return `${RUNG_NAMES[rung.id]}: no fleet. ${sizing.reason}`;
  const asked = sizing.constraints.find(({ name }) => name === sizing.binding)?.nodes ?? 0;
  const spare = spareNodes === 0 ? 'no spare' : counted({ count: spareNodes, one: 'spare', many: 'spares' });
  return `${RUNG_NAMES[rung.id]}: ${counted({ count: sizing.nodes, one: 'node', many: 'nodes' })}. ${formatNodes(asked)} for ${CONSTRAINT_NAMES[sizing.binding]}, made whole, and ${spare}; ${formatPercent(sizing.utilisationRatio)} busy in the busiest hour.`;
}

/** What the busiest hour is taken to be, and on whose word. */
export function peakInWords({ plan }: Pick<ClusterEvaluation, 'plan'>): string {
  const { peakToMeanRatio, isPeakGiven } = plan.demand;
  const peak = `${formatSignificant(peakToMeanRatio, 3)} × the mean of the month`;
  return isPeakGiven ? peak : `${peak}: all work falls into working hours`;
}

/** The load, in the units that engineers size with. */
export function demandInWords({ plan: { demand } }: Pick<ClusterEvaluation, 'plan'>): string {
  const rate = (perSecond: number): string =>
    perSecond >= 1
      ? `${formatSignificant(perSecond, 3)} requests a second`
      : `${formatSignificant(perSecond * 3_600, 3)} requests an hour`;
  return `On average ${rate(demand.requestsPerSecond)}, each of ${formatNumber(Math.round(demand.promptTokens), 0)} tokens in and ${formatNumber(Math.round(demand.outputTokensPerRequest), 0)} out; ${formatPercent(demand.freshRatio)} of the input is new to any cache.`;
}
