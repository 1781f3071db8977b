import { useMemo } from 'react';
import { offerRows } from '../../../evaluate/offer-row.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { Card } from '../../shared/Card.tsx';
import { useScenarioState } from '../../app-context.ts';
import { useBook } from '../../shared/use-offers.ts';
import { useRanking } from '../../shared/use-ranking.ts';
import { OffersCard } from './OffersCard.tsx';
import styles from './OffersPage.module.css';

/** The table of offers: what each seller charges, and what the scenario's workload would cost there. */
export function PricesView({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const book = useBook();
  // Costs follow a moment after what is typed; on the first visit the frame of the page comes before them.
  const costed = useRanking(scenario, book);
  const ranking = costed?.book === book ? costed.ranking : null;
  const { workload } = costed?.scenario ?? scenario;
  const rows = useMemo(() => offerRows({ scenario, book, ranking, workload }), [scenario, book, ranking, workload]);
  const { modeRatio, modifierIds, commitments } = scenario.purchase;
  const isBoughtAsSet = modeRatio > 0 || modifierIds.length > 0 || commitments.some((one) => one.discountRatio > 0);
  const isMissing = useScenarioState((state) => state.isBookMissing);
  return ranking && (book.isWhole || isMissing) ? (
    <OffersCard rows={rows} asOf={scenario.asOf} isBoughtAsSet={isBoughtAsSet} isBusy={costed?.isOld !== false} />
  ) : (
    <Card title="What does each seller charge, and what would this workload cost there?">
      <p className={styles.waiting}>Costing the workload at every offer…</p>
    </Card>
  );
}
