import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { footprintRequest } from './footprint-request.ts';

/** Bytes of every combination of context and number of sequences, on all ranks. */
export interface KvGrid {
  readonly contexts: readonly Tokens[];
  readonly batches: readonly number[];
  /** One row per batch, one value per context. */
  readonly bytes: readonly (readonly Bytes[])[];
}

const CONTEXTS: readonly Tokens[] = [4_096, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576];
const BATCHES: readonly number[] = [1, 8, 32, 128, 512];

/** The grid around the scenario: usual contexts up to the model's maximum, and the scenario's own among them. */
export function gridOf({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): KvGrid {
  const limit = geometry.maxContextTokens ?? Infinity;
  const contexts = ordered([...CONTEXTS.filter((tokens) => tokens <= limit), kv.contextTokens]);
  const batches = ordered([...BATCHES, kv.sequences]);
  const request = footprintRequest({ kv, groups: geometry.groups, draftLayers: geometry.draftLayers });
  const bytes = batches.map((sequences) =>
    contexts.map(
      (contextTokens) => footprintOf({ ...request, contextTokens, sequences }).allRanksBytesPerSequence * sequences,
    ),
  );
  return { contexts, batches, bytes };
}

function ordered(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
