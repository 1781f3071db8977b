import { TABLE_ROWS } from '../../catalog/models/table-rows.ts';
import { modelWeightsOf } from '../../catalog/models/weights.ts';
import { parametersReadPerToken, type DecodedParameters } from '../../domain/bandwidth/decode-bound.ts';
import type { ModelWeights } from '../../domain/kv-cache/model-geometry.ts';
import { parametersRead } from '../../domain/serving/experts.ts';
import { bytesPerParameter, type WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';

/** A model as memory sees it: what decoding a token reads of its weights, and what it has in all. */
export interface ModelReads {
  readonly geometry: ResolvedGeometry;
  readonly weights: ModelWeights;
  readonly weightFormat: WeightFormat;
  readonly bytesPerParameter: number;
  readonly readParameters: number;
  /** Of one decoded token. */
  readonly weightBytes: Bytes;
  /** `null` where the total is not known. */
  readonly totalWeightBytes: Bytes | null;
  /** Read once in a prompt of so many tokens: more of them touch more experts. */
  readonly promptWeightBytes: (tokens: Tokens) => Bytes;
  readonly notes: readonly string[];
}

/** Why nothing can be said of a model. */
export interface NoReads {
  readonly reason: string;
}

/**
 * What a geometry's weights come to in the scenario's format.
 *
 * Example: Meta-Llama-3.1-8B in bf16 reads 15.0 of its 16.1 GB for a token: the embedding is looked up. A geometry without the
 * number of active parameters is taken as dense. Ignores layers that a checkpoint keeps in a wider format.
 */
export function modelReads({ kv, geometry }: { kv: Scenario['kv']; geometry: ResolvedGeometry }): ModelReads | NoReads {
  const active = geometry.activeParameters ?? geometry.totalParameters;
  if (active === null) return { reason: 'Give the number of parameters: without it nobody knows what a token reads.' };
  const total = geometry.totalParameters;
  const weights = modelWeightsOf(geometry.model?.id ?? '');
  const tables = tablesOf({ modelId: geometry.model?.id ?? '', weights });
  const readParameters = parametersReadPerToken({ activeParameters: active, tables });
  const bytes = bytesPerParameter(kv.weightFormat);
  const ofPrompt = (tokens: Tokens): number =>
    total === null
      ? active
      : parametersRead({
          parameters: {
            totalParameters: total,
            activeParameters: active,
            experts: weights.experts?.value ?? null,
          },
          tokens,
        });
  return {
    geometry,
    weights,
    weightFormat: kv.weightFormat,
    bytesPerParameter: bytes,
    readParameters,
    weightBytes: readParameters * bytes,
    totalWeightBytes: total === null ? null : total * bytes,
    promptWeightBytes: (tokens) => (ofPrompt(tokens) + readParameters - active) * bytes,
    notes: notesOf({ geometry, weights, weightFormat: kv.weightFormat, areTablesKnown: tables !== null }),
  };
}

function tablesOf({ modelId, weights }: { modelId: string; weights: ModelWeights }): DecodedParameters['tables'] {
  const inActive = weights.tableParametersInActive;
  const row = Object.hasOwn(TABLE_ROWS, modelId) ? TABLE_ROWS[modelId] : undefined;
  return inActive && row ? { inActiveParameters: inActive.value, headParameters: row.vocabulary * row.hidden } : null;
}

function notesOf({
  geometry: { model, activeParameters, totalParameters },
  weights,
  weightFormat,
  areTablesKnown,
}: {
  geometry: ResolvedGeometry;
  weights: ModelWeights;
  weightFormat: WeightFormat;
  areTablesKnown: boolean;
}): readonly string[] {
  const published = weights.weightFormat?.value;
  return [
    ...(activeParameters === null && totalParameters !== null
      ? ['Taken as dense: how many parameters a token uses is not given.']
      : []),
    ...(model?.activeParameters.kind === 'assumed' ? ['Its number of active parameters is an assumption.'] : []),
    ...(areTablesKnown
      ? []
      : [
          'Its embedding is counted as read, because its size is not known: the bound is rather too low than too high.',
        ]),
    ...(published !== undefined && published !== weightFormat
      ? [`Its checkpoint is published in ${published}, and taken in ${weightFormat} here.`]
      : []),
  ];
}
