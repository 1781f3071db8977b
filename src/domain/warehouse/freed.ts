import type { Sizing } from './sizing.ts';

/** What nodes that are no longer needed for prefill could do. */
export interface FreedNodes {
  readonly nodes: number;
  /** More output tokens a second on the same fleet. */
  readonly extraDecodeTokensPerSecond: number;
  /** Of what the fleet generates now. */
  readonly extraDecodeRatio: number | null;
}

/**
 * What the difference between two fleets buys.
 *
 * Example: DeepSeek's day takes 350 nodes without its disk cache and 227 with it; 123 nodes at 14,800 tokens a second would
 * generate 1.8 million more, 94 % of what the day had.
 * A warehouse that needs more nodes frees none.
 */
export function freedNodes({
  nodesWithout,
  nodesWith,
  decodeTokensPerSecondPerNode,
  outputTokensPerSecond,
}: {
  nodesWithout: number;
  nodesWith: number;
  decodeTokensPerSecondPerNode: number;
  outputTokensPerSecond: number;
}): FreedNodes {
  const nodes = Math.max(0, nodesWithout - nodesWith);
  const extraDecodeTokensPerSecond = nodes * decodeTokensPerSecondPerNode;
  return {
    nodes,
    extraDecodeTokensPerSecond,
    extraDecodeRatio: outputTokensPerSecond > 0 ? extraDecodeTokensPerSecond / outputTokensPerSecond : null,
  };
}

/** Whether a fleet can serve wider weights (FP8 to BF16, say). */
export type WiderWeights =
  | { readonly status: 'fits'; readonly nodes: number; readonly sparedNodes: number }
  | { readonly status: 'needs-more'; readonly nodes: number; readonly missingNodes: number }
  | { readonly status: 'unreachable'; readonly reason: string };

/**
 * Whether the nodes of today's fleet serve the same load with wider weights once a warehouse has taken prefill off them. Wider
 * weights halve the peak that prefill works at, double what decode reads and leave less room for cache, so the load is sized
 * anew with those speeds.
 *
 * Example: 350 nodes today; with a warehouse and bf16 weights the same load takes 310: it fits with 40 to spare.
 */
export function widerWeights({ nodesToday, wider }: { nodesToday: number; wider: Sizing }): WiderWeights {
  if (wider.status === 'unreachable') return { status: 'unreachable', reason: wider.reason };
  const { nodes } = wider;
  return nodes <= nodesToday
    ? { status: 'fits', nodes, sparedNodes: nodesToday - nodes }
    : { status: 'needs-more', nodes, missingNodes: nodes - nodesToday };
}
