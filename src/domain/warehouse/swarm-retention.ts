import { sumOf } from '../retention/ceiling.ts';
import type { Reuse } from '../retention/reuse.ts';
import { idealReach, splitTokens } from '../retention/token-split.ts';
import { storedTokenHours } from '../spend/warehouse-storage.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { SECONDS_PER_HOUR, type Seconds } from '../units.ts';
import type { RetentionOutcome } from './best-retention.ts';

/**
 * What a tier that keeps every prefix for a retention after its last use does for a swarm in a month: reads and writes from
 * `splitTokens`, token-seconds from `storedTokenHours`. At a retention of 0 nothing is kept and everything is computed.
 *
 * Example: one agent a task, 1,000 own tokens, one turn: nothing read, 1,000 × R token-seconds stored for each.
 */
export function swarmOutcome({
  swarm,
  reuse,
  retentionSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  retentionSeconds: Seconds;
}): RetentionOutcome {
  if (retentionSeconds <= 0) return { readTokens: 0, writtenTokens: 0, storedTokenSeconds: 0 };
  const splits = splitTokens({ swarm, reuse, reach: idealReach(retentionSeconds), thresholds: [] });
  return {
    readTokens: sumOf({ splits, field: 'readTokens' }),
    writtenTokens: sumOf({ splits, field: 'prefixWrittenTokens' }) + sumOf({ splits, field: 'ownWrittenTokens' }),
    storedTokenSeconds: storedTokenHours({ swarm, reuse, retentionSeconds }) * SECONDS_PER_HOUR,
  };
}
