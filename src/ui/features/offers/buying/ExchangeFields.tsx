import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { EXCHANGE_LIMITS, MOST_EXCHANGE_RATES } from '../../../../domain/field-limits.ts';
import { foreignCurrencies } from '../../../../evaluate/buying/sold-terms.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { parseNumber } from '../../../format/parse-number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { DayField } from './DayField.tsx';
import styles from './BuyingView.module.css';
import { LOCALE } from '../../../format/locale.ts';

const PATH = 'purchase.exchangeRates';

/** Rates at which offers in other currencies are compared: the visitor's own, with their day. */
export function ExchangeFields({
  scenario,
  book,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
}) {
  const { exchangeRates } = scenario.purchase;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const missing = foreignCurrencies(book).filter((code) => !exchangeRates.some(({ currency }) => currency === code));
  if (exchangeRates.length === 0 && missing.length === 0) return null;

  const write = (next: typeof exchangeRates): void => {
    clearErrors(PATH);
    setField({ path: PATH, value: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Rates of exchange</legend>
      <p className={styles.hint}>
        Nothing is preset: the rate is yours, and counts as assumed. Offers in a currency without one have no price.
      </p>
      {exchangeRates.map(({ currency, usdPerUnit, asOf }, i) => (
        <div
          key={`${exchangeRates.length}-${i}`}
          className={styles.row}
          role="group"
          aria-label={`Rate of exchange: ${currency}`}
        >
          <NumberField
            path={`${PATH}.${i}.usdPerUnit`}
            value={usdPerUnit}
            limits={EXCHANGE_LIMITS.usdPerUnit}
            label={`One ${currency} in dollars`}
          />
          <DayField path={`${PATH}.${i}.asOf`} value={asOf} label="Day of the rate" />
          <Button
            variant="default"
            size="xs"
            className={styles.remove ?? ''}
            aria-label={`Remove the rate of ${currency}`}
            onClick={() => write(exchangeRates.filter((_, at) => at !== i))}
          >
            Remove
          </Button>
        </div>
      ))}
      {exchangeRates.length < MOST_EXCHANGE_RATES &&
        missing.map((currency) => (
          <NewRate
            key={currency}
            currency={currency}
            onAdd={(usdPerUnit) => write([...exchangeRates, { currency, usdPerUnit, asOf: scenario.asOf }])}
          />
        ))}
    </fieldset>
  );
}

/** A rate takes effect when it is added, and not while it is being typed: there is no rate to fall back on. */
function NewRate({ currency, onAdd }: { readonly currency: string; readonly onAdd: (usdPerUnit: number) => void }) {
  const [text, setText] = useState('');
  const { min, max } = EXCHANGE_LIMITS.usdPerUnit;
  const parsed = parseNumber(text);
  const rate = parsed !== undefined && parsed >= min && parsed <= max ? parsed : null;
  return (
    <form
      className={styles.row}
      aria-label={`New rate of exchange: ${currency}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (rate !== null) onAdd(rate);
      }}
    >
      <TextInput
        label={`One ${currency} in dollars`}
        size="xs"
        inputMode="decimal"
        autoComplete="off"
        placeholder="none set"
        value={text}
        error={
          text.trim() !== '' && rate === null ? `Enter a number above 0, at most ${max.toLocaleString(LOCALE)}.` : null
        }
        onChange={(event) => setText(event.currentTarget.value)}
        classNames={{ label: styles.label ?? '', input: styles.input ?? '', error: styles.error ?? '' }}
      />
      <Button type="submit" variant="default" size="xs" className={styles.remove ?? ''} disabled={rate === null}>
        Add the rate
      </Button>
    </form>
  );
}
