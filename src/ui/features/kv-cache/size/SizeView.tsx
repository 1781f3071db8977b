import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { DesignsCard } from './DesignsCard.tsx';
import { GridCard } from './GridCard.tsx';
import { LayerGroups } from './LayerGroups.tsx';
import styles from './SizeView.module.css';
import { Guard, Guards } from '../../../shared/Guard.tsx';
import { lazyPart } from '../../../shared/lazy-part.ts';

// The chart brings a library of its own; figures must not wait for it.
const SizeChart = lazyPart(() => import('./SizeChart.tsx').then((m) => ({ default: m.SizeChart })));

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
      <Guards>
        <LayerGroups evaluation={evaluation} />
        <div className={styles.pair}>
          <Guards>
            <Guard space={<div className={styles.chartSpace} />}>
              <SizeChart evaluation={settled} />
            </Guard>
            <DesignsCard evaluation={settled} />
          </Guards>
        </div>
        <GridCard evaluation={settled} />
      </Guards>
    </div>
  );
}
