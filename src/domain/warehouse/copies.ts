import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { KvDtype } from '../kv-cache/precision.ts';
import { bytesPerSequence } from '../kv-cache/size.ts';
import { rankGroups } from '../kv-cache/tensor-parallel.ts';
import { hitRatioWithReplicas, type ReplicaHits } from '../retention/replicas.ts';
import type { Reuse } from '../retention/reuse.ts';
import type { Swarm } from '../swarm/swarm.ts';
import type { Bytes, Ratio, Seconds, Tokens } from '../units.ts';

/** Copies of one sequence that the ranks of an instance hold, against the one that is stored. */
export interface RankCopies {
  readonly storedBytes: Bytes;
  readonly allRanksBytes: Bytes;
  /** All ranks ÷ one copy. */
  readonly copies: number;
}

/**
 * How often an instance holds a cache that a warehouse keeps once. KV heads divide among ranks until there are fewer of them
 * than ranks; latent vectors and index keys stand whole on every rank.
 *
 * Examples at TP8: DeepSeek-V3 8 copies (562,176 B on the ranks, 70,272 B stored), Qwen3-235B with its 4 KV heads 2, Llama
 * 3.1 70B 1. A warehouse that stores what each rank sends, without noticing that it is the same, takes as many times the room.
 */
export function rankCopies({
  groups,
  dtype,
  contextTokens,
  ranks,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
  ranks: number;
}): RankCopies {
  const storedBytes = bytesPerSequence({ groups, dtype, contextTokens });
  const perRank = bytesPerSequence({ groups: rankGroups({ groups, ranks }), dtype, contextTokens });
  const allRanksBytes = ranks * perRank;
  return { storedBytes, allRanksBytes, copies: storedBytes > 0 ? allRanksBytes / storedBytes : 1 };
}

/** One tier that all nodes reach, against one on each. */
export interface SharedAgainstPerNode {
  readonly shared: ReplicaHits;
  readonly perNode: ReplicaHits;
  /** What routing away from the cache costs, in hit ratio. */
  readonly lostRatio: Ratio;
  /** Prefill work per node tier ÷ shared. */
  readonly missAmplification: number | null;
}

/**
 * Hits of a tier that every node reaches, and of one on each node that holds only what the node itself has served, both keeping
 * everything for the same window. With full affinity they are the same; without, every node has to see a prefix for itself.
 *
 * Example: sessions of 44 turns, an hour, four nodes, no affinity: 96 % shared, 87 % per node, three times the misses.
 * A per-node tier also stores a prefix on every node that saw it, so at equal total capacity its window is shorter: give it its
 * own. As `hitRatioWithReplicas` otherwise.
 */
export function sharedAgainstPerNode({
  swarm,
  reuse,
  nodes,
  affinityRatio,
  sharedWindowSeconds,
  perNodeWindowSeconds,
}: {
  swarm: Swarm;
  reuse: readonly Reuse[];
  nodes: number;
  /** Share of agents whose requests all reach the same node. */
  affinityRatio: Ratio;
  sharedWindowSeconds: Seconds;
  perNodeWindowSeconds: Seconds;
}): SharedAgainstPerNode {
  const shared = hitRatioWithReplicas({
    swarm,
    reuse,
    windowSeconds: sharedWindowSeconds,
    replicas: 1,
    affinityRatio: 1,
  });
  const perNode = hitRatioWithReplicas({
    swarm,
    reuse,
    windowSeconds: perNodeWindowSeconds,
    replicas: nodes,
    affinityRatio,
  });
  return {
    shared,
    perNode,
    lostRatio: shared.hitRatio - perNode.hitRatio,
    missAmplification: shared.hitRatio < 1 ? (1 - perNode.hitRatio) / (1 - shared.hitRatio) : null,
  };
}

/**
 * Copies of a prefix on per-node tiers after so many uses, each routed to a node drawn evenly: n (1 − (1 − 1/n)^uses).
 *
 * Example: 8 nodes, 10 uses: 5.9 copies, so the tiers together hold a sixth of the distinct prefixes that a shared one would.
 */
export function expectedCopies({ nodes, uses }: { nodes: number; uses: number }): number {
  return nodes * (1 - (1 - 1 / nodes) ** uses);
}
