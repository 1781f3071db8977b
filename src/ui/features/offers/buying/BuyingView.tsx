import { memo, useDeferredValue } from 'react';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { StaleArea } from '../../../shared/StaleArea.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { buyingOf } from './buying-of.ts';
import { CommitmentsCard } from './CommitmentsCard.tsx';
import { ModeCard } from './ModeCard.tsx';
import { ProvisionedCard } from './ProvisionedCard.tsx';
import { SeatsCard } from './SeatsCard.tsx';
import { TermsCard } from './TermsCard.tsx';
import { WaysCard } from './WaysCard.tsx';
import styles from './BuyingView.module.css';

/** The scenario's work bought in different ways: by the token on some terms, with sums committed, on seats, on capacity. */
export const BuyingView = memo(function BuyingView({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const book = useBook();
  // Figures follow a moment after what is typed; fields do not wait for them.
  const settled = useDeferredValue(scenario);
  const { value: buying, problems } = buyingOf(settled, book);
  return (
    <div className={styles.view}>
      <TermsCard scenario={scenario} book={book} />
      {problems.length > 0 && (
        <div role="status" className={styles.problems}>
          <p>{buying ? 'The figures below are the last good ones.' : 'This scenario has no figures yet.'}</p>
          <ul>
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {buying && (
        <StaleArea problems={problems} className={styles.view}>
          <WaysCard buying={buying} scenario={settled} />
          {buying.commitments !== null && buying.commitments.length > 0 && (
            <CommitmentsCard commitments={buying.commitments} />
          )}
        </StaleArea>
      )}
      <div className={styles.pair}>
        <SeatsCard
          seats={scenario.purchase.seats}
          people={scenario.workload.people}
          bill={problems.length === 0 ? (buying?.seats ?? null) : null}
        />
        <ProvisionedCard
          provisioned={scenario.purchase.provisioned}
          bill={problems.length === 0 ? (buying?.provisioned ?? null) : null}
        />
      </div>
      <ModeCard book={book} scenario={settled} />
    </div>
  );
});
