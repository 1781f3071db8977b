import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../../domain/testing/arbitraries.ts';
import { seatBill, seatBreakEven, type SeatTerms } from './seats.ts';

const TERMS: SeatTerms = { seats: 40, usdPerSeat: 100, includedUsdPerSeat: 150, overageRatio: 1 };

describe('a month on seats', () => {
  test('by hand: fees, and use above what they include', () => {
    // 40 × 100 = 4,000 of fees; 40 × 150 = 6,000 included; 4,000 above, at 1.2 times the list.
    expect(seatBill({ terms: { ...TERMS, overageRatio: 1.2 }, useUsd: 10_000 })).toMatchObject({
      feesUsd: 4_000,
      includedUsd: 6_000,
      usePerSeatUsd: 250,
      usedRatio: 1,
      aboveUsd: 4_000,
      usdPerMonth: 8_800,
    });
  });

  test('costs its fees where less is used than included', () => {
    expect(seatBill({ terms: TERMS, useUsd: 1_500 })).toMatchObject({
      usdPerMonth: 4_000,
      usedRatio: 0.25,
      aboveUsd: 0,
    });
  });

  test('without seats, or with nothing included, has no use per seat and no utilisation', () => {
    expect(seatBill({ terms: { ...TERMS, seats: 0 }, useUsd: 500 })).toMatchObject({
      usePerSeatUsd: null,
      usedRatio: null,
      usdPerMonth: 500,
    });
    expect(seatBill({ terms: { ...TERMS, includedUsdPerSeat: 0 }, useUsd: 500 }).usedRatio).toBeNull();
  });

  const terms = fc.record({
    seats: fc.integer({ min: 0, max: 10_000 }),
    usdPerSeat: between(0, 500),
    includedUsdPerSeat: between(0, 500),
    overageRatio: between(0, 3),
  });
  test('with nothing included and use at the list, is paying by the token and the fees', () => {
    fc.assert(
      fc.property(terms, between(0, 1e6), (drawn, useUsd) => {
        const bill = seatBill({ terms: { ...drawn, includedUsdPerSeat: 0, overageRatio: 1 }, useUsd });
        expect(bill.usdPerMonth).toBeCloseTo(useUsd + drawn.seats * drawn.usdPerSeat, 6);
      }),
    );
  });

  test('never costs less than its fees, nor less for more use', () => {
    fc.assert(
      fc.property(terms, between(0, 1e6), between(0, 1e6), (drawn, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((useUsd) => seatBill({ terms: drawn, useUsd }));
        expect(less?.usdPerMonth).toBeGreaterThanOrEqual(less?.feesUsd ?? NaN);
        expect(more?.usdPerMonth).toBeGreaterThanOrEqual(less?.usdPerMonth ?? NaN);
      }),
    );
  });
});

describe('use from which a seat is cheaper', () => {
  const breakEven = (usdPerSeat: number, includedUsdPerSeat: number, overageRatio: number) =>
    seatBreakEven({ usdPerSeat, includedUsdPerSeat, overageRatio });

  test('is the price of the seat, where it includes more than that', () => {
    expect(breakEven(100, 150, 1)).toEqual({ state: 'exists', fromUsd: 100, toUsd: null });
  });

  test('ends where dearer use above has eaten the advantage', () => {
    // At $250: 100 + 100 × 1.5 = 250.
    expect(breakEven(100, 150, 1.5)).toEqual({ state: 'exists', fromUsd: 100, toUsd: 250 });
  });

  test('comes later where only cheaper use above makes up for a dear seat', () => {
    // At $300: 100 + 250 × 0.8 = 300.
    const found = breakEven(100, 50, 0.8);
    expect(found).toMatchObject({ state: 'exists', toUsd: null });
    expect(found.state === 'exists' ? found.fromUsd : NaN).toBeCloseTo(300, 9);
  });

  test('never comes where neither the seat nor use above it is cheaper', () => {
    expect(breakEven(100, 100, 1)).toMatchObject({ state: 'never', reason: expect.stringContaining('as much as') });
    expect(breakEven(100, 50, 1)).toMatchObject({ state: 'never', reason: expect.stringContaining('more than') });
    expect(breakEven(0, 0, 1)).toMatchObject({ state: 'never' });
  });

  test('is where the bill of one seat crosses the list, tried use by use', () => {
    const cents = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 30 }), (price, included, tenths) => {
        const terms = { seats: 1, usdPerSeat: price, includedUsdPerSeat: included, overageRatio: tenths / 10 };
        const found = seatBreakEven(terms);
        for (let use = 0; use <= 2_000; use += 7) {
          const difference = seatBill({ terms, useUsd: use }).usdPerMonth - use;
          // On the line itself rounding decides.
          if (Math.abs(difference) < 1e-6) continue;
          const isWithin = found.state === 'exists' && use > found.fromUsd && use < (found.toUsd ?? Infinity);
          expect(isWithin).toBe(difference < 0);
        }
      }),
    );
  });
});
