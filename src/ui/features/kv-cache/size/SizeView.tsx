import { lazy, Suspense } from 'react';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { DesignsCard } from './DesignsCard.tsx';
import { GridCard } from './GridCard.tsx';
import { LayerGroups } from './LayerGroups.tsx';
import styles from './SizeView.module.css';

// The chart brings a library of its own; figures must not wait for it.
const SizeChart = lazy(() => import('./SizeChart.tsx').then((m) => ({ default: m.SizeChart })));

/** Which layers keep what, how the cache grows, and what it would be otherwise; `settled` may be a moment behind. */
export function SizeView({
  evaluation,
  settled,
}: {
  readonly evaluation: KvEvaluation;
  readonly settled: KvEvaluation;
}) {
  return (
    <div className={styles.view}>
      <LayerGroups evaluation={evaluation} />
      <div className={styles.pair}>
        <Suspense fallback={<div className={styles.chartSpace} />}>
          <SizeChart evaluation={settled} />
        </Suspense>
        <DesignsCard evaluation={settled} />
      </div>
      <GridCard evaluation={settled} />
    </div>
  );
}
