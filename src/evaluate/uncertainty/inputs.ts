import { planCluster } from '../cluster/evaluate-cluster.ts';
import type { SpendEvaluation } from '../spend.ts';
import { evaluateSpend } from '../spend.ts';
import type { Lens } from './figures.ts';
import type { UncertainInput } from './input.ts';
import { clusterInputs } from './inputs-cluster.ts';
import { offerInputs } from './inputs-offers.ts';
import { warehouseInputs } from './inputs-warehouse.ts';
import { workloadInputs } from './inputs-workload.ts';
import type { Variation } from './variation.ts';

/**
 * Everything a bill rests on that is a plan, a fit or an assumption, each with a range and its reason. What the visitor decides
 * (people, retention, offer, modes, machines) or has typed, and what a seller publishes (list prices, stated lives) is not uncertain.
 *
 * Example: the base scenario is unsure of tasks, turns, fan-out and gaps, of rent, reads and writes of a warehouse, and of Claude's
 * tokens; not of the lives of Anthropic's cache, which it states. Empty where the scenario has no figures.
 * Ignores that inputs go together, and discrete choices: which model stands in, how agents are launched.
 */
export function uncertainInputs({
  lens,
  ...variation
}: Variation & { readonly lens: Lens }): readonly UncertainInput[] {
  const { scenario, book } = variation;
  if (lens === 'run') {
    const plan = planCluster(scenario, book);
    return 'status' in plan ? [] : [...workloadInputs(scenario), ...clusterInputs({ scenario, plan })];
  }
  const evaluation = evaluateSpend(scenario, book);
  return evaluation.status === 'ok' ? boughtInputs({ variation, evaluation }) : [];
}

function boughtInputs({
  variation: { scenario, book },
  evaluation,
}: {
  variation: Variation;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  return [
    ...workloadInputs(scenario),
    ...warehouseInputs({ scenario, evaluation }),
    ...offerInputs({ scenario, book, evaluation }),
  ];
}
