import { CLUSTER_CHOICE_LIMITS } from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from '../cluster/cluster-view.ts';
import { aroundNow, type FinderInput } from './finder-input.ts';
import { CHOICE_LIMITS, withClusterField, type ChoiceField } from './inputs-cluster.ts';

/** Prices and speeds of machines of one's own. */
export function clusterFinders({
  scenario: { cluster },
  plan,
}: {
  scenario: Scenario;
  plan: ClusterPlan;
}): readonly (FinderInput | null)[] {
  const warehouse = plan.tiers.find(({ role }) => role === 'warehouse');
  const choice = ({
    field,
    label,
    unit,
    now,
  }: {
    field: ChoiceField;
    label: string;
    unit: FinderInput['unit'];
    now: number | null;
  }): FinderInput | null =>
    aroundNow({
      id: `cluster:${field}`,
      label,
      unit,
      now: cluster[field] ?? now,
      limits: CHOICE_LIMITS[field],
      apply: (variation, value) => withClusterField({ variation, field, value, limits: CHOICE_LIMITS[field] }),
    });
  return [
    choice({
      field: 'warehouseUsdPerGbMonth',
      label: 'Rent of the warehouse',
      unit: 'usdPerGbMonth',
      now: warehouse?.usdPerGbMonth ?? null,
    }),
    // Where it is not given, it comes with drives that a given one would take the place of.
    choice({
      field: 'warehouseBytesPerSecond',
      label: 'Bandwidth of the warehouse to a node',
      unit: 'bytesPerSecond',
      now: null,
    }),
    choice({
      field: 'usdPerGpuHour',
      label: `An hour of ${plan.accelerator.name}`,
      unit: 'usdPerHour',
      now: plan.usdPerGpuHour,
    }),
    choice({
      field: 'mfuRatio',
      label: 'Share of the peak that prefill reaches',
      unit: 'ratio',
      now: plan.machine.mfuRatio.typical,
    }),
    aroundNow({
      id: 'cluster:licenceUsdPerGbMonth',
      label: CLUSTER_CHOICE_LIMITS.licenceUsdPerGbMonth.label,
      unit: 'usdPerGbMonth',
      now: cluster.licenceUsdPerGbMonth,
      usual: warehouse?.usdPerGbMonth ?? null,
      limits: CLUSTER_CHOICE_LIMITS.licenceUsdPerGbMonth,
      apply: (variation, value) =>
        withClusterField({
          variation,
          field: 'licenceUsdPerGbMonth',
          value,
          limits: CLUSTER_CHOICE_LIMITS.licenceUsdPerGbMonth,
        }),
    }),
  ];
}
