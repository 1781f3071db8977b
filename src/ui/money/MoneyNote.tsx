import { lazy, Suspense } from 'react';
import styles from './Money.module.css';
import { useMoney } from './use-money.ts';

const NoteText = lazy(() => import('./NoteText.tsx').then((m) => ({ default: m.NoteText })));

/** Says once, above every page, what amounts are in where that is not dollars. */
export function MoneyNote() {
  const money = useMoney();
  if (money.status === 'dollars') return null;
  return (
    <div className={styles.note} data-money>
      <Suspense fallback={null}>
        <NoteText money={money} />
      </Suspense>
    </div>
  );
}
