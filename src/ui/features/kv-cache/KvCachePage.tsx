import { lazy, Suspense, useDeferredValue } from 'react';
import { kvOf } from '../../../state/kv-evaluation.ts';
import { useScenarioState } from '../../app-context.ts';
import { Stale } from '../../shared/Stale.tsx';
import { KvFigures } from './KvFigures.tsx';
import { KvInputs } from './KvInputs.tsx';
import { LayerGroups } from './LayerGroups.tsx';
import { ModelComparison } from './ModelComparison.tsx';
import styles from './KvCachePage.module.css';

// The chart brings a library of its own; figures must not wait for it.
const SizeChart = lazy(() => import('./SizeChart.tsx').then((m) => ({ default: m.SizeChart })));

/** What the KV cache of a model weighs: per token, per sequence, by layer group, and on every other model. */
export function KvCachePage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { value: evaluation, problems } = kvOf(scenario);
  const settled = useDeferredValue(evaluation);
  const settledScenario = useDeferredValue(scenario);
  return (
    <div className={styles.page}>
      <KvInputs scenario={scenario} evaluation={evaluation} />
      <div>
        <Stale problems={problems} hasFigures={evaluation !== null}>
          <div className={styles.page}>
            {evaluation && <KvFigures evaluation={evaluation} />}
            <div className={styles.pair}>
              {evaluation && <LayerGroups evaluation={evaluation} />}
              {settled && (
                <Suspense fallback={<div className={styles.chartSpace} />}>
                  <SizeChart evaluation={settled} />
                </Suspense>
              )}
            </div>
            <ModelComparison scenario={settledScenario} />
          </div>
        </Stale>
      </div>
    </div>
  );
}
