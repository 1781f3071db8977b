import { CLUSTER_CHOICE_LIMITS, CLUSTER_LIMITS } from '../../../../domain/field-limits.ts';
import { WEIGHT_FORMATS } from '../../../../domain/serving/weight-format.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { BandwidthField } from '../inputs/BandwidthField.tsx';
import { ChoiceField } from '../inputs/ChoiceField.tsx';
import { MoreInputs } from '../inputs/MoreInputs.tsx';

const BYTES_PER_GB = 1e9;
const PERCENT = 0.01;
const AS_NEEDED = 'as-needed';
const PATHS = [
  { value: 'direct', label: 'direct to the accelerators' },
  { value: 'through-memory', label: 'through memory of the node' },
] as const;

const FORMATS = WEIGHT_FORMATS.map((format) => ({ value: format, label: format }));

/** How fast the tier reaches the machines, and how they divide the work. */
export function TimeInputs({ evaluation }: { readonly evaluation: ClusterEvaluation }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const setField = useScenarioState((state) => state.setField);
  const attentions = [
    {
      value: AS_NEEDED,
      label: `as the cache divides${cluster.attention === null ? `: ${ATTENTIONS[evaluation.plan.instance.attention]}` : ''}`,
    },
    { value: 'tensor', label: ATTENTIONS.tensor },
    { value: 'data', label: ATTENTIONS.data },
  ] as const;
  return (
    <MoreInputs
      title="More inputs"
      hint="weights · bandwidth and path of the warehouse · overlap · how attention is divided"
    >
      <ChoiceField
        label="Weights"
        value={cluster.weightFormat ?? AS_NEEDED}
        data={[
          {
            value: AS_NEEDED,
            label: `as published${cluster.weightFormat === null ? `: ${evaluation.plan.model.weightFormat}` : ''}`,
          },
          ...FORMATS,
        ]}
        onChoose={(value) => setField({ path: 'cluster.weightFormat', value: value === AS_NEEDED ? null : value })}
      />
      <BandwidthField evaluation={evaluation} />
      <ChoiceField
        label="Storage reaches accelerators"
        value={cluster.warehousePath}
        data={PATHS}
        onChoose={(value) => setField({ path: 'cluster.warehousePath', value })}
      />
      <NumberField
        path="cluster.memoryBytesPerSecond"
        value={cluster.memoryBytesPerSecond}
        limits={CLUSTER_CHOICE_LIMITS.memoryBytesPerSecond}
        unit="GB/s"
        scale={BYTES_PER_GB}
        emptyMeans="as the tier"
      />
      <NumberField
        path="cluster.overlapRatio"
        value={cluster.overlapRatio}
        limits={CLUSTER_LIMITS.overlapRatio}
        unit="%"
        scale={PERCENT}
      />
      <ChoiceField
        label="Attention is divided"
        value={cluster.attention ?? AS_NEEDED}
        data={attentions}
        onChoose={(value) => setField({ path: 'cluster.attention', value: value === AS_NEEDED ? null : value })}
      />
    </MoreInputs>
  );
}

const ATTENTIONS = { tensor: 'by heads (tensor parallel)', data: 'by sequences (data parallel)' } as const;
