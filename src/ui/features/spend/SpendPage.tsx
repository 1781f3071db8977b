import { useDeferredValue, useSyncExternalStore } from 'react';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Later } from '../../shared/Later.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { Stale } from '../../shared/Stale.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { Introduction } from '../tour/Introduction.tsx';
import { Guard, Guards } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { BillCard } from './BillCard.tsx';
import { Headline } from './Headline.tsx';
import { Ladder } from './Ladder.tsx';
import { WarehouseCard } from './WarehouseCard.tsx';
import styles from './SpendPage.module.css';

// Charts bring a library of their own; figures must not wait for it.
const loadRetention = () => import('./RetentionChart.tsx').then((m) => ({ default: m.RetentionChart }));
const RetentionChart = lazyPart(loadRetention);

// Below the figures, and there only once all offers are.
const RankingCard = lazyPart(() => import('./RankingCard.tsx').then((m) => ({ default: m.RankingCard })));

const loadBudget = () => import('./BudgetCard.tsx').then((m) => ({ default: m.BudgetCard }));
const BudgetCard = lazyPart(loadBudget);

const loadOutlook = () => import('./BudgetCard.tsx').then((m) => ({ default: m.OutlookCard }));
const OutlookCard = lazyPart(loadOutlook);

// Machines of one's own bring accelerators, tiers and models; a first visit shows a bill.
const RunLens = lazyPart(() => import('./run/lenses.ts').then((m) => m.loadRunLens()));

// Draws and tries come after everything else, in a worker.
const loadSensitivity = () => import('./sensitivity/lenses.ts').then((m) => m.loadSensitivity());
const Sensitivity = lazyPart(loadSensitivity);

const LENSES = [
  { value: 'buy', label: 'Buy: an API bill' },
  { value: 'run', label: 'Run: own machines' },
] as const;

const RANKING = 'Costing the same work at every offer…';

/** What the workload costs without and with a warehouse, bought by the token or run on machines of one's own. */
export function SpendPage() {
  const { page } = useServices();
  const isRun = useSyncExternalStore(page.subscribe, page.readView) === 'run';
  return (
    <>
      <Introduction />
      <div className={styles.lens}>
        <Segmented
          label="Buy tokens or run machines"
          hideLabel
          options={LENSES}
          value={isRun ? 'run' : 'buy'}
          onChange={(lens) => page.writeView(lens === 'run' ? 'run' : '')}
        />
      </div>
      {isRun ? (
        <Guard space={<div className={styles.lensSpace} />}>
          <RunLens />
        </Guard>
      ) : (
        <BuyLens />
      )}
      {/* One and the same place before and after, for whoever is sent there. */}
      <div id="how-sure" className={styles.sure}>
        <Later load={loadSensitivity} space={null}>
          <Guard space={null}>
            <Sensitivity key={isRun ? 'run' : 'buy'} lens={isRun ? 'run' : 'buy'} />
          </Guard>
        </Later>
      </div>
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
          <Guards>
            {evaluation && (
              <>
                <Headline evaluation={evaluation} people={scenario.workload.people} />
                <div data-tour="ladder">
                  <Ladder ladder={evaluation.ladder} retentionSeconds={evaluation.warehouse.retentionSeconds} />
                </div>
              </>
            )}
            {settled && (
              <div data-tour="retention">
                <Later load={loadRetention} space={<Space text="Drawing how long a prefix must survive…" />}>
                  <Guard space={<Space text="Drawing how long a prefix must survive…" />}>
                    <RetentionChart evaluation={settled} scenario={settledScenario} />
                  </Guard>
                </Later>
              </div>
            )}
            {settled && (
              <Later load={loadOutlook} space={<Space text="Drawing the next 24 months…" />}>
                <Guard space={<Space text="Drawing the next 24 months…" />}>
                  <OutlookCard scenario={settledScenario} evaluation={settled} />
                </Guard>
              </Later>
            )}
          </Guards>
        </div>
        <div className={styles.right}>
          <Guards>
            {evaluation && <BillCard evaluation={evaluation} />}
            <WarehouseCard scenario={scenario} evaluation={evaluation} />
            <Guard space={<Space text={RANKING} />}>
              {isBookComplete ? (
                <RankingCard scenario={scenario} space={<Space text={RANKING} />} />
              ) : (
                <Space text={RANKING} />
              )}
            </Guard>
            {settled && (
              <Later load={loadBudget} space={<Space text="Working out the budget…" />}>
                <Guard space={<Space text="Working out the budget…" />}>
                  <BudgetCard scenario={settledScenario} evaluation={settled} />
                </Guard>
              </Later>
            )}
          </Guards>
        </div>
      </div>
    </Stale>
  );
}

/** As high as most cards, so that little moves when one comes. */
function Space({ text }: { readonly text: string }) {
  return <p className={styles.space}>{text}</p>;
}
