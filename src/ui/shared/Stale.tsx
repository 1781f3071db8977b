import type { ReactNode } from 'react';
import type { Problem } from '../../domain/field-limits.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './Stale.module.css';

/** Figures that are the last good ones while an input or the scenario cannot be computed: greyed, with the reason. */
export function Stale({ problems, children }: { readonly problems: readonly Problem[]; readonly children: ReactNode }) {
  const fieldErrors = useScenarioState((state) => state.fieldErrors);
  const messages = [...problems.map(({ message }) => message), ...Object.values(fieldErrors)];
  const stale = messages.length > 0;
  return (
    <>
      <div role="status" aria-live="polite">
        {stale && (
          <div className={styles.banner}>
            <p>The figures below are the last good ones.</p>
            <ul>{messages.map((message) => <li key={message}>{message}</li>)}</ul>
          </div>
        )}
      </div>
      <div className={stale ? styles.stale : undefined} data-stale={stale}>{children}</div>
    </>
  );
}
