import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { PRESETS } from '../../../catalog/presets/index.ts';
import { swarmOf } from '../../../state/swarm-evaluation.ts';
import { useScenarioState } from '../../app-context.ts';
import { Stale } from '../../shared/Stale.tsx';
import { StaleArea } from '../../shared/StaleArea.tsx';
import { OriginContext } from './OriginMark.tsx';
import { presetBehind } from './preset-provenance.ts';
import { RolesInput } from './RolesInput.tsx';
import { RolesTable } from './RolesTable.tsx';
import { SwarmFigures } from './SwarmFigures.tsx';
import { WorkloadCard } from './WorkloadCard.tsx';
import styles from './SwarmPage.module.css';

// The charts bring a library of their own; figures must not wait for it.
const GrowthChart = lazy(() => import('./GrowthChart.tsx').then((m) => ({ default: m.GrowthChart })));
const GapChart = lazy(() => import('./GapChart.tsx').then((m) => ({ default: m.GapChart })));

/** The workload: every input of it, what it asks for in a month, how prompts grow and how long agents pause. */
export function SwarmPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { name, workload, offerId, warehouse } = scenario;
  const { value: evaluation, problems } = swarmOf(scenario);
  const settled = useDeferredValue(evaluation);
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
        {evaluation && <RolesTable evaluation={evaluation} />}
      </StaleArea>
    </div>
  );
}
