import { gapVarianceSeconds2 } from '../swarm/gap-mixture.ts';
import type { Ratio, Seconds } from '../units.ts';
import type { VisitGaps } from './gap-sums.ts';
import { chanceAbove, lognormalOf } from './lognormal.ts';
import type { Reuse } from './reuse.ts';

/** Nodes and weights of Gauss and Hermite's rule for a standard normal variable, 5 points (Abramowitz & Stegun 25.10). */
const NORMAL_NODES: readonly (readonly [node: number, weight: number])[] = [
  [-2.856_970_013_872_806, 0.011_257_411_327_720_7],
  [-1.355_626_179_974_266, 0.222_075_922_005_613],
  [0, 0.533_333_333_333_333],
  [1.355_626_179_974_266, 0.222_075_922_005_613],
  [2.856_970_013_872_806, 0.011_257_411_327_720_7],
];

/**
 * Chances, by turn, that none of an agent's siblings has visited the replica of its request within the window T, where every
 * request of all is drawn one of k replicas. At turn t, a time X after the launch,
 *
 *     quiet = E_X[q(X)^(m − 1)],  X = the sum of t gaps, taken as lognormal
 *     q(x)  = (1 − 1/k) max(P(Γ > x), (1 − 1/k)^(turns − 1))       x ≤ T: the sibling's first request and all since
 *     q(x)  = 1 − P(its turns last longer than x − T) × (1 − R)    x > T: it has finished, or has not come by
 *     R     = 1 − E[min(Γ, T)] ÷ (k E[G])
 *
 * with Γ of `visitGaps`. Looked at for turns 1, 2, 3, 4, 6, 8, 12 … and drawn straight lines in between.
 * Ignores that siblings may start one after another, or in groups.
 */
export function quietSiblings({
  chances: { role, meanGapSeconds },
  windowSeconds,
  replicas,
  visits,
}: {
  chances: Reuse;
  windowSeconds: Seconds;
  replicas: number;
  visits: VisitGaps;
}): Float64Array {
  const { agentsPerTask, turnsPerAgent } = role;
  const byTurn = new Float64Array(turnsPerAgent).fill(1);
  const siblings = agentsPerTask - 1;
  const laterTurns = turnsPerAgent - 1;
  if (siblings === 0 || laterTurns === 0) return byTurn;
  const elsewhere = 1 - 1 / replicas;
  const variance = gapVarianceSeconds2(role.gap);
  const sumOf = (gaps: number) => lognormalOf({ mean: gaps * meanGapSeconds, variance: gaps * variance });
  const life = sumOf(laterTurns);
  const neverThere = elsewhere ** laterTurns;
  const underWay = 1 - visits.limitedMeanSeconds(windowSeconds) / (replicas * meanGapSeconds);
  const quietOne = (seconds: Seconds): Ratio => {
    if (seconds <= windowSeconds) return elsewhere * Math.max(visits.survivalRatio(seconds), neverThere);
    return 1 - chanceAbove({ of: life, logValue: Math.log(seconds - windowSeconds) }) * (1 - underWay);
  };
  const quietAt = (turn: number): Ratio => {
    const { mu, sigma } = sumOf(turn);
    return NORMAL_NODES.reduce(
      (sum, [node, weight]) => sum + weight * quietOne(Math.exp(mu + sigma * node)) ** siblings,
      0,
    );
  };
  let before = 1;
  let quietBefore = quietAt(1);
  byTurn[1] = quietBefore;
  while (before < laterTurns) {
    const turn = Math.min(laterTurns, nextTurn(before));
    const quiet = quietAt(turn);
    for (let between = before + 1; between <= turn; between++)
      byTurn[between] = quietBefore + ((quiet - quietBefore) * (between - before)) / (turn - before);
    before = turn;
    quietBefore = quiet;
  }
  return byTurn;
}

/** 1, 2, 3, 4, 6, 8, 12, 16, 24 … */
function nextTurn(turn: number): number {
  if (turn < 4) return turn + 1;
  return Math.log2(turn) % 1 === 0 ? turn * 1.5 : (turn * 4) / 3;
}
