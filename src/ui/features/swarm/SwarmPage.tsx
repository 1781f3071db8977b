import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { PRESETS } from '../../../catalog/presets/index.ts';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { swarmOf } from '../../../state/swarm-evaluation.ts';
import { useScenarioState } from '../../app-context.ts';
import { Stale } from '../../shared/Stale.tsx';
import { StaleArea } from '../../shared/StaleArea.tsx';
import { HitRateCard } from './hit-rate/HitRateCard.tsx';
import { LossesCard } from './LossesCard.tsx';
import { OriginContext } from './OriginMark.tsx';
import { presetBehind } from './preset-provenance.ts';
import { RolesInput } from './RolesInput.tsx';
import { RolesTable } from './RolesTable.tsx';
import { SwarmFigures } from './SwarmFigures.tsx';
import { WorkloadCard } from './WorkloadCard.tsx';
import styles from './SwarmPage.module.css';

// The charts bring a library of their own; figures must not wait for it.
const GrowthChart = lazy(() => import('./swarm-charts.ts').then((m) => ({ default: m.GrowthChart })));
const GapChart = lazy(() => import('./swarm-charts.ts').then((m) => ({ default: m.GapChart })));

/**
 * The workload: every input of it, what it asks for in a month, how prompts grow, how long agents pause, and what of it
 * a cache can serve.
 */
export function SwarmPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { name, workload, offerId, warehouse } = scenario;
  const { value: evaluation, problems } = swarmOf(scenario);
  const spend = spendOf(scenario);
  const settled = useDeferredValue(evaluation);
  const settledSpend = useDeferredValue(spend.problems.length === 0 ? spend.value : null);
  const settledOfferId = useDeferredValue(offerId);
  const settledRetention = useDeferredValue(warehouse.retentionSeconds);
  const origins = useMemo(
    () => ({ preset: presetBehind({ name, swarm: workload, presets: PRESETS }), swarm: workload }),
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
          <WorkloadCard scenario={scenario} presetName={origins.preset?.name ?? null} />
          <RolesInput roles={workload.roles} />
        </div>
      </OriginContext>
      <StaleArea problems={problems} className={styles.column}>
        {settled === null && (
          <p className={styles.nothing}>Figures and charts appear here as soon as the workload can be computed.</p>
        )}
        {settled && (
          <Suspense fallback={<div className={styles.chartSpace} />}>
            <GrowthChart evaluation={settled} />
            <GapChart swarm={settled.swarm} offerId={settledOfferId} retentionSeconds={settledRetention} />
          </Suspense>
        )}
        {settled && (
          <>
            <HitRateCard
              swarm={settled.swarm}
              requestsPerMonth={settled.requestsPerMonth}
              offerId={settledOfferId}
              retentionSeconds={settledRetention}
            />
            <LossesCard
              swarm={settled.swarm}
              spend={settledSpend}
              offerId={settledOfferId}
              retentionSeconds={settledRetention}
            />
          </>
        )}
        {evaluation && <RolesTable evaluation={evaluation} />}
      </StaleArea>
    </div>
  );
}
