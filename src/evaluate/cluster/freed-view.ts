import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import { freedNodes, widerWeights } from '../../domain/warehouse/freed.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { ClusterEvaluation, FreedView, RungId } from './cluster-view.ts';
import { evaluateCluster, rungNamed } from './evaluate-cluster.ts';

/** What a format's weights could be served in instead. */
const WIDER: Readonly<Record<WeightFormat, WeightFormat | null>> = { '4-bit': 'fp8', fp8: 'bf16', bf16: null };

/**
 * What the accelerators that a warehouse frees would buy: more decode, or the same load with wider weights on no more nodes
 * than the baseline takes.
 *
 *     freed = nodes of the baseline − nodes of the warehouse rung, both whole
 *
 * Wider weights are a whole evaluation of the same scenario in the wider format: half the peak where it was fp8, twice the
 * bytes to read for each token, less room for caches, and more accelerators to an instance where it takes them.
 * Example: 350 nodes before, 227 after: 123 nodes of eight, 984 accelerators.
 * A warehouse that needs more nodes frees none. Ignores that weights published in a narrow format have no wider original
 * to be served: they would be the same numbers in more bytes.
 */
export function freedGpus({
  scenario,
  book,
  evaluation,
}: {
  scenario: Scenario;
  book: OfferBook;
  evaluation: ClusterEvaluation;
}): FreedView {
  const { plan, baseline } = evaluation;
  const before = nodesOf({ evaluation, rung: baseline });
  const after = nodesOf({ evaluation, rung: 'warehouse' });
  const freed = freedNodes({
    nodesWithout: before ?? 0,
    nodesWith: after ?? before ?? 0,
    decodeTokensPerSecondPerNode: plan.speed.decode.tokensPerSecond.typical * plan.instance.perNode,
    outputTokensPerSecond: plan.demand.outputTokensPerSecond,
  });
  return {
    gpus: freed.nodes * plan.gpusPerNode,
    freed,
    ...widerOf({ scenario, book, evaluation, nodesToday: before }),
  };
}

function widerOf({
  scenario,
  book,
  evaluation,
  nodesToday,
}: {
  scenario: Scenario;
  book: OfferBook;
  evaluation: ClusterEvaluation;
  nodesToday: number | null;
}): Pick<FreedView, 'wider' | 'whyNotWider'> {
  const from = evaluation.plan.model.weightFormat;
  const to = WIDER[from];
  const none = (whyNotWider: string) => ({ wider: null, whyNotWider });
  if (to === null) return none('Weights are in 16 bits already.');
  if (nodesToday === null) return none('No number of nodes serves the load without the warehouse.');
  const wide = evaluateCluster(scenario, book, { weightFormat: to });
  if (wide.status === 'unknown') return none(wide.reason);
  if (wide.status === 'impossible') return none(wide.problems.map(({ message }) => message).join(' '));
  const { sizing } = rungNamed({ rungs: wide.rungs, id: 'warehouse' }).rung;
  return { wider: { from, to, outcome: widerWeights({ nodesToday, wider: sizing }) }, whyNotWider: null };
}

function nodesOf({ evaluation: { rungs }, rung: id }: { evaluation: ClusterEvaluation; rung: RungId }): number | null {
  return rungNamed({ rungs, id }).rung.figures?.nodes ?? null;
}
