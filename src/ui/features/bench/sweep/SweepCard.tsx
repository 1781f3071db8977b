import { memo, Suspense, useMemo } from 'react';
import type { SweepPoint } from '../../../../domain/bandwidth/measurement.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { formatBuffer, formatRateBytes } from '../bench-words.ts';
import { shapeOfSweep } from '../sweep-shape.ts';
import styles from './SweepCard.module.css';
import { sweepInWords } from './sweep-words.ts';

// The charts bring a library of their own; the answer in words must not wait for it.
const SweepPlot = lazyPart(() => import('../bench-charts.ts').then((m) => ({ default: m.SweepPlot })));

/** Rate against the size of the array on the graphics card: caches as shoulders, memory as the plateau behind them. */
export const SweepCard = memo(function SweepCard({
  sweep,
  isSoftware,
}: {
  readonly sweep: readonly SweepPoint[];
  readonly isSoftware: boolean;
}) {
  const shape = useMemo(() => shapeOfSweep(sweep), [sweep]);
  const answer = isSoftware
    ? 'A software adapter is as slow from a cache as from memory: this curve is that of its arithmetic.'
    : sweepInWords(shape);
  return (
    <ChartFigure
      title="Where do the caches of the graphics card end?"
      hint="The same read over arrays of growing size (log scale). Small arrays come from a cache, and say nothing of memory."
      summary={answer}
      lead={<p className={styles.lead}>{answer}</p>}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <SweepPlot sweep={sweep} shape={shape} isSoftware={isSoftware} />
        </Suspense>
      }
      legend={
        <Legend>
          <LegendItem
            color="var(--th-accent)"
            dot
            label={isSoftware ? 'read, median, in software' : 'read, median of each size'}
          />
          {!isSoftware && shape.plateau && (
            <LegendItem color="var(--th-muted)" dashed label="memory itself: the plateau" />
          )}
        </Legend>
      }
      table={<SweepTable sweep={sweep} />}
    />
  );
});

function SweepTable({ sweep }: { readonly sweep: readonly SweepPoint[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Array</th>
          <th scope="col" className={table.number}>
            read, median
          </th>
        </tr>
      </thead>
      <tbody>
        {sweep.map(({ bufferBytes, medianBytesPerSecond }) => (
          <tr key={bufferBytes}>
            <th scope="row">{formatBuffer(bufferBytes)}</th>
            <td className={table.number}>{formatRateBytes(medianBytesPerSecond)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
