import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import page from '../ClusterPage.module.css';
import { LossMapCard, PublishedLossesCard } from './LossCards.tsx';
import { NumbersCard } from './NumbersCard.tsx';
import { PhasesCard } from './PhasesCard.tsx';
import { PrefillOrLoadChart } from './PrefillOrLoadChart.tsx';
import { TimeInputs } from './TimeInputs.tsx';
import { Guards } from '../../../shared/Guard.tsx';

/** Computing against loading: where they cross, what that makes of keeping, and where it loses. */
export function TimeView({
  evaluation,
  scenario,
}: {
  readonly evaluation: ClusterEvaluation;
  readonly scenario: ScenarioState['scenario'];
}) {
  return (
    <div className={page.page}>
      <Guards>
        <div className={page.pair}>
          <Guards>
            <PrefillOrLoadChart evaluation={evaluation} />
            <LossMapCard scenario={scenario} evaluation={evaluation} />
          </Guards>
        </div>
        <TimeInputs evaluation={evaluation} />
        <NumbersCard scenario={scenario} evaluation={evaluation} />
        <PhasesCard evaluation={evaluation} promised={scenario.cluster.decodeTokensPerSecond} />
        <PublishedLossesCard />
      </Guards>
    </div>
  );
}
