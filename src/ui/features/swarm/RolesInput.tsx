import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { MOST_ROLES } from '../../../domain/field-limits.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import { RoleCard } from './RoleCard.tsx';
import styles from './inputs.module.css';

type Roles = ScenarioState['scenario']['workload']['roles'];

const NAME_LENGTH = 120;

/** Sub-agents → Sub-agents 2 → Sub-agents 3. */
function nextName(name: string): string {
  const [, stem = 'Role', number = '1'] = /^(.*?)(?: (\d{1,3}))?$/s.exec(name || 'Role') ?? [];
  const suffix = ` ${Number(number) + 1}`;
  return stem.slice(0, NAME_LENGTH - suffix.length) + suffix;
}

/** A card per role, and ways to add and remove roles. */
export function RolesInput({ roles }: { readonly roles: Roles }) {
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const list = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
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
    write([...roles, { ...last, name: nextName(last.name) }]);
  };
  const remove = (index: number): void => {
    focusNext.current = 'add button';
    write(roles.filter((_, i) => i !== index));
  };

  return (
    <>
      <div ref={list} className={styles.roles}>
        {roles.map((role, i) => (
          // Fields keep drafts of their own; a change in the number of roles starts them afresh.
          <RoleCard
            key={`${roles.length}-${i}`}
            role={role}
            index={i}
            onRemove={roles.length > 1 ? () => remove(i) : null}
          />
        ))}
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
