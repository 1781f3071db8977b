import type { Reuse } from '../retention/reuse.ts';
import { ownTokensOver } from '../retention/turn-range.ts';
import { idlePeriods } from '../swarm/calendar.ts';
import { segmentsOf } from '../swarm/segments.ts';
import { tasksPerMonth, type Swarm } from '../swarm/swarm.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Seconds } from '../units.ts';

/**
 * Token-hours a warehouse keeps in a month: every token from its write until the retention after its last touch, one
 * copy per distinct prefix.
 *
 *     own     Σ_{k<n−1} own(k) E[min(G, R)] + own(n−1) R          per agent, own(k) = first input + k × growth
 *             (the same again for every stretch between compactions)
 *     task    task × U(R)                                          per task, U as in `Reuse`
 *     shared  shared × hours of the month in which it is kept      per role
 *
 * A gap longer than R lets the token go after R; the next request writes it again. Output that is never sent again is
 * not stored. Example: one agent, one turn, 1,000 own tokens, R = 24 h: 24,000 token-hours.
 * Ignores fixed bytes per sequence (recurrent states, windows) and block rounding. U takes siblings to end together at the
 * mean lifetime, which makes the task part up to a third too small at retentions of minutes, 2 % at a day.
 */
export function storedTokenHours({
  swarm,
  reuse,
  retentionSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  retentionSeconds: Seconds;
}): number {
  const tasks = tasksPerMonth(swarm);
  let tokenSeconds = 0;
  for (const chances of reuse) {
    const { role } = chances;
    const { gaps, taskCachedSeconds, otherTasksQuietRatio } = chances.at(retentionSeconds);
    const agents = tasks * role.agentsPerTask;
    for (const segment of segmentsOf(role)) {
      const last = segment.turns - 1;
      const before = ownTokensOver({ role, range: { segment, from: 0, to: last } });
      const atLast = ownTokensOver({ role, range: { segment, from: last, to: last + 1 } });
      tokenSeconds += agents * segment.times * (before * gaps.limitedMeanSeconds + atLast * retentionSeconds);
    }
    tokenSeconds += tasks * role.taskPrefixTokens * taskCachedSeconds;
    tokenSeconds +=
      role.sharedPrefixTokens *
      sharedCachedSeconds({ swarm, retentionSeconds, taskCachedSeconds, keptRatio: 1 - otherTasksQuietRatio });
  }
  return tokenSeconds / SECONDS_PER_HOUR;
}

/**
 * Token-hours for which a role's prefix objects exist, each kept for so long after its last use: one object of the shared
 * prefix for all tasks, or one per task that holds shared and task prefix together.
 *
 * Example: 1,000 tasks a month whose prefixes of 50,000 tokens exist for 2 hours each: 10⁸ token-hours.
 * As `storedTokenHours` otherwise.
 */
export function objectTokenHours({
  swarm,
  chances,
  holds,
  keptSeconds,
}: {
  swarm: Swarm;
  chances: Reuse;
  holds: 'shared' | 'task';
  keptSeconds: Seconds;
}): number {
  const { role } = chances;
  const { taskCachedSeconds, otherTasksQuietRatio } = chances.at(keptSeconds);
  const tokenSeconds =
    holds === 'task'
      ? tasksPerMonth(swarm) * (role.sharedPrefixTokens + role.taskPrefixTokens) * taskCachedSeconds
      : role.sharedPrefixTokens *
        sharedCachedSeconds({
          swarm,
          retentionSeconds: keptSeconds,
          taskCachedSeconds,
          keptRatio: 1 - otherTasksQuietRatio,
        });
  return tokenSeconds / SECONDS_PER_HOUR;
}

/**
 * While people work the prefix is kept with the chance that any task touched it; then for R into each idle stretch. One
 * copy never takes longer than a copy for every task would.
 */
function sharedCachedSeconds({
  swarm,
  retentionSeconds,
  taskCachedSeconds,
  keptRatio,
}: {
  swarm: Swarm;
  retentionSeconds: Seconds;
  taskCachedSeconds: Seconds;
  keptRatio: number;
}): Seconds {
  const working = swarm.daysPerMonth * swarm.hoursPerDay * SECONDS_PER_HOUR;
  const idle = idlePeriods(swarm).reduce(
    (sum, { timesPerMonth, seconds }) => sum + timesPerMonth * Math.min(seconds, retentionSeconds),
    0,
  );
  return Math.min(
    HOURS_PER_MONTH * SECONDS_PER_HOUR,
    (working + idle) * keptRatio,
    tasksPerMonth(swarm) * taskCachedSeconds,
  );
}
