import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../run-control.ts';
import { idleGaps } from './idle-gaps.ts';
import { pingTable } from './ping-table.ts';
import type { TraceQuestions } from './report-types.ts';
import { reuseTable } from './reuse-table.ts';
import { sessionTable } from './session-table.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';
import { traceReportSteps } from './trace-report.ts';

const QUESTIONS: TraceQuestions = {
  lifeSeconds: 300,
  order: 'leaf-first',
  blockCount: undefined,
  slots: undefined,
  pricedSeconds: [60, 3_600],
  thresholds: [{ thresholdTokens: 120, comparison: 'gt' }],
  pingSeconds: [300],
};
const reportOf = (log: Parameters<typeof traceReportSteps>[0]['log'], questions: Partial<TraceQuestions> = {}) =>
  finish(traceReportSteps({ log, questions: { ...QUESTIONS, ...questions } }));

test('is put together from the answers to the same questions', () => {
  const log = blockLogOf({
    requests: [
      { startSeconds: 0, blocks: 'AB' },
      { startSeconds: 30, blocks: 'ABC' },
      { startSeconds: 430, blocks: 'ABCD' },
    ],
  });
  const report = reportOf(log);
  // The life stands behind the lives that are priced.
  expect(report.reuse).toEqual(reuseTable({ log, windowsSeconds: [60, 3_600, 300], thresholds: QUESTIONS.thresholds }));
  expect(report.gaps).toEqual(idleGaps({ log, windowSeconds: 300 }));
  expect(report.sessions).toEqual(sessionTable({ log, windowSeconds: 300 }));
  expect(report.pings).toEqual(pingTable({ log, gapsSeconds: [300] }));
  expect(report.usage).toBeNull();
  // Of 90 tokens an endless cache reads AB and ABC, 50; one of 300 s only AB, 20: 70 missed where 40 were enough.
  expect(report).toMatchObject({ missedTokens: 70, amplification: 70 / 40 });
  expect(report.surface?.retention.map(({ windowSeconds }) => windowSeconds)).toEqual(
    expect.arrayContaining([60, 300, 3_600, Infinity]),
  );
});

test('a rule changes what it is about and nothing else', () => {
  const rules = fc.constantFrom<Partial<TraceQuestions>>(
    { order: 'sequential' },
    { blockCount: 'floor' },
    { blockCount: 'ceil' },
    { slots: 2 },
  );
  fc.assert(
    fc.property(logCases, rules, ({ log }, rule) => {
      const first = reportOf(log);
      const other = reportOf(log, rule);
      const { reuse, pings, gaps, sessions, usage } = first;
      expect(other).toMatchObject({ reuse, pings, gaps, sessions, usage });
      if (rule.order === undefined) return;
      // Order is about what a full cache drops.
      const { missedTokens, amplification } = first;
      expect(other).toMatchObject({ missedTokens, amplification });
      expect(other.surface?.retention).toEqual(first.surface?.retention);
      expect(other.surface?.unlimited).toEqual(first.surface?.unlimited);
    }),
    { numRuns: 60 },
  );
});

test('usage: what was reported, and what follows from it', () => {
  const log = usageLogOf({
    rows: [
      { startSeconds: 0, inputTokens: 100, reportedUsd: 2 },
      { startSeconds: 400, inputTokens: 50, cacheReadTokens: 100, cacheWrite5mTokens: 0 },
    ],
  });
  const { usage, surface, missedTokens, amplification, reuse } = reportOf(log);
  expect(surface).toBeNull();
  expect(usage).toMatchObject({
    totals: { promptTokens: 250, cacheReadTokens: 100, reportedUsd: 2, rowsWithoutUsd: 1 },
    byModel: [{ model: 'model', promptTokens: 250 }],
    byDay: [{ day: '1970-01-01' }],
    daysLeftOut: 0,
    bySession: [{ session: 0, reusableTokens: 100 }],
    sessionsLeftOut: 0,
    ceiling: { ownTokens: 100, ratio: 0.4 },
    whyNoCeiling: null,
    observedLife: { lifeSeconds: 400 },
  });
  expect(usage?.lifeCurve).toHaveLength(120);
  expect(usage?.lifeCurve?.at(0)).toEqual({ lifeSeconds: 1, ratio: 0 });
  expect(usage?.lifeCurve?.at(-1)).toEqual({ lifeSeconds: 30 * 86_400, ratio: 0.4 });
  // Inferred at 300 s: nothing read, 250 missed, where 150 had to be.
  expect(reuse.basis).toBe('inferred');
  expect({ missedTokens, amplification }).toEqual({ missedTokens: 250, amplification: 250 / 150 });
});

