import type { EngineFigures, EngineRequest } from './engine.ts';
import { pagedFigures } from './paged.ts';

/** `KvCacheConfig.tokens_per_block`. */
const BLOCK_TOKENS = 32;

/**
 * TensorRT-LLM on one rank.
 *
 *     full, MLA   ⌈L ÷ 32⌉ blocks
 *     sliding     ⌈min(L, W) ÷ 32⌉ + 1 blocks: a moving window straddles one more block than it fills
 *     state       one slot per running sequence
 *
 * Example: a sequence of 4,096 tokens of Llama 3.1 8B in bf16 takes 128 blocks of 4 MiB, 512 MiB.
 * The window's extra block and V4's handling are assumed. Ignores the fraction of free memory given to the pool.
 */
export function tensorrtLlmFigures(request: EngineRequest): EngineFigures {
  const hasWindow = request.groups.some(({ kind }) => kind === 'sliding' || kind === 'compressed');
  return pagedFigures({
    request,
    rules: {
      blockTokens: request.settings.blockTokens ?? BLOCK_TOKENS,
      windowTokens: ({ tokens, contextTokens }) => Math.min(tokens, contextTokens),
      windowExtraBlocks: 1,
      chunkTokens: ({ tokens, contextTokens }) => Math.min(tokens, contextTokens),
      padsStates: false,
      isAssumed: hasWindow,
      notes: hasWindow
        ? ['One block more than a window fills is assumed, for a window that straddles a block’s edge.']
        : [],
    },
  });
}
