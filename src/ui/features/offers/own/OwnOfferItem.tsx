import { useMemo } from 'react';
import { Button, TextInput } from '@mantine/core';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { baseOwnOffer, removeOwnOffer } from '../../../../state/own-prices.ts';
import { useScenarioState, useServices } from '../../../app-context.ts';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { useBook, type useOfferOptions } from '../../../shared/use-offers.ts';
import { OwnRateFields } from './OwnRateFields.tsx';
import { OwnRatesTable } from './OwnRatesTable.tsx';
import { ownRates, type OwnOffer } from './own-rates.ts';
import styles from './OwnPrices.module.css';

const NAME_LENGTH = 120;

type Options = ReturnType<typeof useOfferOptions>;

/** One own offer: what it is based on, what was agreed, and what that comes to. */
export function OwnOfferItem({
  own,
  index,
  scenario,
  listOptions,
  onRemoved,
}: {
  readonly own: OwnOffer;
  readonly index: number;
  readonly scenario: ScenarioState['scenario'];
  readonly listOptions: Options;
  readonly onRemoved: () => void;
}) {
  const { store } = useServices();
  const setField = useScenarioState((state) => state.setField);
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const clearErrors = useClearErrors();
  const book = useBook();
  const rates = useMemo(() => ownRates({ scenario, own, book }), [scenario, own, book]);
  const name = own.name.trim() === '' ? `own offer ${index + 1}` : own.name;
  const isUsed = scenario.offerId === own.id;
  const roles = scenario.workload.roles.filter(({ offerId }) => offerId === own.id).map((role) => role.name);

  return (
    <li className={styles.item}>
      <div role="group" aria-label={`Own offer ${index + 1}: ${name}`}>
        <div className={styles.head}>
          <TextInput
            label="Name"
            size="xs"
            maxLength={NAME_LENGTH}
            autoComplete="off"
            value={own.name}
            placeholder={`Own offer ${index + 1}`}
            onChange={(event) => setField({ path: `ownOffers.${index}.name`, value: event.currentTarget.value })}
            classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
          />
          <SearchSelect
            label="Based on"
            data={listOptions}
            value={own.basedOn}
            onChoose={(basedOn) => baseOwnOffer({ store, id: own.id, basedOn })}
            nothingFound="No such offer"
          />
          <div className={styles.buttons}>
            {isUsed ? (
              <Button
                variant="default"
                size="xs"
                aria-label={`Use the list again: ${name}`}
                onClick={() => chooseOffer(own.basedOn)}
              >
                Use the list again
              </Button>
            ) : (
              <Button variant="default" size="xs" aria-label={`Use it: ${name}`} onClick={() => chooseOffer(own.id)}>
                Use it
              </Button>
            )}
            <Button
              variant="default"
              size="xs"
              aria-label={`Remove: ${name}`}
              onClick={() => {
                // Fields that stood behind it move up and are others then.
                clearErrors('ownOffers.');
                removeOwnOffer({ store, id: own.id });
                onRemoved();
              }}
            >
              Remove
            </Button>
          </div>
        </div>
        <OwnRateFields own={own} index={index} rates={rates} />
        {(isUsed || roles.length > 0) && (
          <p className={styles.inUse}>
            {isUsed && 'The scenario uses it. '}
            {roles.length > 0 && `Roles that use it: ${roles.join(', ')}.`}
          </p>
        )}
        <OwnRatesTable rates={rates} name={name} />
      </div>
    </li>
  );
}
