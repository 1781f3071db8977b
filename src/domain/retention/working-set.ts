import { segmentsOf, type Segment } from '../swarm/segments.ts';
import { growthTokensPerTurn, prefixTokensOf, tasksPerSecond, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Seconds, Tokens } from '../units.ts';
import type { Reuse } from './reuse.ts';

/**
 * Distinct tokens of a swarm that were touched within the last T seconds, on average during working hours (Denning's
 * working set): what a cache must hold so that a prefix survives T seconds untouched.
 *
 *     own      λ m × (Σ_{k<n−1} own(k) × E[min(G, T)] + own(n−1) × T)     each request keeps its prompt until the next, or T
 *     task     λ × task × U(T)                                          U: how long a task keeps its prefix alive
 *     shared   shared × (1 − e^(−λ U(T)))                               P(some task keeps it alive)
 *
 * with λ task starts a second, m agents of a role per task, n turns, own(k) the agent's own part of prompt k. A history that
 * is compacted away is kept for T after its last use, as at the end.
 * Example: 64 of the preset coding sessions open at once, 300 s: 1.6 M tokens (of 692 recorded ones, whose prompts are twice
 * as long: 3.14 M).
 * Ignores nights and weekends (the set is smaller after them) and prompts in flight.
 */
export function workingSetTokens({
  swarm,
  reuse,
  windowSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  windowSeconds: Seconds;
}): Tokens {
  if (windowSeconds <= 0) return 0;
  const taskRate = tasksPerSecond(swarm);
  return reuse.reduce((sum, chances) => {
    const { role } = chances;
    const { gaps, taskCachedSeconds, otherTasksQuietRatio } = chances.at(windowSeconds);
    const own = segmentsOf(role).reduce((total, segment) => {
      const growing = ownTokensBefore({ role, segment }) * gaps.limitedMeanSeconds;
      const last = kept({ tokens: lastOwnTokens({ role, segment }), seconds: windowSeconds });
      return total + segment.times * (growing + last);
    }, 0);
    return (
      sum +
      taskRate * role.agentsPerTask * own +
      taskRate * kept({ tokens: role.taskPrefixTokens, seconds: taskCachedSeconds }) +
      role.sharedPrefixTokens * (1 - otherTasksQuietRatio)
    );
  }, 0);
}

/** Token-seconds; no tokens are none for ever, too. */
function kept({ tokens, seconds }: { tokens: Tokens; seconds: Seconds }): number {
  return tokens === 0 ? 0 : tokens * seconds;
}

/** The agent's own part of a segment's last prompt. */
function lastOwnTokens({ role, segment }: { role: Role; segment: Segment }): Tokens {
  return segment.ownTokens + (segment.turns - 1) * growthTokensPerTurn(role);
}

/** Σ own(k) over a segment but for its last turn: an arithmetic series. */
function ownTokensBefore({ role, segment }: { role: Role; segment: Segment }): Tokens {
  const turns = segment.turns - 1;
  return turns * (segment.ownTokens + (growthTokensPerTurn(role) * (turns - 1)) / 2);
}

/**
 * Length of the prompt that a random prompt token belongs to: E[L²] ÷ E[L] over all requests. A request needs its own
 * prompt in cache on top of what the others keep there, and long prompts weigh more in the hit rate.
 */
export function sizeBiasedPromptTokens(swarm: Swarm): Tokens {
  let first = 0;
  let second = 0;
  for (const role of swarm.roles) {
    const growth = growthTokensPerTurn(role);
    for (const segment of segmentsOf(role)) {
      const n = segment.turns;
      const start = prefixTokensOf(role) + segment.ownTokens;
      const agents = role.agentsPerTask * segment.times;
      // Σk = n(n−1)/2 and Σk² = (n−1)n(2n−1)/6.
      const sumK = (n * (n - 1)) / 2;
      const sumK2 = ((n - 1) * n * (2 * n - 1)) / 6;
      first += agents * (n * start + growth * sumK);
      second += agents * (n * start * start + 2 * start * growth * sumK + growth * growth * sumK2);
    }
  }
  return first > 0 ? second / first : 0;
}

/** Agents that have sent a first request and not yet their last, on average during working hours: Little's law. */
export function openAgents({ swarm, reuse }: { swarm: Swarm; reuse: readonly Reuse[] }): number {
  const taskRate = tasksPerSecond(swarm);
  return reuse.reduce(
    (sum, { role, meanGapSeconds }) => sum + taskRate * role.agentsPerTask * (role.turnsPerAgent - 1) * meanGapSeconds,
    0,
  );
}
