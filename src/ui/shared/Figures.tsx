import type { ReactNode } from 'react';
import type { Explanation } from '../../domain/explain.ts';
import { Explain } from './Explain.tsx';
import styles from './Figures.module.css';

/** The figures a page leads with; `further` is a second row of them, `more` a quieter line. */
export function Figures({
  label,
  children,
  further,
  more,
  note,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly further?: ReactNode;
  readonly more?: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <section className={styles.figures} aria-label={label}>
      <div className={styles.main}>{children}</div>
      {further && <div className={`${styles.main} ${styles.further}`}>{further}</div>}
      {more !== undefined && <dl className={styles.more}>{more}</dl>}
      {note}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly explanation?: Explanation | undefined;
  readonly accent?: boolean;
  /** What the figure means, in a line or two. */
  readonly children?: ReactNode;
}

export function Figure({ label, value, unit, explanation, accent = false, children }: FigureProps) {
  return (
    <div>
      <div className={styles.label}>
        {label} {explanation && <Explain explanation={explanation} />}
      </div>
      <p className={accent ? styles.accent : styles.value}>
        {value}
        {unit !== undefined && <span className={styles.unit}> {unit}</span>}
      </p>
      <div className={styles.detail}>{children}</div>
    </div>
  );
}

export function SmallFigure({
  label,
  value,
  explanation,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly explanation?: Explanation;
}) {
  return (
    <div className={styles.small}>
      <dt>{label}</dt>
      <dd>
        {value} {explanation && <Explain explanation={explanation} />}
      </dd>
    </div>
  );
}
