import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import { storedBytesPerSequence } from '../../domain/kv-cache/stored.ts';
import { prefillFlops, type PrefillFlops } from '../../domain/serving/prefill-flops.ts';
import { loadSeconds, type LoadPath } from '../../domain/serving/ttft.ts';
import type { Bytes, Seconds, Tokens } from '../../domain/units.ts';

/** What depends on the length of the prompt alone. */
export interface Prompt {
  readonly flops: (lengths: { contextTokens: Tokens; cachedTokens?: Tokens }) => PrefillFlops;
  readonly bytes: (tokens: Tokens) => Bytes;
  readonly load: (what: { tokens: Tokens; path: LoadPath }) => Seconds;
}

/** The prompt of a model: its work, its bytes in storage, and what loading them takes. */
export function promptOf({
  groups,
  dtype,
  prefillParameters,
}: {
  groups: readonly LayerGroup[];
  dtype: KvDtype;
  prefillParameters: number;
}): Prompt {
  const bytes = (tokens: Tokens): Bytes =>
    tokens === 0 ? 0 : storedBytesPerSequence({ groups, dtype, contextTokens: tokens });
  return {
    flops: (lengths) => prefillFlops({ groups, activeParameters: prefillParameters, ...lengths }),
    bytes,
    load: ({ tokens, path }) => loadSeconds({ storedBytes: bytes(tokens), expandedBytes: bytes(tokens), path }).typical,
  };
}
