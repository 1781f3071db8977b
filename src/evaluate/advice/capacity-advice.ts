import { capacityForWindow, capacityTrust } from '../../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import type { Reuse } from '../../domain/retention/reuse.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import { openAgents } from '../../domain/retention/working-set.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../../domain/units.ts';

/** How large a cache must be to serve most of what could be served. */
export interface CapacityAdvice {
  readonly logicalRatio: Ratio;
  readonly targetRatio: Ratio;
  /** `null`: no cache reaches the target, however large, because siblings are launched at once. */
  readonly windowSeconds: Seconds | null;
  readonly capacityTokens: Tokens | null;
  readonly capacityBytes: Bytes | null;
  readonly openAgents: number;
  /** `null` too where every agent sends a single request, so that none is ever open. */
  readonly tokensPerOpenAgent: Tokens | null;
  readonly bytesPerOpenAgent: Bytes | null;
  /** `rough`: near the knee the closed form is points off; the simulation's figure is the one to use. */
  readonly trust: 'good' | 'rough';
}

/** Share of the logical hit rate that is worth paying capacity for: beyond it each further point costs ever more. */
export const TARGET_OF_CEILING = 0.95;
const LONGEST_SECONDS = 90 * 86_400;
const HALVINGS = 40;

/**
 * The capacity that serves 95 % of the logical hit rate, in all and per open agent: the shortest window that does, and the
 * working set of that window. Closed form; windows by bisection on ln T, as the hit rate rises with T.
 */
export function capacityAdvice({
  swarm,
  reuse,
  bytesPerToken,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  bytesPerToken: Bytes;
}): CapacityAdvice {
  const logicalRatio = hitRatioOf(splitCeiling({ swarm, thresholds: [] }));
  const targetRatio = TARGET_OF_CEILING * logicalRatio;
  const open = openAgents({ swarm, reuse });
  const serves = (windowSeconds: Seconds): boolean =>
    hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] })) >= targetRatio;
  const windowSeconds = shortestWindow(serves);
  const capacityTokens = windowSeconds === null ? null : capacityForWindow({ swarm, reuse, windowSeconds });
  const perOpenAgent = capacityTokens === null || open <= 0 ? null : capacityTokens / open;
  return {
    logicalRatio,
    targetRatio,
    windowSeconds,
    capacityTokens,
    capacityBytes: capacityTokens === null ? null : capacityTokens * bytesPerToken,
    openAgents: open,
    tokensPerOpenAgent: perOpenAgent,
    bytesPerOpenAgent: perOpenAgent === null ? null : perOpenAgent * bytesPerToken,
    trust: windowSeconds !== null && capacityTrust({ swarm, reuse, windowSeconds }) === 'good' ? 'good' : 'rough',
  };
}

function shortestWindow(serves: (windowSeconds: Seconds) => boolean): Seconds | null {
  if (!serves(LONGEST_SECONDS)) return null;
  let low = 1e-3;
  let high = LONGEST_SECONDS;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(low * high);
    if (serves(middle)) high = middle;
    else low = middle;
  }
  return high;
}
