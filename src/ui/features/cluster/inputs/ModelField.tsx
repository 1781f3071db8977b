import { useMemo } from 'react';
import { MODELS } from '../../../../catalog/models/index.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatTokensShort } from '../../../format/number.ts';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import styles from './inputs.module.css';

const AS_THE_SCENARIO = 'as-the-scenario';
const MODEL_OPTIONS = MODELS.map(({ id, name, attention, totalParameters, maxContextTokens }) => ({
  value: id,
  label: `${name} · ${attention} · ${formatTokensShort(totalParameters.value)} parameters · ${formatTokensShort(maxContextTokens.value)} context`,
}));

/** The model the machines run; by default the scenario’s, or one that somebody could run in its place. */
export function ModelField({ evaluation }: { readonly evaluation: ClusterEvaluation | null }) {
  const modelId = useScenarioState((state) => state.scenario.cluster.modelId);
  const setField = useScenarioState((state) => state.setField);
  const model = evaluation?.plan.model ?? null;
  const ownName = modelId === null && model ? `: ${model.name}${model.isStandIn ? ', a stand-in' : ''}` : '';
  const options = useMemo(
    () => [{ value: AS_THE_SCENARIO, label: `As the scenario${ownName}` }, ...MODEL_OPTIONS],
    [ownName],
  );
  return (
    <div>
      <SearchSelect
        label="Model"
        labelClassName={styles.label}
        inputClassName={styles.select}
        data={options}
        value={modelId ?? AS_THE_SCENARIO}
        onChoose={(value) => setField({ path: 'cluster.modelId', value: value === AS_THE_SCENARIO ? null : value })}
        nothingFound="No such model in the catalogue. Its config.json can be read on the KV cache page."
      />
      {model && (
        <p className={styles.note}>
          {model.isStandIn && (
            <>
              The offer’s model cannot be run by others: <strong>{model.name}</strong> stands in for it.{' '}
            </>
          )}
          Weights in {model.weightFormat}, cache in {model.dtype}.{' '}
          {model.provenance && (
            <ProvenanceMark provenance={model.provenance} of={model.isStandIn ? 'the stand-in' : 'the model'} />
          )}
        </p>
      )}
    </div>
  );
}
