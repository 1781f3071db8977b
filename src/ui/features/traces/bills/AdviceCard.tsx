import { memo, useMemo } from 'react';
import type { TraceAdvice } from '../../../../evaluate/traces/trace-advice.ts';
import type { TraceReport } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { Evidence } from '../Evidence.tsx';
import { groundOf } from '../trace-words.ts';
import { adviceRows, worthText } from './advice-words.ts';
import styles from './bills.module.css';
import { moneyName, moneySign } from '../../../format/money.ts';

/** What would have made this log cheaper at the scenario’s offer, each with its numbers. */
export const AdviceCard = memo(function AdviceCard({
  advice,
  report,
}: {
  readonly advice: TraceAdvice;
  readonly report: TraceReport;
}) {
  const rows = useMemo(() => adviceRows(advice), [advice]);
  if (rows.length === 0) return null;
  return (
    <Card
      title="What would have made this log cheaper?"
      hint={
        <Evidence ground={groundOf(report.reuse.basis)}>
          At {advice.offerName}, {moneyName()} for the log’s own time, not for a month. Each for itself, so the sums
          must not be added.
        </Evidence>
      }
    >
      <ol className={styles.rows}>
        {rows.map(({ id, sentence, worth, why }) => (
          <li key={id} className={styles.row} data-advice={id}>
            <p>{sentence}</p>
            <p className={styles.worth}>{worth}</p>
            <p className={styles.why}>{why}</p>
          </li>
        ))}
      </ol>
      {advice.lives.length > 1 && <Lives lives={advice.lives} />}
    </Card>
  );
});

/** Each life with the pings that suit it, cheapest first. */
function Lives({ lives }: Pick<TraceAdvice, 'lives'>) {
  return (
    <div className={styles.lives}>
      <TableScroll label="lives for this log">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Policy</th>
                <th scope="col" className={table.number}>
                  kept for
                </th>
                <th scope="col" className={table.number}>
                  hit rate
                </th>
                <th scope="col" className={table.number}>
                  {moneySign()}
                </th>
                <th scope="col" className={table.number}>
                  against no cache
                </th>
              </tr>
            </thead>
            <tbody>
              {lives.map((life) => (
                <tr key={life.policy}>
                  <th scope="row">{life.policy}</th>
                  <td className={table.number}>{formatSeconds(life.lifeSeconds)}</td>
                  <td className={table.number}>{formatPercent(life.hitRatio)}</td>
                  <td className={table.number}>{formatUsd(life.usd)}</td>
                  <td className={table.number}>{worthText(life) || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}
