import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logOf, requestLogs } from '../testing/usage-logs.ts';
import { chainOf, whyNotInferable } from './request-chain.ts';
import { totalsByDay, totalsByModel, totalsBySession, usageTotals } from './totals.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const at = (seconds: number, fields: Parameters<typeof logOf>[0][number] | object = {}) => ({
  startSeconds: BASE + seconds,
  ...fields,
});

describe('a chain', () => {
  test('joins requests of one agent to one model', () => {
    const { columns } = logOf([
      at(0, { inputTokens: 100 }),
      at(10, { inputTokens: 9, agent: 'sub' }),
      at(20, { inputTokens: 7, model: 'other' }),
      at(60, { inputTokens: 50, cacheReadTokens: 100 }),
      at(70, { inputTokens: 8, agent: 'sub' }),
      at(80, { inputTokens: 500, session: 'another' }),
      at(400, { inputTokens: 20, cacheReadTokens: NaN, cacheWrite1hTokens: 100 }),
    ]);
    const { previous, gapSeconds, reusableTokens } = chainOf(columns);
    expect([...previous]).toEqual([-1, -1, -1, 0, 1, -1, 3]);
    expect([...gapSeconds]).toEqual([NaN, NaN, NaN, 60, 60, NaN, 340]);
    expect([...reusableTokens]).toEqual([0, 0, 0, 100, 8, 0, 120]);
  });

  test('is there only where rows are requests of known sessions', () => {
    expect(whyNotInferable({ isPerRequest: true, knowsSessions: true })).toBeNull();
    expect(whyNotInferable({ isPerRequest: true, knowsSessions: false })).toContain('sessions');
    expect(whyNotInferable({ isPerRequest: false, knowsSessions: false })).toContain('sums');
  });
});

describe('totals', () => {
  test('observe the physical rate, over the rows that tell what they read', () => {
    const { columns } = logOf([
      at(0, {
        inputTokens: 200,
        cacheReadTokens: 700,
        cacheWrite5mTokens: 60,
        cacheWriteOtherTokens: 40,
        outputTokens: 5,
      }),
      at(1, { inputTokens: 4_000, cacheReadTokens: NaN, outputTokens: 6, reportedUsd: 0.5 }),
    ]);
    expect(usageTotals(columns)).toEqual({
      rows: 2,
      requests: 2,
      inputTokens: 4_200,
      cacheReadTokens: 700,
      cacheWrite5mTokens: 60,
      cacheWrite1hTokens: 0,
      cacheWriteOtherTokens: 40,
      outputTokens: 11,
      promptTokens: 5_000,
      toldPromptTokens: 1_000,
      hitRatio: 0.7,
      reportedUsd: 0.5,
      rowsWithoutUsd: 1,
    });
  });

  test('that nobody told are not 0', () => {
    const { columns } = logOf([at(0, { inputTokens: 10, cacheReadTokens: NaN })]);
    expect(usageTotals(columns)).toMatchObject({ hitRatio: null, reportedUsd: null });
  });

  test('by model, by day and by session each add up to all', () => {
    fc.assert(
      fc.property(requestLogs, (rows) => {
        const { columns, models, sessions } = logOf(rows);
        const all = usageTotals(columns);
        const chain = chainOf(columns);
        for (const parts of [
          totalsByModel({ columns, models }),
          totalsByDay(columns),
          totalsBySession({ columns, chain, sessions }),
        ])
          for (const field of [
            'rows',
            'requests',
            'promptTokens',
            'cacheReadTokens',
            'outputTokens',
            'rowsWithoutUsd',
          ] as const)
            expect(parts.reduce((sum, part) => sum + part[field], 0)).toBe(all[field]);
      }),
    );
  });

  test('by day go by UTC, by session tell agents, times and the longest gap', () => {
    const { columns, sessions } = logOf([
      at(-1, { inputTokens: 100, endSeconds: BASE + 5 }),
      at(0, { inputTokens: 10, agent: 'sub' }),
      at(90_000, { inputTokens: 150, cacheReadTokens: 50 }),
      at(90_001, { session: 'other', inputTokens: 3 }),
    ]);
    expect(totalsByDay(columns).map(({ day, promptTokens }) => [day, promptTokens])).toEqual([
      ['2026-02-28', 100],
      ['2026-03-01', 10],
      ['2026-03-02', 203],
    ]);
    expect(totalsBySession({ columns, chain: chainOf(columns), sessions })).toMatchObject([
      {
        session: 0,
        agents: 2,
        startSeconds: BASE - 1,
        endSeconds: BASE + 90_000,
        longestGapSeconds: 90_001,
        reusableTokens: 100,
        hitRatio: 50 / 310,
      },
      { session: 1, agents: 1, longestGapSeconds: null, reusableTokens: 0 },
    ]);
  });
});
