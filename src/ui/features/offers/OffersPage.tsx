import { useDeferredValue, useMemo } from 'react';
import { offerRows } from '../../../evaluate/offer-row.ts';
import { rankingOf } from '../../../state/spend-evaluation.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { Stale } from '../../shared/Stale.tsx';
import { OffersCard } from './OffersCard.tsx';
import styles from './OffersPage.module.css';

/** What each seller charges, and what the scenario's workload would cost there. */
export function OffersPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { offerId, asOf, carriedRates, warehouse } = scenario;
  // Costs follow a moment after what is typed; on the first visit the frame of the page comes before them.
  const costed = useDeferredValue<ScenarioState['scenario'] | null>(scenario, null);
  const ranked = costed ?? scenario;
  const ranking = costed && rankingOf(costed);
  const rows = useMemo(
    () => offerRows({ scenario: { offerId, asOf, carriedRates, warehouse }, ranking, workload: ranked.workload }),
    [offerId, asOf, carriedRates, warehouse, ranking, ranked],
  );

  return (
    <Stale problems={[]}>
      {ranking ? (
        <OffersCard rows={rows} asOf={asOf} isBusy={costed !== scenario} />
      ) : (
        <Card title="What does each seller charge, and what would this workload cost there?">
          <p className={styles.waiting}>Costing the workload at {rows.length} offers…</p>
        </Card>
      )}
    </Stale>
  );
}
