import { useDeferredValue, useMemo } from 'react';
import { compareScenarios } from '../../../evaluate/compare/compare-scenarios.ts';
import type { CompareStore } from '../../../state/compare-store.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart, useLoaded } from '../../shared/lazy-part.ts';
import { AddScenario } from './AddScenario.tsx';
import { BillBars } from './BillBars.tsx';
import { CompareContext, OPEN, useCompareState, type Column } from './columns.ts';
import { CompareNotices } from './CompareNotices.tsx';
import { CompareTable } from './CompareTable.tsx';
import { ShareSet } from './ShareSet.tsx';
import styles from './ComparePage.module.css';

// Charts bring a library of their own; figures must not wait for it.
const OverlayChart = lazyPart(() => import('./OverlayChart.tsx').then((m) => ({ default: m.OverlayChart })));

/** Two to four scenarios side by side: what differs, and what comes of it. */
export function ComparePage() {
  const compare: CompareStore = useLoaded(useServices().compare);
  return (
    <CompareContext value={compare}>
      <CompareNotices />
      <div className={styles.stack}>
        <Scenarios />
      </div>
    </CompareContext>
  );
}

function Scenarios() {
  const open = useScenarioState((state) => state.scenario);
  const variants = useCompareState((state) => state.variants);
  const columns = useMemo(
    (): readonly Column[] => [{ id: OPEN, scenario: open }, ...variants.map(({ id, scenario }) => ({ id, scenario }))],
    [open, variants],
  );
  return (
    <>
      <Card
        title="Which scenarios are compared?"
        hint={
          columns.length === 1
            ? 'Add another to the open one: what differs between them is shown, and what comes of it.'
            : 'The first is the open scenario, which every page shows; differences are from it.'
        }
      >
        <AddScenario columns={columns} />
        {columns.length > 1 && <ShareSet columns={columns} />}
      </Card>
      {columns.length > 1 && <Comparison columns={columns} />}
    </>
  );
}

function Comparison({ columns }: { readonly columns: readonly Column[] }) {
  const book = useBook();
  const isBookMissing = useScenarioState((state) => state.isBookMissing);
  const settled = useDeferredValue(columns);
  const isComplete = book.isWhole || isBookMissing;
  const comparison = useMemo(
    () => (isComplete ? compareScenarios({ scenarios: settled.map(({ scenario }) => scenario), book }) : null),
    [settled, book, isComplete],
  );
  if (!comparison)
    return (
      <p className={styles.waiting} role="status">
        Loading the offers that the scenarios use…
      </p>
    );
  return (
    <>
      <CompareTable columns={settled} comparison={comparison} isBusy={settled !== columns} />
      <div className={styles.charts}>
        <Guard space={<div className={styles.chartSpace} />}>
          <OverlayChart columns={settled} />
        </Guard>
        <BillBars columns={settled} comparison={comparison} />
      </div>
    </>
  );
}
