import { gapsAtWindow, meanGapSeconds, type GapsAtWindow } from '../swarm/gap-mixture.ts';
import { tasksPerSecond, type Role, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';
import { coldTaskStartsPerMonth } from './cold-starts.ts';
import { fixedLife } from './fixed-life.ts';
import { coldGroups } from './launch-groups.ts';
import { siblingsQuietRatio } from './siblings.ts';
import { taskPresenceSeconds } from './task-presence.ts';

/**
 * How likely each part of a prompt is still cached, in closed form.
 *
 * Assumptions: gaps of an agent are independent of each other and of the prompt's length; tasks start as a Poisson process
 * during working hours; every access starts the life of a prefix again (or none does: `fixedAt`); capacity is not a limit. For agents on their own
 * the forms are then exact; for siblings of a task they approximate (see `siblings.ts`). Not modelled: capacity, routing to
 * replicas, gaps that lengthen as the context grows.
 */
export interface Reuse {
  /** Chances for one role when a prefix survives `windowSeconds` without being touched. */
  at(windowSeconds: Seconds): RoleReuse;
  /**
   * The same where reads do not renew a life: it runs from the write. Other tasks are taken to keep the shared prefix warm as
   * they do under renewal, because the first of them to find it gone writes it again.
   */
  fixedAt(windowSeconds: Seconds): RoleReuse;
  /** The gaps alone, which is far less work. */
  gapsAt(windowSeconds: Seconds): GapsAtWindow;
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
   * U(T): mean length of the time in which a task keeps its prefixes cached, from its first request until T after its last
   * (`task-presence.ts`).
   */
  readonly taskCachedSeconds: Seconds;
  /** Of a task's groups of agents that are launched at once, those that find nothing of the task's prefix. */
  readonly coldGroupRatio: Ratio;
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
    const gapsAt = remembered((windowSeconds) => gapsAtWindow({ gap: role.gap, windowSeconds }));
    const coldGroupsOf = once(() => coldGroups(role));
    const fixed = fixedLife(role);

    const compute = (windowSeconds: Seconds): RoleReuse => {
      const gaps = gapsAt(windowSeconds);
      const taskCachedSeconds = taskPresenceSeconds({ role, gaps, windowSeconds });
      const otherTasksQuietRatio = Math.exp(-taskRate * taskCachedSeconds);
      // The dear part: only strategies that share prefixes ask for it.
      const taskColdRatio = once(() => gaps.survivalRatio * siblingsQuietRatio({ role, gaps, windowSeconds }));
      const coldGroupRatio = once(() => coldGroupsOf()({ gaps, windowSeconds }));
      return {
        gaps,
        ownColdRatio: gaps.survivalRatio,
        otherTasksQuietRatio,
        taskCachedSeconds,
        coldTaskStartsPerMonth: coldTaskStartsPerMonth({ swarm, taskCachedSeconds }),
        get taskColdRatio() {
          return taskColdRatio();
        },
        get sharedColdRatio() {
          return taskColdRatio() * otherTasksQuietRatio;
        },
        get coldGroupRatio() {
          return coldGroupRatio();
        },
      };
    };

    return {
      role,
      meanGapSeconds: meanGap,
      at: remembered(compute),
      fixedAt: remembered((windowSeconds) => {
        const renewed = compute(windowSeconds);
        const { otherTasksQuietRatio } = renewed;
        const ratios = once(() => fixed.at(windowSeconds));
        return {
          gaps: renewed.gaps,
          otherTasksQuietRatio,
          taskCachedSeconds: renewed.taskCachedSeconds,
          coldTaskStartsPerMonth: renewed.coldTaskStartsPerMonth,
          get coldGroupRatio() {
            return renewed.coldGroupRatio;
          },
          get ownColdRatio() {
            return ratios().ownColdRatio;
          },
          get taskColdRatio() {
            return ratios().taskColdRatio;
          },
          get sharedColdRatio() {
            return ratios().taskColdRatio * otherTasksQuietRatio;
          },
        };
      }),
      gapsAt,
    };
  });
}

function remembered<T>(compute: (windowSeconds: Seconds) => T): (windowSeconds: Seconds) => T {
  const known = new Map<Seconds, T>();
  return (windowSeconds) => {
    let result = known.get(windowSeconds);
    if (result === undefined) {
      result = compute(windowSeconds);
      known.set(windowSeconds, result);
    }
    return result;
  };
}

function once<T>(compute: () => T): () => T {
  let result: T | undefined;
  return () => (result ??= compute());
}
