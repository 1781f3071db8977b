import { WAREHOUSE_LIMITS } from '../../../../domain/field-limits.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { PageLink } from '../../../shared/PageLink.tsx';
import { ChoiceField } from '../../cluster/inputs/ChoiceField.tsx';
import { AcceleratorField, MfuField, PriceField, WarehouseTierField } from '../../cluster/inputs/MachineFields.tsx';
import { ModelField } from '../../cluster/inputs/ModelField.tsx';
import styles from './Run.module.css';

const SECONDS_PER_HOUR = 3_600;
const BASELINES = [
  { value: 'hbm-and-dram', label: 'HBM and memory of the node' },
  { value: 'hbm', label: 'HBM alone' },
] as const;

/** What the machines are and what "without" means; everything else of them is on the Cluster page. */
export function MachineCard({ evaluation }: { readonly evaluation: ClusterEvaluation | null }) {
  const baseline = useScenarioState((state) => state.scenario.cluster.baseline);
  const retentionSeconds = useScenarioState((state) => state.scenario.warehouse.retentionSeconds);
  const setField = useScenarioState((state) => state.setField);
  return (
    <Card title="What runs it?">
      <div className={styles.fields}>
        <div className={styles.wide}>
          <ModelField evaluation={evaluation} />
        </div>
        <div className={styles.wide}>
          <AcceleratorField />
        </div>
        <PriceField evaluation={evaluation} />
        <MfuField evaluation={evaluation} />
        <div className={styles.wide}>
          <ChoiceField
            label="“Without” is prefix caching in"
            value={baseline}
            data={BASELINES}
            onChoose={(value) => setField({ path: 'cluster.baseline', value })}
          />
        </div>
        <div className={styles.wide}>
          <WarehouseTierField />
        </div>
        <NumberField
          path="warehouse.retentionSeconds"
          value={retentionSeconds}
          limits={WAREHOUSE_LIMITS.retentionSeconds}
          label="Kept after last use"
          unit="h"
          scale={SECONDS_PER_HOUR}
        />
      </div>
      <p className={styles.foot}>
        <PageLink page="cluster">All inputs, times and sizing of the cluster</PageLink>
      </p>
    </Card>
  );
}
