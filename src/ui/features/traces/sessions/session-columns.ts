import type { SessionRow, UsageReport } from '../../../../state/trace-types.ts';

type Totals = UsageReport['bySession'][number];

/** A session with what was observed of it, where the log tells. */
export interface SessionLine {
  readonly row: SessionRow;
  readonly observed: Totals | null;
}

/** Sessions as the table has them, with the observed totals beside those of the same session. */
export function sessionLines({
  rows,
  usage,
}: {
  rows: readonly SessionRow[];
  usage: UsageReport | null;
}): readonly SessionLine[] {
  const observed = new Map((usage?.bySession ?? []).map((totals) => [totals.session, totals]));
  return rows.map((row) => ({ row, observed: observed.get(row.session) ?? null }));
}

/** What a cache without limits reads: what was read could be read, also where lengths do not show it. */
export function ceilingRatio({ row, observed }: SessionLine): number {
  return Math.max(row.unlimitedRatio, observed?.hitRatio ?? 0);
}

export type SessionColumn =
  | 'session'
  | 'start'
  | 'span'
  | 'requests'
  | 'agents'
  | 'prompt'
  | 'output'
  | 'ceiling'
  | 'life'
  | 'observed'
  | 'again'
  | 'gap'
  | 'usd';

/** What each column sorts by; what a session does not have comes last. */
export const SESSION_VALUES: Readonly<Record<SessionColumn, (line: SessionLine) => number | null>> = {
  session: ({ row }) => row.session,
  start: ({ row }) => row.startSeconds,
  span: ({ row }) => row.spanSeconds,
  requests: ({ row }) => row.requests,
  agents: ({ row }) => row.agents,
  prompt: ({ row }) => row.promptTokens,
  output: ({ row }) => row.outputTokens,
  ceiling: ceilingRatio,
  life: ({ row }) => row.windowRatio,
  observed: ({ observed }) => observed?.hitRatio ?? null,
  again: ({ row }) => row.againTokens,
  gap: ({ row }) => row.longestGapSeconds,
  usd: ({ observed }) => observed?.reportedUsd ?? null,
};
