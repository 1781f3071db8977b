import { normalCdf } from '../normal.ts';
import { excessMoments, gapVarianceSeconds2, meanGapSeconds, type GapsAtWindow } from '../swarm/gap-mixture.ts';
import type { Role } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';

/** Nodes and weights of Gauss and Hermite's rule for a standard normal variable, 7 points (Abramowitz & Stegun 25.10). */
const NORMAL_NODES: readonly (readonly [node: number, weight: number])[] = [
  [-3.750_439_717_725_742, 5.482_688_559_722_18e-4],
  [-2.366_759_410_734_541, 0.030_757_123_967_586_5],
  [-1.154_405_394_739_968, 0.240_123_178_605_013],
  [0, 0.457_142_857_142_857],
  [1.154_405_394_739_968, 0.240_123_178_605_013],
  [2.366_759_410_734_541, 0.030_757_123_967_586_5],
  [3.750_439_717_725_742, 5.482_688_559_722_18e-4],
];

/** Turns looked at: all of a short life, evenly spread ones of a long life. */
const MOST_TURNS = 12;

/**
 * Chance that none of an agent's m − 1 siblings has sent anything within the window, when the agent comes back from a gap
 * longer than it; mean over the agent's later turns.
 *
 *     quiet = mean over k of E_X[(1 − a(X) + a(X) R(T))^(m−1)]
 *
 * X is when the window began, counted from the launch: the sum of k − 1 gaps and of what a gap longer than T has beyond it.
 * a(x) is the chance that a sibling still has requests to send at x, that is, that its turns − 1 gaps add up to more. One
 * that has finished stays quiet; one that has not is quiet with the chance R(T) of a renewal process in its course. Sums of
 * gaps are taken as lognormal with the right mean and variance.
 *
 * Without the finished ones the chance of a warm prefix comes out too high (up to 5 points of hit rate for agents of
 * 3 turns). With them the whole closed form is within 0.5 point of the event simulation for windows of 3 minutes and more
 * in the cases tried; for windows shorter than a typical gap it is up to several points low, because agents launched
 * together then still move in step. Agents launched one after another within seconds are treated as launched together.
 */
export function siblingsQuietRatio({ role, gaps, windowSeconds }: { role: Role; gaps: GapsAtWindow; windowSeconds: Seconds }): Ratio {
  const siblings = role.agentsPerTask - 1;
  const laterTurns = role.turnsPerAgent - 1;
  if (siblings === 0) return 1;
  if (laterTurns === 0 || windowSeconds <= 0 || gaps.survivalRatio <= 0) return gaps.quietRatio ** siblings;
  const mean = meanGapSeconds(role.gap);
  const variance = gapVarianceSeconds2(role.gap);
  const excess = excessMoments({ gap: role.gap, windowSeconds, survivalRatio: gaps.survivalRatio });
  const life = lognormalOf({ mean: laterTurns * mean, variance: laterTurns * variance });

  const turns = Math.min(MOST_TURNS, laterTurns);
  let sum = 0;
  for (let i = 0; i < turns; i++) {
    const gapsBefore = ((i + 0.5) * laterTurns) / turns - 0.5;
    const began = lognormalOf({ mean: gapsBefore * mean + excess.meanSeconds, variance: gapsBefore * variance + excess.varianceSeconds2 });
    for (const [node, weight] of NORMAL_NODES) {
      const stillSending = chanceAbove({ of: life, logValue: began.mu + began.sigma * node });
      sum += weight * (1 - stillSending + stillSending * gaps.quietRatio) ** siblings;
    }
  }
  return Math.min(1, sum / turns);
}

interface Lognormal {
  readonly mu: number;
  readonly sigma: number;
}

/** The lognormal of a given mean and variance; a variance of 0 is a fixed value. */
function lognormalOf({ mean, variance }: { mean: number; variance: number }): Lognormal {
  const sigma2 = Math.log(1 + variance / (mean * mean));
  return { mu: Math.log(mean) - sigma2 / 2, sigma: Math.sqrt(sigma2) };
}

function chanceAbove({ of: { mu, sigma }, logValue }: { of: Lognormal; logValue: number }): Ratio {
  if (sigma === 0) return mu > logValue ? 1 : 0;
  return normalCdf((mu - logValue) / sigma);
}
