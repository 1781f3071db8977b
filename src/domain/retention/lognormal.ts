import { normalCdf } from '../normal.ts';
import type { Ratio } from '../units.ts';

/** ln(x) is normal with mean `mu` and standard deviation `sigma`. */
export interface Lognormal {
  readonly mu: number;
  readonly sigma: number;
}

/** The lognormal of a given mean and variance; a variance of 0 is a fixed value. */
export function lognormalOf({ mean, variance }: { mean: number; variance: number }): Lognormal {
  const sigma2 = Math.log(1 + variance / (mean * mean));
  return { mu: Math.log(mean) - sigma2 / 2, sigma: Math.sqrt(sigma2) };
}

/** P(x > e^logValue). */
export function chanceAbove({ of: { mu, sigma }, logValue }: { of: Lognormal; logValue: number }): Ratio {
  if (sigma === 0) return mu > logValue ? 1 : 0;
  return normalCdf((mu - logValue) / sigma);
}
