import type { DisplayMoney } from '../../state/display-money.ts';
import { formatSignificant } from '../format/number.ts';

/** `1 USD = 0.92 EUR, rate of 2026-11-20, set in the scenario`. */
export function rateInWords(money: Extract<DisplayMoney, { status: 'shown' }>): string {
  const { currency, unitsPerUsd, asOf } = money;
  return `1 USD = ${formatSignificant(unitsPerUsd, 7)} ${currency}, rate of ${asOf}, set in the scenario`;
}

/** For files and paper: what their amounts are in, and at which rate; empty where that is dollars. */
export function amountsInWords(money: DisplayMoney): string {
  return money.status === 'shown' ? `Amounts in ${money.currency}: ${rateInWords(money)}` : '';
}
