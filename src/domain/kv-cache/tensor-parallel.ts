import type { LayerGroup, Sharded } from './layer-group.ts';

/**
 * What one rank of a tensor-parallel group holds of a model's cache, as layer groups of their own: every size function
 * then answers for a rank.
 *
 * KV heads are dealt out whole, ⌈heads ÷ ranks⌉ to a rank: fewer heads than ranks means copies (Qwen3-235B has 4, so at
 * TP8 the ranks together hold twice the cache). One latent vector cannot be divided: MLA, DeepSeek V4 and every index key
 * stand whole on every rank. States divide by heads.
 *
 * Example: Llama 3.1 70B (8 KV heads): 8, 2 and 1 heads a rank at TP1, TP4 and TP16: 327,680, 81,920 and 40,960 B per
 * token and rank. DeepSeek-V3: 70,272 B on each of 8 ranks.
 * Ignores decode-context parallelism and attention-DP, which keep one copy of a latent cache; engines that refuse heads
 * that do not divide evenly are named by `unevenHeads`.
 */
export function rankGroups({ groups, ranks }: { groups: readonly LayerGroup[]; ranks: number }): readonly LayerGroup[] {
  return ranks === 1 ? groups : groups.map((group) => rankGroup({ group, ranks }));
}

function rankGroup({ group, ranks }: { group: LayerGroup; ranks: number }): LayerGroup {
  switch (group.kind) {
    case 'full':
    case 'sliding':
    case 'chunked':
    case 'cross':
      return { ...group, kvHeads: Math.ceil(group.kvHeads / ranks) };
    case 'state':
      return {
        ...group,
        recurrent: share({ part: group.recurrent, ranks }),
        convolution: group.convolution.map((part) => share({ part, ranks })),
      };
    case 'mla':
    case 'compressed':
    case 'none':
      return group;
  }
}

function share({ part, ranks }: { part: Sharded; ranks: number }): Sharded {
  return { ...part, units: Math.ceil(part.units / ranks) };
}

/** Head counts that do not divide evenly among the ranks, nor the ranks among them: most engines refuse those. */
export function unevenHeads({ groups, ranks }: { groups: readonly LayerGroup[]; ranks: number }): readonly number[] {
  const heads = groups.flatMap((group) => ('kvHeads' in group ? [group.kvHeads] : []));
  return [...new Set(heads)].filter((count) => count % ranks !== 0 && ranks % count !== 0);
}
