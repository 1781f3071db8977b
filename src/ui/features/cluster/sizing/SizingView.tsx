import { useDeferredValue } from 'react';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import page from '../ClusterPage.module.css';
import { AssumptionsCard } from './AssumptionsCard.tsx';
import { ConstraintsCard } from './ConstraintsCard.tsx';
import { RulesCard } from './RulesCard.tsx';

/** How many nodes, by which rule, and what all of it rests on. */
export function SizingView({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const spareNodes = useScenarioState((state) => state.scenario.cluster.spareNodes);
  return (
    <div className={page.page}>
      <RulesCard evaluation={evaluation} />
      <ConstraintsCard evaluation={evaluation} spareNodes={spareNodes} />
      <AssumptionsCard evaluation={useDeferredValue(evaluation)} />
    </div>
  );
}
