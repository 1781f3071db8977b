import { useDeferredValue, useMemo } from 'react';
import { offerPolicies } from '../../../evaluate/offer-policies.ts';
import { bestSentence, isSame } from './policy-words.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatPercent, formatUsd } from '../../format/number.ts';
import { useBook } from '../../shared/use-offers.ts';
import styles from './OfferDetails.module.css';
import { moneySign } from '../../format/money.ts';

/** Every way of caching that an offer sells, priced for the scenario's workload: which is best, and by how much. */
export function OfferPolicies({ offerId }: { readonly offerId: string }) {
  const book = useBook();
  const scenario = useDeferredValue(useScenarioState((state) => state.scenario));
  const policies = useMemo(() => offerPolicies({ scenario, book, offerId }), [scenario, book, offerId]);
  if (!policies) return <p>This workload cannot be bought here.</p>;
  return (
    <>
      {policies.priced.length > 0 && <p className={styles.values}>{bestSentence(policies.priced)}</p>}
      <table className={styles.rates}>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col">{moneySign()}/month</th>
            <th scope="col">more than best</th>
            <th scope="col">hit rate</th>
          </tr>
        </thead>
        <tbody>
          {policies.priced.map(({ policy, usdPerMonth, dearerUsd, hitRatio }) => (
            <tr key={policy}>
              <th scope="row">{policy}</th>
              <td>{formatUsd(usdPerMonth)}</td>
              <td>{isSame(dearerUsd) ? '–' : formatUsd(dearerUsd)}</td>
              <td>{formatPercent(hitRatio)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {policies.unpriced.map(({ policy, reason }) => (
        <p key={policy} className={styles.reason}>
          {policy}: {reason}
        </p>
      ))}
    </>
  );
}
