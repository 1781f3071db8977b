import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfSeconds, secondsOf, secondsOrNull } from './times.ts';

const read = (value: unknown) => secondsOf({ value, name: 'time' });

describe('a time', () => {
  test.each([
    ['2026-02-06 18:54:30.040', 1_770_404_070.04],
    ['2026-02-06T18:54:30.0625004Z', 1_770_404_070.0625],
    ['2026-02-06T19:54:30+01:00', 1_770_404_070],
    ['2026-02-06 13:24:30-0530', 1_770_404_070],
    ['2026-02-06 18:54:30+00', 1_770_404_070],
    ['2026-02-06 18:54:30 UTC', 1_770_404_070],
    ['2026-02-06', 1_770_336_000],
    ['2026-02-06T18', 1_770_400_800],
    ['2026-02-06 18:54', 1_770_404_040],
    ['1770404070', 1_770_404_070],
    [1_770_404_070.04, 1_770_404_070.04],
    [1_770_404_070_040, 1_770_404_070.04],
    [1_770_404_070_040_000, 1_770_404_070.04],
    [1.77040407004e18, 1_770_404_070.04],
  ])('%s', (value, seconds) => {
    expect(read(value)).toBeCloseTo(seconds, 5);
  });

  test.each([
    ['06/02/2026'],
    ['2026-02-31'],
    ['2026-13-01'],
    ['2026-02-06T25:00'],
    ['soon'],
    [-1],
    [1e21],
    [NaN],
    [{}],
    [true],
  ])('is not %s', (value) => {
    expect(() => read(value)).toThrow('time is not a time');
  });

  test('that is absent is missing, or nothing', () => {
    expect(() => read(undefined)).toThrow('time is missing');
    expect(secondsOrNull({ value: '', name: 'time' })).toBeNull();
  });

  test('agrees with the language’s own reading of ISO times, and has its day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2500-01-01'), noInvalidDate: true }), (date) => {
        expect(read(date.toISOString())).toBeCloseTo(date.getTime() / 1_000, 5);
        expect(dayOfSeconds(date.getTime() / 1_000)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });
});
