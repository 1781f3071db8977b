import type { Ratio, Usd } from '../../domain/units.ts';

/** What a promise to spend so much a month with one seller makes of the bill. */
export interface CommitmentBill {
  readonly seller: string;
  /** As the catalogue names it; the id where it knows no such seller. */
  readonly sellerName: string;
  readonly committedUsd: Usd;
  readonly discountRatio: Ratio;
  /** What the work costs there without the promise. */
  readonly undiscountedUsd: Usd;
  readonly discountedUsd: Usd;
  /** The larger of the promise and the discounted spend. */
  readonly billedUsd: Usd;
  /** Paid for without being used. */
  readonly shortfallUsd: Usd;
  /** Against the same work without the promise; below 0, promising pays. */
  readonly differenceUsd: Usd;
  /** Undiscounted spend above which promising pays; `null` where it never does, for want of a discount. */
  readonly breakEvenUsd: Usd | null;
  /** Undiscounted spend from which on nothing of the promise is left over; `null` where none is enough. */
  readonly fullyUsedFromUsd: Usd | null;
  /** `null` where the warehouse has no price. */
  readonly warehouse: {
    readonly discountedUsd: Usd;
    readonly billedUsd: Usd;
    /** What it would save if nothing were promised at these prices. */
    readonly savingUsd: Usd;
    /** What of that is seen on the bill. */
    readonly realisedSavingUsd: Usd;
  } | null;
}

/**
 * The bill under a commitment: `billed = max(committed, discounted spend)`.
 *
 *     it pays while  max(C, (1 − d) × L) < L,  so for L > C where d > 0;  all of C is used from L = C ÷ (1 − d) on
 *     saving realised = max(C, without) − max(C, with the warehouse)
 *
 * with L the undiscounted spend, C the commitment, d the discount.
 * Example: C = $80, L = $90, d = 20 %: discounted $72, billed $80, shortfall $8, still $10 less than without. A warehouse
 * that lowers $72 to $50 saves $22 of spend and nothing of the bill.
 * Ignores commitments over years, amounts carried forward, and tiers of discount. With the warehouse, its rent counts as
 * spend with the same seller.
 */
export function commitmentBill({
  undiscountedUsd,
  discountedUsd,
  warehouseUsd,
  ...terms
}: Pick<
  CommitmentBill,
  'seller' | 'sellerName' | 'committedUsd' | 'discountRatio' | 'undiscountedUsd' | 'discountedUsd'
> & {
  /** Discounted spend with the warehouse; `null` where it has no price. */
  readonly warehouseUsd: Usd | null;
}): CommitmentBill {
  const { committedUsd, discountRatio } = terms;
  const billed = (spendUsd: Usd): Usd => Math.max(committedUsd, spendUsd);
  const billedUsd = billed(discountedUsd);
  return {
    ...terms,
    undiscountedUsd,
    discountedUsd,
    billedUsd,
    shortfallUsd: billedUsd - discountedUsd,
    differenceUsd: billedUsd - undiscountedUsd,
    breakEvenUsd: discountRatio > 0 ? committedUsd : null,
    fullyUsedFromUsd: committedUsd === 0 ? 0 : discountRatio < 1 ? committedUsd / (1 - discountRatio) : null,
    warehouse:
      warehouseUsd === null
        ? null
        : {
            discountedUsd: warehouseUsd,
            billedUsd: billed(warehouseUsd),
            savingUsd: discountedUsd - warehouseUsd,
            realisedSavingUsd: billedUsd - billed(warehouseUsd),
          },
  };
}
