import { capacityForWindow, capacityTrust } from '../../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { hitRatioWithReplicas } from '../../domain/retention/replicas.ts';
import type { Reuse } from '../../domain/retention/reuse.ts';
import { openAgents } from '../../domain/retention/working-set.ts';
import type { Swarm } from '../../domain/swarm/swarm.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../../domain/units.ts';
import type { Routing } from '../hit-rates.ts';

/** How large a cache must be to serve most of what could be served. */
export interface CapacityAdvice {
  readonly logicalRatio: Ratio;
  readonly targetRatio: Ratio;
  /** `null`: no cache reaches the target, however large: siblings are launched at once, or requests spread over replicas. */
  readonly windowSeconds: Seconds | null;
  /** What keeps every cache below the target; `null` where one reaches it. */
  readonly limitedBy: 'launch' | 'routing' | null;
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
 * working set of that window. Closed form; windows by bisection on ln T, as the hit rate rises with T. With replicas the room is
 * that of all of them together.
 */
export function capacityAdvice({
  swarm,
  reuse,
  bytesPerToken,
  routing = { replicas: 1, affinityRatio: 1 },
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  bytesPerToken: Bytes;
  routing?: Routing;
}): CapacityAdvice {
  const logicalRatio = hitRatioOf(splitCeiling({ swarm, thresholds: [] }));
  const targetRatio = TARGET_OF_CEILING * logicalRatio;
  const open = openAgents({ swarm, reuse });
  const servesOn =
    (replicated: Routing) =>
    (windowSeconds: Seconds): boolean =>
      hitRatioWithReplicas({ swarm, reuse, windowSeconds, ...replicated }).hitRatio >= targetRatio;
  const windowSeconds = shortestWindow(servesOn(routing));
  const isReachedByOne = windowSeconds !== null || servesOn({ replicas: 1, affinityRatio: 1 })(LONGEST_SECONDS);
  const capacityTokens = windowSeconds === null ? null : capacityForWindow({ swarm, reuse, windowSeconds });
  const perOpenAgent = capacityTokens === null || open <= 0 ? null : capacityTokens / open;
  return {
    logicalRatio,
    targetRatio,
    windowSeconds,
    limitedBy: windowSeconds !== null ? null : isReachedByOne ? 'routing' : 'launch',
    capacityTokens,
    capacityBytes: capacityTokens === null ? null : capacityTokens * bytesPerToken,
    openAgents: open,
    tokensPerOpenAgent: perOpenAgent,
    bytesPerOpenAgent: perOpenAgent === null ? null : perOpenAgent * bytesPerToken,
    trust:
      routing.replicas === 1 && windowSeconds !== null && capacityTrust({ swarm, reuse, windowSeconds }) === 'good'
        ? 'good'
        : 'rough',
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
