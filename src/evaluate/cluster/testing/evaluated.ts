import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { WHOLE_BOOK } from '../../whole-book.ts';
import type { ClusterEvaluation, ClusterRung, RungId } from '../cluster-view.ts';
import { evaluateCluster, rungNamed } from '../evaluate-cluster.ts';
import type { ClusterWhatIf } from '../plan.ts';

/** The base scenario with some of it changed, evaluated on the whole catalogue. */
export interface ClusterChange {
  readonly cluster?: Partial<Scenario['cluster']>;
  readonly workload?: Partial<Scenario['workload']>;
  readonly warehouse?: Partial<Scenario['warehouse']>;
}

export function scenarioWith({ cluster, workload, warehouse }: ClusterChange): Scenario {
  return {
    ...BASE_SCENARIO,
    cluster: { ...BASE_SCENARIO.cluster, ...cluster },
    workload: { ...BASE_SCENARIO.workload, ...workload },
    warehouse: { ...BASE_SCENARIO.warehouse, ...warehouse },
  };
}

export function evaluated(change: ClusterChange = {}, whatIf: ClusterWhatIf = {}): ClusterEvaluation {
  const found = evaluateCluster(scenarioWith(change), WHOLE_BOOK, whatIf);
  if (found.status !== 'ok') throw new Error(JSON.stringify(found));
  return found;
}

export function rungOf(found: ClusterEvaluation, id: RungId): ClusterRung {
  return rungNamed({ rungs: found.rungs, id });
}

/** NaN where no number serves the load. */
export function nodesOf(found: ClusterEvaluation, id: RungId): number {
  return rungOf(found, id).rung.figures?.nodes ?? Number.NaN;
}

/** NaN where a price is missing. */
export function usdOf(found: ClusterEvaluation, id: RungId): number {
  const cost = rungOf(found, id).rung.figures?.cost;
  return cost?.status === 'priced' ? cost.usdPerMonth : Number.NaN;
}

/** Every line of the warehouse's own bill. */
export function ownPriceOf({ warehouse }: ClusterEvaluation): number {
  return warehouse.lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? Number.NaN), 0);
}
