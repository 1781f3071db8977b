import { reuseOf } from '../domain/retention/reuse.ts';
import { promptTokensOver } from '../domain/retention/turn-range.ts';
import { segmentsOf } from '../domain/swarm/segments.ts';
import { growthTokensPerTurn, prefixTokensOf, tasksPerMonth, type Role, type Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds } from '../domain/units.ts';

/**
 * Standard error of the hit rate that a simulation of so many requests finds at a window: how far another seed's result
 * is off, give or take.
 *
 *     SE² = Σ over requests of own(k − 1)² S (1 − S) + (shared + task)² ε (1 − ε)
 *         + Σ over tasks of (first agents × shared)² c (1 − c)                     ÷  (requests × (mean prompt)²)
 *
 * because a request finds its own history with chance 1 − S and its prefix with chance 1 − ε, tossed anew each time, and a
 * task finds the shared prefix cold at its start with chance c, for all agents that start before it is written; the rest of a
 * prompt is a first touch whatever the seed. Example: the coding swarm, 20,000 requests, 300 s: 0.04 points.
 * Ignores that what siblings miss comes in bunches, and the first touches of a cold start.
 */
export function hitRateError({
  swarm,
  windowSeconds,
  requests,
}: {
  swarm: Swarm;
  windowSeconds: Seconds;
  requests: number;
}): Ratio {
  let squares = 0;
  let prompts = 0;
  let count = 0;
  for (const { role, at } of reuseOf(swarm)) {
    const { ownColdRatio, taskColdRatio, coldGroupRatio, coldTaskStartsPerMonth } = at(windowSeconds);
    // The first start is cold in every sample.
    const startsCold = Math.min(1, Math.max(0, coldTaskStartsPerMonth - 1) / tasksPerMonth(swarm));
    const firstAgents = swarm.launch === 'staggered' ? 1 : role.agentsPerTask * coldGroupRatio;
    const { agentsPerTask, turnsPerAgent: turns } = role;
    const prefixTokens = prefixTokensOf(role);
    squares += (firstAgents * role.sharedPrefixTokens) ** 2 * startsCold * (1 - startsCold);
    squares +=
      agentsPerTask *
      (ownSquares(role) * ownColdRatio * (1 - ownColdRatio) +
        (turns - 1) * prefixTokens ** 2 * taskColdRatio * (1 - taskColdRatio));
    prompts +=
      agentsPerTask *
      segmentsOf(role).reduce(
        (sum, segment) =>
          sum + segment.times * promptTokensOver({ role, range: { segment, from: 0, to: segment.turns } }),
        0,
      );
    count += agentsPerTask * turns;
  }
  return prompts > 0 && requests > 0 ? Math.sqrt((squares * count) / requests) / prompts : 0;
}

/** Σ own(k)² for all but a segment's last turn: the histories looked for. Σk = n(n−1)/2, Σk² = (n−1)n(2n−1)/6. */
function ownSquares(role: Role): number {
  const growth = growthTokensPerTurn(role);
  return segmentsOf(role).reduce((sum, { turns, times, ownTokens: first }) => {
    const n = turns - 1;
    const squares = n * first ** 2 + first * growth * n * (n - 1) + (growth ** 2 * (n - 1) * n * (2 * n - 1)) / 6;
    return sum + times * squares;
  }, 0);
}
