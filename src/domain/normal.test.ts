import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from './testing/arbitraries.ts';
import { normalCdf } from './normal.ts';

/** The doubles nearest to Φ, from mpmath 1.3 (`ncdf` at 40 digits). */
const BODY: readonly (readonly [x: number, phi: number])[] = [
  [-3, 0.0013498980316300946],
  [-2.5, 0.006209665325776135],
  [-2, 0.02275013194817921],
  [-1.96, 0.024997895148220435],
  [-1, 0.15865525393145705],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1, 0.8413447460685429],
  [1.96, 0.9750021048517795],
  [2, 0.9772498680518208],
  [3, 0.9986501019683699],
  [5, 0.9999997133484281],
  [6, 0.9999999990134123],
  [8, 0.9999999999999993],
];

const LOWER_TAIL: readonly (readonly [x: number, phi: number])[] = [
  [-4, 3.1671241833119924e-5],
  [-5, 2.866515718791939e-7],
  [-6, 9.86587645037698e-10],
  [-7.06, 8.325130212702649e-13],
  [-7.08, 7.207723086467482e-13],
  [-8, 6.220960574271784e-16],
  [-10, 7.619853024160525e-24],
  [-20, 2.7536241186062337e-89],
  [-30, 4.906713927148187e-198],
  [-37, 5.725571222524577e-300],
];

function relativeError({ x, phi }: { x: number; phi: number }): number {
  return Math.abs(normalCdf(x) - phi) / phi;
}

describe('Φ', () => {
  test.each(BODY)('at %f agrees with the reference to 1e-12 of its value', (x, phi) => {
    expect(relativeError({ x, phi })).toBeLessThan(1e-12);
  });

  test('far below the mean still agrees with the reference to 1e-12 of its value', () => {
    const worse = LOWER_TAIL.filter(([x, phi]) => relativeError({ x, phi }) > 1e-12).map(([x]) => x);
    expect(worse).toEqual([]);
  });

  test.each(LOWER_TAIL)('far below the mean, at %f, agrees with the reference to seven digits', (x, phi) => {
    expect(relativeError({ x, phi })).toBeLessThan(1e-7);
  });

  test('is symmetric: what one tail loses the other gains', () => {
    fc.assert(fc.property(between(-9, 9), (x) => Math.abs(normalCdf(x) + normalCdf(-x) - 1) < 1e-15));
  });

  test('never falls, not even where the approximation changes its form', () => {
    fc.assert(fc.property(between(-40, 40), between(1e-6, 5), (x, step) => normalCdf(x + step) >= normalCdf(x)));
    for (const seam of [-37, -7.071_067_811_865_47, 0, 7.071_067_811_865_47]) {
      expect(normalCdf(seam - 1e-6)).toBeLessThanOrEqual(normalCdf(seam));
      expect(normalCdf(seam)).toBeLessThanOrEqual(normalCdf(seam + 1e-6));
    }
  });

  test('is a probability everywhere, infinities included', () => {
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
    fc.assert(fc.property(between(-1e6, 1e6), (x) => normalCdf(x) >= 0 && normalCdf(x) <= 1));
  });
});
