import { lazy, Suspense, useDeferredValue } from 'react';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { useScenarioState } from '../../app-context.ts';
import { Stale } from '../../shared/Stale.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { BillCard } from './BillCard.tsx';
import { Headline } from './Headline.tsx';
import { Ladder } from './Ladder.tsx';
import { WarehouseCard } from './WarehouseCard.tsx';
import styles from './SpendPage.module.css';

// Charts bring a library of their own; figures must not wait for it.
const RetentionChart = lazy(() => import('./RetentionChart.tsx').then((m) => ({ default: m.RetentionChart })));

// Below the figures, and there only once all offers are.
const RankingCard = lazy(() => import('./RankingCard.tsx').then((m) => ({ default: m.RankingCard })));

const BudgetCard = lazy(() => import('./BudgetCard.tsx').then((m) => ({ default: m.BudgetCard })));

/** What the workload costs without and with a warehouse, why, and what the same work costs elsewhere. */
export function SpendPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const isBookMissing = useScenarioState((state) => state.isBookMissing);
  const { value: evaluation, problems } = spendOf(scenario, book);
  const settled = useDeferredValue(evaluation);
  const settledScenario = useDeferredValue(scenario);
  return (
    <Stale problems={problems} hasFigures={evaluation !== null}>
      <div className={styles.grid}>
        <div className={styles.left}>
          {evaluation && (
            <>
              <Headline evaluation={evaluation} people={scenario.workload.people} />
              <Ladder ladder={evaluation.ladder} retentionSeconds={evaluation.warehouse.retentionSeconds} />
            </>
          )}
          {settled && (
            <Suspense fallback={<div className={styles.chartSpace} />}>
              <RetentionChart evaluation={settled} />
            </Suspense>
          )}
          {settled && (
            <Suspense fallback={<div className={styles.chartSpace} />}>
              <BudgetCard scenario={settledScenario} evaluation={settled} />
            </Suspense>
          )}
        </div>
        <div className={styles.right}>
          {evaluation && <BillCard evaluation={evaluation} />}
          <WarehouseCard scenario={scenario} evaluation={evaluation} />
          <Suspense fallback={<RankingSpace />}>
            {book.isWhole || isBookMissing ? <RankingCard scenario={scenario} /> : <RankingSpace />}
          </Suspense>
        </div>
      </div>
    </Stale>
  );
}

function RankingSpace() {
  return <p className={styles.rankingSpace}>Costing the same work at every offer…</p>;
}
