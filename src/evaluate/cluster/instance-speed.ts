import { rankGroups } from '../../domain/kv-cache/tensor-parallel.ts';
import { decodeSpeed, type DecodeMachine, type DecodeSpeed } from '../../domain/serving/decode-step.ts';
import { decodeFlops, decodeKvBytes } from '../../domain/serving/decode-work.ts';
import { parametersRead } from '../../domain/serving/experts.ts';
import { DECODE_DEFAULTS } from '../../domain/serving/measured-errors.ts';
import { prefillFlops } from '../../domain/serving/prefill-flops.ts';
import { prefillTokensPerSecond, type PrefillMachine } from '../../domain/serving/prefill-time.ts';
import { bytesPerParameter, type WeightFormat } from '../../domain/serving/weight-format.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { Tokens } from '../../domain/units.ts';
import type { InstanceSpeed } from './cluster-view.ts';
import type { SampledPrompt } from './demand-prompts.ts';
import type { PlacedInstance } from './instance.ts';
import type { ClusterModel } from './plan-model.ts';

/** Prefill work of a month, by whether a cache could save it. */
export interface PrefillWork {
  readonly freshTokens: Tokens;
  readonly freshFlops: number;
  readonly prefixTokens: Tokens;
  readonly prefixFlops: number;
}

/**
 * FLOPs of a month's prompts, those of first touches at their ends apart: F(L) − F(L − fresh), which holds their attention to
 * all before them.
 */
export function prefillWork({
  prompts,
  groups,
  prefillParameters,
}: {
  prompts: readonly SampledPrompt[];
  groups: PlacedInstance['groups'];
  prefillParameters: number;
}): PrefillWork {
  let freshTokens = 0;
  let freshFlops = 0;
  let prefixTokens = 0;
  let prefixFlops = 0;
  for (const { requestsPerMonth, contextTokens, freshTokens: fresh } of prompts) {
    const flops = (tokens: Tokens): number =>
      prefillFlops({ groups, activeParameters: prefillParameters, contextTokens: tokens }).totalFlops;
    const prefix = contextTokens - fresh;
    const ofPrefix = flops(prefix);
    freshTokens += requestsPerMonth * fresh;
    freshFlops += requestsPerMonth * (flops(contextTokens) - ofPrefix);
    prefixTokens += requestsPerMonth * prefix;
    prefixFlops += requestsPerMonth * ofPrefix;
  }
  return { freshTokens, freshFlops, prefixTokens, prefixFlops };
}

/**
 * How fast an instance prefills and decodes, each phase alone.
 *
 *     R_prefix, R_fresh   tokens ÷ (FLOPs ÷ (G × F × η)), over the month's prompts (`prefillWork`)
 *     batch               the most sequences of the mean context that memory holds and that each keep the promised speed
 *     D                   batch ÷ step (`decodeSpeed`)
 *
 * Where not even one sequence keeps the promise, the batch is 1 and `keepsOutputSpeed` says so. With attention divided by
 * sequences each accelerator reads its own ones whole; on average the same number.
 * One prompt is taken to be computed by all accelerators of the instance, however its attention is divided.
 * Ignores prefill that shares the step with decode, pipeline latency of several stages, and speculation.
 */
export function instanceSpeed({
  memoryBytesPerSecond,
  machine,
  instance,
  model,
  weightFormat,
  dtype,
  work,
  promisedTokensPerSecond,
}: {
  memoryBytesPerSecond: number;
  machine: PrefillMachine;
  instance: PlacedInstance;
  model: ClusterModel;
  weightFormat: WeightFormat;
  dtype: KvDtype;
  work: PrefillWork;
  promisedTokensPerSecond: number;
}): InstanceSpeed {
  const speedAt = decodeAt({ memoryBytesPerSecond, machine, instance, model, weightFormat, dtype });
  const keeps = (sequences: number): boolean =>
    speedAt(sequences).tokensPerSecondPerSequence.typical >= promisedTokensPerSecond;
  const most = Math.max(1, instance.plan.sequences);
  const keepsOutputSpeed = keeps(1);
  const batch = keepsOutputSpeed ? largest({ most, holds: keeps }) : 1;
  const rate = (tokens: Tokens, flops: number): InstanceSpeed['freshTokensPerSecond'] =>
    prefillTokensPerSecond({ newTokens: tokens, flops, machine });
  const { freshTokens, freshFlops, prefixTokens, prefixFlops } = work;
  const fresh = rate(freshTokens, freshFlops);
  return {
    // Where nothing is ever sent again, any speed of it will do.
    prefillTokensPerSecond: prefixTokens > 0 ? rate(prefixTokens, prefixFlops) : fresh,
    freshTokensPerSecond: fresh,
    batch,
    batchLimit: keepsOutputSpeed && batch === most ? 'memory' : 'output-speed',
    keepsOutputSpeed,
    decode: speedAt(batch),
  };
}

function decodeAt({
  memoryBytesPerSecond,
  machine,
  instance: { plan, ranks, stages, groups, contextTokens },
  model: { model, weights },
  weightFormat,
  dtype,
}: {
  memoryBytesPerSecond: number;
  machine: PrefillMachine;
  instance: PlacedInstance;
  model: ClusterModel;
  weightFormat: WeightFormat;
  dtype: KvDtype;
}): (sequences: number) => DecodeSpeed {
  const decodeMachine: DecodeMachine = {
    devices: plan.gpus,
    memoryBytesPerSecond,
    peakFlopsPerSecond: machine.peakFlopsPerSecond,
    weightEfficiencyRatio: DECODE_DEFAULTS.weightEfficiencyRatio.value,
    kvEfficiencyRatio: DECODE_DEFAULTS.kvEfficiencyRatio.value,
    computeEfficiencyRatio: DECODE_DEFAULTS.computeEfficiencyRatio.value,
    stepSeconds: DECODE_DEFAULTS.stepSeconds.value,
    layerSeconds: DECODE_DEFAULTS.layerSeconds.value,
    errorRatio: DECODE_DEFAULTS.errorRatio.value,
  };
  const activeParameters = model.activeParameters.value;
  const parameters = {
    totalParameters: model.totalParameters.value,
    activeParameters,
    experts: weights.experts?.value ?? null,
  };
  const read =
    plan.attention === 'data'
      ? decodeKvBytes({ groups, dtype, contextTokens }) / ranks
      : decodeKvBytes({ groups: rankGroups({ groups, ranks }), dtype, contextTokens });
  const { totalFlops } = decodeFlops({ groups, activeParameters, contextTokens });
  const layers = groups.reduce((sum, group) => sum + group.layers, 0);
  return (sequences) =>
    decodeSpeed({
      machine: decodeMachine,
      step: {
        sequences,
        layers,
        weightBytes: parametersRead({ parameters, tokens: sequences }) * bytesPerParameter(weightFormat),
        kvBytesPerSequenceAndDevice: read / stages,
        flopsPerSequence: totalFlops,
      },
    });
}

/** The largest whole number from 1 to `most` that still holds, where 1 does and none beyond the first that does not. */
function largest({ most, holds }: { most: number; holds: (value: number) => boolean }): number {
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
