import { CLUSTER_CHOICE_LIMITS, CLUSTER_LIMITS, WAREHOUSE_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { instanceNote } from './input-words.ts';
import styles from './inputs.module.css';
import { AcceleratorField, MfuField, PriceField, WarehouseTierField } from './MachineFields.tsx';
import { ModelField } from './ModelField.tsx';

const SECONDS_PER_HOUR = 3_600;

/** What every part of the page rests on; each part has the rest of its inputs with it. */
export function ClusterInputs({ evaluation }: { readonly evaluation: ClusterEvaluation | null }) {
  const cluster = useScenarioState((state) => state.scenario.cluster);
  const retentionSeconds = useScenarioState((state) => state.scenario.warehouse.retentionSeconds);
  const note = instanceNote(evaluation);
  return (
    <Card title="What runs it, and where are prefixes kept?">
      <div className={styles.choices}>
        <ModelField evaluation={evaluation} />
        <AcceleratorField />
        <WarehouseTierField />
      </div>
      <div className={styles.numbers}>
        <NumberField path="cluster.gpusPerNode" value={cluster.gpusPerNode} limits={CLUSTER_LIMITS.gpusPerNode} />
        <div>
          <NumberField
            path="cluster.gpusPerInstance"
            value={cluster.gpusPerInstance}
            limits={CLUSTER_CHOICE_LIMITS.gpusPerInstance}
            emptyMeans="fewest"
          />
          {note && note.text !== '' && <p className={note.isShort ? styles.ask : styles.note}>{note.text}</p>}
        </div>
        <PriceField evaluation={evaluation} />
        <MfuField evaluation={evaluation} />
        <NumberField
          path="warehouse.retentionSeconds"
          value={retentionSeconds}
          limits={WAREHOUSE_LIMITS.retentionSeconds}
          label="Kept after last use"
          unit="h"
          scale={SECONDS_PER_HOUR}
        />
      </div>
    </Card>
  );
}
