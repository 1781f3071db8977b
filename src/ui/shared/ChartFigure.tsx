import { useId, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Card } from './Card.tsx';
import styles from './ChartFigure.module.css';

interface ChartFigureProps {
  /** The question the chart answers. */
  readonly title: string;
  readonly hint: ReactNode;
  /** The answer in a sentence, for people who do not see the picture. */
  readonly summary: string;
  readonly chart: ReactNode;
  /** The same data as a table. */
  readonly table: ReactNode;
  readonly legend?: ReactNode;
  /** What stays in view in both forms: choices, the answer in words. */
  readonly lead?: ReactNode;
}

/** A chart with its question, its answer in words and its data as a table. */
export function ChartFigure({ title, hint, summary, chart, table, legend, lead }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <Card
      title={title}
      hint={hint}
      actions={
        <Button
          variant="default"
          size="compact-xs"
          aria-expanded={asTable}
          aria-controls={id}
          aria-label={`${asTable ? 'Show as a chart' : 'Show as a table'}: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      }
    >
      {lead}
      <figure id={id} className={styles.figure}>
        <figcaption className="visually-hidden">{summary}</figcaption>
        {asTable ? (
          <div className={styles.table} tabIndex={0} role="group" aria-label={`Table: ${title}`}>
            {table}
          </div>
        ) : (
          <>
            {chart}
            {legend}
          </>
        )}
      </figure>
    </Card>
  );
}

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
