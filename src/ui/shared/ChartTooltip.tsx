import styles from './ChartTooltip.module.css';

export interface TooltipRow {
  readonly label: string;
  readonly value: string;
  readonly color?: string | undefined;
}

/** What a chart says under the pointer, in the page's own numbers. Not announced: the table view is for that. */
export function ChartTooltip({ title, rows }: { readonly title: string; readonly rows: readonly TooltipRow[] }) {
  return (
    <div className={styles.tooltip} aria-hidden="true">
      <p className={styles.title}>{title}</p>
      {rows.map(({ label, value, color }) => (
        <p key={label} className={styles.row}>
          <span>
            {color && (
              <svg width="8" height="8">
                <rect width="8" height="8" rx="2" fill={color} />
              </svg>
            )}{' '}
            {label}
          </span>
          <span>{value}</span>
        </p>
      ))}
    </div>
  );
}
