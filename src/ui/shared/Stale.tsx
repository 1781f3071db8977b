import type { ReactNode } from 'react';
import type { Problem } from '../../domain/field-limits.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './Stale.module.css';

interface StaleProps {
  readonly problems: readonly Problem[];
  /** Whether there are figures at all: a link may open on a scenario that never had any. */
  readonly hasFigures?: boolean;
  readonly children: ReactNode;
}

/** Figures that are the last good ones while an input or the scenario cannot be computed: greyed, with the reason. */
export function Stale({ problems, hasFigures = true, children }: StaleProps) {
  const fieldErrors = useScenarioState((state) => state.fieldErrors);
  const messages = [...problems.map(({ message }) => message), ...Object.values(fieldErrors)];
  const stale = messages.length > 0;
  return (
    <>
      <div role="status" aria-live="polite">
        {stale && (
          <div className={styles.banner}>
            <p>{hasFigures ? 'The figures below are the last good ones.' : 'This scenario has no figures yet.'}</p>
            <ul>
              {messages.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div className={stale ? styles.stale : undefined} data-stale={stale}>
        {children}
      </div>
    </>
  );
}
