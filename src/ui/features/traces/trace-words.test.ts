import { describe, expect, test } from 'vitest';
import { LOG_FORMATS } from '../../../engine/readers/log.ts';
import { DENOMINATORS } from './rules/rules-words.ts';
import { surfacePoint } from './testing/trace-fixtures.ts';
import {
  counted,
  FORMATS,
  formatName,
  formatsInWords,
  groundOf,
  rateOf,
  sessionName,
  timeHead,
  timeText,
} from './trace-words.ts';

describe('formats', () => {
  test('every one that is read has a name', () => {
    expect(FORMATS.toSorted()).toEqual(LOG_FORMATS.toSorted());
    expect(new Set(FORMATS.map(formatName)).size).toBe(LOG_FORMATS.length);
  });

  test('are listed by what they hold', () => {
    expect(formatsInWords('lengths')).toBe('Azure LLM inference trace');
    expect(formatsInWords('blocks')).toMatch(/^Mooncake trace, .* and agent trace with texts$/);
    expect(formatsInWords('usage')).toContain('Claude Code sessions');
  });
});

describe('times', () => {
  test('of a log with dates are dates', () => {
    const firstSeconds = Date.UTC(2026, 6, 14, 9, 31) / 1_000;
    expect(timeText({ seconds: firstSeconds + 60, firstSeconds })).toBe('2026-07-14 09:32');
    expect(timeHead(firstSeconds)).toBe('time, UTC');
  });

  test('of a log without are counted from its first request', () => {
    expect(timeText({ seconds: 5_410, firstSeconds: 10 })).toBe('+1.5 h');
    expect(timeText({ seconds: 10, firstSeconds: 10 })).toBe('0 s');
    expect(timeHead(10)).toBe('after the first request');
    expect(timeHead(null)).toBe('after the first request');
  });
});

test('counts, sessions and grounds', () => {
  expect([counted({ count: 1, one: 'file' }), counted({ count: 1_200, one: 'file' })]).toEqual([
    '1 file',
    '1,200 files',
  ]);
  expect(sessionName(0)).toBe('1');
  expect([groundOf('exact'), groundOf('inferred')]).toEqual(['computed', 'inferred']);
});

test('the rate that is asked for', () => {
  const { rates } = surfacePoint({ ratio: 0.81 });
  const shown = DENOMINATORS.map(({ value: denominator }) => rateOf({ rates, denominator }));
  expect(shown).toEqual([rates.ofTokens, rates.ofBlocks, rates.meanOfTokenRatios, rates.ofRequests]);
  expect(new Set(shown).size).toBe(4);
});
