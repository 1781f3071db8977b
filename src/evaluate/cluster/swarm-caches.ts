import { capacityTrust } from '../../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { hitRatioWithReplicas } from '../../domain/retention/replicas.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { windowTrust } from '../../domain/retention/window-trust.ts';
import { sizeBiasedPromptTokens, workingSetTokens } from '../../domain/retention/working-set.ts';
import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import { swarmOutcome } from '../../domain/warehouse/swarm-retention.ts';
import type { RetentionOutcome } from '../../domain/warehouse/best-retention.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

/** What caches of a size or a window do for a swarm. Every answer is remembered: fleets ask for the same ones again. */
export interface SwarmCaches {
  /** How long a cache of so many tokens keeps what is not used: as `capacityWindow`, to half a per cent. */
  readonly windowOf: (capacityTokens: Tokens) => Seconds;
  /** One cache that all requests reach; at most what an unlimited one serves. */
  readonly sharedHitRatio: (windowSeconds: Seconds) => Ratio;
  /** Several caches that see nothing of each other; a share of agents always reaches the same one. */
  readonly hitRatioOfSeveral: (asked: {
    readonly windowSeconds: Seconds;
    readonly caches: number;
    readonly affinityRatio: Ratio;
  }) => Ratio;
  /** Whether the closed forms hold at a window that room, or time alone, gives. */
  readonly trustAt: (asked: { readonly windowSeconds: Seconds; readonly isRoom: boolean }) => 'good' | 'rough';
  readonly outcomeAt: (retentionSeconds: Seconds) => RetentionOutcome;
}

/** As `capacityWindow`: beyond this nothing more comes back. */
const LONGEST_SECONDS = 90 * 86_400;
const SHORTEST_SECONDS = 1e-3;
/** Steps between them on the logarithm. Working sets are computed there only, and only where a search comes by. */
const STEPS = 128;

const known = new WeakMap<Scenario['workload'], SwarmCaches>();

/** The caches of a workload. Workloads are never changed in place. */
export function swarmCaches(scenario: Pick<Scenario, 'workload'>): SwarmCaches {
  const found = known.get(scenario.workload);
  if (found) return found;
  const made = cachesOf(scenario);
  known.set(scenario.workload, made);
  return made;
}

function cachesOf(scenario: Pick<Scenario, 'workload'>): SwarmCaches {
  const { swarm, reuse } = swarmOfScenario(scenario);
  const logicalRatio = hitRatioOf(splitCeiling({ swarm, thresholds: [] }));
  const promptTokens = sizeBiasedPromptTokens(swarm);
  const stepSeconds = (step: number): Seconds =>
    SHORTEST_SECONDS * (LONGEST_SECONDS / SHORTEST_SECONDS) ** (step / STEPS);
  const needs = remembered((step) => workingSetTokens({ swarm, reuse, windowSeconds: stepSeconds(step) }));
  const capped = (hitRatio: Ratio): Ratio => Math.min(logicalRatio, hitRatio);
  const several = new Map<string, Ratio>();
  return {
    windowOf: remembered((capacityTokens) => {
      const room = capacityTokens - promptTokens;
      if (room <= 0) return 0;
      if (needs(STEPS) <= room) return Infinity;
      let low = 0;
      let high = STEPS;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (needs(middle) <= room) low = middle;
        else high = middle;
      }
      // Between two steps a working set is nearly a power of the window.
      const [below, above] = [needs(low), needs(high)];
      const share = below > 0 ? Math.log(room / below) / Math.log(above / below) : room / above;
      return stepSeconds(low + Math.min(1, Math.max(0, share)));
    }),
    sharedHitRatio: remembered((windowSeconds) =>
      windowSeconds <= 0
        ? 0
        : capped(hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(finite(windowSeconds)), thresholds: [] }))),
    ),
    hitRatioOfSeveral: ({ windowSeconds, caches, affinityRatio }) => {
      if (windowSeconds <= 0) return 0;
      const key = `${windowSeconds}:${caches}:${affinityRatio}`;
      const asked = { swarm, reuse, windowSeconds: finite(windowSeconds), replicas: caches, affinityRatio };
      const hitRatio = several.get(key) ?? capped(hitRatioWithReplicas(asked).hitRatio);
      several.set(key, hitRatio);
      return hitRatio;
    },
    trustAt: ({ windowSeconds, isRoom }) => {
      if (windowSeconds <= 0) return 'good';
      const asked = { swarm, reuse, windowSeconds: finite(windowSeconds) };
      if (!isRoom || windowSeconds === Infinity) return windowTrust(asked);
      return capacityTrust(asked) === 'good' ? 'good' : 'rough';
    },
    outcomeAt: remembered((retentionSeconds) => swarmOutcome({ swarm, reuse, retentionSeconds })),
  };
}

/** A year is for ever: the longest retention that can be typed. */
function finite(windowSeconds: Seconds): Seconds {
  return Math.min(windowSeconds, 365 * 86_400);
}

function remembered<T>(compute: (value: number) => T): (value: number) => T {
  const results = new Map<number, T>();
  return (value) => {
    const found = results.get(value);
    if (found !== undefined) return found;
    const result = compute(value);
    results.set(value, result);
    return result;
  };
}
