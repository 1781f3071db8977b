import { describe, expect, test } from 'vitest';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { dayRows, daysInWords } from './days.ts';
import { observedPoint } from './life-curve.ts';
import {
  leftOutInWords,
  lifeCurveInWords,
  lifeInWords,
  observedText,
  toldInWords,
  usageInWords,
  writtenTokens,
} from './usage-words.ts';

const TOTALS: UsageReport['totals'] = {
  rows: 3,
  requests: 3,
  inputTokens: 100,
  cacheReadTokens: 700,
  cacheWrite5mTokens: 120,
  cacheWrite1hTokens: 60,
  cacheWriteOtherTokens: 20,
  outputTokens: 50,
  promptTokens: 1_000,
  toldPromptTokens: 1_000,
  hitRatio: 0.7,
  reportedUsd: null,
  rowsWithoutUsd: 3,
};
const CEILING = {
  ownTokens: 850,
  sharedTokens: 50,
  ratio: 0.9,
  missTokens: 300,
  ceilingMissTokens: 100,
  prefillAmplification: 3,
};
const USAGE: UsageReport = {
  totals: TOTALS,
  byModel: [],
  byDay: [],
  daysLeftOut: 0,
  bySession: [],
  sessionsLeftOut: 0,
  ceiling: CEILING,
  whyNoCeiling: null,
  observedLife: { lifeSeconds: 290, explainedRatio: 0.95, longestKeptSeconds: 290, shortestLostSeconds: 310 },
  lifeCurve: [
    { lifeSeconds: 1, ratio: 0.1 },
    { lifeSeconds: 86_400, ratio: 0.85 },
  ],
};

describe('what was observed', () => {
  test('is a share of what tells it', () => {
    expect(observedText(TOTALS)).toBe('70.0 %');
    expect(toldInWords(TOTALS)).toContain('were read');
    expect(toldInWords({ ...TOTALS, toldPromptTokens: 500 })).toContain('of the 50.0 % of prompt tokens');
    expect(observedText({ hitRatio: null })).toBe('not told');
    expect(toldInWords({ ...TOTALS, toldPromptTokens: 0 })).toBe('no row says what was read');
    expect(writtenTokens(TOTALS)).toBe(200);
  });

  test('stands apart from what is inferred', () => {
    expect(usageInWords(USAGE)).toBe(
      'Observed: 70.0 % of prompt tokens were read from the provider’s cache. Inferred: 90.0 % could have been. 3 times as much is prefilled as must be.',
    );
    const without = { ...USAGE, ceiling: null, whyNoCeiling: 'It has no sessions.' };
    expect(usageInWords(without)).toMatch(/cannot be inferred\. It has no sessions\.$/);
    expect(usageInWords({ ...USAGE, totals: { ...TOTALS, hitRatio: null } })).toMatch(/^The log does not say/);
  });
});

describe('the effective life', () => {
  test('says how well it explains what was read', () => {
    expect(lifeInWords(USAGE.observedLife)).toBe(
      'explains 95.0 % of what could be read; kept after 4.8 min at most, lost after 5.2 min at least',
    );
    expect(lifeInWords(null)).toContain('no request');
    expect(
      lifeInWords({ lifeSeconds: 0, explainedRatio: 1, longestKeptSeconds: null, shortestLostSeconds: 5 }),
    ).toContain('nothing was kept');
    const kept = { lifeSeconds: 60, explainedRatio: 1, longestKeptSeconds: 60, shortestLostSeconds: null };
    expect(lifeInWords(kept)).toContain('never lost');
  });

  test('is marked on the curve at the observed rate, where it lies on it', () => {
    expect(observedPoint(USAGE)).toEqual({ x: 290, ratio: 0.7 });
    expect(observedPoint({ ...USAGE, observedLife: null })).toBeNull();
    expect(observedPoint({ ...USAGE, lifeCurve: [{ lifeSeconds: 1_000, ratio: 0.5 }] })).toBeNull();
  });

  test('of a curve says what was read that it cannot show', () => {
    const lifeCurve = USAGE.lifeCurve ?? [];
    expect(lifeCurveInWords({ lifeCurve, ceiling: null })).toMatch(/85\.0 % at 1 d\.$/);
    expect(lifeCurveInWords({ lifeCurve, ceiling: CEILING })).toMatch(
      /at 1 d\. Not in the curve: 50 tokens that were read although the agent had not sent them before\.$/,
    );
  });
});

describe('days', () => {
  const day = (name: string, hitRatio: number | null) => ({ ...TOTALS, day: name, hitRatio });
  const DAYS = [day('2026-02-27', 0.5), day('2026-03-01', 0.8), day('2026-03-02', null)];

  test('without requests are gaps and not lines', () => {
    expect(dayRows(DAYS).map(({ day: name, ratio }) => [name, ratio])).toEqual([
      ['2026-02-27', 0.5],
      ['2026-02-28', null],
      ['2026-03-01', 0.8],
      ['2026-03-02', null],
    ]);
    expect(dayRows([])).toEqual([]);
    // Years apart: only the days that there are.
    expect(dayRows([day('2019-01-01', 0.5), day('2026-01-01', 0.5)])).toHaveLength(2);
  });

  test('in words', () => {
    expect(daysInWords(DAYS)).toBe('On 2 days between 50.0 % (2026-02-27) and 80.0 % (2026-03-01).');
    expect(daysInWords(DAYS.slice(0, 1))).toBe('50.0 % on 2026-02-27.');
    expect(daysInWords([])).toBe('No day says what was read.');
    expect(leftOutInWords({ count: 3, one: 'day' })).toBe('3 earlier days are not listed.');
    expect(leftOutInWords({ count: 0, one: 'day' })).toBe('');
  });
});
