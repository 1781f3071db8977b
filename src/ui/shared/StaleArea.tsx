import type { ReactNode } from 'react';
import type { Problem } from '../../domain/field-limits.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './Stale.module.css';

/** A further part of a page whose figures are stale with those under `Stale`, which gives the reasons: greyed only. */
export function StaleArea({
  problems,
  className,
  children,
}: {
  readonly problems: readonly Problem[];
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const hasErrors = useScenarioState((state) => Object.keys(state.fieldErrors).length > 0);
  const stale = hasErrors || problems.length > 0;
  return (
    <div className={`${className ?? ''} ${stale ? styles.stale : ''}`} data-stale={stale}>
      {children}
    </div>
  );
}
