import { expect, test } from 'vitest';
import type { SessionRow, UsageReport } from '../../../../state/trace-types.ts';
import { sortRows } from '../../../shared/sort-rows.ts';
import { ceilingRatio, SESSION_VALUES, sessionLines } from './session-columns.ts';

const row = (session: number, againTokens: number): SessionRow => ({
  session,
  startSeconds: 10 * session,
  spanSeconds: 5,
  requests: 2,
  agents: 1,
  promptTokens: 100,
  outputTokens: 10,
  unlimitedRatio: 0.5,
  windowRatio: 0.25,
  againTokens,
  longestGapSeconds: session === 0 ? null : 60,
});

test('sessions stand beside what was observed of the same one, in whatever order', () => {
  const usage = { bySession: [{ session: 1, hitRatio: 0.9, reportedUsd: 2 }] } as unknown as UsageReport;
  const lines = sessionLines({ rows: [row(0, 5), row(1, 7)], usage });
  expect(lines.map(({ observed }) => observed?.hitRatio ?? null)).toEqual([null, 0.9]);
  expect(sessionLines({ rows: [row(0, 5)], usage: null })[0]?.observed).toBeNull();
});

test('what was observed could be read: no session’s ceiling is below it', () => {
  const usage = {
    bySession: [
      { session: 1, hitRatio: 0.9 },
      { session: 2, hitRatio: null },
    ],
  } as unknown as UsageReport;
  const lines = sessionLines({ rows: [row(0, 5), row(1, 7), row(2, 6)], usage });
  expect(lines.map(ceilingRatio)).toEqual([0.5, 0.9, 0.5]);
  expect(lines.map(SESSION_VALUES.ceiling)).toEqual([0.5, 0.9, 0.5]);
});

test('sorts by any column, without a value last', () => {
  const lines = sessionLines({ rows: [row(0, 5), row(1, 7), row(2, 6)], usage: null });
  const sessions = (by: keyof typeof SESSION_VALUES) =>
    sortRows({ rows: lines, valueOf: SESSION_VALUES[by], direction: 'down' }).map((line) => line.row.session);
  expect(sessions('again')).toEqual([1, 2, 0]);
  expect(sessions('gap').at(-1)).toBe(0);
});
