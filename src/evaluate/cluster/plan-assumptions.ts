import { ATTENTION_RULE } from '../../catalog/cluster-stand-in.ts';
import { prefillMfuOf } from '../../catalog/prefill-efficiency.ts';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { UTILISATION } from '../../catalog/serving-memory.ts';
import type { Fact, Provenance } from '../../domain/fact.ts';
import { DECODE_DEFAULTS, PREFILL_ERROR, REQUEST_FLOOR_SECONDS } from '../../domain/serving/measured-errors.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { chosen, fromFact, given, type AssumedPlan } from './assumption.ts';
import type { ClusterAssumption } from './cluster-view.ts';
import { operationAssumptions } from './plan-assumptions-operation.ts';
import { tierAssumptions } from './plan-assumptions-tiers.ts';

/** Everything a plan rests on, each with the field that changes it and where it comes from. */
export function planAssumptions(assumed: AssumedPlan): readonly ClusterAssumption[] {
  return [
    ...modelAssumptions(assumed),
    ...acceleratorAssumptions(assumed),
    ...prefillAssumptions(assumed),
    ...instanceAssumptions(assumed),
    ...decodeAssumptions(),
    ...operationAssumptions(assumed),
    ...tierAssumptions(assumed),
  ];
}

function derivedFrom(source: string, isAssumed: boolean): Provenance {
  return { kind: isAssumed ? 'assumed' : 'derived', source, checkedOn: CATALOG_REVISION };
}

function modelAssumptions({ scenario, plan, model, prefill }: AssumedPlan): readonly ClusterAssumption[] {
  const { name, dtype, weightFormat, prefillParameters, provenance } = plan.model;
  const { weights } = model;
  const tables = weights.tableParametersInActive;
  return [
    given({ field: 'cluster.modelId', label: 'Model', value: name, unit: null, provenance }),
    fromFact({ field: null, label: 'Parameters', fact: model.model.totalParameters, unit: 'count' }),
    given({
      field: null,
      label: 'Parameters that prefill multiplies with',
      value: prefillParameters,
      unit: 'count',
      provenance: derivedFrom(prefill.sources.prefillParameters, tables === null || tables.kind === 'assumed'),
    }),
    given({
      field: null,
      label: 'Weights are stored in',
      value: weightFormat,
      unit: null,
      provenance: weights.weightFormat ?? derivedFrom(prefill.sources.weightFormat, true),
    }),
    chosen({
      field: 'kv.dtype',
      label: 'Cache is held in',
      value: dtype,
      unit: null,
      isFirst: scenario.kv.dtype === BASE_SCENARIO.kv.dtype,
    }),
  ].map(withoutValueOfFact);
}

/** A fact handed on as provenance brings its value along. */
function withoutValueOfFact(assumption: ClusterAssumption): ClusterAssumption {
  if (!assumption.provenance) return assumption;
  const { kind, source, checkedOn, note } = assumption.provenance;
  return { ...assumption, provenance: { kind, source, checkedOn, ...(note !== undefined && { note }) } };
}

function acceleratorAssumptions({ scenario, plan, prefill, prices }: AssumedPlan): readonly ClusterAssumption[] {
  const { accelerator } = plan;
  const field = 'cluster.acceleratorId';
  const peak = prefill.computePrecision === 'fp8' ? accelerator.fp8FlopsPerSecond : accelerator.fp16FlopsPerSecond;
  return [
    chosen({
      field,
      label: 'Accelerator',
      value: accelerator.name,
      unit: null,
      isFirst: scenario.cluster.acceleratorId === BASE_SCENARIO.cluster.acceleratorId,
    }),
    fromFact({ field, label: 'Memory of one', fact: accelerator.memoryBytes, unit: 'bytes' }),
    fromFact({
      field,
      label: 'Its bandwidth',
      fact: accelerator.memoryBandwidthBytesPerSecond,
      unit: 'bytesPerSecond',
    }),
    fromFact({ field, label: `Its dense ${prefill.computePrecision} peak`, fact: peak, unit: 'flopsPerSecond' }),
    given({
      field: 'cluster.usdPerGpuHour',
      label: 'An hour of one',
      value: prices.usdPerGpuHour,
      unit: 'usdPerHour',
      provenance: prices.hourProvenance,
    }),
    given({
      field: 'cluster.wattsPerGpu',
      label: 'Drawn by one, before the building',
      value: prices.wattsPerGpu,
      unit: 'watts',
      provenance: prices.wattsProvenance,
    }),
  ];
}

function prefillAssumptions({ scenario, plan, prefill }: AssumedPlan): readonly ClusterAssumption[] {
  const { mfuRatio } = plan.machine;
  const kind = prefill.isMixture ? 'mixtureOfExperts' : 'dense';
  const mfu = prefillMfuOf({ kind, acceleratorId: plan.accelerator.id });
  const { value: error, ...errorProvenance } = PREFILL_ERROR[kind];
  return [
    withoutValueOfFact({
      ...given({
        field: 'cluster.mfuRatio',
        label: 'Share of the peak that prefill reaches',
        value: mfuRatio.typical,
        unit: 'ratio',
        provenance: scenario.cluster.mfuRatio === null ? mfu : null,
      }),
      low: mfuRatio.low,
      high: mfuRatio.high,
    }),
    given({
      field: null,
      label: 'Worst error of the prefill model',
      value: error.worstRatio,
      unit: 'ratio',
      provenance: errorProvenance,
    }),
    fromFact({ field: null, label: 'Floor of a request', fact: REQUEST_FLOOR_SECONDS, unit: 'seconds' }),
  ];
}

function instanceAssumptions({ scenario, instance }: AssumedPlan): readonly ClusterAssumption[] {
  const { utilisationRatio } = scenario.kv;
  const { value: usual, ...utilisation } = UTILISATION;
  const { attention } = instance.plan;
  return [
    given({
      field: 'kv.utilisationRatio',
      label: 'Memory the engine may use',
      value: utilisationRatio,
      unit: 'ratio',
      provenance: utilisationRatio === usual ? utilisation : null,
    }),
    ...(instance.activationBytes
      ? [fromFact({ field: null, label: 'Activations, each', fact: instance.activationBytes, unit: 'bytes' as const })]
      : []),
    ...(instance.runtimeBytes
      ? [fromFact({ field: null, label: 'Runtime, each', fact: instance.runtimeBytes, unit: 'bytes' as const })]
      : []),
    given({
      field: 'cluster.attention',
      label: 'Attention is divided by',
      value: attention === 'data' ? 'sequences' : 'heads',
      unit: null,
      provenance: scenario.cluster.attention === null ? ATTENTION_RULE : null,
    }),
  ];
}

function decodeAssumptions(): readonly ClusterAssumption[] {
  const { weightEfficiencyRatio, kvEfficiencyRatio, computeEfficiencyRatio, stepSeconds, layerSeconds, errorRatio } =
    DECODE_DEFAULTS;
  const ratio = (label: string, fact: Fact<number>): ClusterAssumption =>
    fromFact({ field: null, label, fact, unit: 'ratio' });
  const seconds = (label: string, fact: Fact<number>): ClusterAssumption =>
    fromFact({ field: null, label, fact, unit: 'seconds' });
  return [
    ratio('Bandwidth reached reading weights', weightEfficiencyRatio),
    ratio('Bandwidth reached reading cache', kvEfficiencyRatio),
    ratio('Share of the peak that decode reaches', computeEfficiencyRatio),
    seconds('Overhead of a step', stepSeconds),
    seconds('Overhead of a layer on several accelerators', layerSeconds),
    ratio('Mean error of the decode model', errorRatio),
  ];
}
