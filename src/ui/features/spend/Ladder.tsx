import type { Ladder as LadderData } from '../../../domain/spend/ladder.ts';
import { lineTotals } from '../../../domain/spend/lines.ts';
import { formatPercent, formatUsd } from '../../format/number.ts';
import { asClause, RUNG_LABELS } from '../../format/spend-class.ts';
import { ChartFigure } from '../../shared/ChartFigure.tsx';
import table from '../../shared/table.module.css';
import { ladderHint, LADDER_TITLE, LadderBars, LadderLegend, ladderSeries } from './LadderBars.tsx';
import { moneySign } from '../../format/money.ts';

/** The five prices of one workload, by what is paid for. */
export function Ladder({
  ladder,
  retentionSeconds,
}: {
  readonly ladder: LadderData;
  readonly retentionSeconds: number;
}) {
  const shown = ladderSeries(ladder);
  const summary = ladder.rungs
    .map(
      (rung) =>
        `${RUNG_LABELS[rung.rung]}: ${rung.status === 'priced' ? `${formatUsd(rung.usdPerMonth)} a month` : asClause(rung.reason)}`,
    )
    .join('; ');
  return (
    <ChartFigure
      title={LADDER_TITLE}
      hint={ladderHint()}
      summary={summary}
      chart={<LadderBars ladder={ladder} retentionSeconds={retentionSeconds} />}
      legend={<LadderLegend ladder={ladder} />}
      table={() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Rung</th>
              {shown.map(({ key, label }) => (
                <th key={key} scope="col" className={table.number}>
                  {label}, {moneySign()}
                </th>
              ))}
              <th scope="col" className={table.number}>
                total, {moneySign()} a month
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
      )}
    />
  );
}
