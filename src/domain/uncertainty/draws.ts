import type { Ratio } from '../units.ts';
import { valueAt, type Spread } from './spread.ts';

/**
 * Draws of several inputs at once, each independent of the others: a Latin hypercube. The chances of every input are cut into
 * as many equal parts as there are draws, each part is used once, and parts are paired at random; a thousand such draws settle
 * the tenth and ninetieth percentile as well as several thousand plain ones.
 *
 * `uniform` gives numbers of [0, 1): the caller seeds it. Rows are draws, columns inputs in the order of `spreads`.
 * Ignores that inputs go together (long sessions have more tool calls, say): bands come out narrower or wider than they are.
 * Source: McKay, Beckman and Conover, "A comparison of three methods for selecting values of input variables" (1979).
 */
export function latinHypercube({
  spreads,
  draws,
  uniform,
}: {
  spreads: readonly Spread[];
  draws: number;
  uniform: () => number;
}): readonly (readonly number[])[] {
  const columns = spreads.map((spread) =>
    shuffled({ length: draws, uniform }).map((part) => valueAt({ spread, chance: (part + uniform()) / draws })),
  );
  return Array.from({ length: draws }, (_, row) => columns.map((column) => column[row] ?? Number.NaN));
}

/** 0 … length − 1 in random order (Fisher and Yates). */
function shuffled({ length, uniform }: { length: number; uniform: () => number }): readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/**
 * The value that a share of values does not exceed, between neighbours in proportion.
 *
 * Example: of 1, 2, 3, 4 the median is 2.5, the tenth percentile 1.3. `undefined` for no values at all.
 */
export function percentileOf({ values, ratio }: { values: readonly number[]; ratio: Ratio }): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const at = ratio * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  return below === undefined || above === undefined ? undefined : below + (above - below) * (at - Math.floor(at));
}
