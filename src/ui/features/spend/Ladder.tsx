import type { Ladder as LadderData } from '../../../domain/spend/ladder.ts';
import { lineTotals } from '../../../domain/spend/lines.ts';
import type { Rung } from '../../../domain/spend/rung.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { asClause, RUNG_LABELS, SPEND_SERIES } from '../../format/spend-class.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import table from '../../shared/table.module.css';
import styles from './Ladder.module.css';

/** The five prices of one workload, by what is paid for. Plain HTML: it follows every keystroke. */
export function Ladder({
  ladder,
  retentionSeconds,
}: {
  readonly ladder: LadderData;
  readonly retentionSeconds: number;
}) {
  const most = Math.max(...ladder.rungs.map((rung) => (rung.status === 'priced' ? rung.usdPerMonth : 0)));
  const shown = SPEND_SERIES.filter(({ key }) =>
    ladder.rungs.some((rung) => rung.status === 'priced' && lineTotals({ lines: rung.lines, prefix: key }).usd > 0),
  );
  const summary = ladder.rungs
    .map(
      (rung) =>
        `${RUNG_LABELS[rung.rung]}: ${rung.status === 'priced' ? `${formatUsd(rung.usdPerMonth)} a month` : asClause(rung.reason)}`,
    )
    .join('; ');
  return (
    <ChartFigure
      title="What does one workload cost at five levels of caching?"
      hint="US dollars a month, by what is paid for; share of prompt tokens read from cache on the right."
      summary={summary}
      chart={
        <div className={styles.rungs}>
          {ladder.rungs.map((rung) => (
            <div
              key={rung.rung}
              className={rung.rung === 'warehouse' ? styles.warehouse : styles.rung}
              data-rung={rung.rung}
            >
              <div className={styles.name}>
                <p>{RUNG_LABELS[rung.rung]}</p>
                <p className={styles.policy}>{policyOf({ rung, retentionSeconds })}</p>
              </div>
              {rung.status === 'priced' ? (
                <>
                  <div className={styles.track} aria-hidden="true">
                    {shown.map(({ key, color, label }) => {
                      const { usd } = lineTotals({ lines: rung.lines, prefix: key });
                      return usd > 0 && most > 0 ? (
                        <span
                          key={key}
                          title={`${label}: ${formatUsd(usd)}`}
                          style={{ width: `${(100 * usd) / most}%`, background: color }}
                        />
                      ) : null;
                    })}
                  </div>
                  <p className={styles.usd}>{formatUsd(rung.usdPerMonth)}</p>
                  <p className={styles.hit}>{formatPercent(rung.hitRatio)}</p>
                </>
              ) : (
                <p className={styles.reason}>
                  no price ({asClause(rung.reason)})
                  {rung.hitRatio !== null && ` · ${formatPercent(rung.hitRatio)} could be read`}
                </p>
              )}
            </div>
          ))}
        </div>
      }
      legend={
        <Legend>
          {shown.map(({ key, label, color }) => (
            <LegendItem key={key} label={label} color={color} />
          ))}
        </Legend>
      }
      table={
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Rung</th>
              {shown.map(({ key, label }) => (
                <th key={key} scope="col" className={table.number}>
                  {label}, $
                </th>
              ))}
              <th scope="col" className={table.number}>
                total, $ a month
              </th>
              <th scope="col" className={table.number}>
                hit rate
              </th>
            </tr>
          </thead>
          <tbody>
            {ladder.rungs.map((rung) => (
              <tr key={rung.rung}>
                <th scope="row">{RUNG_LABELS[rung.rung]}</th>
                {rung.status === 'priced' ? (
                  <>
                    {shown.map(({ key }) => (
                      <td key={key} className={table.number}>
                        {formatUsd(lineTotals({ lines: rung.lines, prefix: key }).usd)}
                      </td>
                    ))}
                    <td className={table.number}>{formatUsd(rung.usdPerMonth)}</td>
                    <td className={table.number}>{formatPercent(rung.hitRatio)}</td>
                  </>
                ) : (
                  <td colSpan={shown.length + 2} className={table.quiet}>
                    no price ({asClause(rung.reason)})
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

function policyOf({ rung, retentionSeconds }: { rung: Rung; retentionSeconds: number }): string {
  if (rung.rung === 'no-cache') return 'every prompt token at the input price';
  if (rung.rung === 'warehouse') return `kept ${formatSeconds(retentionSeconds)}, shared by all`;
  if (rung.rung === 'ceiling') return 'nothing computed twice, whatever the launch order';
  return rung.status === 'priced' ? rung.policy : '';
}
