import { useState, useSyncExternalStore } from 'react';
import { NativeSelect, TextInput } from '@mantine/core';
import { EXCHANGE_LIMITS, MOST_EXCHANGE_RATES } from '../../domain/field-limits.ts';
import type { ScenarioState } from '../../state/scenario-store.ts';
import { useScenarioState, useServices } from '../app-context.ts';
import { formatNumber } from '../format/number.ts';
import { parseNumber } from '../format/parse-number.ts';
import { currencyChoices } from './currencies.ts';
import styles from './Money.module.css';

type Rate = ScenarioState['scenario']['purchase']['exchangeRates'][number];

const PATH = 'purchase.exchangeRates';
/** Of a rate that is kept the other way round: more than anybody types. */
const KEPT_DIGITS = 9;

/** The currency amounts are shown in, what a dollar is in it, and of which day that is. The rate is part of the scenario. */
export function CurrencyPanel() {
  const { page } = useServices();
  const asked = useSyncExternalStore(page.subscribe, page.readCurrency);
  const currency = asked?.toUpperCase() ?? 'USD';
  const [choices] = useState(currencyChoices);
  return (
    <>
      <p className={styles.title}>What amounts are shown in</p>
      <div className={styles.fields}>
        <NativeSelect
          className={styles.wide}
          label="Currency"
          size="xs"
          value={currency}
          onChange={({ currentTarget: { value } }) => page.writeCurrency(value === 'USD' ? null : value)}
        >
          {choices.map(({ group, items }) => (
            <optgroup key={group} label={group}>
              {items.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
        {currency !== 'USD' && <RateFields key={currency} currency={currency} />}
      </div>
      <p className={styles.about}>
        {currency === 'USD'
          ? 'Everything is counted in US dollars. Another currency is shown at a rate that you set; none is preset.'
          : `The rate is yours, and travels in the link. Offers priced in ${currency} are compared at the same one. Fields, sellers’ price lists, exact bills and the workbook stay in US dollars.`}
      </p>
    </>
  );
}

function RateFields({ currency }: { readonly currency: string }) {
  const asOf = useScenarioState((state) => state.scenario.asOf);
  const rates = useScenarioState((state) => state.scenario.purchase.exchangeRates);
  const setField = useScenarioState((state) => state.setField);
  const rate = rates.find((each) => each.currency === currency);
  const [typed, setTyped] = useState<string | null>(null);
  const isFull = !rate && rates.length >= MOST_EXCHANGE_RATES;
  const { min, max } = EXCHANGE_LIMITS.usdPerUnit;

  const write = (change: Partial<Rate>): void => {
    const next: Rate = { currency, usdPerUnit: 1, asOf, ...rate, ...change };
    setField({ path: PATH, value: rate ? rates.map((each) => (each === rate ? next : each)) : [...rates, next] });
  };
  const usdPerUnitOf = (text: string): number | null => {
    const units = parseNumber(text);
    if (units === undefined || units <= 0) return null;
    const usdPerUnit = Number((1 / units).toPrecision(KEPT_DIGITS));
    return usdPerUnit >= min && usdPerUnit <= max ? usdPerUnit : null;
  };
  const shown = rate ? formatNumber(Number((1 / rate.usdPerUnit).toPrecision(KEPT_DIGITS - 1)), KEPT_DIGITS) : '';
  const isRefused = typed !== null && typed.trim() !== '' && usdPerUnitOf(typed) === null;
  return (
    <>
      <TextInput
        label={`One US dollar, in ${currency}`}
        size="xs"
        inputMode="decimal"
        autoComplete="off"
        placeholder="such as 0.92"
        disabled={isFull}
        value={typed ?? shown}
        error={
          isFull
            ? `A scenario has at most ${MOST_EXCHANGE_RATES} rates: remove one under Offers, Buying.`
            : isRefused && `Enter how many ${currency} a dollar is: a number above 0.`
        }
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          const usdPerUnit = usdPerUnitOf(value);
          if (usdPerUnit !== null) write({ usdPerUnit });
        }}
        onBlur={() => {
          if (!isRefused) setTyped(null);
        }}
      />
      <TextInput
        label="Day of the rate"
        type="date"
        size="xs"
        disabled={!rate}
        value={rate?.asOf ?? asOf}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') write({ asOf: value });
        }}
      />
    </>
  );
}
