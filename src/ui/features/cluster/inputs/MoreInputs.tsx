import type { ReactNode } from 'react';
import styles from './inputs.module.css';

/** The inputs of a part that are seldom changed, a click away. */
export function MoreInputs({
  title,
  hint,
  children,
}: {
  readonly title: string;
  /** What is among them, so that nobody has to look. */
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles.more}>
      <summary>
        {title} <span>{hint}</span>
      </summary>
      <div className={styles.moreBody}>
        <div className={styles.fields}>{children}</div>
      </div>
    </details>
  );
}

/** Yes or no, with what it means below. */
export function CheckField({
  label,
  detail,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly detail: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        <span className={styles.checkDetail}>{detail}</span>
      </span>
    </label>
  );
}
