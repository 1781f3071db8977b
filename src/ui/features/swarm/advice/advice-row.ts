import type { PolicyOption } from '../../../../evaluate/advice/policy-advice.ts';
import { formatUsd } from '../../../format/number.ts';
import { formatUsdToTheUnit } from '../../../format/money.ts';

/** One piece of advice: a sentence, what it is worth, and the arithmetic behind it. */
export interface AdviceRow {
  readonly id: string;
  readonly sentence: string;
  /** A month; `null` where no sum of money says it. */
  readonly worthUsd: number | null;
  /** What the worth is measured against. */
  readonly against: string;
  readonly why: readonly string[];
  /** Everything that could be bought, cheapest first; for advice on policies. */
  readonly options?: readonly PolicyOption[];
}

const LEAST_USD = 1;
const LEAST_RATIO = 0.001;

/** Whether a sum is worth a decision: a dollar a month, and a thousandth of the bill. */
export function makesDifference({ usd, billUsd }: { readonly usd: number; readonly billUsd: number }): boolean {
  return Math.abs(usd) >= Math.max(LEAST_USD, LEAST_RATIO * billUsd);
}

/** `$1,234 a month` · `makes no difference` · `–`. */
export function worthInWords({
  worthUsd,
  billUsd,
}: {
  readonly worthUsd: number | null;
  readonly billUsd: number;
}): string {
  if (worthUsd === null) return '–';
  return makesDifference({ usd: worthUsd, billUsd }) ? `${formatUsd(worthUsd)} a month` : 'makes no difference';
}

/** For sums that are added up before the reader's eyes: no digit above a dollar is rounded away. */
export function wholeUsd(usd: number): string {
  return usd >= 100 ? formatUsdToTheUnit(usd) : formatUsd(usd);
}

/** Dearest first; what has no sum comes last, in the order given. */
export function byWorth(rows: readonly AdviceRow[]): readonly AdviceRow[] {
  return rows.toSorted((a, b) => (b.worthUsd ?? -Infinity) - (a.worthUsd ?? -Infinity) || 0);
}

export function roleNameOf({ name, index }: { readonly name: string; readonly index: number }): string {
  return name || `Role ${index + 1}`;
}
