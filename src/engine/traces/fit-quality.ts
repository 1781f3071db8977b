import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { reuseOf } from '../../domain/retention/reuse.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { windowTrust } from '../../domain/retention/window-trust.ts';
import { swarmOf, type Workload } from '../../domain/swarm/workload.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import type { ReuseBasis } from './reads-of-requests.ts';

/** Hit rates of the log and of the fitted swarm at one window; both are read tokens ÷ prompt tokens. */
export interface WindowFit {
  readonly windowSeconds: Seconds;
  /** By `basis`; `null` where nothing is known of reuse. */
  readonly logRatio: Ratio | null;
  readonly basis: ReuseBasis;
  /** By the closed form, and whether that may be trusted there. */
  readonly fittedRatio: Ratio;
  readonly trust: 'good' | 'rough';
  /** Fitted less log; × 100 for points. */
  readonly differenceRatio: number | null;
}

/** So rare that no task finds anything of another's at any finite window. */
const LONE_TASKS_PER_DAY = 1e-9;

/**
 * The fitted swarm over the days of its log, with tasks that never meet where sessions of the log share no blocks: what can be
 * compared with the log. The workload itself lets them share tools and system prompt, as they would in life.
 */
export function comparableSwarm({
  workload,
  activeDays,
  sessionsShare,
}: {
  workload: Workload;
  activeDays: number;
  sessionsShare: boolean;
}): Swarm {
  return swarmOf({
    ...workload,
    daysPerMonth: activeDays,
    ...(sessionsShare ? {} : { people: 1, tasksPerPersonPerDay: LONE_TASKS_PER_DAY }),
  });
}

/** The closed form's hit rate of a cache of a window, without limit of size. `Infinity`: the logical ceiling. */
export function closedRatio({ swarm, windowSeconds }: { swarm: Swarm; windowSeconds: Seconds }): Ratio {
  if (windowSeconds === Infinity) return hitRatioOf(splitCeiling({ swarm, thresholds: [] }));
  const reuse = reuseOf(swarm);
  return hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
}

export function windowFits({
  swarm,
  windowsSeconds,
  basis,
  logRatios,
}: {
  swarm: Swarm;
  windowsSeconds: readonly Seconds[];
  basis: ReuseBasis;
  /** In the order of the windows. */
  logRatios: readonly Ratio[];
}): readonly WindowFit[] {
  const reuse = reuseOf(swarm);
  return windowsSeconds.map((windowSeconds, index) => {
    const fittedRatio = closedRatio({ swarm, windowSeconds });
    const logRatio = basis === 'none' ? null : (logRatios[index] ?? null);
    return {
      windowSeconds,
      logRatio,
      basis,
      fittedRatio,
      trust: windowSeconds === Infinity ? 'good' : windowTrust({ reuse, windowSeconds }),
      differenceRatio: logRatio === null ? null : fittedRatio - logRatio,
    };
  });
}
