import { useMemo } from 'react';
import { useScenarioState } from '../../../app-context.ts';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import { useOfferNamed, useOfferOptions } from '../../../shared/use-offers.ts';
import { OriginMark } from '../OriginMark.tsx';
import styles from '../inputs.module.css';
import { RoleProblem } from './RoleProblem.tsx';

const SCENARIOS = 'scenario';

interface OfferFieldProps {
  readonly offerId: string | null;
  readonly index: number;
  readonly roleName: string;
}

/** Where a role's requests go: with the scenario's, unless it has an offer of its own. */
export function OfferField({ offerId, index, roleName }: OfferFieldProps) {
  const path = `workload.roles.${index}.offerId`;
  const scenarioOfferId = useScenarioState((state) => state.scenario.offerId);
  const setField = useScenarioState((state) => state.setField);
  const scenarioOffer = useOfferNamed()(scenarioOfferId)?.modelName ?? scenarioOfferId;
  const offers = useOfferOptions();
  const options = useMemo(
    () => [{ value: SCENARIOS, label: `the scenario’s offer (${scenarioOffer})` }, ...offers],
    [scenarioOffer, offers],
  );
  return (
    <div className={styles.wide}>
      <div className={styles.labelRow}>
        <span className={styles.label} aria-hidden="true">
          Offer
        </span>
        <OriginMark path={`roles.${index}.offerId`} of={`Offer of ${roleName}`} />
      </div>
      <SearchSelect
        label={`Offer of ${roleName}`}
        data={options}
        value={offerId ?? SCENARIOS}
        onChoose={(chosen) => setField({ path, value: chosen === SCENARIOS ? null : chosen })}
        nothingFound="No such offer"
        labelClassName="visually-hidden"
      />
      <RoleProblem path={path} />
    </div>
  );
}
