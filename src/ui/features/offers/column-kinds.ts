import { createColumnHelper } from '@tanstack/react-table';
import type { LifeBreakEven } from '../../../evaluate/break-even.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { byNumber, type Features } from './offer-table.ts';

export const helper = createColumnHelper<Features, OfferRow>();

/** Missing values come last whichever way a column is sorted. */
export const NUMERIC = { sortFn: byNumber, sortUndefined: 'last', sortDescFirst: false } as const;

export const NO_CACHE_REASON = 'No cache is sold, so nothing is written to one.';

export function costNumber(
  pick: (cost: Extract<OfferRow['cost'], { status: 'priced' }>) => number | undefined,
): (row: OfferRow) => number | undefined {
  return ({ cost }) => (cost.status === 'priced' ? pick(cost) : undefined);
}

/** The lowest figure among a row's lives; `undefined` where none has one. */
export function lowestOf({
  row,
  pick,
}: {
  row: OfferRow;
  pick: (life: LifeBreakEven) => number | undefined;
}): number | undefined {
  const found = row.breakEvens.map(pick).filter((value) => value !== undefined);
  return found.length > 0 ? Math.min(...found) : undefined;
}
