import { memo, Suspense, useMemo } from 'react';
import type { HitSurface, TraceRules } from '../../../../state/trace-types.ts';
import { formatBytes, formatPercent, formatTokens } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { lazyPart } from '../../../shared/lazy-part.ts';
import { Evidence } from '../Evidence.tsx';
import { rateOf, SHARE_WORDS } from '../trace-words.ts';
import { tokenBytesInWords, type CapacityMark, type TokenBytes } from './capacity-marks.ts';
import { capacityInWords } from './capacity-words.ts';
import { curveRows } from './reuse-rows.ts';
import { timesText } from './reuse-words.ts';
import styles from './reuse.module.css';

const CapacityPlot = lazyPart(() => import('../trace-charts.ts').then((m) => ({ default: m.CapacityPlot })));

interface CapacityCardProps {
  readonly surface: HitSurface;
  readonly denominator: TraceRules['denominator'];
  readonly marks: readonly CapacityMark[];
  /** `null` where the size of a token is not known. */
  readonly bytes: TokenBytes | null;
}

/** Hit rate of a log of blocks against the size of one cache that all share, exactly, by replay. */
export const CapacityCard = memo(function CapacityCard({ surface, denominator, marks, bytes }: CapacityCardProps) {
  const { capacity } = surface;
  const rows = useMemo(
    () => curveRows({ points: capacity, of: 'capacityTokens', denominator }),
    [capacity, denominator],
  );
  const answer = capacityInWords({ surface, denominator, bytes });
  return (
    <ChartFigure
      title="How large must a cache be?"
      hint={
        <Evidence ground="computed">
          Share of {SHARE_WORDS[denominator]} against the size of one cache that all share and that drops what was used
          longest ago (log scale). Nothing expires.{bytes && ` Sizes at ${tokenBytesInWords(bytes)}.`}
        </Evidence>
      }
      summary={answer}
      lead={<p className={styles.lead}>{answer}</p>}
      chart={
        <Suspense fallback={<div className={styles.plotSpace} />}>
          <CapacityPlot
            rows={rows}
            ceilingRatio={rateOf({ rates: surface.unlimited.rates, denominator })}
            marks={marks}
          />
        </Suspense>
      }
      legend={
        <Legend>
          <LegendItem color="var(--th-accent)" label="hit rate" />
          <LegendItem color="var(--th-muted)" dashed label="tiers of memory, own cache and ceiling" />
        </Legend>
      }
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Room for</th>
              {bytes && (
                <th scope="col" className={table.number}>
                  bytes
                </th>
              )}
              <th scope="col" className={table.number}>
                hit rate
              </th>
              <th scope="col" className={table.number}>
                prefilled ÷ unavoidable
              </th>
            </tr>
          </thead>
          <tbody>
            {capacity.map(({ capacityTokens, rates, amplification }) => (
              <tr key={capacityTokens}>
                <th scope="row">
                  {capacityTokens === Infinity ? 'everything' : `${formatTokens(capacityTokens)} tokens`}
                </th>
                {bytes && (
                  <td className={table.number}>
                    {capacityTokens === Infinity ? '–' : formatBytes(capacityTokens * bytes.bytesPerToken)}
                  </td>
                )}
                <td className={table.number}>{formatPercent(rateOf({ rates, denominator }))}</td>
                <td className={table.number}>{timesText(amplification)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
});
