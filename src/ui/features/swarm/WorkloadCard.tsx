import { WORKLOAD_LIMITS } from '../../../domain/field-limits.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { Card } from '../../shared/Card.tsx';
import { NumberField } from '../../shared/NumberField.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { DateField } from './DateField.tsx';
import { OriginMark } from './OriginMark.tsx';
import styles from './inputs.module.css';

const FIELDS = ['people', 'tasksPerPersonPerDay', 'daysPerMonth', 'hoursPerDay'] as const;
const LAUNCHES = [
  { value: 'simultaneous', label: 'Simultaneous' },
  { value: 'staggered', label: 'Staggered' },
] as const;
const LAUNCH_MEANS = {
  simultaneous:
    'Agents launched together start at once: each pays for a prefix that no earlier request has finished writing.',
  staggered: 'Agents launched together start one after another: all but the first find the task’s prefix in the cache.',
} as const;

/** How much work there is and when, apart from the roles. */
export function WorkloadCard({
  scenario,
  presetName,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly presetName: string | null;
}) {
  const { workload, asOf } = scenario;
  const setField = useScenarioState((state) => state.setField);
  return (
    <Card
      title="Workload"
      hint={
        presetName === null ? (
          'Unlike any preset, so without sources.'
        ) : (
          <>
            Beside each field: where the value of the preset “{presetName}” comes from, or <i>yours</i> where you
            changed it.
          </>
        )
      }
    >
      <div className={styles.fields}>
        {FIELDS.map((field) => {
          const limits = WORKLOAD_LIMITS[field];
          return (
            <NumberField
              key={field}
              path={`workload.${field}`}
              value={workload[field]}
              limits={limits}
              mark={<OriginMark path={field} of={limits.label} />}
            />
          );
        })}
      </div>
      <div className={styles.block}>
        <p className={styles.blockHead}>
          Launch of agents <OriginMark path="launch" of="Launch" />
        </p>
        <Segmented
          label="Launch of agents"
          hideLabel
          options={LAUNCHES}
          value={workload.launch}
          onChange={(value) => setField({ path: 'workload.launch', value })}
        />
        <p className={styles.means}>{LAUNCH_MEANS[workload.launch]}</p>
      </div>
      <div className={styles.block}>
        <DateField path="asOf" value={asOf} label="Day whose prices hold" />
      </div>
    </Card>
  );
}
