import type { ReactNode } from 'react';
import styles from './ChartFigure.module.css';

/** One swatch and its name. */
export function LegendItem({
  color,
  label,
  dashed = false,
  dot = false,
}: {
  readonly color: string;
  readonly label: string;
  readonly dashed?: boolean;
  readonly dot?: boolean;
}) {
  return (
    <span className={styles.legendItem}>
      <svg width="14" height="10" aria-hidden="true">
        {dashed ? (
          <line x1="0" x2="14" y1="5" y2="5" stroke={color} strokeWidth="2" strokeDasharray="3 2" />
        ) : dot ? (
          <circle cx="7" cy="5" r="3.5" fill={color} />
        ) : (
          <rect width="12" height="10" rx="2" fill={color} />
        )}
      </svg>
      {label}
    </span>
  );
}

export function Legend({ children }: { readonly children: ReactNode }) {
  return <div className={styles.legend}>{children}</div>;
}
