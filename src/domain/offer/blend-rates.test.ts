import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, orderlyRates } from '../testing/arbitraries.ts';
import { NOT_SOLD, UNKNOWN, priced, ratesWith } from '../testing/builders.ts';
import { blendRates, type RatePart } from './blend-rates.ts';
import { knownRate, type Price, type RateSet } from './rate-card.ts';

/** 5 / 0.5 / 6.25 / 10 / 25, and half of everything. */
const LIST = ratesWith();
const HALF: RateSet = {
  input: priced(2.5),
  output: priced(12.5),
  cacheRead: priced(0.25),
  cacheWrite: { '5m': priced(3.125), '1h': priced(5) },
};

function blended(ratio: number, other: RateSet, first: RateSet = LIST): RateSet {
  return blendRates([
    { ratio: 1 - ratio, rates: first },
    { ratio, rates: other },
  ]);
}

function factOf(price: Price | undefined) {
  if (price?.state !== 'priced') throw new Error('expected a price');
  return price.perMTok;
}

describe('the mean of lists', () => {
  test('weighs each class with the share of the work', () => {
    const { input, output, cacheRead, cacheWrite } = blended(0.5, HALF);
    expect([input, output, cacheRead, cacheWrite['5m'], cacheWrite['1h']].map(knownRate)).toEqual([
      3.75, 18.75, 0.375, 4.6875, 7.5,
    ]);
    // 0.7 × 5 + 0.3 × 2.5.
    expect(knownRate(blended(0.3, HALF).input)).toBe(4.25);
  });

  test('is decimal where its parts are', () => {
    expect(knownRate(blended(0.5, ratesWith({ input: priced(0.2) }), ratesWith({ input: priced(0.1) })).input)).toBe(
      0.15,
    );
  });

  test('of one list is that list', () => {
    expect(blendRates([{ ratio: 1, rates: LIST }])).toBe(LIST);
  });

  test('of equal lists leaves every price and its source as they are', () => {
    expect(blended(0.3, LIST)).toEqual(LIST);
  });

  test('takes what one list does not sell as its plain input', () => {
    // Half read at 0.5, half sent as input at 2.5.
    expect(knownRate(blended(0.5, { ...HALF, cacheRead: NOT_SOLD }).cacheRead)).toBe(1.5);
    // A life that the other list does not have is no price but plain input too.
    expect(knownRate(blended(0.5, { ...HALF, cacheWrite: {} }).cacheWrite['1h'])).toBe(6.25);
    // The order of the lists does not matter.
    expect(knownRate(blended(0.5, LIST, { ...HALF, cacheRead: NOT_SOLD }).cacheRead)).toBe(1.5);
  });

  test('does not sell what neither does', () => {
    const without = { ...LIST, cacheRead: NOT_SOLD };
    expect(blended(0.5, { ...HALF, cacheRead: NOT_SOLD }, without).cacheRead).toEqual(NOT_SOLD);
  });

  test('has no price where one list’s is not known, of that class alone', () => {
    const mixed = blended(0.5, { ...HALF, cacheRead: UNKNOWN, output: UNKNOWN });
    expect([mixed.cacheRead, mixed.output]).toEqual([UNKNOWN, UNKNOWN]);
    expect(knownRate(mixed.input)).toBe(3.75);
    // Nor where it would be sent as input, and input is what is not known.
    expect(blended(0.5, { ...HALF, cacheRead: NOT_SOLD, input: UNKNOWN }).cacheRead).toEqual(UNKNOWN);
  });

  test('of rent is that of the lists that charge it, by share', () => {
    const rented = ratesWith({ storage: priced(4) });
    expect(blended(0.9, HALF, rented).storage).toEqual(priced(4));
    expect(blended(0.9, { ...HALF, storage: NOT_SOLD }, rented).storage).toEqual(priced(4));
    expect(knownRate(blended(0.25, { ...HALF, storage: priced(2) }, rented).storage)).toBe(3.5);
    expect(blended(0.5, { ...HALF, storage: UNKNOWN }, rented).storage).toEqual(UNKNOWN);
    expect(blended(0.5, { ...HALF, storage: NOT_SOLD }, { ...LIST, storage: NOT_SOLD }).storage).toEqual(NOT_SOLD);
    expect(blended(0.5, HALF)).not.toHaveProperty('storage');
  });

  test('refuses shares that are not the whole, and nothing at all', () => {
    expect(() => blendRates([])).toThrow(RangeError);
    expect(() =>
      blendRates([
        { ratio: 0.5, rates: LIST },
        { ratio: 0.4, rates: HALF },
      ]),
    ).toThrow(/0\.9/);
  });
});

describe('where a mean comes from', () => {
  const published = (value: number, source: string, checkedOn: string): Price => ({
    state: 'priced',
    perMTok: { value, kind: 'published', source, checkedOn },
  });

  test('is both sources, the older day, and worked out', () => {
    const one = ratesWith({ input: published(4, 'a list', '2026-11-20') });
    const other = ratesWith({ input: published(2, 'another list', '2026-10-01') });
    expect(factOf(blended(0.5, other, one).input)).toMatchObject({
      value: 3,
      kind: 'derived',
      source: 'a list; another list',
      checkedOn: '2026-10-01',
      note: 'Mean of 4 and 2, by share of the work.',
    });
  });

  test('is assumed where one part is', () => {
    const one = ratesWith({ input: published(4, 'a list', '2026-11-20') });
    // Prices of the builders are assumptions.
    expect(factOf(blended(0.5, HALF, one).input).kind).toBe('assumed');
    expect(factOf(blended(0.5, ratesWith({ input: published(4, 'a list', '2026-10-01') }), one).input)).toEqual({
      value: 4,
      kind: 'published',
      source: 'a list',
      checkedOn: '2026-10-01',
    });
  });
});

test('lies between the lists, for any shares of any lists', () => {
  const anyParts: fc.Arbitrary<readonly RatePart[]> = fc
    .array(fc.record({ weight: between(0.01, 1), rates: orderlyRates }), { minLength: 1, maxLength: 4 })
    .map((weighed) => {
      const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
      return weighed.map(({ weight, rates }) => ({ ratio: weight / total, rates }));
    });
  fc.assert(
    fc.property(anyParts, (parts) => {
      const mean = blendRates(parts);
      for (const of of [
        (rates: RateSet) => rates.input,
        (rates: RateSet) => rates.output,
        (rates: RateSet) => rates.cacheRead,
        (rates: RateSet) => rates.cacheWrite['a'],
      ]) {
        const all = parts.map(({ rates }) => knownRate(of(rates)) ?? NaN);
        const value = knownRate(of(mean)) ?? NaN;
        expect(value).toBeGreaterThanOrEqual(Math.min(...all) * (1 - 1e-11));
        expect(value).toBeLessThanOrEqual(Math.max(...all) * (1 + 1e-11));
        const naive = parts.reduce((sum, { ratio, rates }) => sum + ratio * (knownRate(of(rates)) ?? NaN), 0);
        expect(Math.abs(value - naive)).toBeLessThanOrEqual(1e-11 * naive);
      }
    }),
  );
});
