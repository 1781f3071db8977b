import type { EngineFigures, EngineRequest } from './engine.ts';
import { pagedFigures } from './paged.ts';

/** Slots of single tokens, unless a kernel wants pages. */
const PAGE_TOKENS = 1;
/** FlashMLA and the sparse kernels; the indexer's pool has 64 × 132 = 8,448 B a page. */
const SPARSE_PAGE_TOKENS = 64;
/** A page of V4 must hold whole entries of ratio 128. Assumed. */
const COMPRESSED_PAGE_TOKENS = 256;

/**
 * SGLang on one rank: pools of token slots, in pages of 1 (64 for sparse MLA); a pool of its own for index keys, one for
 * windows, and one of fixed slots for states.
 *
 *     full, MLA   ⌈L ÷ page⌉ pages
 *     sliding     ⌈min(L, W) ÷ page⌉ pages of the window pool
 *     state       one slot per running sequence
 *
 * Examples: Qwen3-235B-A22B at TP4 in bf16: 367,404 slots × 48,128 B = 16.46 GiB (vllm #21348). GLM-5.2's indexer pool
 * has 8,448 B per 64-token page.
 * Ignores further state slots that the radix cache reserves, and the split of memory between the pools.
 */
export function sglangFigures(request: EngineRequest): EngineFigures {
  const { groups, settings } = request;
  const sparse = groups.some((group) => group.kind === 'mla' && group.index !== undefined);
  const compressed = groups.some(({ kind }) => kind === 'compressed');
  const page = compressed ? COMPRESSED_PAGE_TOKENS : sparse ? SPARSE_PAGE_TOKENS : PAGE_TOKENS;
  return pagedFigures({
    request,
    rules: {
      blockTokens: settings.blockTokens ?? page,
      windowTokens: ({ tokens, contextTokens }) => Math.min(tokens, contextTokens),
      windowExtraBlocks: 0,
      chunkTokens: ({ tokens, contextTokens }) => Math.min(tokens, contextTokens),
      padsStates: false,
      isAssumed: compressed,
      notes: [
        ...(groups.some(({ kind }) => kind === 'state')
          ? ['One state slot per running sequence; the radix cache reserves further slots for states it may reuse.']
          : []),
        ...(compressed ? [`Pages of ${COMPRESSED_PAGE_TOKENS} tokens are assumed for compressed attention.`] : []),
      ],
    },
  });
}
