import { memo, useCallback, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import type { SessionTable, TraceSummary, UsageReport } from '../../../../state/trace-types.ts';
import { formatNumber, formatPercent, formatSeconds, formatTokens, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { nextSorting, sortRows, type Sorting } from '../../../shared/sort-rows.ts';
import { SortHeader, WideTable } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { Evidence } from '../Evidence.tsx';
import { counted, groundOf, sessionName, timeHead, timeText } from '../trace-words.ts';
import { ceilingRatio, SESSION_VALUES, sessionLines, type SessionColumn, type SessionLine } from './session-columns.ts';
import styles from './sessions.module.css';
import { moneySign } from '../../../format/money.ts';

const FIRST_ROWS = 50;

interface SessionsCardProps {
  readonly sessions: SessionTable;
  readonly usage: UsageReport | null;
  readonly summary: TraceSummary;
}

/** The log session by session, sorted by any figure. */
export const SessionsCard = memo(function SessionsCard({ sessions, usage, summary }: SessionsCardProps) {
  const { rows, others, windowSeconds, basis } = sessions;
  const { firstSeconds } = summary;
  const [sorting, setSorting] = useState<Sorting<SessionColumn>>({ by: 'prompt', direction: 'down' });
  const [showsAll, setShowsAll] = useState(false);
  const sort = useCallback(
    (by: SessionColumn) =>
      setSorting((before) => nextSorting({ sorting: before, by, largestFirst: by !== 'session' && by !== 'start' })),
    [],
  );
  const lines = useMemo(() => sessionLines({ rows, usage }), [rows, usage]);
  const sorted = useMemo(
    () => sortRows({ rows: lines, valueOf: SESSION_VALUES[sorting.by], direction: sorting.direction }),
    [lines, sorting],
  );
  const shown = showsAll ? sorted : sorted.slice(0, FIRST_ROWS);
  const hasUsd = lines.some(({ observed }) => observed?.reportedUsd != null);
  const ground = groundOf(basis);
  const head = { sorting, onSort: sort };
  return (
    <Card
      title="Which sessions reuse what?"
      hint={
        <Evidence ground={ground}>
          Shares of a session’s prompt tokens: read from a cache without limits, and from one of{' '}
          {formatSeconds(windowSeconds)}.
          {usage && ' What the provider reported is observed, and the share without limits is at least that.'} Sessions
          are numbered in the order of the log; their names are not kept.
        </Evidence>
      }
    >
      <WideTable label="sessions of the log" className={styles.wide}>
        {() => (
          <>
            <thead>
              <tr>
                <SortHeader {...head} id="session" label="Session" isName />
                <SortHeader {...head} id="start" label={timeHead(firstSeconds)} />
                <SortHeader {...head} id="span" label="span" numeric />
                <SortHeader {...head} id="requests" label="requests" numeric />
                <SortHeader {...head} id="agents" label="agents" numeric />
                <SortHeader {...head} id="prompt" label="prompt tokens" numeric />
                <SortHeader {...head} id="output" label="output tokens" numeric />
                <SortHeader {...head} id="ceiling" label="without limits" numeric />
                <SortHeader {...head} id="life" label={`at ${formatSeconds(windowSeconds)}`} numeric />
                {usage && <SortHeader {...head} id="observed" label="observed" numeric />}
                <SortHeader {...head} id="again" label="prefilled again" numeric />
                <SortHeader {...head} id="gap" label="longest gap" numeric />
                {hasUsd && <SortHeader {...head} id="usd" label={`reported, ${moneySign()}`} numeric />}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <Line
                  key={line.row.session}
                  line={line}
                  firstSeconds={firstSeconds}
                  isUsage={usage !== null}
                  hasUsd={hasUsd}
                />
              ))}
            </tbody>
          </>
        )}
      </WideTable>
      <div className={styles.foot}>
        {sorted.length > FIRST_ROWS && (
          <Button variant="default" size="compact-xs" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? `Show the first ${FIRST_ROWS}` : `Show all ${formatNumber(sorted.length, 0)}`}
          </Button>
        )}
        {others && (
          <span>
            {counted({ count: others.sessions, one: 'more session' })} with {formatTokens(others.promptTokens)} prompt
            tokens, {formatPercent(others.unlimitedRatio)} without limits and {formatPercent(others.windowRatio)} at{' '}
            {formatSeconds(windowSeconds)}.
          </span>
        )}
      </div>
    </Card>
  );
});

function Line({
  line,
  firstSeconds,
  isUsage,
  hasUsd,
}: {
  readonly line: SessionLine;
  readonly firstSeconds: number | null;
  readonly isUsage: boolean;
  readonly hasUsd: boolean;
}) {
  const { row, observed } = line;
  const ratio = observed?.hitRatio ?? null;
  const usd = observed?.reportedUsd ?? null;
  return (
    <tr>
      <th scope="row" className={wide.name}>
        {sessionName(row.session)}
      </th>
      <td className={styles.time}>{timeText({ seconds: row.startSeconds, firstSeconds })}</td>
      <td className={wide.number}>{formatSeconds(row.spanSeconds)}</td>
      <td className={wide.number}>{formatNumber(row.requests, 0)}</td>
      <td className={wide.number}>{formatNumber(row.agents, 0)}</td>
      <td className={wide.number}>{formatTokens(row.promptTokens)}</td>
      <td className={wide.number}>{formatTokens(row.outputTokens)}</td>
      <td className={wide.number}>{formatPercent(ceilingRatio(line))}</td>
      <td className={wide.number}>{formatPercent(row.windowRatio)}</td>
      {isUsage && <td className={wide.number}>{ratio === null ? '–' : formatPercent(ratio)}</td>}
      <td className={wide.number}>{formatTokens(row.againTokens)}</td>
      <td className={wide.number}>{row.longestGapSeconds === null ? '–' : formatSeconds(row.longestGapSeconds)}</td>
      {hasUsd && <td className={wide.number}>{usd === null ? '–' : formatUsd(usd)}</td>}
    </tr>
  );
}
