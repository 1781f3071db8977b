import { lazy, Suspense, useDeferredValue, useSyncExternalStore } from 'react';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Segmented } from '../../shared/Segmented.tsx';
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

// Machines of one's own bring accelerators, tiers and models; a first visit shows a bill.
const RunLens = lazy(() => import('./run/lenses.ts').then((m) => m.loadRunLens()));

const BreakEvenLine = lazy(() => import('./run/lenses.ts').then((m) => m.loadBreakEvenLine()));

// Draws and tries come after everything else, in a worker.
const Sensitivity = lazy(() => import('./sensitivity/lenses.ts').then((m) => m.loadSensitivity()));

const LENSES = [
  { value: 'buy', label: 'Buy: an API bill' },
  { value: 'run', label: 'Run: own machines' },
] as const;

/** What the workload costs without and with a warehouse, bought by the token or run on machines of one's own. */
export function SpendPage() {
  const { page } = useServices();
  const isRun = useSyncExternalStore(page.subscribe, page.readView) === 'run';
  const isBookComplete = useIsBookComplete();
  return (
    <>
      <div className={isRun ? styles.lens : styles.lensWithLine}>
        <Segmented
          label="Buy tokens or run machines"
          hideLabel
          options={LENSES}
          value={isRun ? 'run' : 'buy'}
          onChange={(lens) => page.writeView(lens === 'run' ? 'run' : '')}
        />
        <Suspense fallback={null}>{!isRun && isBookComplete && <BreakEvenLine />}</Suspense>
      </div>
      {isRun ? (
        <Suspense fallback={<div className={styles.chartSpace} />}>
          <RunLens />
        </Suspense>
      ) : (
        <BuyLens />
      )}
      <Suspense fallback={null}>
        <Sensitivity key={isRun ? 'run' : 'buy'} lens={isRun ? 'run' : 'buy'} />
      </Suspense>
    </>
  );
}

/** All offers are there, or will not come. */
function useIsBookComplete(): boolean {
  const isBookMissing = useScenarioState((state) => state.isBookMissing);
  return useBook().isWhole || isBookMissing;
}

/** The seller's bill, why it is what it is, and what the same work costs elsewhere. */
function BuyLens() {
  const scenario = useScenarioState((state) => state.scenario);
  const isBookComplete = useIsBookComplete();
  const { value: evaluation, problems } = spendOf(scenario, useBook());
  const settled = useDeferredValue(evaluation);
  const settledScenario = useDeferredValue(scenario);
  return (
    <Stale problems={problems} hasFigures={evaluation !== null}>
      <div className={styles.grid} data-print="report">
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
            {isBookComplete ? <RankingCard scenario={scenario} /> : <RankingSpace />}
          </Suspense>
        </div>
      </div>
    </Stale>
  );
}

function RankingSpace() {
  return <p className={styles.rankingSpace}>Costing the same work at every offer…</p>;
}
