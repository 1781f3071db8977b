import type { ClusterAnswer, ClusterEvaluation } from '../../../evaluate/cluster/cluster-view.ts';
import { evaluateCluster } from '../../../evaluate/cluster/evaluate-cluster.ts';
import type { OfferBook } from '../../../evaluate/offer-book.ts';
import type { Problem } from '../../../domain/field-limits.ts';
import { createLastGood } from '../../../state/last-good.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';

type Scenario = ScenarioState['scenario'];
type Unknown = Extract<ClusterAnswer, { status: 'unknown' }>;

/** What the page shows: a fleet, or why there is none; and what is wrong where the fleet is an earlier one. */
export interface ShownCluster {
  /** The last good one, where problems say so. */
  readonly evaluation: ClusterEvaluation | null;
  /** Something the fleet rests on is not known: nothing is shown in its place. */
  readonly unknown: Unknown | null;
  readonly problems: readonly Problem[];
}

const lastGood = createLastGood((scenario: Scenario, book: OfferBook) => {
  const answer = evaluateCluster(scenario, book);
  return answer.status === 'impossible' ? answer : { status: 'ok' as const, answer };
});

/**
 * The fleet of the open scenario. An impossible input keeps the last one on screen; one that leaves a figure unknown does not,
 * because it would be another machine's.
 */
export function clusterOf(scenario: Scenario, book: OfferBook): ShownCluster {
  const { value, problems } = lastGood(scenario, book);
  const answer = value?.answer ?? null;
  return {
    evaluation: answer?.status === 'ok' ? answer : null,
    unknown: answer?.status === 'unknown' ? answer : null,
    problems,
  };
}
