/** What a column of numbers looks like. Quantiles are values that occur: the smallest that so large a share does not exceed. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Mean and quantiles; `null` of nothing. NaN is left out.
 * Formula: the q-quantile of n values is the ⌈q n⌉-th smallest. Example: of 1, 2, 3, 10: mean 4, p50 2, p90 10.
 */
export function spreadOf(values: ArrayLike<number>): Spread | null {
  const sorted = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  if (sorted.length === 0) return null;
  sorted.sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  const at = (ratio: number): number => sorted[Math.max(0, Math.ceil(ratio * sorted.length) - 1)] ?? 0;
  return {
    count: sorted.length,
    mean: sum / sorted.length,
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  };
}

/** Numbers from `from` to `to`, each the same multiple of the one before. Example: 1, 10, 100. */
export function geometric({ from, to, points }: { from: number; to: number; points: number }): readonly number[] {
  if (!(from > 0 && to >= from && points >= 2))
    throw new RangeError(`${points} geometric points from ${from} to ${to}`);
  return Array.from({ length: points }, (_, i) => (i === points - 1 ? to : from * (to / from) ** (i / (points - 1))));
}
