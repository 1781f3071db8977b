import type { Scenario } from '../scenario/schema.ts';

/** What amounts are shown in. */
export type DisplayMoney =
  /** As they are counted. */
  | { readonly status: 'dollars' }
  /** Asked for, and no rate of it is in the scenario: amounts stay in dollars. */
  | { readonly status: 'no-rate'; readonly currency: string }
  | {
      readonly status: 'shown';
      readonly currency: string;
      /** Of the currency, for a dollar. */
      readonly unitsPerUsd: number;
      /** Day of the rate. */
      readonly asOf: string;
    };

const DOLLARS: DisplayMoney = { status: 'dollars' };

/**
 * The currency that an address asks for, at the scenario's own dated rate: the one that offers priced in it are compared at,
 * so that no figure is converted at two rates.
 *
 * Example: `EUR` with 1.0870 USD for a euro on 2026-11-20 in the scenario: a dollar is shown as 0.92 of a euro. A rate is never
 * guessed; a code that is none counts as dollars. Ignores bank margins.
 */
export function displayMoneyOf({
  asked,
  exchangeRates,
}: {
  asked: string | null;
  exchangeRates: Scenario['purchase']['exchangeRates'];
}): DisplayMoney {
  const currency = asked?.toUpperCase() ?? 'USD';
  if (currency === 'USD' || !/^[A-Z]{3}$/.test(currency)) return DOLLARS;
  const rate = exchangeRates.find((each) => each.currency === currency);
  if (!rate) return { status: 'no-rate', currency };
  // A rate is typed the other way round and kept to nine digits; what it was typed as is shorter.
  return { status: 'shown', currency, unitsPerUsd: Number((1 / rate.usdPerUnit).toPrecision(8)), asOf: rate.asOf };
}
