import { describe, expect, test } from 'vitest';
import type { HitSurface, TraceReport } from '../../../../state/trace-types.ts';
import { summaryWith } from '../testing/trace-fixtures.ts';
import { COUNT_SCOPE_WORDS, rulesFor, rulesInWords, SLOTS_WORDS } from './rules-words.ts';

const surface = (blockCount: 'floor' | 'ceil', blockCountNote: string | null) =>
  ({
    blockCount,
    blockCountNote,
    outputs: { state: 'not-inserted', why: 'It is not known.', atMostTokens: 1_200, atMostRatio: 0.02 },
  }) as unknown as HitSurface;
const report = (change: Partial<TraceReport>) =>
  ({ surface: null, reuse: { basis: 'exact' }, ...change }) as unknown as TraceReport;

test('only rules that can change anything are offered', () => {
  const sessions = summaryWith({ evidence: 'blocks', format: 'kv-cache-tester', sessions: 3 });
  expect(rulesFor(sessions)).toEqual({ isReplayed: true, hasSlots: true, hasLife: true });
  expect(rulesFor({ ...sessions, sessions: 1 }).hasSlots).toBe(false);
  expect(rulesFor(summaryWith({}))).toEqual({ isReplayed: false, hasSlots: false, hasLife: true });
  expect(rulesFor(summaryWith({ evidence: 'lengths', sessions: null })).hasLife).toBe(false);
  expect(rulesFor(summaryWith({ sessions: null })).hasLife).toBe(false);
});

test('rules about counting say what they leave alone', () => {
  expect(COUNT_SCOPE_WORDS).toContain('Bills, gaps and sessions are in tokens');
  expect(SLOTS_WORDS).toContain('not bills, gaps or sessions');
});

describe('the rules in force', () => {
  const summary = summaryWith({});

  test('say how the last block counts, and how much answers could add', () => {
    const rules = rulesInWords({ summary, report: report({ surface: surface('floor', null) }) });
    expect(rules[0]).toBe('A prompt’s partial last block is not counted.');
    expect(rules[1]).toContain('It is not known. Here that is 1,200 tokens, 2.0 % of all prompts.');
    expect(rulesInWords({ summary, report: report({ surface: surface('ceil', null) }) })[0]).toContain('is counted');
    const noted = report({ surface: surface('floor', 'The log counts whole blocks only.') });
    expect(rulesInWords({ summary, report: noted })[0]).toBe('The log counts whole blocks only.');
  });

  test('say what is inferred, and always what became of duplicates', () => {
    const inferred = report({ reuse: { basis: 'inferred' } as TraceReport['reuse'] });
    expect(rulesInWords({ summary, report: inferred })).toEqual([
      expect.stringContaining('taken to repeat'),
      'No duplicates were found.',
    ]);
    expect(rulesInWords({ summary, report: null })).toEqual(['No duplicates were found.']);
  });
});
