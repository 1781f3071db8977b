import { capacityWindow } from '../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../domain/retention/ceiling.ts';
import { hitRatioWithReplicas, type ReplicaHits } from '../domain/retention/replicas.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { windowTrust } from '../domain/retention/window-trust.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';

/** What closed forms say of a swarm's hit rates, at windows in time and at capacities. */
export interface ClosedForm {
  /** What a cache without limits serves. */
  readonly logicalRatio: Ratio;
  /** In the order asked for. */
  readonly windows: readonly ClosedFormPoint[];
  readonly capacities: readonly ClosedFormPoint[];
}

export interface ClosedFormPoint {
  readonly ratio: Ratio;
  /** `rough`: several points of hit rate may be missing or too many; simulate. */
  readonly trust: 'good' | 'rough';
}

/** How requests find the replicas of a cache. */
export interface Routing {
  readonly replicas: number;
  readonly affinityRatio: Ratio;
}

/**
 * Closed-form hit rates of a cache that keeps and shares every prefix, limited by time or by size; with replicas, each has its
 * part of the size.
 */
export function closedForm({
  swarm,
  windowsSeconds,
  capacitiesTokens,
  routing = { replicas: 1, affinityRatio: 1 },
}: {
  swarm: Swarm;
  windowsSeconds: readonly Seconds[];
  capacitiesTokens: readonly Tokens[];
  routing?: Routing;
}): ClosedForm {
  const reuse = reuseOf(swarm);
  const at = (windowSeconds: Seconds): ReplicaHits => hitRatioWithReplicas({ swarm, reuse, windowSeconds, ...routing });
  return {
    logicalRatio: hitRatioOf(splitCeiling({ swarm, thresholds: [] })),
    windows: windowsSeconds.map((windowSeconds) => {
      const { hitRatio, trust } = at(windowSeconds);
      return { ratio: hitRatio, trust: windowTrust({ reuse, windowSeconds }) === 'good' ? trust : 'rough' };
    }),
    capacities: capacitiesTokens.map((capacityTokens) => {
      const { windowSeconds, trust } = capacityWindow({ swarm, reuse, capacityTokens });
      // Replicas hold shared prefixes once each, which the form does not know.
      const isGood = trust === 'good' && routing.replicas === 1;
      return { ratio: at(windowSeconds).hitRatio, trust: isGood ? 'good' : 'rough' };
    }),
  };
}

/**
 * Missed tokens ÷ tokens that even an unlimited cache would miss; `null` where that misses none.
 * Example: 91.6 % served where 96.3 % could be: 2.27 times the prefill.
 */
export function missAmplification({
  physicalRatio,
  logicalRatio,
}: {
  physicalRatio: Ratio;
  logicalRatio: Ratio;
}): number | null {
  return logicalRatio < 1 ? (1 - physicalRatio) / (1 - logicalRatio) : null;
}
