import type { Accelerator } from '../../domain/accelerator.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Tokens } from '../../domain/units.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { fitOn, modelOf } from '../kv/fit.ts';

/** Whether the devices hold the weights and one sequence, and the fewest that do; `null` where no number does. */
export interface Fits {
  readonly isEnough: boolean;
  readonly gpusNeeded: number | null;
}

/**
 * The fewest devices that hold a model's weights and one sequence of the context, by the rule of the accelerators' table of
 * the KV-cache page (`kv/fit.ts`): 1, 2, 4, 8 ranks, then stages of eight.
 *
 * Example: Meta-Llama-3.1-70B in bf16 with 100,000 tokens on H100s: four. Ignores what `fitsOf` ignores.
 */
export function gpusNeeded({
  model,
  accelerator,
  devices,
  contextTokens,
  dtype,
  weightFormat,
}: {
  model: ModelGeometry;
  accelerator: Accelerator;
  devices: number;
  contextTokens: Tokens;
  dtype: KvDtype;
  weightFormat: WeightFormat;
}): Fits {
  const kv = { ...BASE_SCENARIO.kv, contextTokens, dtype, weightFormat, sequences: 1, ranks: 1 };
  const toFit = modelOf({
    kv,
    geometry: {
      name: model.name,
      groups: model.groups.value,
      model,
      maxContextTokens: model.maxContextTokens.value,
      totalParameters: model.totalParameters.value,
      activeParameters: model.activeParameters.value,
      draftLayers: model.draftLayers,
      origin: 'chosen',
      provenance: null,
    },
  });
  const smallest = 'reason' in toFit ? null : fitOn({ accelerator, model: toFit, kv }).smallest;
  return {
    isEnough: smallest !== null && devices >= smallest.devices,
    gpusNeeded: smallest?.devices ?? null,
  };
}
