import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { Stale } from '../../shared/Stale.tsx';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { PricesView } from './PricesView.tsx';
import styles from './OffersPage.module.css';

// Only the table is part of the page; the others are loaded when they are opened.
const BuyingView = lazyPart(() => import('./buying/BuyingView.tsx').then((m) => ({ default: m.BuyingView })));
const RequestView = lazyPart(() => import('./request/RequestView.tsx').then((m) => ({ default: m.RequestView })));
const ReconcileView = lazyPart(() =>
  import('./reconcile/ReconcileView.tsx').then((m) => ({ default: m.ReconcileView })),
);
const OwnPricesView = lazyPart(() => import('./own/OwnPricesView.tsx').then((m) => ({ default: m.OwnPricesView })));

const PARTS = [
  { value: 'prices', label: 'Prices' },
  { value: 'buying', label: 'Buying' },
  { value: 'request', label: 'One request' },
  { value: 'reconcile', label: 'Reconcile' },
  { value: 'own', label: 'Your prices' },
] as const;
type Part = (typeof PARTS)[number]['value'];

/** What sellers charge, how the work is bought, what one request costs, and whether an invoice agrees. */
export function OffersPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { page } = useServices();
  const requested = useSyncExternalStore(page.subscribe, page.readView) ?? '';
  const part: Part = PARTS.find(({ value }) => value === requested)?.value ?? 'prices';
  // The table's own view stands in the same place of the address; coming back to it brings it back.
  const tableView = useRef('');
  useEffect(() => {
    if (part === 'prices') tableView.current = requested;
  }, [part, requested]);
  return (
    <Stale problems={[]}>
      <div className={styles.page}>
        <Segmented
          label="Show"
          hideLabel
          options={PARTS}
          value={part}
          onChange={(next) => page.writeView(next === 'prices' ? tableView.current : next)}
        />
        <Guard key={part} space={<div className={styles.partSpace} />}>
          {part === 'prices' && <PricesView scenario={scenario} />}
          {part === 'buying' && <BuyingView scenario={scenario} />}
          {part === 'request' && <RequestView />}
          {part === 'reconcile' && <ReconcileView scenario={scenario} />}
          {part === 'own' && <OwnPricesView />}
        </Guard>
      </div>
    </Stale>
  );
}
