import type { Tokens } from '../../units.ts';
import type { LayerGroup } from '../layer-group.ts';
import { stateBytesPerLayer } from '../size.ts';
import { type EngineFigures, type EngineRequest } from './engine.ts';
import { attentionBytesPerTokenPerLayer, pagedFigures } from './paged.ts';

/** FlashAttention's smallest kernel block. */
const BLOCK_TOKENS = 16;
/** FlashMLA and the sparse MLA kernels. */
const LATENT_BLOCK_TOKENS = 64;
/** MiniMax-M3's sparse attention chooses blocks of 128. */
const SPARSE_BLOCK_TOKENS = 128;
/** DeepSeek V4: two entries of the layers of ratio 128 to a block. Assumed; the engine sets it with the layout. */
const COMPRESSED_BLOCK_TOKENS = 256;
/** vLLM's default for its server on large accelerators. */
const MAX_BATCHED_TOKENS = 8_192;

/**
 * vLLM (v1) on one rank.
 *
 *     full, MLA   ⌈L ÷ block⌉ blocks
 *     sliding     ⌈min(W − 1 + max batched tokens, L) ÷ block⌉ + 1 blocks: reserved at admission, far above W
 *     chunked     ⌈min(chunk + max batched tokens, L) ÷ block⌉ blocks
 *     state       one block, padded to the attention layers' block in bytes
 *
 * Where a model has states, the attention block grows until one layer's block holds one layer's state:
 * alignment × ⌈state bytes ÷ (alignment × attention bytes per token and layer)⌉, alignment being the ordinary block.
 *
 * Examples: Qwen3.5-35B-A3B in bf16 (state 2,146,304 B, 2,048 B per token and layer): 16 × ⌈65.5⌉ = 1,056 tokens a block;
 * Qwen3.6-27B 784, Granite-4.0-H-Small 528, Nemotron-Nano-9B-v2 672.
 * Sources: vllm-project/vllm v1/kv_cache_interface.py (max_memory_usage_bytes), platforms/interface.py
 * (_align_hybrid_block_size); start-up logs in vllm #40691, #24280.
 * Ignores the grouping of layers into pools of equal page size, prefix-cache checkpoints of states, and DCP.
 */
export function vllmFigures(request: EngineRequest): EngineFigures {
  const { settings } = request;
  const ordinary = settings.blockTokens ?? defaultBlock(request.groups);
  const blockTokens = hybridBlock({ request, alignmentTokens: ordinary });
  const batched = settings.maxBatchedTokens ?? MAX_BATCHED_TOKENS;
  const hasWindow = request.groups.some(
    ({ kind }) => kind === 'sliding' || kind === 'chunked' || kind === 'compressed',
  );
  const hasCompressed = request.groups.some(({ kind }) => kind === 'compressed');
  return pagedFigures({
    request,
    rules: {
      blockTokens,
      windowTokens: ({ tokens, contextTokens }) => Math.min(tokens - 1 + batched, contextTokens),
      windowExtraBlocks: 1,
      chunkTokens: ({ tokens, contextTokens }) => Math.min(tokens + batched, contextTokens),
      padsStates: true,
      isAssumed: hasCompressed,
      notes: [
        ...(hasCompressed
          ? [
              `Blocks of ${ordinary} tokens are assumed for compressed attention; pages are not rounded up to 576 B, which adds some 2 %.`,
            ]
          : []),
        ...(hasWindow
          ? [
              `Windows are reserved for ${batched.toLocaleString('en-US')} tokens of a step beyond the window itself; once those are computed the blocks are freed again.`,
            ]
          : []),
        ...(blockTokens === ordinary
          ? []
          : [
              `The block grows from ${ordinary} to ${blockTokens} tokens so that one layer’s block holds one layer’s state; shorter shared prefixes are not reused.`,
            ]),
      ],
    },
  });
}

function defaultBlock(groups: readonly LayerGroup[]): Tokens {
  if (groups.some(({ kind }) => kind === 'compressed')) return COMPRESSED_BLOCK_TOKENS;
  if (groups.some(({ kind }) => kind === 'mla')) return LATENT_BLOCK_TOKENS;
  return groups.some((group) => group.kind === 'full' && group.index !== undefined)
    ? SPARSE_BLOCK_TOKENS
    : BLOCK_TOKENS;
}

/** The block of attention layers that stand beside states. Example: 2,146,304 B ÷ (16 × 2,048 B) = 65.5, so 66 × 16. */
export function hybridBlock({ request, alignmentTokens }: { request: EngineRequest; alignmentTokens: Tokens }): Tokens {
  const stateBytes = Math.max(
    0,
    ...request.groups.map((group) => (group.kind === 'state' ? stateBytesPerLayer(group) : 0)),
  );
  const perToken = attentionBytesPerTokenPerLayer(request);
  if (stateBytes === 0 || perToken === 0) return alignmentTokens;
  return alignmentTokens * Math.ceil(stateBytes / (alignmentTokens * perToken));
}
