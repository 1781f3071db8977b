import { describe, expect, test } from 'vitest';
import { NOT_SOLD, UNKNOWN, offerWith, periodWith, priced, ratesWith } from '../testing/builders.ts';
import { knownRate, periodAt, rateOfPrice, ratesForPrompt } from './rate-card.ts';

describe('the period of a day', () => {
  const first = periodWith({ to: '2026-03-01' });
  const second = periodWith({ from: '2026-03-01', to: '2027-01-01' });
  const offer = offerWith({ periods: [first, second] });

  test('starts with its first day and ends before the first day of the next', () => {
    expect(periodAt({ offer, asOf: '2026-02-28' })).toBe(first);
    expect(periodAt({ offer, asOf: '2026-03-01' })).toBe(second);
  });

  test('is open where it has no beginning, and does not exist after a last day', () => {
    expect(periodAt({ offer, asOf: '1999-01-01' })).toBe(first);
    expect(periodAt({ offer, asOf: '2026-12-31' })).toBe(second);
    expect(periodAt({ offer, asOf: '2027-01-01' })).toBeUndefined();
  });

  test('does not exist before an offer was sold', () => {
    expect(periodAt({ offer: offerWith({ periods: [second] }), asOf: '2026-02-28' })).toBeUndefined();
  });
});

describe('the rates of a prompt', () => {
  const long = ratesWith({ input: priced(10) });
  const longest = ratesWith({ input: priced(20) });

  test('change above a threshold with gt: exactly 272,000 tokens still pay the base', () => {
    const period = periodWith({ bands: [{ thresholdTokens: 272_000, comparison: 'gt', rates: long }] });
    expect(ratesForPrompt({ period, promptTokens: 272_000 })).toBe(period.base);
    expect(ratesForPrompt({ period, promptTokens: 272_001 })).toBe(long);
  });

  test('change at a threshold with gte: exactly 272,000 tokens pay the band', () => {
    const period = periodWith({ bands: [{ thresholdTokens: 272_000, comparison: 'gte', rates: long }] });
    expect(ratesForPrompt({ period, promptTokens: 271_999 })).toBe(period.base);
    expect(ratesForPrompt({ period, promptTokens: 272_000 })).toBe(long);
  });

  test('are those of the highest band reached, one band and no other', () => {
    const period = periodWith({
      bands: [
        { thresholdTokens: 1_000, comparison: 'gt', rates: long },
        { thresholdTokens: 2_000, comparison: 'gt', rates: longest },
      ],
    });
    expect(
      [1_000, 1_001, 2_000, 2_001].map((promptTokens) => knownRate(ratesForPrompt({ period, promptTokens }).input)),
    ).toEqual([5, 10, 10, 20]);
  });

  test('may change for input and for output at lengths of their own', () => {
    // BerriAI/litellm, test_cost_types_select_thresholds_independently: each length is a band that repeats the rest.
    const period = periodWith({
      bands: [
        { thresholdTokens: 1_000, comparison: 'gt', rates: ratesWith({ input: priced(10) }) },
        { thresholdTokens: 2_000, comparison: 'gt', rates: ratesWith({ input: priced(10), output: priced(50) }) },
      ],
    });
    const at = (promptTokens: number) => {
      const { input, output } = ratesForPrompt({ period, promptTokens });
      return [input, output].map(knownRate);
    };
    expect([at(1_000), at(1_001), at(2_001)]).toEqual([
      [5, 25],
      [10, 25],
      [10, 50],
    ]);
  });

  test('of a band that asks for a longer answer are never those where no answer is given', () => {
    const period = periodWith({
      bands: [{ thresholdTokens: 0, comparison: 'gte', outputAboveTokens: 0, rates: long }],
    });
    expect(ratesForPrompt({ period, promptTokens: 10 })).toBe(period.base);
    expect(ratesForPrompt({ period, promptTokens: 10, outputTokens: 1 })).toBe(long);
  });
});

describe('a price', () => {
  test('of nothing is free, not missing', () => {
    expect(rateOfPrice(priced(0))).toEqual({ usdPerMTok: 0 });
    expect(knownRate(priced(0))).toBe(0);
  });

  test('that is missing says why, and is never a number', () => {
    expect(rateOfPrice(UNKNOWN)).toEqual({ missing: 'nobody says' });
    expect(rateOfPrice(NOT_SOLD)).toEqual({ missing: 'not on the price page' });
    expect(rateOfPrice(undefined)).toEqual({ missing: 'no price known' });
    for (const price of [UNKNOWN, NOT_SOLD, undefined]) expect(knownRate(price)).toBeUndefined();
  });
});
