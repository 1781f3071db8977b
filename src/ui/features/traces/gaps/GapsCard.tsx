import { memo, useMemo } from 'react';
import type { IdleGaps, TraceSummary } from '../../../../state/trace-types.ts';
import { formatNumber, formatTokens } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { ChartFigure } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { Evidence } from '../Evidence.tsx';
import { groundOf } from '../trace-words.ts';
import type { GapCosts } from '../trace-evaluation.ts';
import { DearestGaps } from './DearestGaps.tsx';
import { gapShares, gapsInWords, type GapShare } from './gaps-words.ts';
import styles from './gaps.module.css';

/** Where a life ran out, and what had to be prefilled again for it: by length of gap, and gap by gap. */
export const GapsCard = memo(function GapsCard({
  gaps,
  summary,
  costs,
}: {
  readonly gaps: IdleGaps;
  readonly summary: TraceSummary;
  readonly costs: GapCosts;
}) {
  const shares = useMemo(() => gapShares(gaps), [gaps]);
  const answer = gapsInWords({ gaps, promptTokens: summary.promptTokens, usd: costs.usd });
  return (
    <ChartFigure
      title="Where did the cache expire, and what did it cost?"
      hint={
        <Evidence ground={groundOf(gaps.basis)}>
          What a cache without limits reads and one of this life prefills again, by the gap before it. Only time counts
          here, not room.
        </Evidence>
      }
      summary={answer}
      lead={
        <>
          <p className={styles.lead}>{answer}</p>
          {gaps.againTokens > 0 && <p className={styles.quiet}>{costs.note}</p>}
        </>
      }
      chart={gaps.againTokens > 0 ? <ShareBars shares={shares} /> : null}
      legend={gaps.againTokens > 0 && <DearestGaps gaps={gaps} summary={summary} costs={costs} />}
      table={<ShareTable shares={shares} />}
    />
  );
});

function ShareBars({ shares }: { readonly shares: readonly GapShare[] }) {
  return (
    <ul className={styles.bars}>
      {shares.map(({ label, againTokens, ratio }) => (
        <li key={label} className={styles.share}>
          <span className={styles.label}>{label}</span>
          <span className={styles.track}>
            <span className={styles.bar} style={{ width: `${100 * ratio}%` }} />
          </span>
          <span className={styles.value}>
            {formatShare(ratio)} <span className={styles.quiet}>{formatTokens(againTokens)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function ShareTable({ shares }: { readonly shares: readonly GapShare[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Gap</th>
          <th scope="col" className={table.number}>
            gaps
          </th>
          <th scope="col" className={table.number}>
            tokens prefilled again
          </th>
          <th scope="col" className={table.number}>
            of all
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ label, gaps, againTokens, ratio }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={table.number}>{gaps === null ? '–' : formatNumber(gaps, 0)}</td>
            <td className={table.number}>{formatTokens(againTokens)}</td>
            <td className={table.number}>{formatShare(ratio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
