import { createContext, use } from 'react';
import type { Problem } from '../../../../domain/field-limits.ts';
import { useScenarioState } from '../../../app-context.ts';
import styles from '../inputs.module.css';

/** What stands in the way of the workload, or of its price: by the field it is about. */
export const WorkloadProblems = createContext<readonly Problem[]>([]);

/**
 * Under a field, what is wrong with it and with no single number in it: the page's list says the same to all. `within`:
 * with anything below the path, for a card whose fields are folded away and cannot say it themselves.
 */
export function RoleProblem({ path, within = false }: { readonly path: string; readonly within?: boolean }) {
  const problems = use(WorkloadProblems);
  const fieldErrors = useScenarioState((state) => state.fieldErrors);
  const isBelow = (field: string): boolean => within && field.startsWith(`${path}.`);
  const messages = new Set([
    ...problems.filter(({ field }) => field === path || isBelow(field)).map(({ message }) => message),
    ...Object.entries(fieldErrors).flatMap(([field, message]) => (isBelow(field) ? [message] : [])),
  ]);
  return [...messages].map((message) => (
    <p key={message} className={styles.error}>
      {message}
    </p>
  ));
}
