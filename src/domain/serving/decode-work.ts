import { rowsOf } from './kv-rows.ts';
import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { KvDtype } from '../kv-cache/precision.ts';
import { recordOf } from '../kv-cache/record.ts';
import { groupBytesAt, indexLayersOf } from '../kv-cache/size.ts';
import type { Bytes, Tokens } from '../units.ts';
import { prefillFlops, type PrefillFlops } from './prefill-flops.ts';

/**
 * FLOPs of decoding one more token of a sequence of `contextTokens`: a prefill of one token behind them. A latent cache is not
 * expanded: queries are multiplied with the latent vectors themselves (absorbed), which are wider than the heads they stand for.
 *
 *     latent   2 × heads × (latent + rotary + latent width) for each token attended to
 *
 * Examples of attention at 8,192 tokens: Qwen3-235B-A22B 25.2 GFLOP; DeepSeek-V3 139 GFLOP (Step-3's report counts the value
 * as wide as the key and has 147). Ignores speculative decoding.
 */
export function decodeFlops({
  groups,
  activeParameters,
  contextTokens,
}: {
  groups: readonly LayerGroup[];
  activeParameters: number;
  contextTokens: Tokens;
}): PrefillFlops {
  return prefillFlops({
    groups: groups.map(absorbed),
    activeParameters,
    contextTokens: contextTokens + 1,
    cachedTokens: contextTokens,
  });
}

function absorbed(group: LayerGroup): LayerGroup {
  if (group.kind !== 'mla' || !group.query) return group;
  const { heads } = group.query;
  return { ...group, query: { heads, qkDim: group.latentDim + group.ropeDim, vDim: group.latentDim } };
}

/**
 * Bytes of cache that one decode step reads for one sequence, states written back included. Ask it of a rank's groups
 * (`rankGroups`) for what each device reads.
 *
 *     full, MLA            every record; with top-k only k of them, and every index key
 *     sliding, chunked     what the window or chunk holds
 *     compressed           the window, and min(entries, k) entries, and every compressed index key
 *     state                the state, read and written
 *
 * Example: Llama 3.1 8B in bf16 at 100,000 tokens 13.1 GB a token; DeepSeek-V3.2 in bf16 the same 2,048 records of 61 layers,
 * 144 MB, and 100,000 index keys, 1.56 GB.
 */
export function decodeKvBytes({
  groups,
  dtype,
  contextTokens,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  contextTokens: Tokens;
}): Bytes {
  return groups.reduce((sum, group) => sum + groupReadBytes({ group, dtype, contextTokens }), 0);
}

function groupReadBytes({
  group,
  dtype,
  contextTokens,
}: {
  group: LayerGroup;
  dtype: KvDtype;
  contextTokens: Tokens;
}): Bytes {
  if (group.kind === 'state') return 2 * groupBytesAt({ group, dtype, contextTokens });
  const { recordBytes, indexBytes } = recordOf({ group, dtype });
  const { recordRows, indexRows } = rowsOf({ group, contextTokens });
  return recordRows * recordBytes + indexLayersOf(group) * indexRows * indexBytes;
}
