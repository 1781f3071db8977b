import { CLUSTER_DEFAULTS, PEAK_OF_WORKING_HOURS } from '../../catalog/cluster-stand-in.ts';
import type { Unit } from '../../domain/explain.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterAssumption } from './cluster-view.ts';
import { given, type AssumedPlan } from './assumption.ts';

/** What fleets are sized and paid by. */
export function operationAssumptions({ scenario, plan }: AssumedPlan): readonly ClusterAssumption[] {
  const { cluster } = scenario;
  const { demand } = plan;
  const choice = ({
    key,
    label,
    unit,
  }: {
    key: 'ttftSeconds' | 'usdPerKwh' | 'gramsPerKwh';
    label: string;
    unit: Unit | null;
  }): readonly ClusterAssumption[] =>
    cluster[key] === null
      ? []
      : [given({ field: `cluster.${key}`, label, value: cluster[key], unit, provenance: null })];
  return [
    ofCluster({ cluster, key: 'gpusPerNode', label: 'Accelerators per node', unit: 'count' }),
    ofCluster({ cluster, key: 'decodeTokensPerSecond', label: 'Output speed promised', unit: 'tokensPerSecond' }),
    given({
      field: 'cluster.peakToMeanRatio',
      label: 'Busiest hour over mean of the month',
      value: demand.peakToMeanRatio,
      unit: 'ratio',
      provenance: demand.isPeakGiven ? null : PEAK_OF_WORKING_HOURS,
    }),
    ofCluster({ cluster, key: 'batchRatio', label: 'Work that can wait', unit: 'ratio' }),
    ofCluster({ cluster, key: 'headroomRatio', label: 'Headroom', unit: 'ratio' }),
    ofCluster({ cluster, key: 'spareNodes', label: 'Spare nodes', unit: 'count' }),
    ...choice({ key: 'ttftSeconds', label: 'Time to first token promised', unit: 'seconds' }),
    ...(cluster.ttftSeconds === null
      ? []
      : [
          ofCluster({ cluster, key: 'ttftRatio', label: 'Requests that keep it', unit: 'ratio' }),
          ofCluster({ cluster, key: 'serviceVariationRatio', label: 'Spread of service times', unit: 'ratio' }),
        ]),
    ofCluster({ cluster, key: 'hoursPerMonth', label: 'Hours paid a month', unit: 'count' }),
    ofCluster({ cluster, key: 'pueRatio', label: 'Power of the building ÷ of the machines', unit: 'ratio' }),
    ...choice({ key: 'usdPerKwh', label: 'Electricity', unit: 'usdPerKwh' }),
    ...choice({ key: 'gramsPerKwh', label: 'Carbon, g per kWh', unit: null }),
  ];
}

type DefaultedKey = keyof typeof CLUSTER_DEFAULTS;

/** A field of the cluster that has a default: assumed where it still has that, typed where not. */
export function ofCluster({
  cluster,
  key,
  label,
  unit,
}: {
  cluster: Scenario['cluster'];
  key: DefaultedKey;
  label: string;
  unit: Unit;
}): ClusterAssumption {
  const { value, ...provenance } = CLUSTER_DEFAULTS[key];
  const actual = cluster[key];
  return given({
    field: `cluster.${key}`,
    label,
    value: actual,
    unit,
    provenance: actual === value ? provenance : null,
  });
}
