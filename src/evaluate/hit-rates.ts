import { capacityWindow } from '../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../domain/retention/ceiling.ts';
import { reuseOf, type Reuse } from '../domain/retention/reuse.ts';
import { idealReach, splitTokens } from '../domain/retention/token-split.ts';
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

/** Below this a window is shorter than a turn, and the forms are rough. */
const SHORTEST_TRUSTED_SECONDS = 180;

/** Closed-form hit rates of a cache that keeps and shares every prefix, limited by time or by size. */
export function closedForm({
  swarm,
  windowsSeconds,
  capacitiesTokens,
}: {
  swarm: Swarm;
  windowsSeconds: readonly Seconds[];
  capacitiesTokens: readonly Tokens[];
}): ClosedForm {
  const reuse = reuseOf(swarm);
  const at = (windowSeconds: Seconds): Ratio => windowRatio({ swarm, reuse, windowSeconds });
  return {
    logicalRatio: hitRatioOf(splitCeiling({ swarm, thresholds: [] })),
    windows: windowsSeconds.map((windowSeconds) => ({
      ratio: at(windowSeconds),
      trust: windowSeconds >= SHORTEST_TRUSTED_SECONDS ? 'good' : 'rough',
    })),
    capacities: capacitiesTokens.map((capacityTokens) => {
      const { windowSeconds, trust } = capacityWindow({ swarm, reuse, capacityTokens });
      return { ratio: at(windowSeconds), trust: trust === 'good' ? 'good' : 'rough' };
    }),
  };
}

function windowRatio({
  swarm,
  reuse,
  windowSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  windowSeconds: Seconds;
}): Ratio {
  return hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
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
