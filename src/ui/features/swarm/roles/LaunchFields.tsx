import { useId } from 'react';
import { NativeSelect } from '@mantine/core';
import type { RoleInputs } from '../../../../domain/swarm/workload.ts';
import { useScenarioState } from '../../../app-context.ts';
import { OriginMark } from '../OriginMark.tsx';
import styles from '../inputs.module.css';
import { agentsInWords, titleOf } from './role-words.ts';
import { RoleNumber } from './RoleNumber.tsx';
import { RoleProblem } from './RoleProblem.tsx';

const TASK = 'task';

interface LaunchFieldsProps {
  readonly roles: readonly RoleInputs[];
  readonly role: RoleInputs;
  readonly index: number;
  readonly roleName: string;
}

/** Who starts a role's agents, how many at a time, and how many that makes in a task. */
export function LaunchFields({ roles, role, index, roleName }: LaunchFieldsProps) {
  const path = `workload.roles.${index}`;
  const setField = useScenarioState((state) => state.setField);
  const id = useId();
  const { launchedBy } = role;
  const earlier = roles.slice(0, index).map(({ name }, i) => ({ value: `${i}`, label: titleOf({ name, index: i }) }));
  // A link may name a launcher that does not come before; the list shows it, so that what is refused can be seen.
  const refused =
    launchedBy !== null && launchedBy >= index
      ? [{ value: `${launchedBy}`, label: titleOf({ name: roles[launchedBy]?.name ?? '', index: launchedBy }) }]
      : [];
  return (
    <>
      <div>
        <div className={styles.labelRow}>
          <label className={styles.label} htmlFor={id}>
            Launched by
          </label>
          <OriginMark path={`roles.${index}.launchedBy`} of={`Launched by, of ${roleName}`} />
        </div>
        <NativeSelect
          id={id}
          size="xs"
          data={[{ value: TASK, label: 'the task' }, ...earlier, ...refused]}
          value={launchedBy === null ? TASK : `${launchedBy}`}
          onChange={({ currentTarget: { value } }) =>
            setField({ path: `${path}.launchedBy`, value: value === TASK ? null : Number(value) })
          }
          classNames={{ input: styles.select ?? '' }}
        />
      </div>
      <RoleNumber
        field="fanOut"
        value={role.fanOut}
        index={index}
        roleName={roleName}
        label={launchedBy === null ? 'Agents per task' : 'Agents each'}
      />
      <div className={styles.wide}>
        {launchedBy !== null && <p className={styles.means}>{agentsInWords({ roles, index })}</p>}
        <RoleProblem path={`${path}.launchedBy`} />
        <RoleProblem path={`${path}.fanOut`} />
      </div>
    </>
  );
}
