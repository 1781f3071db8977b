import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { MOST_ROLES } from '../../../domain/field-limits.ts';
import type { Role } from '../../../domain/swarm/swarm.ts';
import { swarmOf } from '../../../domain/swarm/workload.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import { RoleCard } from './RoleCard.tsx';
import { removeRole } from './roles/remove-role.ts';
import styles from './inputs.module.css';

type Workload = ScenarioState['scenario']['workload'];
type Roles = Workload['roles'];

const NAME_LENGTH = 120;

/** Sub-agents → Sub-agents 2 → Sub-agents 3. */
function nextName(name: string): string {
  const [, stem = 'Role', number = '1'] = /^(.*?)(?: (\d{1,3}))?$/s.exec(name || 'Role') ?? [];
  const suffix = ` ${Number(number) + 1}`;
  return stem.slice(0, NAME_LENGTH - suffix.length) + suffix;
}

/** With one role or two, all; with more, the one with most agents: the others say what they are in a line. */
function openAtFirst(roles: readonly Role[]): readonly boolean[] {
  const most = Math.max(...roles.map(({ agentsPerTask }) => agentsPerTask));
  const main = roles.findIndex(({ agentsPerTask }) => agentsPerTask === most);
  return roles.map((_, i) => roles.length <= 2 || i === main);
}

/** A card per role, and ways to add and remove roles. */
export function RolesInput({ workload }: { readonly workload: Workload }) {
  const { roles } = workload;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const list = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const counted = swarmOf(workload).roles;
  // Other roles than those it was chosen for, a preset's say, are folded afresh.
  const [chosen, setChosen] = useState<readonly boolean[]>([]);
  const open = chosen.length === roles.length ? chosen : openAtFirst(counted);
  const focusNext = useRef<'new role' | 'add button' | null>(null);

  // What was added or removed takes the focus with it, so that the keyboard does not start at the top again.
  useEffect(() => {
    if (focusNext.current === 'new role') list.current?.lastElementChild?.querySelector('input')?.focus();
    if (focusNext.current === 'add button') addButton.current?.focus();
    focusNext.current = null;
  });

  const write = (next: Roles): void => {
    clearErrors('workload.roles.');
    setField({ path: 'workload.roles', value: next });
  };
  const add = (): void => {
    const last = roles.at(-1);
    if (!last) return;
    focusNext.current = 'new role';
    setChosen([...open, true]);
    write([...roles, { ...last, name: nextName(last.name) }]);
  };
  const remove = (index: number): void => {
    focusNext.current = 'add button';
    setChosen(open.filter((_, i) => i !== index));
    write(removeRole({ roles, index }));
  };

  return (
    <>
      <div ref={list} className={styles.roles}>
        {counted.map((countedRole, i) => {
          const role = roles[i];
          return (
            role && (
              // Fields keep drafts of their own; a change in the number of roles starts them afresh.
              <RoleCard
                key={`${roles.length}-${i}`}
                roles={roles}
                role={role}
                counted={countedRole}
                index={i}
                isOpen={open[i] === true}
                onFold={() => setChosen(open.map((isOpen, at) => (at === i ? !isOpen : isOpen)))}
                onRemove={roles.length > 1 ? () => remove(i) : null}
              />
            )
          );
        })}
      </div>
      <div>
        <Button ref={addButton} variant="default" size="xs" disabled={roles.length >= MOST_ROLES} onClick={add}>
          Add a role
        </Button>
        <span className={styles.beside}>
          {roles.length >= MOST_ROLES
            ? `${MOST_ROLES} roles are the most.`
            : `It starts as a copy of the last; at most ${MOST_ROLES}.`}
        </span>
      </div>
    </>
  );
}
