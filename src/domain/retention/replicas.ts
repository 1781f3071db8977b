import { segmentsOf } from '../swarm/segments.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';
import { hitRatioOf } from './ceiling.ts';
import { affineReads, firstPromptsTokens, spreadReads } from './replica-reads.ts';
import type { Reuse } from './reuse.ts';
import { idealReach, splitTokens } from './token-split.ts';

/** A hit ratio of replicas, and how far to trust it. */
export interface ReplicaHits {
  readonly hitRatio: Ratio;
  readonly trust: 'good' | 'rough';
}

/** A swarm in front of k replicas. */
export interface ReplicaCaches {
  readonly swarm: Swarm;
  readonly windowSeconds: Seconds;
  readonly replicas: number;
  /** Share of agents whose requests all go to one replica. */
  readonly affinityRatio: Ratio;
}

/** Below this the plain closed form is rough, and with replicas this one is. */
const SHORTEST_TRUSTED_SECONDS = { alone: 180, replicas: 300 };
/** Up to here agents without siblings are told well however they are routed. */
const MOST_TRUSTED_REPLICAS = 8;

/**
 * Hit ratio of k replicas that each have a cache of their own, of unlimited capacity, which keeps every prefix for a window T
 * after its last use there. A share a of agents is routed with affinity, all requests to one replica; every request of the
 * others goes to a replica drawn evenly.
 *
 *     h = a × h_affine + (1 − a) × h_spread
 *
 * with h_affine where all agents are routed so (`affineReads`) and h_spread where none is (`spreadReads`). An agent that is
 * spread does not lose all but 1 ÷ k of its history: its prompt of some turns ago is still a prefix of this one. One replica
 * gives the plain closed form, exactly; the ratio never rises with k nor falls with a.
 *
 * Trust is `good` from 300 s on where every agent is routed with affinity, or each has no siblings and k is at most 8, or
 * tasks have twice as many of them as there are replicas. There the difference to the event simulation is at most
 *
 *     single sessions of 44 turns         0.3 points at a = 0 and 1, 0.7 at a = 0.5           k = 2 to 8
 *     50 siblings                         0.9 points                                           k = 2 to 16
 *
 * and elsewhere, from 60 s on and for 2 to 50 replicas, up to 4.2: lowest for few siblings on many replicas at a = 0, and
 * up to 2.9 too high in between, where h is not quite a straight line in a. Sessions on 16 replicas: 0.5 at a = 0, 0.9 at 0.5.
 * Ignores: capacity, what an offer does, and load: every router here is blind.
 * Example: sessions of 44 turns, 20 a day, T = 1 h: 96 % on one replica, 87 % on four without affinity, 96 % with it.
 */
export function hitRatioWithReplicas({
  swarm,
  reuse,
  windowSeconds,
  replicas,
  affinityRatio,
}: ReplicaCaches & { readonly reuse: readonly Reuse[] }): ReplicaHits {
  const alone = hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
  if (replicas === 1 || windowSeconds <= 0)
    return { hitRatio: alone, trust: windowSeconds >= SHORTEST_TRUSTED_SECONDS.alone ? 'good' : 'rough' };
  let prompts = 0;
  let affine = 0;
  let spread = 0;
  for (const chances of reuse) {
    const { role } = chances;
    const asked = { swarm, chances, windowSeconds, replicas };
    prompts += role.agentsPerTask * promptTokensOfAgent(role);
    affine += affineReads(asked);
    spread += spreadReads(asked);
  }
  const spreadRatio = Math.min(alone, spread / prompts);
  // Where windows are shorter than gaps, spread siblings keep prefixes warm in more places than affine ones: by little.
  const affineRatio = Math.min(alone, Math.max(spreadRatio, affine / prompts));
  return {
    hitRatio: affinityRatio * affineRatio + (1 - affinityRatio) * spreadRatio,
    trust: trustOf({ swarm, windowSeconds, replicas, affinityRatio }),
  };
}

function trustOf({ swarm, windowSeconds, replicas, affinityRatio }: ReplicaCaches): ReplicaHits['trust'] {
  if (windowSeconds < SHORTEST_TRUSTED_SECONDS.replicas) return 'rough';
  const isTold = swarm.roles.every(({ agentsPerTask }) =>
    agentsPerTask === 1 ? replicas <= MOST_TRUSTED_REPLICAS : agentsPerTask >= 2 * replicas,
  );
  return affinityRatio === 1 || isTold ? 'good' : 'rough';
}

function promptTokensOfAgent(role: Role): Tokens {
  return segmentsOf(role).reduce(
    (sum, segment) => sum + segment.times * firstPromptsTokens({ role, segment, turns: segment.turns }),
    0,
  );
}
