import { describe, expect, test } from 'vitest';
import { spread, summaryWith } from '../testing/trace-fixtures.ts';
import { answersOf, EVIDENCE_WORDS } from './answers-words.ts';
import { medianInWords, sessionsInWords, spanInWords, spreadRows } from './summary-words.ts';

describe('which questions a log answers', () => {
  test('blocks: computed, whatever the cache', () => {
    const answers = answersOf({ ceiling: 'computed', physical: 'computed', capacity: 'computed', bill: 'computed' });
    expect(answers.map(({ ground }) => ground)).toEqual(['computed', 'computed', 'computed', 'computed']);
    expect(EVIDENCE_WORDS.blocks.text).toContain('can be computed');
  });

  test('usage: observed and inferred are kept apart', () => {
    const answers = answersOf({ ceiling: 'inferred', physical: 'observed', capacity: 'no', bill: 'observed' });
    expect(answers.map(({ ground }) => ground)).toEqual(['inferred', 'observed', null, 'observed']);
  });

  test('lengths: cost without a cache, and nothing of reuse', () => {
    const answers = answersOf({ ceiling: 'no', physical: 'no', capacity: 'no', bill: 'without-cache' });
    expect(answers.map(({ ground }) => ground)).toEqual([null, null, null, 'computed']);
    expect(answers.at(-1)?.how).toContain('without a cache');
  });
});

describe('spreads', () => {
  test('are of what the log has; causes of gaps only where they are told apart', () => {
    const none = { all: null, afterTool: null, afterPerson: null, unknown: null };
    expect(spreadRows(summaryWith({ prompt: null, output: null, turnsPerAgent: null, gaps: none }))).toEqual([]);
    const unknown = { ...none, all: spread(30), unknown: spread(30) };
    expect(spreadRows(summaryWith({ gaps: unknown })).map(({ label }) => label)).not.toContain('Gap, cause not told');
    const causes = { ...unknown, afterTool: spread(10) };
    const rows = spreadRows(summaryWith({ gaps: causes }));
    expect(rows.map(({ label }) => label).slice(-3)).toEqual(['Gap, all', 'Gap after a tool', 'Gap, cause not told']);
    expect(rows.at(-2)?.format(90)).toBe('1.5 min');
  });

  test('in words', () => {
    expect(medianInWords({ spread: spread(24_000), format: String })).toBe('median 24000, a tenth above 48000');
    expect(medianInWords({ spread: null, format: String })).toContain('not in the log');
  });
});

describe('sessions and span', () => {
  test('are counted where the log tells them apart', () => {
    expect(sessionsInWords(summaryWith({ sessions: 2, agents: 5 }))).toBe('in 2 sessions, by 5 agents');
    expect(sessionsInWords(summaryWith({ sessions: 1, agents: 1 }))).toBe('in 1 session');
    expect(sessionsInWords(summaryWith({ sessions: null, agents: null }))).toBe('sessions are not told apart');
    expect(sessionsInWords(summaryWith({ sessions: null, agents: null, isPerRequest: false }))).toContain(
      'rows of a report',
    );
  });

  test('have dates where the log has', () => {
    const firstSeconds = Date.UTC(2026, 0, 2) / 1_000;
    expect(spanInWords(summaryWith({ firstSeconds, lastSeconds: firstSeconds + 3_600 }))).toBe(
      '2026-01-02 00:00 to 2026-01-02 01:00 UTC',
    );
    expect(spanInWords(summaryWith({ firstSeconds: 0, lastSeconds: 10 }))).toContain('no dates');
    expect(spanInWords(summaryWith({ firstSeconds: null, lastSeconds: null }))).toBe('no requests');
  });
});
