import { CLUSTER_CHOICE_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes } from '../../../format/number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';

const BYTES_PER_GB = 1e9;

/** How fast the warehouse reaches a node: as the tier, or as it is said here. */
export function BandwidthField({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const bytesPerSecond = useScenarioState((state) => state.scenario.cluster.warehouseBytesPerSecond);
  const warehouse = evaluation.plan.tiers.find(({ role }) => role === 'warehouse');
  const known = warehouse?.bytesPerSecondPerNode ?? null;
  return (
    <NumberField
      path="cluster.warehouseBytesPerSecond"
      value={bytesPerSecond}
      limits={CLUSTER_CHOICE_LIMITS.warehouseBytesPerSecond}
      unit="GB/s"
      scale={BYTES_PER_GB}
      emptyMeans={known === null ? 'not known' : `${formatBytes(known)}/s: as the tier`}
      {...(warehouse && known !== null ? { below: warehouse.limit } : {})}
    />
  );
}
