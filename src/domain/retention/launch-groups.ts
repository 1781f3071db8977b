import {
  gapQuantileSeconds,
  gapVarianceSeconds2,
  meanGapSeconds,
  type GapMixture,
  type GapsAtWindow,
} from '../swarm/gap-mixture.ts';
import type { Role } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';
import { chanceAbove, lognormalOf } from './lognormal.ts';

/** Start times looked at. */
const NODES = 24;
/** Relative difference below which two quantiles, found by bisection, are one fixed time. */
const SAME_INSTANT = 1e-9;

/**
 * Share of a task's groups of agents that find nothing of the task's prefix when they start, under simultaneous launch.
 *
 * Groups are launched by different agents, each one gap X after its launcher's first request; a group that starts while
 * others have sent something within the window T reads what they wrote. With P groups of c agents:
 *
 *     cold = E_X[(P(X' > X) + E[quiet(X − X')^c; X' < X − T])^(P − 1)]
 *     quiet(y) = 1 − (1 − R(T)) × P(an agent's turns last longer than y − T)
 *
 * 1 for a single group; 1 ÷ P where nothing expires: the first to start pays for all. Returns a function of the window, as
 * start times do not depend on it. Of 2 to 20 groups of 1 to 10 agents the share is within 1.3 points of the event
 * simulation from 300 s on, and within 3.5 at 30 s, which is up to half a point of hit rate.
 * Ignores that launchers themselves may not have started together, three launches deep.
 * Example: 4 groups, no expiry: 0.25.
 */
export function coldGroups(role: Role): (at: { gaps: GapsAtWindow; windowSeconds: Seconds }) => Ratio {
  const { launchersPerTask: groups, launchGap, agentsPerTask, turnsPerAgent } = role;
  if (groups <= 1 || launchGap === null) return () => 1;
  const starts = startNodes(launchGap);
  const laterTurns = turnsPerAgent - 1;
  const life =
    laterTurns === 0
      ? null
      : lognormalOf({
          mean: laterTurns * meanGapSeconds(role.gap),
          variance: laterTurns * gapVarianceSeconds2(role.gap),
        });
  const perGroup = agentsPerTask / groups;

  return ({ gaps, windowSeconds }) => {
    if (windowSeconds <= 0) return 1;
    const quiet = (sinceStart: Seconds): Ratio => {
      const goesOn = life === null ? 0 : chanceAbove({ of: life, logValue: Math.log(sinceStart - windowSeconds) });
      return (1 - (1 - gaps.quietRatio) * goesOn) ** perGroup;
    };
    let cold = 0;
    for (const { seconds, ratio } of starts) {
      let idle = 0;
      let coinciding = 0;
      for (const other of starts) {
        if (Math.abs(other.seconds - seconds) <= seconds * SAME_INSTANT) coinciding += other.ratio;
        else if (other.seconds > seconds) idle += other.ratio;
        else if (seconds - other.seconds > windowSeconds) idle += other.ratio * quiet(seconds - other.seconds);
      }
      // Starts that coincide read nothing of each other. A node alone stands for starts around it, in an order of their own:
      // the mean of (idle + u)^(P − 1) over its share of them.
      cold +=
        coinciding > ratio
          ? ratio * Math.min(1, idle + coinciding) ** (groups - 1)
          : (Math.min(1, idle + ratio) ** groups - idle ** groups) / groups;
    }
    return Math.min(1, cold);
  };
}

interface StartNode {
  readonly seconds: Seconds;
  /** Share of starts that it stands for. */
  readonly ratio: Ratio;
}

/** Quantiles 1 − (1 − v)² at even steps of v: denser in the tail, where a group may start after all others have finished. */
function startNodes(launchGap: GapMixture): readonly StartNode[] {
  const above = (v: number): Ratio => (1 - v) ** 2;
  return Array.from({ length: NODES }, (_, i) => ({
    seconds: gapQuantileSeconds({ gap: launchGap, ratio: 1 - above((i + 0.5) / NODES) }),
    ratio: above(i / NODES) - above((i + 1) / NODES),
  }));
}
