import { describe, expect, test } from 'vitest';
import { surfacePoint } from '../testing/trace-fixtures.ts';
import { curveRows, pointAtLife, secondsAxis, shareDomain } from './reuse-rows.ts';

const RETENTION = [
  surfacePoint({ windowSeconds: 10, ratio: 0.1 }),
  surfacePoint({ windowSeconds: 60, ratio: 0.4 }),
  surfacePoint({ windowSeconds: 300, ratio: 0.6 }),
  surfacePoint({ windowSeconds: Infinity, ratio: 0.7 }),
];

describe('the curve', () => {
  test('leaves out what has no limit', () => {
    expect(curveRows({ points: RETENTION, of: 'windowSeconds', denominator: 'tokens' })).toEqual([
      { x: 10, ratio: 0.1 },
      { x: 60, ratio: 0.4 },
      { x: 300, ratio: 0.6 },
    ]);
  });

  test('has the rate that the rules ask for', () => {
    const [first] = curveRows({ points: RETENTION, of: 'windowSeconds', denominator: 'requests' });
    expect(first?.ratio).toBe(RETENTION[0]?.rates.ofRequests);
    expect(first?.ratio).not.toBe(0.1);
  });

  test('at a life is exact on a point, a lower bound between two, and nothing before the first', () => {
    const at = (lifeSeconds: number) => pointAtLife({ retention: RETENTION, lifeSeconds });
    expect(at(60)).toEqual({ point: RETENTION[1], isExact: true });
    expect(at(299)).toEqual({ point: RETENTION[1], isExact: false });
    expect(at(Infinity)).toEqual({ point: RETENTION[3], isExact: true });
    expect(at(9)).toBeNull();
  });
});

test('shares are drawn from a round tenth below the lowest', () => {
  expect(shareDomain([0.47, 0.9])).toEqual([0.4, 1]);
  expect(shareDomain([])).toEqual([1, 1]);
  expect(shareDomain([0.02])).toEqual([0, 1]);
});

test('an axis reaches as far as the log', () => {
  expect(secondsAxis([10, 100, 4_000])).toEqual({ domain: [10, 4_000], ticks: [10, 60, 300, 3_600] });
  // Between two round times both ends are told.
  expect(secondsAxis([12, 40])).toEqual({ domain: [12, 40], ticks: [12, 40] });
});