test('a report that adds requests up has totals, and says why nothing follows from them', () => {
  const log = usageLogOf({
    rows: [{ startSeconds: 0, inputTokens: 100, requests: 5 }],
    isPerRequest: false,
    knowsSessions: false,
  });
  const report = reportOf(log);
  expect(report).toMatchObject({ gaps: null, sessions: null, pings: null, missedTokens: null, amplification: null });
  expect(report.usage).toMatchObject({
    ceiling: null,
    whyNoCeiling: expect.stringContaining('sums of many requests'),
    observedLife: null,
    lifeCurve: null,
    bySession: [],
  });
});

test('a cube has the curve of its buckets', () => {
  const cell = { model: 'model', day: '2026-01-01', requests: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const base = usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 300 }], isPerRequest: false, format: 'cube' });
  const cells = [
    { ...cell, gapFromSeconds: null, inputTokens: 100, outputTokens: 0, reusableTokens: 0, reportedUsd: null },
    { ...cell, gapFromSeconds: 60, inputTokens: 200, outputTokens: 0, reusableTokens: 150, reportedUsd: null },
  ];
  const curve = reportOf({ ...base, cells }).usage?.lifeCurve;
  expect(curve?.map(({ lifeSeconds }) => lifeSeconds)).toEqual([30, 60, 300, 600, 1_800, 3_600, 7_200, 14_400, 86_400]);
  expect(curve?.find(({ lifeSeconds }) => lifeSeconds === 60)?.ratio).toBe(0);
  expect(curve?.find(({ lifeSeconds }) => lifeSeconds === 300)?.ratio).toBe(0.5);
});

test('days and sessions beyond the most are counted and left out', () => {
  const rows = Array.from({ length: 600 }, (_, session) => ({
    startSeconds: session * 86_400,
    inputTokens: 1 + session,
    session,
  }));
  const usage = reportOf(usageLogOf({ rows })).usage;
  expect(usage).toMatchObject({ daysLeftOut: 450, sessionsLeftOut: 100 });
  expect(usage?.byDay.at(-1)?.promptTokens).toBe(600);
  expect(usage?.byDay.at(0)?.promptTokens).toBe(451);
  expect(usage?.bySession.map(({ session }) => session)).toEqual(Array.from({ length: 500 }, (_, i) => 599 - i));
});

test('lengths alone: load, and no reuse', () => {
  const report = reportOf(lengthLogOf([{ startSeconds: 0, inputTokens: 130, outputTokens: 10 }]));
  expect(report).toMatchObject({ surface: null, usage: null, pings: null, gaps: null, sessions: null });
  expect(report).toMatchObject({ missedTokens: null, reuse: { basis: 'none' } });
  expect(report.reuse.buckets.map(({ promptTokens }) => promptTokens)).toEqual([0, 130]);
});

test('of any log of blocks, surface and reuse tell the same of every life', () => {
  fc.assert(
    fc.property(logCases, fc.integer({ min: 1, max: 400 }), ({ log }, lifeSeconds) => {
      const { surface, reuse, missedTokens } = reportOf(log, { lifeSeconds });
      for (const { windowSeconds, againTokens } of reuse.windows) {
        const first = reuse.buckets.reduce((sum, { firstTokens }) => sum + firstTokens, 0);
        const missed = first + againTokens.reduce((sum, tokens) => sum + tokens, 0);
        const point = surface?.retention.find((each) => each.windowSeconds === windowSeconds);
        expect(point?.missedTokens).toBeCloseTo(missed, 6);
        if (windowSeconds === lifeSeconds) expect(missedTokens).toBeCloseTo(missed, 6);
      }
    }),
    { numRuns: 60 },
  );
});

test('a table made in parts is the table made at once', () => {
  // 40,000 requests: 50 windows at a time.
  const rows = Array.from({ length: 40_000 }, (_, row) => ({
    startSeconds: (row * row) % 40_009,
    inputTokens: 1 + (row % 200),
    session: row % 97,
  }));
  const log = usageLogOf({ rows: rows.toSorted((a, b) => a.startSeconds - b.startSeconds) });
  const pricedSeconds = Array.from({ length: 60 }, (_, i) => 10 * (i + 1));
  const { thresholds } = QUESTIONS;
  expect(reportOf(log, { pricedSeconds }).reuse).toEqual(
    reuseTable({ log, windowsSeconds: pricedSeconds, thresholds }),
  );
});

test('works in steps, so that it can be stopped', () => {
  const log = usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 100 }] });
  const steps = traceReportSteps({ log, questions: QUESTIONS });
  let yields = 0;
  while (!steps.next().done) yields++;
  expect(yields).toBeGreaterThan(5);
});
