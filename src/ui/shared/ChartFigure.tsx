import { useId, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Card } from './Card.tsx';
import { Guard } from './Guard.tsx';
import { drawn, EXPORTABLE, useExportable, type Content } from './exportable.tsx';
import styles from './ChartFigure.module.css';

export { Legend, LegendItem } from './Legend.tsx';

interface ChartFigureProps {
  /** The question the chart answers. */
  readonly title: string;
  readonly hint: ReactNode;
  /** The answer in a sentence, for people who do not see the picture. */
  readonly summary: string;
  readonly chart: ReactNode;
  /** The same data as a table. Drawn by a function, all digits of its figures go into files. */
  readonly table: Content;
  readonly legend?: ReactNode;
  /** What stays in view in both forms: choices, the answer in words. */
  readonly lead?: ReactNode;
}

/** A chart with its question, its answer in words and its data as a table. */
export function ChartFigure({ title, hint, summary, chart, table, legend, lead }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const { ref, copy } = useExportable<HTMLElement>({ label: title, content: table });
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
      <figure ref={ref} id={id} className={styles.figure} data-picture={asTable ? undefined : title} {...EXPORTABLE}>
        <figcaption className="visually-hidden">{summary}</figcaption>
        {asTable ? (
          <div className={styles.table} tabIndex={0} role="group" aria-label={`Table: ${title}`}>
            <Guard>
              <Table content={table} />
            </Guard>
          </div>
        ) : (
          <>
            <Guard>{chart}</Guard>
            {legend}
          </>
        )}
        {copy}
      </figure>
    </Card>
  );
}

/** Drawn within the guard. */
function Table({ content }: { readonly content: Content }) {
  return drawn(content);
}
