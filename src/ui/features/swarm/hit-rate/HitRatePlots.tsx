import { memo } from 'react';
import type { Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import { CapacityPlot } from './CapacityPlot.tsx';
import { WindowPlot } from './WindowPlot.tsx';
import styles from './HitRateCard.module.css';

/** The same hit rate against the two things that limit a cache: time and size. Progress of a simulation redraws neither. */
export const HitRatePlots = memo(function HitRatePlots({
  curves,
  comparison,
}: {
  readonly curves: HitCurves;
  readonly comparison: Comparison | null;
}) {
  return (
    <>
      <h3 className={styles.heading}>By how long a prefix is kept after its last use</h3>
      <WindowPlot curves={curves} comparison={comparison} />
      <h3 className={styles.heading}>
        {curves.openAgents > 0 ? 'By room in the cache, tokens per open agent' : 'By room in the cache, tokens'}
      </h3>
      <CapacityPlot curves={curves} comparison={comparison} />
    </>
  );
});
