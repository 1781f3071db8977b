import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import page from '../ClusterPage.module.css';
import { CopiesCard } from './CopiesCard.tsx';
import { CostCard, DrivesCard, NeedFigures } from './NeedCards.tsx';
import { TierWindowsChart } from './TierWindowsChart.tsx';
import { WarehouseInputs } from './WarehouseInputs.tsx';
import { Guards } from '../../../shared/Guard.tsx';

/** The warehouse itself: what it must hold and move, what it is made of, what it costs, how far back it reaches. */
export function WarehouseView({
  evaluation,
  scenario,
}: {
  readonly evaluation: ClusterEvaluation;
  readonly scenario: ScenarioState['scenario'];
}) {
  return (
    <div className={page.page}>
      <Guards>
        <NeedFigures evaluation={evaluation} />
        <WarehouseInputs />
        <div className={page.pair}>
          <div className={page.column}>
            <Guards>
              <TierWindowsChart scenario={scenario} evaluation={evaluation} />
              <CopiesCard scenario={scenario} evaluation={evaluation} />
            </Guards>
          </div>
          <div className={page.column}>
            <Guards>
              <CostCard evaluation={evaluation} />
              <DrivesCard evaluation={evaluation} />
            </Guards>
          </div>
        </div>
      </Guards>
    </div>
  );
}
