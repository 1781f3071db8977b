import { STORAGE_TIERS } from '../../../../catalog/storage-tiers/index.ts';
import { CLUSTER_CHOICE_LIMITS, CLUSTER_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { assumptionOf } from '../cluster-words.ts';
import { ChoiceField } from '../inputs/ChoiceField.tsx';
import { isNodeMemory } from '../inputs/input-words.ts';
import { CheckField, MoreInputs } from '../inputs/MoreInputs.tsx';

const BYTES_PER_TB = 1e12;
const MEMORIES = STORAGE_TIERS.filter(isNodeMemory).map(({ id, name }) => ({ value: id, label: name }));
const BASELINES = [
  { value: 'hbm-and-dram', label: 'HBM and memory of the node' },
  { value: 'hbm', label: 'HBM alone' },
] as const;
const LOADS = [
  { value: 'when-faster', label: 'when it is faster' },
  { value: 'always', label: 'always, for better or worse' },
] as const;

/** What “without” is, what memory there is, and what an hour and a watt come to. */
export function LadderInputs({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const setField = useScenarioState((state) => state.setField);
  const { plan } = evaluation;
  const valueOf = (field: string): number | null => {
    const value = assumptionOf({ plan, field })?.value;
    return typeof value === 'number' ? value : null;
  };
  const memory = valueOf('cluster.dramBytesPerNode');
  return (
    <MoreInputs title="More inputs" hint="what “without” is · memory of the node · hours paid · power">
      <ChoiceField
        label="“Without” is prefix caching in"
        value={cluster.baseline}
        data={BASELINES}
        onChoose={(value) => setField({ path: 'cluster.baseline', value })}
      />
      <ChoiceField
        label="Prefixes are loaded"
        value={cluster.loads}
        data={LOADS}
        onChoose={(value) => setField({ path: 'cluster.loads', value })}
      />
      <ChoiceField
        label="Memory of the node"
        value={cluster.dramTierId}
        data={withCurrent(cluster.dramTierId)}
        onChoose={(value) => setField({ path: 'cluster.dramTierId', value })}
      />
      <NumberField
        path="cluster.dramBytesPerNode"
        value={cluster.dramBytesPerNode}
        limits={CLUSTER_CHOICE_LIMITS.dramBytesPerNode}
        unit="TB"
        scale={BYTES_PER_TB}
        emptyMeans={memory === null ? 'as the tier' : `${formatBytes(memory)}: as the tier`}
      />
      <NumberField path="cluster.hoursPerMonth" value={cluster.hoursPerMonth} limits={CLUSTER_LIMITS.hoursPerMonth} />
      <NumberField
        path="cluster.wattsPerGpu"
        value={cluster.wattsPerGpu}
        limits={CLUSTER_CHOICE_LIMITS.wattsPerGpu}
        emptyMeans={plan.wattsPerGpu === null ? 'not known' : `${formatNumber(plan.wattsPerGpu, 0)}: published`}
      />
      <NumberField
        path="cluster.usdPerKwh"
        value={cluster.usdPerKwh}
        limits={CLUSTER_CHOICE_LIMITS.usdPerKwh}
        unit="$/kWh"
        emptyMeans="in the rent"
      />
      <NumberField path="cluster.pueRatio" value={cluster.pueRatio} limits={CLUSTER_LIMITS.pueRatio} />
      <NumberField
        path="cluster.gramsPerKwh"
        value={cluster.gramsPerKwh}
        limits={CLUSTER_CHOICE_LIMITS.gramsPerKwh}
        unit="g/kWh"
        emptyMeans="not counted"
      />
      <CheckField
        label="Memory is paid beside the accelerators"
        detail="an hour of a rented accelerator has it in"
        checked={cluster.isDramPaid}
        onChange={(value) => setField({ path: 'cluster.isDramPaid', value })}
      />
    </MoreInputs>
  );
}

/** A link may name any tier; the list has to hold it. */
function withCurrent(id: string): readonly { readonly value: string; readonly label: string }[] {
  return MEMORIES.some(({ value }) => value === id)
    ? MEMORIES
    : [...MEMORIES, { value: id, label: STORAGE_TIERS.find((tier) => tier.id === id)?.name ?? id }];
}
