import type { FootprintRequest } from '../../domain/kv-cache/footprint.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** The scenario's settings as a question about some layers: the same one for every model and design on the page. */
export function footprintRequest({
  kv,
  groups,
  draftLayers,
}: {
  kv: Scenario['kv'];
  groups: readonly LayerGroup[];
  draftLayers: number;
}): FootprintRequest {
  return {
    groups,
    draftLayers: kv.speculation ? draftLayers : 0,
    dtype: kv.dtype,
    contextTokens: kv.contextTokens,
    sequences: kv.sequences,
    ranks: kv.ranks,
    engine: kv.engine === null ? null : { name: kv.engine },
  };
}
