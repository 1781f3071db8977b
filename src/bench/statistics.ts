import type { BandwidthSpread } from '../domain/bandwidth/measurement.ts';
import type { Ratio } from '../domain/units.ts';

/** Half of the samples lie further apart than this share of their median: the machine does something else as well. */
export const NOISY_RATIO = 0.1;

/**
 * The value below which a share of the sorted values lies, between two of them by a straight line: position
 * `ratio × (n − 1)` (type 7 of Hyndman & Fan, what R, NumPy and spreadsheets do).
 *
 * Example: the quartile of 10, 20, 40, 80 is at position 0.75: 10 + 0.75 × 10 = 17.5.
 * Throws a `RangeError` for no values or a share outside 0 … 1.
 */
export function quantileOf({ sorted, ratio }: { sorted: readonly number[]; ratio: Ratio }): number {
  if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`A share lies between 0 and 1: ${ratio}`);
  const position = ratio * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('There is no quantile of no values.');
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle value; of an even number of them the mean of the two in the middle. Throws for none. */
export function medianOf(values: readonly number[]): number {
  return quantileOf({ sorted: values.toSorted((a, b) => a - b), ratio: 0.5 });
}

/**
 * Where bandwidths in bytes per second lie. Throws a `RangeError` for none.
 *
 * Example: 1, 2, 3, 4 and 10 GB/s: median 3, best 10, worst 1, quartiles 2 and 4.
 */
export function spreadOf(bytesPerSecond: readonly number[]): BandwidthSpread {
  const sorted = bytesPerSecond.toSorted((a, b) => a - b);
  const at = (ratio: Ratio): number => quantileOf({ sorted, ratio });
  return {
    medianBytesPerSecond: at(0.5),
    bestBytesPerSecond: at(1),
    worstBytesPerSecond: at(0),
    lowerQuartileBytesPerSecond: at(0.25),
    upperQuartileBytesPerSecond: at(0.75),
    samples: sorted.length,
  };
}

/** Whether the middle half of the samples is wider than 10 % of their median. */
export function isNoisy(spread: BandwidthSpread): boolean {
  const width = spread.upperQuartileBytesPerSecond - spread.lowerQuartileBytesPerSecond;
  return width > NOISY_RATIO * spread.medianBytesPerSecond;
}
