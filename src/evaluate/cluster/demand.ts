import { splitCeiling, sumOf } from '../../domain/retention/ceiling.ts';
import { splitUncached } from '../../domain/retention/token-split.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../../domain/units.ts';
import type { ClusterDemand } from './cluster-view.ts';

const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR;

/**
 * What a swarm asks of a fleet: means over all hours of the month, and how far the busiest hour is above them.
 *
 *     peak to mean = 730 h ÷ (days × hours a day), where none is given: all work falls into the working hours
 *
 * Example: 8 hours on 21 days: 4.35. A service that never closes (30.42 days of 24 h) has 1.
 * Ignores the shape of the working day, and work that runs on after it.
 */
export function clusterDemand({
  swarm,
  peakToMeanRatio,
}: {
  swarm: Swarm;
  /** `null`: worked out. */
  peakToMeanRatio: number | null;
}): ClusterDemand {
  const all = splitUncached({ swarm, thresholds: [] });
  const requests = sumOf({ splits: all, field: 'requests' });
  const input = sumOf({ splits: all, field: 'promptTokens' });
  const output = sumOf({ splits: all, field: 'outputTokens' });
  const fresh = sumOf({ splits: splitCeiling({ swarm, thresholds: [] }), field: 'uncachedTokens' });
  const workingHours = Math.min(HOURS_PER_MONTH, swarm.daysPerMonth * swarm.hoursPerDay);
  return {
    requestsPerSecond: requests / SECONDS_PER_MONTH,
    inputTokensPerSecond: input / SECONDS_PER_MONTH,
    outputTokensPerSecond: output / SECONDS_PER_MONTH,
    promptTokens: requests > 0 ? input / requests : 0,
    outputTokensPerRequest: requests > 0 ? output / requests : 0,
    inputTokensPerMonth: input,
    outputTokensPerMonth: output,
    freshRatio: input > 0 ? Math.min(1, fresh / input) : 1,
    peakToMeanRatio: peakToMeanRatio ?? HOURS_PER_MONTH / workingHours,
    isPeakGiven: peakToMeanRatio !== null,
  };
}
