import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { COMMITMENT_LIMITS, MOST_COMMITMENTS } from '../../../../domain/field-limits.ts';
import { sellersOf } from '../../../../evaluate/buying/sold-terms.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { offersInUse } from '../../../../evaluate/spend.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { useOfferNamed } from '../../../shared/use-offers.ts';
import styles from './BuyingView.module.css';

const PERCENT = 0.01;
const PATH = 'purchase.commitments';

/** Sums promised to sellers, one row each. A new one promises nothing until somebody says what. */
export function CommitmentFields({
  scenario,
  book,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
}) {
  const { commitments } = scenario.purchase;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const offerNamed = useOfferNamed();
  const addButton = useRef<HTMLButtonElement>(null);
  const focusAdd = useRef(false);
  const sellers = sellersOf(book);

  // What was removed must not take the keyboard back to the top of the page.
  useEffect(() => {
    if (focusAdd.current) addButton.current?.focus();
    focusAdd.current = false;
  });

  const write = (next: typeof commitments): void => {
    clearErrors(PATH);
    setField({ path: PATH, value: next });
  };
  const isFree = (seller: string): boolean => !commitments.some((commitment) => commitment.seller === seller);
  const inUse = offersInUse(scenario).flatMap(({ offerId }) => offerNamed(offerId)?.seller ?? []);
  const nextSeller = [...inUse, ...sellers.map(({ seller }) => seller)].find(isFree);

  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Commitments</legend>
      <p className={styles.hint}>
        A sum promised to a seller a month, and what it takes off every price of that seller’s list.
      </p>
      {commitments.map(({ seller, discountRatio, usdPerMonth }, i) => {
        const isCounted = commitments.findIndex((commitment) => commitment.seller === seller) === i;
        const name = sellers.find((candidate) => candidate.seller === seller)?.sellerName ?? seller;
        return (
          // Fields keep drafts of their own; a change in the number of rows starts them afresh.
          <div
            key={`${commitments.length}-${i}`}
            className={styles.row}
            role="group"
            aria-label={`Commitment: ${name}`}
          >
            <SearchSelect
              label="Seller"
              data={sellerOptions({ sellers, seller })}
              value={seller}
              onChoose={(value) => setField({ path: `${PATH}.${i}.seller`, value })}
              nothingFound="No such seller"
              labelClassName={styles.label}
            />
            <NumberField
              path={`${PATH}.${i}.discountRatio`}
              value={discountRatio}
              limits={COMMITMENT_LIMITS.discountRatio}
              label="Off the list"
              unit="%"
              scale={PERCENT}
            />
            <NumberField path={`${PATH}.${i}.usdPerMonth`} value={usdPerMonth} limits={COMMITMENT_LIMITS.usdPerMonth} />
            <Button
              variant="default"
              size="xs"
              className={styles.remove ?? ''}
              aria-label={`Remove the commitment to ${name}`}
              onClick={() => {
                focusAdd.current = true;
                write(commitments.filter((_, at) => at !== i));
              }}
            >
              Remove
            </Button>
            {!isCounted && <p className={styles.warning}>Not counted: the first commitment to a seller holds.</p>}
          </div>
        );
      })}
      <Button
        ref={addButton}
        variant="default"
        size="xs"
        disabled={nextSeller === undefined || commitments.length >= MOST_COMMITMENTS}
        onClick={() => {
          if (nextSeller !== undefined)
            write([...commitments, { seller: nextSeller, discountRatio: 0, usdPerMonth: 0 }]);
        }}
      >
        Add a commitment
      </Button>
    </fieldset>
  );
}

/** A seller of a link that the catalogue does not know stays in the list as it is. */
function sellerOptions({ sellers, seller }: { sellers: ReturnType<typeof sellersOf>; seller: string }) {
  const options = sellers.map(({ seller: value, sellerName: label }) => ({ value, label }));
  return options.some(({ value }) => value === seller) ? options : [...options, { value: seller, label: seller }];
}
