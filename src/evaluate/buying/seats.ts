import type { Ratio, Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';

export type SeatTerms = NonNullable<Scenario['purchase']['seats']>;

/** From which use of a seat on it is cheaper than paying for the use itself, at list prices. */
export type SeatBreakEven =
  | {
      readonly state: 'exists';
      /** Use per seat and month above which a seat is cheaper. */
      readonly fromUsd: Usd;
      /** Use above which it no longer is, where use above the included is dearer than the list; else `null`. */
      readonly toUsd: Usd | null;
    }
  | { readonly state: 'never'; readonly reason: string };

/** A month on seats. */
export interface SeatBill {
  readonly feesUsd: Usd;
  readonly includedUsd: Usd;
  /** The work at list prices: what counts against the included use. */
  readonly useUsd: Usd;
  /** `null` without seats. */
  readonly usePerSeatUsd: Usd | null;
  /** Of the included use, what is used; `null` where none is included. */
  readonly usedRatio: Ratio | null;
  /** Use above the included, at list prices. */
  readonly aboveUsd: Usd;
  readonly usdPerMonth: Usd;
  readonly breakEven: SeatBreakEven;
}

/**
 * What a month's use costs on seats: `seats × price + max(0, use − seats × included) × overage`, use at list prices.
 *
 * Example: 40 seats at $100 with $100 of use each, overage at list, use of $10,000: 4,000 + (10,000 − 4,000) = $10,000.
 * The included use is taken to be shared by all seats; where each has its own, uneven use costs more. Ignores limits by the
 * hour or the week.
 */
export function seatBill({ terms, useUsd }: { terms: SeatTerms; useUsd: Usd }): SeatBill {
  const { seats, usdPerSeat, includedUsdPerSeat, overageRatio } = terms;
  const feesUsd = seats * usdPerSeat;
  const includedUsd = seats * includedUsdPerSeat;
  const aboveUsd = Math.max(0, useUsd - includedUsd);
  return {
    feesUsd,
    includedUsd,
    useUsd,
    usePerSeatUsd: seats > 0 ? useUsd / seats : null,
    usedRatio: includedUsd > 0 ? Math.min(1, useUsd / includedUsd) : null,
    aboveUsd,
    usdPerMonth: feesUsd + aboveUsd * overageRatio,
    breakEven: seatBreakEven(terms),
  };
}

/**
 * Where a seat costs as much as its use would: p = u within the included use i, else p + (u − i) × o = u.
 *
 * Example: p = 100, i = 150, o = 1: from $100 of use on, without end. With o = 1.5 it ends at (150 × 1.5 − 100) ÷ 0.5 = $250.
 * With i = 50 and o = 0.8 it begins at (100 − 50 × 0.8) ÷ 0.2 = $300.
 */
export function seatBreakEven({
  usdPerSeat: price,
  includedUsdPerSeat: included,
  overageRatio: overage,
}: Pick<SeatTerms, 'usdPerSeat' | 'includedUsdPerSeat' | 'overageRatio'>): SeatBreakEven {
  if (price < included) {
    const toUsd = overage > 1 ? (included * overage - price) / (overage - 1) : null;
    return { state: 'exists', fromUsd: price, toUsd };
  }
  if (overage < 1) return { state: 'exists', fromUsd: (price - included * overage) / (1 - overage), toUsd: null };
  return {
    state: 'never',
    reason:
      price === included
        ? 'a seat costs as much as the use it includes, and use above that is no cheaper than the list'
        : 'a seat costs more than the use it includes, and use above that is no cheaper than the list',
  };
}
