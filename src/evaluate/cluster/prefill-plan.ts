import { prefillMfuOf, type PrefillKind } from '../../catalog/prefill-efficiency.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import type { ModelGeometry, ModelWeights } from '../../domain/kv-cache/model-geometry.ts';
import { exactly } from '../../domain/serving/estimate.ts';
import { PREFILL_ERROR, REQUEST_FLOOR_SECONDS } from '../../domain/serving/measured-errors.ts';
import type { PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Ratio } from '../../domain/units.ts';

/** A model on some accelerators, as prefill sees it. */
export interface PrefillPlan {
  /** `null`: the accelerator's peak is not known, so nothing can be timed. */
  readonly machine: PrefillMachine | null;
  /** Parameters every token is multiplied with. */
  readonly prefillParameters: number;
  readonly weightFormat: WeightFormat;
  readonly computePrecision: 'bf16' | 'fp8';
  readonly isMixture: boolean;
  readonly sources: {
    readonly mfu: string;
    readonly error: string;
    readonly weightFormat: string;
    readonly prefillParameters: string;
  };
}

/** A model of which a token uses less than this share has experts, whether or not the catalogue knows them. */
const MIXTURE_SHARE = 0.5;

/**
 * Chooses what a prompt is computed with: the peak of the precision, the MFU and the parameters that do prefill work.
 *
 *     parameters = active − what embedding and output head are of them
 *     precision  = fp8 where the weights are fp8 and the accelerator has it, else bf16; 4-bit weights are expanded to bf16
 *
 * Example: Meta-Llama-3.1-8B on one H100: 6.98 billion parameters, 989 TFLOP/s, an MFU of 0.60 (0.45 to 0.65).
 * Ignores fp4 arithmetic. Defaults: `catalog/prefill-efficiency.ts`; errors: `serving/measured-errors.ts`.
 */
export function prefillPlan({
  model,
  weights,
  accelerator,
  devices,
  mfuRatio,
  weightFormat: chosenFormat,
}: {
  model: ModelGeometry;
  weights: ModelWeights;
  accelerator: Accelerator;
  devices: number;
  /** `null`: the default range of models of its kind, or of the accelerator where its own was measured. */
  mfuRatio: Ratio | null;
  /** `null`: what the checkpoint is published in. */
  weightFormat: WeightFormat | null;
}): PrefillPlan {
  const active = model.activeParameters.value;
  const isMixture = weights.experts !== null || active < MIXTURE_SHARE * model.totalParameters.value;
  const kind: PrefillKind = isMixture ? 'mixtureOfExperts' : 'dense';
  const mfu = prefillMfuOf({ kind, acceleratorId: accelerator.id });
  const error = PREFILL_ERROR[kind];
  const weightFormat = chosenFormat ?? weights.weightFormat?.value ?? 'bf16';
  const fp8 = weightFormat === 'fp8' ? accelerator.fp8FlopsPerSecond : null;
  const peak = fp8 ?? accelerator.fp16FlopsPerSecond;
  const tables = weights.tableParametersInActive;
  return {
    machine: peak && {
      devices,
      peakFlopsPerSecond: peak.value,
      mfuRatio: mfuRatio === null ? mfu.value : exactly(mfuRatio),
      floorSeconds: REQUEST_FLOOR_SECONDS.value,
      errorRatio: error.value.worstRatio,
    },
    prefillParameters: active - (tables?.value ?? 0),
    weightFormat,
    computePrecision: fp8 ? 'fp8' : 'bf16',
    isMixture,
    sources: {
      mfu: mfuRatio === null ? mfu.source : 'given',
      error: `${error.source}: worst error of ${error.value.points} points`,
      weightFormat: formatSource({ chosenFormat, weights }),
      prefillParameters: tables
        ? `Active parameters less embedding and output head, where they hold them. ${tables.note ?? ''}`.trim()
        : 'All active parameters: what embedding and output head are of them is not known, so the time is too long rather than too short.',
    },
  };
}

function formatSource({ chosenFormat, weights }: { chosenFormat: WeightFormat | null; weights: ModelWeights }): string {
  if (chosenFormat !== null) return 'given';
  return weights.weightFormat?.note ?? 'Assumed: no narrower checkpoint is known.';
}
