import { useDeferredValue, useMemo } from 'react';
import { PRESETS } from '../../../catalog/presets/index.ts';
import { offersInUse } from '../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { swarmEvaluationOf } from '../../../state/swarm-evaluation.ts';
import { useScenarioState } from '../../app-context.ts';
import { Stale } from '../../shared/Stale.tsx';
import { StaleArea } from '../../shared/StaleArea.tsx';
import { ReuseCards } from './hit-rate/ReuseCards.tsx';
import { OriginContext } from './OriginMark.tsx';
import { presetBehind } from './preset-provenance.ts';
import { RolesInput } from './RolesInput.tsx';
import { WorkloadProblems } from './roles/RoleProblem.tsx';
import { RolesTable } from './RolesTable.tsx';
import { SwarmFigures } from './SwarmFigures.tsx';
import { WorkloadCard } from './WorkloadCard.tsx';
import styles from './SwarmPage.module.css';
import { useBook, useOfferNamed } from '../../shared/use-offers.ts';
import { Guard, Guards } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import type { Offer } from '../../../domain/offer/rate-card.ts';

// The charts bring a library of their own; figures must not wait for it.
const GrowthChart = lazyPart(() => import('./swarm-charts.ts').then((m) => ({ default: m.GrowthChart })));
const GapChart = lazyPart(() => import('./swarm-charts.ts').then((m) => ({ default: m.GapChart })));

/**
 * The workload: every input of it, what it asks for in a month, how prompts grow, how long agents pause, and what of it
 * a cache can serve.
 */
export function SwarmPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const offerOf = useOfferNamed();
  const { name, workload, offerId, warehouse } = scenario;
  const { value: evaluation, problems } = swarmEvaluationOf(scenario, book);
  const spend = spendOf(scenario, book);
  const settled = useDeferredValue(evaluation);
  const settledSpend = useDeferredValue(spend.problems.length === 0 ? spend.value : null);
  const settledScenario = useDeferredValue(scenario);
  const settledOffer = useDeferredValue(offerOf(offerId));
  const settledRetention = useDeferredValue(warehouse.retentionSeconds);
  const origins = useMemo(
    () => ({ preset: presetBehind({ name, workload, presets: PRESETS }), workload }),
    [name, workload],
  );
  return (
    <div className={styles.page}>
      <div className={styles.figures}>
        <Stale problems={problems} hasFigures={evaluation !== null}>
          {evaluation && <SwarmFigures evaluation={evaluation} />}
        </Stale>
      </div>
      <OriginContext value={origins}>
        <div className={styles.column}>
          <Guards>
            <WorkloadCard scenario={scenario} presetName={origins.preset?.name ?? null} />
            <WorkloadProblems value={spend.problems}>
              <RolesInput workload={workload} />
            </WorkloadProblems>
          </Guards>
        </div>
      </OriginContext>
      <StaleArea problems={problems} className={styles.column}>
        <Guards>
          {settled === null && (
            <p className={styles.nothing}>Figures and charts appear here as soon as the workload can be computed.</p>
          )}
          {settled && (
            <Guard space={<div className={styles.chartSpace} />}>
              <GrowthChart evaluation={settled} />
              <GapChart swarm={settled.swarm} offer={settledOffer} retentionSeconds={settledRetention} />
            </Guard>
          )}
          {settled && <ReuseCards evaluation={settled} scenario={settledScenario} spend={settledSpend} />}
          {evaluation && (
            <RolesTable
              evaluation={evaluation}
              modelNames={problems.length === 0 ? modelNamesOf({ scenario, offerOf }) : null}
            />
          )}
        </Guards>
      </StaleArea>
    </div>
  );
}

/** The model of each role, where roles go to several offers. */
function modelNamesOf({
  scenario,
  offerOf,
}: {
  scenario: ScenarioState['scenario'];
  offerOf: (id: string) => Offer | undefined;
}): readonly string[] | null {
  if (offersInUse(scenario).length < 2) return null;
  return scenario.workload.roles.map((role) => {
    const id = role.offerId ?? scenario.offerId;
    return offerOf(id)?.modelName ?? id;
  });
}
