import { reuseOf, type Reuse } from '../../domain/retention/reuse.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import { swarmOf } from '../../domain/swarm/workload.ts';
import type { Seconds } from '../../domain/units.ts';
import type { RetentionOutcome } from '../../domain/warehouse/best-retention.ts';
import { swarmOutcome } from '../../domain/warehouse/swarm-retention.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** A workload's swarm with what is known about its reuse. */
export interface ScenarioSwarm {
  readonly swarm: Swarm;
  readonly reuse: readonly Reuse[];
  /** What keeping everything for a while after its last use does in a month. */
  readonly outcomeAt: (retentionSeconds: Seconds) => RetentionOutcome;
}

/** Closed forms are the dear part of an answer, and depend on the workload alone. Workloads are never changed in place. */
const known = new WeakMap<Scenario['workload'], ScenarioSwarm>();

/** The swarm of a scenario in reference tokens, which remembers every window asked for whatever else changes. */
export function swarmOfScenario({ workload }: Pick<Scenario, 'workload'>): ScenarioSwarm {
  const found = known.get(workload);
  if (found) return found;
  const swarm = swarmOf(workload);
  const reuse = reuseOf(swarm);
  const outcomes = new Map<Seconds, RetentionOutcome>();
  const made: ScenarioSwarm = {
    swarm,
    reuse,
    outcomeAt: (retentionSeconds) => {
      const remembered = outcomes.get(retentionSeconds);
      if (remembered) return remembered;
      const outcome = swarmOutcome({ swarm, reuse, retentionSeconds });
      outcomes.set(retentionSeconds, outcome);
      return outcome;
    },
  };
  known.set(workload, made);
  return made;
}
