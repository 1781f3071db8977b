import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenHoursOf } from './storage.ts';

describe('token-hours', () => {
  test('add tokens × time up', () => {
    expect(
      tokenHoursOf([
        { tokens: 50_000, seconds: 1_800 },
        { tokens: 10_000, seconds: 7_200 },
      ]),
    ).toBe(45_000);
    expect(tokenHoursOf([])).toBe(0);
  });

  test('have six decimals: a token for a second is 0.000278', () => {
    expect(tokenHoursOf([{ tokens: 1, seconds: 1 }])).toBe(0.000_278);
  });

  test('are the same for twice the tokens in half the time', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 86_400 }), (tokens, seconds) => {
        expect(tokenHoursOf([{ tokens: 2 * tokens, seconds }])).toBe(tokenHoursOf([{ tokens, seconds: 2 * seconds }]));
      }),
    );
  });

  test.each([
    [-1, 1],
    [1, -1],
    [1, Infinity],
    [Number.NaN, 1],
  ])('of %f tokens for %f seconds are refused', (tokens, seconds) => {
    expect(() => tokenHoursOf([{ tokens, seconds }])).toThrow(RangeError);
  });
});
