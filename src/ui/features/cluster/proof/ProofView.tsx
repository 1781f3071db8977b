import { memo, useState } from 'react';
import { PUBLISHED_DOUBTS } from '../../../../catalog/time-proof/index.ts';
import { proveTimes } from '../../../../evaluate/cluster/time-proof.ts';
import { summariseTimes } from '../../../../evaluate/cluster/time-proof-summary.ts';
import { DoubtsCard } from './DoubtsCard.tsx';
import { GroupsCard } from './GroupsCard.tsx';
import { TimesCard } from './TimesCard.tsx';
import styles from './ProofView.module.css';

/** Published times beside the core's own, computed when the view opens, and published figures that are doubtful. */
export const ProofView = memo(function ProofView() {
  const [{ results, summary }] = useState(() => {
    const all = proveTimes();
    return { results: all, summary: summariseTimes(all) };
  });
  return (
    <div className={styles.view}>
      <GroupsCard results={results} summary={summary} doubts={PUBLISHED_DOUBTS.length} />
      <TimesCard results={results} />
      <DoubtsCard doubts={PUBLISHED_DOUBTS} />
    </div>
  );
});
