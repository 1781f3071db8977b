import type { Explanation } from '../../domain/explain.ts';
import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import { prefillFlops } from '../../domain/serving/prefill-flops.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { gbPerPflopOf } from './compare-models.ts';
import { footprintRequest } from './footprint-request.ts';

const BYTES_PER_GB = 1e9;
const FLOPS_PER_PFLOP = 1e15;

/** The scenario's own figure of the comparison, taken apart; `null` where there is none. */
export function explainGbPerPflop({
  kv,
  geometry,
}: {
  kv: Scenario['kv'];
  geometry: ResolvedGeometry;
}): Explanation | null {
  const { groups, activeParameters, draftLayers, model } = geometry;
  const { contextTokens } = kv;
  const { storedBytesPerSequence } = footprintOf(footprintRequest({ kv, groups, draftLayers }));
  const value = gbPerPflopOf({ groups, activeParameters, contextTokens, storedBytes: storedBytesPerSequence });
  if (value === null || activeParameters === null) return null;
  const { linearFlops, attentionFlops, indexFlops } = prefillFlops({ groups, activeParameters, contextTokens });
  const pflop = (symbol: string, meaning: string, flops: number) =>
    ({ symbol, meaning: `PFLOP of ${meaning}`, value: flops / FLOPS_PER_PFLOP, unit: 'count' }) as const;
  return {
    title: `GB to load per PFLOP of prefill avoided, ${geometry.name}`,
    value,
    unit: 'count',
    formula: `stored ÷ (weights + attention${indexFlops > 0 ? ' + index' : ''})`,
    terms: [
      {
        symbol: 'stored',
        meaning: `GB of one stored sequence of ${contextTokens.toLocaleString('en-US')} tokens in ${kv.dtype}`,
        value: storedBytesPerSequence / BYTES_PER_GB,
        unit: 'count',
        ...(geometry.provenance ? { provenance: geometry.provenance } : {}),
      },
      {
        ...pflop('weights', 'products with weights: 2 × active parameters × tokens', linearFlops),
        ...(model ? { provenance: model.activeParameters } : {}),
      },
      pflop('attention', 'products of queries with what they attend to', attentionFlops),
      ...(indexFlops > 0 ? [pflop('index', 'scoring index keys', indexFlops)] : []),
    ],
    notCounted: ['softmax and recurrent states', 'the codec chosen for storage', 'how fast either is done'],
  };
}
