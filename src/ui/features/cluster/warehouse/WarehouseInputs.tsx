import { CLUSTER_CHOICE_LIMITS, CLUSTER_LIMITS } from '../../../../domain/field-limits.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ChoiceField } from '../inputs/ChoiceField.tsx';
import { MoreInputs } from '../inputs/MoreInputs.tsx';

const BYTES_PER_TB = 1e12;
const BYTES_PER_GB = 1e9;
const PERCENT = 0.01;
const SHARINGS = [
  { value: 'shared', label: 'shared by all nodes' },
  { value: 'per-node', label: 'one of each node’s own' },
] as const;

/** Its size, who reaches it, and what brochures leave out. */
export function WarehouseInputs() {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const setField = useScenarioState((state) => state.setField);
  const percent = { unit: '%', scale: PERCENT } as const;
  return (
    <MoreInputs title="More inputs" hint="size · sharing · admission · rent · network cards · licence">
      <NumberField
        path="cluster.warehouseBytes"
        value={cluster.warehouseBytes}
        limits={CLUSTER_CHOICE_LIMITS.warehouseBytes}
        unit="TB"
        scale={BYTES_PER_TB}
        emptyMeans="as large as needed"
      />
      <ChoiceField
        label="The warehouse is"
        value={cluster.warehouseSharing}
        data={SHARINGS}
        onChoose={(value) => setField({ path: 'cluster.warehouseSharing', value })}
      />
      <NumberField
        path="cluster.affinityRatio"
        value={cluster.affinityRatio}
        limits={CLUSTER_LIMITS.affinityRatio}
        {...percent}
      />
      <NumberField
        path="cluster.admitRatio"
        value={cluster.admitRatio}
        limits={CLUSTER_LIMITS.admitRatio}
        {...percent}
      />
      <NumberField path="cluster.fillRatio" value={cluster.fillRatio} limits={CLUSTER_LIMITS.fillRatio} {...percent} />
      <NumberField
        path="cluster.nicBytesPerSecond"
        value={cluster.nicBytesPerSecond}
        limits={CLUSTER_LIMITS.nicBytesPerSecond}
        unit="GB/s"
        scale={BYTES_PER_GB}
      />
      <NumberField
        path="cluster.usdPerNicMonth"
        value={cluster.usdPerNicMonth}
        limits={CLUSTER_LIMITS.usdPerNicMonth}
      />
      <NumberField
        path="cluster.warehouseUsdPerGbMonth"
        value={cluster.warehouseUsdPerGbMonth}
        limits={CLUSTER_CHOICE_LIMITS.warehouseUsdPerGbMonth}
        unit="$/GB·month"
        emptyMeans="what is known"
      />
      <NumberField
        path="cluster.licenceUsdPerGbMonth"
        value={cluster.licenceUsdPerGbMonth}
        limits={CLUSTER_CHOICE_LIMITS.licenceUsdPerGbMonth}
        emptyMeans="what is published"
        unit="$/GB·month"
      />
    </MoreInputs>
  );
}
