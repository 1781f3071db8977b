import type { Ladder } from '../../../domain/spend/ladder.ts';
import { lineTotals } from '../../../domain/spend/lines.ts';
import type { Rung } from '../../../domain/spend/rung.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { asClause, RUNG_LABELS, SPEND_SERIES } from '../../format/spend-class.ts';
import { Legend, LegendItem } from '../../shared/Legend.tsx';
import styles from './Ladder.module.css';
import { moneyName } from '../../format/money.ts';

export const LADDER_TITLE = 'What does one workload cost at five levels of caching?';
export function ladderHint(): string {
  return `${moneyName()} a month, by what is paid for; share of prompt tokens read from cache on the right.`;
}

/** The series that any rung has something of. */
export function ladderSeries(ladder: Ladder) {
  return SPEND_SERIES.filter(({ key }) =>
    ladder.rungs.some((rung) => rung.status === 'priced' && lineTotals({ lines: rung.lines, prefix: key }).usd > 0),
  );
}

/** A bar for each rung, by what is paid for. Plain HTML: it follows every keystroke. */
export function LadderBars({
  ladder,
  retentionSeconds,
}: {
  readonly ladder: Ladder;
  readonly retentionSeconds: number;
}) {
  const most = Math.max(...ladder.rungs.map((rung) => (rung.status === 'priced' ? rung.usdPerMonth : 0)));
  const shown = ladderSeries(ladder);
  return (
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
  );
}

export function LadderLegend({ ladder }: { readonly ladder: Ladder }) {
  return (
    <Legend>
      {ladderSeries(ladder).map(({ key, label, color }) => (
        <LegendItem key={key} label={label} color={color} />
      ))}
    </Legend>
  );
}

function policyOf({ rung, retentionSeconds }: { rung: Rung; retentionSeconds: number }): string {
  if (rung.rung === 'no-cache') return 'every prompt token at the input price';
  if (rung.rung === 'warehouse') return `kept ${formatSeconds(retentionSeconds)}, shared by all`;
  if (rung.rung === 'ceiling') return 'nothing computed twice, whatever the launch order';
  return rung.status === 'priced' ? rung.policy : '';
}
