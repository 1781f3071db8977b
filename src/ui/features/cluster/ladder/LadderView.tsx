import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import page from '../ClusterPage.module.css';
import { comparedOf } from '../headline/headline-words.ts';
import { EnergyCard } from './EnergyCard.tsx';
import { LadderInputs } from './LadderInputs.tsx';
import { MoreTokensCard } from './MoreTokensCard.tsx';
import { NodesChart } from './NodesChart.tsx';
import { RungTable } from './RungTable.tsx';
import { FreedCard, LossesHereCard } from './SmallCards.tsx';
import { Guards } from '../../../shared/Guard.tsx';

/** What each tier saves, what the machines do, and how far the claims hold for this workload. */
export function LadderView({
  evaluation,
  settled,
  scenario,
}: {
  readonly evaluation: ClusterEvaluation;
  /** A moment behind while something is dragged. */
  readonly settled: ClusterEvaluation;
  /** Of `settled`. */
  readonly scenario: ScenarioState['scenario'];
}) {
  // Without a fleet on either side there is nothing that one could be a multiple of.
  const { without, kept } = comparedOf(settled);
  const isComparable = Boolean(without?.rung.figures && kept?.rung.figures);
  return (
    <div className={page.page}>
      <Guards>
        <RungTable evaluation={evaluation} />
        <LadderInputs evaluation={evaluation} />
        <div className={page.pair}>
          <Guards>
            {isComparable ? (
              <MoreTokensCard scenario={scenario} evaluation={settled} />
            ) : (
              <NodesChart evaluation={settled} />
            )}
            <div className={page.column}>
              <Guards>
                {isComparable && <NodesChart evaluation={settled} />}
                {isComparable && <FreedCard scenario={scenario} evaluation={settled} />}
                <LossesHereCard scenario={scenario} evaluation={settled} />
                <EnergyCard evaluation={settled} />
              </Guards>
            </div>
          </Guards>
        </div>
      </Guards>
    </div>
  );
}
