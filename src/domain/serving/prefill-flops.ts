import { indexLayersOf } from '../kv-cache/size.ts';
import type { LayerGroup, QueryShape } from '../kv-cache/layer-group.ts';
import type { Tokens } from '../units.ts';

/** Floating-point operations of prefilling one sequence, by where they arise. */
export interface PrefillFlops {
  /** Every matrix product with a weight: 2 × active parameters × tokens. */
  readonly linearFlops: number;
  readonly attentionFlops: number;
  /** Scoring index keys, where attention is sparse. */
  readonly indexFlops: number;
  readonly totalFlops: number;
  /** Some attention layers do not say how wide their queries are: their part is missing. */
  readonly isLowerBound: boolean;
}

/**
 * FLOPs of prefilling `contextTokens`, from nothing or behind a prefix whose cache is there already.
 *
 *     linear      2 × active parameters × n
 *     attention   Σ layers × 2 × query heads × (QK width + V width) × Σ over positions of the tokens attended to
 *                 full n²/2; a window, chunk or top-k caps what one position attends to
 *     index       Σ index layers × 2 × index heads × index width × n²/2
 *
 * Behind `cachedTokens` only the new tokens are computed, but each attends to the cached ones too: FLOPs(context) less
 * FLOPs(cached), for full attention the same as 2 P new + 2 × heads × widths × new × (cached + new/2) a layer.
 *
 * `activeParameters` are those that multiply every token. Embeddings are looked up and the output head works on the last
 * token only, so for times leave both out: of Llama 3.1 8B's 8.03 billion parameters 6.98 do prefill work.
 *
 * Examples at 131,072 tokens: Llama 3.1 8B 6.61 PFLOP, DeepSeek-V3 52.6 PFLOP, DeepSeek-V3.2 19.6 PFLOP (top 2,048).
 * Ignores softmax, linear-attention states, embedding look-ups and the encoder of an encoder–decoder.
 * Source: the causal sum halves the square; the same terms as in Step-3's report and aiconfigurator.
 */
export function prefillFlops({
  groups,
  activeParameters,
  contextTokens,
  cachedTokens = 0,
}: {
  groups: readonly LayerGroup[];
  activeParameters: number;
  /** The whole prompt, its cached part included. */
  contextTokens: Tokens;
  /** What of it need not be computed: at most the whole. */
  cachedTokens?: Tokens;
}): PrefillFlops {
  const linearFlops = 2 * activeParameters * (contextTokens - cachedTokens);
  let attentionFlops = 0;
  let indexFlops = 0;
  let isLowerBound = false;
  for (const group of groups) {
    if (group.kind === 'none' || group.kind === 'state') continue;
    indexFlops += indexFlopsOf({ group, contextTokens }) - indexFlopsOf({ group, contextTokens: cachedTokens });
    if (group.query) {
      const pairs = attendedPairs({ group, contextTokens }) - attendedPairs({ group, contextTokens: cachedTokens });
      attentionFlops += group.layers * flopsPerPair(group.query) * pairs;
    } else isLowerBound = true;
  }
  return {
    linearFlops,
    attentionFlops,
    indexFlops,
    totalFlops: linearFlops + attentionFlops + indexFlops,
    isLowerBound,
  };
}

function flopsPerPair({ heads, qkDim, vDim }: QueryShape): number {
  return 2 * heads * (qkDim + vDim);
}

/** Pairs of a position and a token it attends to, over the whole prompt. */
function attendedPairs({
  group,
  contextTokens,
}: {
  group: Exclude<LayerGroup, { kind: 'state' | 'none' }>;
  contextTokens: Tokens;
}): number {
  switch (group.kind) {
    case 'full':
    case 'mla':
      return group.index?.topK === undefined
        ? causalPairs(contextTokens)
        : sparseShare({ group, index: group.index, contextTokens });
    case 'sliding':
      return cappedPairs({ contextTokens, capTokens: group.windowTokens });
    case 'chunked':
      return chunkedPairs({ contextTokens, chunkTokens: group.chunkTokens });
    case 'cross':
      return contextTokens * group.encoderTokens;
    case 'compressed':
      return (
        cappedPairs({ contextTokens, capTokens: group.windowTokens }) +
        (group.ratio === 0
          ? 0
          : compressedPairs({ contextTokens, ratio: group.ratio, topK: group.index?.topK ?? Infinity }))
      );
  }
}

/** Layers that share another layer's choice attend just as sparsely as those that keep an index. */
function sparseShare({
  group,
  index,
  contextTokens,
}: {
  group: Extract<LayerGroup, { kind: 'full' | 'mla' }>;
  index: NonNullable<Extract<LayerGroup, { kind: 'full' | 'mla' }>['index']>;
  contextTokens: Tokens;
}): number {
  const capped = cappedPairs({ contextTokens, capTokens: index.topK ?? Infinity });
  if (group.kind === 'mla') return capped;
  const sparse = Math.min(1, index.layers / group.layers);
  return sparse * capped + (1 - sparse) * causalPairs(contextTokens);
}

function causalPairs(contextTokens: Tokens): number {
  return contextTokens ** 2 / 2;
}

function cappedPairs({ contextTokens, capTokens }: { contextTokens: Tokens; capTokens: Tokens }): number {
  return contextTokens <= capTokens ? causalPairs(contextTokens) : capTokens * contextTokens - capTokens ** 2 / 2;
}

function chunkedPairs({ contextTokens, chunkTokens }: { contextTokens: Tokens; chunkTokens: Tokens }): number {
  const chunks = Math.floor(contextTokens / chunkTokens);
  return chunks * causalPairs(chunkTokens) + causalPairs(contextTokens - chunks * chunkTokens);
}

/** Entries a position attends to: position ÷ ratio, at most `topK`. */
function compressedPairs({
  contextTokens,
  ratio,
  topK,
}: {
  contextTokens: Tokens;
  ratio: number;
  topK: number;
}): number {
  return cappedPairs({ contextTokens, capTokens: topK * ratio }) / ratio;
}

function indexFlopsOf({ group, contextTokens }: { group: LayerGroup; contextTokens: Tokens }): number {
  const index = 'index' in group ? group.index : undefined;
  if (!index?.heads) return 0;
  const ratio = group.kind === 'compressed' ? group.ratio : 1;
  if (ratio === 0) return 0;
  return (indexLayersOf(group) * 2 * index.heads * index.dim * causalPairs(contextTokens)) / ratio;
}
