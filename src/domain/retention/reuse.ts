import { gapsAtWindow, meanGapSeconds, type GapsAtWindow } from '../swarm/gap-mixture.ts';
import { meanLifetimeSeconds, tasksPerSecond, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';
import { coldTaskStartsPerMonth } from './cold-starts.ts';
import { siblingsQuietRatio } from './siblings.ts';

/**
 * How likely each part of a prompt is still cached, in closed form.
 *
 * Assumptions: gaps of an agent are independent of each other and of the prompt's length; tasks start as a Poisson process
 * during working hours; every access starts the life of a prefix again; capacity is not a limit. For agents on their own
 * the forms are then exact; for siblings of a task they approximate (see `siblings.ts`). Not modelled: capacity, routing to
 * replicas, gaps that lengthen as the context grows.
 */
export interface Reuse {
  /** Chances for one role when a prefix survives `windowSeconds` without being touched. */
  at(windowSeconds: Seconds): RoleReuse;
  readonly role: Role;
  readonly meanGapSeconds: Seconds;
}

export interface RoleReuse {
  readonly gaps: GapsAtWindow;
  /** S(T): the agent's own last request lies outside the window. */
  readonly ownColdRatio: Ratio;
  /** ε_task = S(T) × quiet: nor has any of the m − 1 siblings of the same task sent anything within it. */
  readonly taskColdRatio: Ratio;
  /** ε_shared = ε_task e^(−λU): nor has any other task. */
  readonly sharedColdRatio: Ratio;
  /** e^(−λU): no other task has touched the role's shared prefix within the window. */
  readonly otherTasksQuietRatio: Ratio;
  /**
   * U(T) = W (1 − R(T)^m) + T: mean length of the time in which a task of lifetime W keeps its prefixes cached, from its
   * first request until T after its last.
   */
  readonly taskCachedSeconds: Seconds;
  /** Task starts per month that find the shared prefix cold. */
  readonly coldTaskStartsPerMonth: number;
}

/**
 * Reuse chances of every role of a swarm; results are remembered per window, because strategies, offers and curves ask
 * for the same windows again and again.
 */
export function reuseOf(swarm: Swarm): readonly Reuse[] {
  const taskRate = tasksPerSecond(swarm);
  return swarm.roles.map((role) => {
    const meanGap = meanGapSeconds(role.gap);
    const lifetimeSeconds = meanLifetimeSeconds({ role, meanGapSeconds: meanGap });
    const known = new Map<Seconds, RoleReuse>();

    const compute = (windowSeconds: Seconds): RoleReuse => {
      const gaps = gapsAtWindow({ gap: role.gap, windowSeconds });
      const siblingsQuiet = siblingsQuietRatio({ role, gaps, windowSeconds });
      const taskCachedSeconds = lifetimeSeconds * (1 - gaps.quietRatio ** role.agentsPerTask) + windowSeconds;
      const otherTasksQuiet = Math.exp(-taskRate * taskCachedSeconds);
      const taskCold = gaps.survivalRatio * siblingsQuiet;
      return {
        gaps,
        ownColdRatio: gaps.survivalRatio,
        taskColdRatio: taskCold,
        sharedColdRatio: taskCold * otherTasksQuiet,
        otherTasksQuietRatio: otherTasksQuiet,
        taskCachedSeconds,
        coldTaskStartsPerMonth: coldTaskStartsPerMonth({ swarm, taskCachedSeconds }),
      };
    };

    return {
      role,
      meanGapSeconds: meanGap,
      at(windowSeconds) {
        let result = known.get(windowSeconds);
        if (!result) {
          result = compute(windowSeconds);
          known.set(windowSeconds, result);
        }
        return result;
      },
    };
  });
}
