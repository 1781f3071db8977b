import type { Bytes } from '../../units.ts';
import type { LayerGroup } from '../layer-group.ts';
import type { KvDtype } from '../precision.ts';
import { indexKeyBytes, recordOf, type TokenRecord } from '../record.ts';
import type { EngineName } from './engine.ts';

/**
 * The record an engine stores, where it differs from the plain precision.
 *
 * - vLLM, SGLang and TensorRT-LLM keep index keys of MLA and V4 models in fp8 with a scale, 132 B for a width of 128,
 *   whatever the precision of the cache.
 * - vLLM keeps fp8 caches of sparse MLA in FlashMLA's scaled record (656 B) and of V4 in its 584 B entry.
 *
 * Sources: teilomillet/kvfit docs/capacity-search.md (1,152 + 132 in bf16, 656 + 132 in fp8); SGLang's indexer pool of
 * 8,448 B per 64-token page; vLLM blog 2026-04-24 (V4). llama.cpp is taken to store index keys in the cache's precision.
 */
export function engineRecordOf({
  group,
  dtype,
  engine,
}: {
  group: LayerGroup;
  dtype: KvDtype;
  engine: EngineName;
}): TokenRecord {
  const { recordBytes, indexBytes } = recordOf({ group, dtype: layoutDtype({ group, dtype, engine }) });
  const index = 'index' in group ? group.index : undefined;
  const scalesKeys = engine !== 'llama.cpp' && (group.kind === 'mla' || group.kind === 'compressed');
  return {
    recordBytes,
    indexBytes: index && scalesKeys ? indexKeyBytes({ dim: index.dim, dtype: 'fp8-scaled' }) : indexBytes,
  };
}

function layoutDtype({ group, dtype, engine }: { group: LayerGroup; dtype: KvDtype; engine: EngineName }): KvDtype {
  if (engine !== 'vllm' || dtype !== 'fp8') return dtype;
  const isSparseLatent = group.kind === 'mla' && group.index !== undefined;
  return isSparseLatent || group.kind === 'compressed' ? 'fp8-scaled' : dtype;
}

/** Bytes of records and index keys that all layers of a group keep for one token. */
export function groupTokenBytes({ group, dtype, engine }: { group: LayerGroup; dtype: KvDtype; engine: EngineName }): {
  readonly records: Bytes;
  readonly index: Bytes;
} {
  const { recordBytes, indexBytes } = engineRecordOf({ group, dtype, engine });
  const indexLayers = 'index' in group && group.index ? group.index.layers : 0;
  return { records: group.layers * recordBytes, index: indexLayers * indexBytes };
}
