import { KV_LIMITS } from '../../../../domain/field-limits.ts';
import { WEIGHT_FORMATS } from '../../../../domain/serving/weight-format.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { ModelSelect } from '../../kv-cache/inputs/ModelSelect.tsx';
import styles from './meaning.module.css';

const FORMATS = WEIGHT_FORMATS.map((format) => ({ value: format, label: format }));

/** Bound to the scenario itself: figures may be a moment behind what is chosen, fields may not. */
export function ModelFields() {
  const scenario = useScenarioState((state) => state.scenario);
  const setField = useScenarioState((state) => state.setField);
  const { kv } = scenario;
  return (
    <div className={styles.fields}>
      <div className={styles.model}>
        {kv.custom === null ? (
          <ModelSelect scenario={scenario} />
        ) : (
          <p className={styles.typed}>
            <span className={styles.label}>Model</span>
            {kv.custom.name}: a geometry of its own, kept on the KV cache page
          </p>
        )}
      </div>
      <Segmented
        label="Weights in"
        options={FORMATS}
        value={kv.weightFormat}
        onChange={(format) => setField({ path: 'kv.weightFormat', value: format })}
      />
      <div className={styles.context}>
        <NumberField path="kv.contextTokens" value={kv.contextTokens} limits={KV_LIMITS.contextTokens} />
      </div>
    </div>
  );
}
