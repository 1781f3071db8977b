import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../../domain/testing/arbitraries.ts';
import { commitmentBill } from './commitment.ts';

const billWith = (changes: Partial<Parameters<typeof commitmentBill>[0]>) =>
  commitmentBill({
    seller: 'seller',
    sellerName: 'Seller',
    committedUsd: 80,
    discountRatio: 0.2,
    undiscountedUsd: 90,
    discountedUsd: 72,
    warehouseUsd: 50,
    ...changes,
  });

describe('a commitment', () => {
  test('is billed where less is used, and still pays above its break-even', () => {
    // $90 less 20 % is $72, below $80: $80 billed, $8 for nothing, $10 less than $90.
    const bill = billWith({});
    expect(bill).toMatchObject({ billedUsd: 80, shortfallUsd: 8, differenceUsd: -10, breakEvenUsd: 80 });
    // 80 ÷ 0.8.
    expect(bill.fullyUsedFromUsd).toBeCloseTo(100, 9);
  });

  test('costs below its break-even', () => {
    expect(billWith({ undiscountedUsd: 60, discountedUsd: 48 })).toMatchObject({ billedUsd: 80, differenceUsd: 20 });
  });

  test('takes the saving below it away from a warehouse', () => {
    // 72 → 50 lies below 80 altogether.
    expect(billWith({}).warehouse).toEqual({
      discountedUsd: 50,
      billedUsd: 80,
      savingUsd: 22,
      realisedSavingUsd: 0,
    });
    // 120 → 50: down to 80 is seen, the other 30 is not.
    expect(billWith({ undiscountedUsd: 150, discountedUsd: 120 }).warehouse).toMatchObject({
      savingUsd: 70,
      realisedSavingUsd: 40,
    });
    expect(billWith({ warehouseUsd: null }).warehouse).toBeNull();
  });

  test('without a discount never pays; of nothing it costs nothing', () => {
    expect(billWith({ discountRatio: 0, discountedUsd: 90 }).breakEvenUsd).toBeNull();
    expect(billWith({ committedUsd: 0 })).toMatchObject({ billedUsd: 72, shortfallUsd: 0, fullyUsedFromUsd: 0 });
  });

  test('at all off is never used up', () => {
    expect(billWith({ discountRatio: 1, discountedUsd: 0 })).toMatchObject({ billedUsd: 80, fullyUsedFromUsd: null });
  });

  const amounts = fc.oneof(fc.constant(0), between(0.01, 1e6));
  test('bills at least what was committed and what was used, and pays exactly above its break-even', () => {
    fc.assert(
      fc.property(amounts, amounts, between(0, 1), amounts, (committedUsd, undiscountedUsd, ratio, warehouseUsd) => {
        const discountedUsd = undiscountedUsd * (1 - ratio);
        const bill = billWith({ committedUsd, undiscountedUsd, discountRatio: ratio, discountedUsd, warehouseUsd });
        expect(bill.billedUsd).toBeGreaterThanOrEqual(committedUsd);
        expect(bill.billedUsd).toBeGreaterThanOrEqual(discountedUsd);
        expect(bill.shortfallUsd).toBeGreaterThanOrEqual(0);
        const { breakEvenUsd } = bill;
        const pays = bill.differenceUsd < 0;
        // Next to the break-even, and at discounts of next to nothing, the last digit decides.
        if (ratio > 1e-9 && Math.abs(undiscountedUsd - committedUsd) > 1e-6 * committedUsd)
          expect(pays).toBe(breakEvenUsd !== null && undiscountedUsd > breakEvenUsd);
        const { savingUsd = 0, realisedSavingUsd = 0 } = bill.warehouse ?? {};
        expect(Math.abs(realisedSavingUsd)).toBeLessThanOrEqual(Math.abs(savingUsd) + 1e-9);
      }),
    );
  });
});
