import {
  gapVarianceSeconds2,
  limitedVarianceSeconds2,
  meanGapSeconds,
  type GapsAtWindow,
} from '../swarm/gap-mixture.ts';
import type { Role } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';
import { chanceAbove, lognormalOf, type Lognormal } from './lognormal.ts';

/** Steps of the integral over ln s, from and to this many standard deviations. */
const STEPS = 48;
const DEVIATIONS = 6;

/**
 * U(T): mean length of the time in which a task keeps its prefixes cached, from its first request until T after its last.
 *
 *     U = T + (turns − 1) E[min(G, T)]                                        one agent
 *     U = T + ½ ∫₀^∞ 1 − P(B ≤ s)^m ds + ½ ∫₀^∞ 1 − (1 − P(W > s)(1 − R(T)))^m ds        m agents
 *
 * W is an agent's life, the sum of its turns − 1 gaps; B its busy life, in which no gap counts for more than T. The first
 * integral lets no pause longer than T stand between requests, and is too short; the second lets an agent be as busy late in
 * its life as early, and is too long, because who is late has paused. Their mean is within a tenth of the engine's count of
 * live blocks. Both sums are taken as lognormals of the right mean and variance.
 * Example: 50 sub-agents of 13 turns, whose mean life is 11 minutes, keep their prefix for 40 minutes under a window of 5.
 * Ignores groups that start later than others.
 */
export function taskPresenceSeconds({
  role,
  gaps,
  windowSeconds,
}: {
  role: Role;
  gaps: GapsAtWindow;
  windowSeconds: Seconds;
}): Seconds {
  const { agentsPerTask } = role;
  const laterTurns = role.turnsPerAgent - 1;
  const meanBusy = laterTurns * gaps.limitedMeanSeconds;
  if (agentsPerTask === 1 || meanBusy <= 0) return meanBusy + windowSeconds;
  const meanLife = laterTurns * meanGapSeconds(role.gap);
  const life = lognormalOf({ mean: meanLife, variance: laterTurns * gapVarianceSeconds2(role.gap) });
  // Fixed gaps: all lives end together.
  if (life.sigma < 1e-6) return meanLife * (1 - gaps.quietRatio ** agentsPerTask) + windowSeconds;
  const busy = lognormalOf({
    mean: meanBusy,
    variance: laterTurns * limitedVarianceSeconds2({ gap: role.gap, windowSeconds }),
  });
  const busiest =
    busy.sigma < 1e-6 ? meanBusy : presentSeconds({ lasting: busy, presentRatio: 1, agents: agentsPerTask });
  const longest = presentSeconds({ lasting: life, presentRatio: 1 - gaps.quietRatio, agents: agentsPerTask });
  return (busiest + longest) / 2 + windowSeconds;
}

/** ∫₀^∞ 1 − (1 − P(X > s) × presentRatio)^agents ds. */
function presentSeconds({
  lasting,
  presentRatio,
  agents,
}: {
  lasting: Lognormal;
  presentRatio: Ratio;
  agents: number;
}): Seconds {
  let sum = 0;
  let secondsBefore = 0;
  let before = 1 - (1 - presentRatio) ** agents;
  for (let i = 0; i <= STEPS; i++) {
    const logValue = lasting.mu + lasting.sigma * DEVIATIONS * ((2 * i) / STEPS - 1);
    const seconds = Math.exp(logValue);
    const here = 1 - (1 - chanceAbove({ of: lasting, logValue }) * presentRatio) ** agents;
    sum += ((seconds - secondsBefore) * (here + before)) / 2;
    secondsBefore = seconds;
    before = here;
  }
  return sum;
}
