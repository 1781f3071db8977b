import { useState } from 'react';
import { Button } from '@mantine/core';
import type { IdleGap, IdleGaps, TraceSummary } from '../../../../state/trace-types.ts';
import { formatNumber, formatSeconds, formatTokens, formatUsd } from '../../../format/number.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import type { GapCosts } from '../trace-evaluation.ts';
import { sessionName, timeHead, timeText } from '../trace-words.ts';
import styles from './gaps.module.css';
import { moneySign } from '../../../format/money.ts';

const FIRST_ROWS = 10;

/** The gaps after which most had to be prefilled again. Sessions have numbers; their names are never kept. */
export function DearestGaps({
  gaps: { dearest },
  summary: { firstSeconds },
  costs,
}: {
  readonly gaps: IdleGaps;
  readonly summary: TraceSummary;
  readonly costs: GapCosts;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const isUsage = dearest.some(({ observedWriteTokens }) => observedWriteTokens !== null);
  const shown = showsAll ? dearest : dearest.slice(0, FIRST_ROWS);
  return (
    <div className={styles.dearest}>
      <h3 className={styles.heading}>The dearest gaps</h3>
      <TableScroll label="dearest gaps">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">{timeHead(firstSeconds)}</th>
                {['gap', 'prompt', 'again', ...(isUsage ? ['written, observed'] : []), moneySign()].map((name) => (
                  <th key={name} scope="col" className={table.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((gap, i) => (
                <Row key={i} gap={gap} firstSeconds={firstSeconds} isUsage={isUsage} usd={costs.usdOfGaps[i] ?? null} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      {dearest.length > FIRST_ROWS && (
        <Button
          variant="default"
          size="compact-xs"
          className={styles.more}
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show the dearest' : `Show all ${formatNumber(dearest.length, 0)}`}
        </Button>
      )}
    </div>
  );
}

function Row({
  gap: { session, startSeconds, gapSeconds, promptTokens, againTokens, observedWriteTokens },
  firstSeconds,
  isUsage,
  usd,
}: {
  readonly gap: IdleGap;
  readonly firstSeconds: number | null;
  readonly isUsage: boolean;
  readonly usd: number | null;
}) {
  return (
    <tr>
      <th scope="row">{sessionName(session)}</th>
      <td className={styles.time}>{timeText({ seconds: startSeconds, firstSeconds })}</td>
      <td className={table.number}>{formatSeconds(gapSeconds)}</td>
      <td className={table.number}>{formatTokens(promptTokens)}</td>
      <td className={table.number}>{formatTokens(againTokens)}</td>
      {isUsage && (
        <td className={table.number}>{observedWriteTokens === null ? '–' : formatTokens(observedWriteTokens)}</td>
      )}
      <td className={table.number}>{usd === null ? 'no price' : formatUsd(usd)}</td>
    </tr>
  );
}
