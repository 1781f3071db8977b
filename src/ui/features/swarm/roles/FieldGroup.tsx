import { useId, type ReactNode } from 'react';
import styles from '../inputs.module.css';

interface FieldGroupProps {
  readonly title: string;
  /** Where the whole group comes from. */
  readonly mark?: ReactNode;
  /** What the fields come to, at the right. */
  readonly total?: string;
  readonly children: ReactNode;
}

/** Fields of a role that belong together, under a heading of their own. */
export function FieldGroup({ title, mark, total, children }: FieldGroupProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.group}>
      <div className={styles.groupHead}>
        <h3 id={id} className={styles.groupTitle}>
          {title}
        </h3>
        {mark}
        {total !== undefined && <span className={styles.total}>{total}</span>}
      </div>
      {children}
    </div>
  );
}
