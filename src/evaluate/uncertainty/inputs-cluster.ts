import { CLUSTER_DEFAULTS } from '../../catalog/cluster-stand-in.ts';
import { prefillMfuOf } from '../../catalog/prefill-efficiency.ts';
import {
  CLUSTER_SHARE_SPREADS,
  CLUSTER_SPREADS,
  STORAGE_RENT_SPREAD,
  type FactorSpread,
} from '../../catalog/spreads.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import {
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  SIZING_CHOICE_LIMITS,
  type FieldLimits,
} from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from '../cluster/cluster-view.ts';
import { withinLimits } from './change.ts';
import { factorInput, shareInput, type InputUnit, type UncertainInput } from './input.ts';
import type { Variation } from './variation.ts';

type Cluster = Scenario['cluster'];
/** Fields that a scenario may leave to what is known or worked out. */
export type ChoiceField =
  'usdPerGpuHour' | 'warehouseUsdPerGbMonth' | 'warehouseBytesPerSecond' | 'peakToMeanRatio' | 'mfuRatio';

export const CHOICE_LIMITS: Readonly<Record<ChoiceField, FieldLimits>> = {
  usdPerGpuHour: CLUSTER_CHOICE_LIMITS.usdPerGpuHour,
  warehouseUsdPerGbMonth: CLUSTER_CHOICE_LIMITS.warehouseUsdPerGbMonth,
  warehouseBytesPerSecond: CLUSTER_CHOICE_LIMITS.warehouseBytesPerSecond,
  mfuRatio: CLUSTER_CHOICE_LIMITS.mfuRatio,
  peakToMeanRatio: SIZING_CHOICE_LIMITS.peakToMeanRatio,
};

/** A variation with one field of the cluster set, as near as the field takes it. */
export function withClusterField({
  variation,
  field,
  value,
  limits,
}: {
  variation: Variation;
  field: keyof Cluster;
  value: number;
  limits: FieldLimits;
}): Variation {
  const { scenario } = variation;
  const cluster = { ...scenario.cluster, [field]: withinLimits({ value, limits }) };
  return { ...variation, scenario: { ...scenario, cluster } };
}

/**
 * What machines of one's own are taken to do and to cost, where nobody has typed it: speed of prefill, rents, how far the busiest
 * hour is above the mean, and shares that start at their best.
 *
 * Ignores the errors of decode's model and of loading, which no field of a scenario moves; and the bandwidth of the warehouse, whose
 * field takes the place of its drives and their price.
 */
export function clusterInputs({
  scenario,
  plan,
}: {
  scenario: Scenario;
  plan: ClusterPlan;
}): readonly UncertainInput[] {
  const { cluster } = scenario;
  const warehouse = plan.tiers.find(({ role }) => role === 'warehouse');
  return [
    ...(cluster.mfuRatio === null ? [mfuInput(plan)] : []),
    ...hourInputs({ cluster, plan }),
    ...choiceInputs({
      cluster,
      field: 'warehouseUsdPerGbMonth',
      label: 'Rent of the warehouse',
      now: warehouse?.usdPerGbMonth ?? null,
      unit: 'usdPerGbMonth',
      spread: STORAGE_RENT_SPREAD,
    }),
    ...choiceInputs({
      cluster,
      field: 'peakToMeanRatio',
      label: 'Busiest hour over mean of the month',
      now: plan.demand.peakToMeanRatio,
      unit: 'times',
      spread: CLUSTER_SPREADS.peak,
    }),
    ...shareInputs(cluster),
  ];
}

function mfuInput({ machine: { mfuRatio }, accelerator, assumptions }: ClusterPlan): UncertainInput {
  const field = 'cluster.mfuRatio';
  const { value: _value, ...fallback } = prefillMfuOf({ kind: 'dense', acceleratorId: accelerator.id });
  const limits = CHOICE_LIMITS.mfuRatio;
  return {
    id: 'mfu',
    label: 'Share of the peak that prefill reaches',
    unit: 'ratio',
    base: null,
    spread: { ...mfuRatio, scale: 'log', least: limits.min, most: limits.max },
    provenance: assumptions.find((assumption) => assumption.field === field)?.provenance ?? fallback,
    field,
    apply: (variation, value) => withClusterField({ variation, field: 'mfuRatio', value, limits }),
  };
}

/** What is listed for the accelerator, cheapest to dearest; a guess around it where one price is all there is. */
function hourInputs({ cluster, plan }: { cluster: Cluster; plan: ClusterPlan }): readonly UncertainInput[] {
  const now = plan.usdPerGpuHour;
  return choiceInputs({
    cluster,
    field: 'usdPerGpuHour',
    label: `An hour of ${plan.accelerator.name}`,
    now,
    unit: 'usdPerHour',
    spread: (now !== null && listedHours({ accelerator: plan.accelerator, now })) || CLUSTER_SPREADS.hour,
  });
}

function listedHours({
  accelerator: { rentals },
  now,
}: {
  accelerator: Accelerator;
  now: number;
}): Fact<FactorSpread> | null {
  const rents = rentals
    .filter(({ kind }) => kind !== 'ownership')
    .flatMap(({ usdPerHour: { low, high } }) => [low, high])
    .toSorted((a, b) => a.value - b.value);
  const [least, most] = [rents[0], rents.at(-1)];
  if (!least || !most || least.value === most.value || now <= 0) return null;
  return {
    value: { lowFactor: Math.min(1, least.value / now), highFactor: Math.max(1, most.value / now) },
    kind: 'derived',
    source: `Cheapest and dearest rent listed: ${least.source}; ${most.source}`,
    checkedOn: most.checkedOn > least.checkedOn ? most.checkedOn : least.checkedOn,
  };
}

function choiceInputs({
  cluster,
  field,
  label,
  now,
  unit,
  spread,
}: {
  cluster: Cluster;
  field: ChoiceField;
  label: string;
  now: number | null;
  unit: InputUnit;
  spread: Fact<FactorSpread>;
}): readonly UncertainInput[] {
  // Typed, unknown, or nothing that a factor moves.
  if (cluster[field] !== null || now === null || !(now > 0) || !Number.isFinite(now)) return [];
  return [
    factorInput({
      id: `cluster:${field}`,
      label,
      spread,
      base: { value: now, unit },
      field: `cluster.${field}`,
      apply: (variation, factor) =>
        withClusterField({ variation, field, value: now * factor, limits: CHOICE_LIMITS[field] }),
    }),
  ];
}

const SHARE_LABELS = {
  affinityRatio: CLUSTER_LIMITS.affinityRatio.label,
  lowLoadPenaltyRatio: CLUSTER_LIMITS.lowLoadPenaltyRatio.label,
} as const;

/** A share that is no longer what a new scenario starts with was typed. */
function shareInputs(cluster: Cluster): readonly UncertainInput[] {
  return (['affinityRatio', 'lowLoadPenaltyRatio'] as const)
    .filter((field) => cluster[field] === CLUSTER_DEFAULTS[field].value)
    .map((field) =>
      shareInput({
        id: `cluster:${field}`,
        label: SHARE_LABELS[field],
        spread: CLUSTER_SHARE_SPREADS[field],
        typical: cluster[field],
        field: `cluster.${field}`,
        apply: (variation, value) => withClusterField({ variation, field, value, limits: CLUSTER_LIMITS[field] }),
      }),
    );
}
