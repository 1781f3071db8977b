import { describe, expect, test } from 'vitest';
import { dayAfter, daysBetween, problemOfAmounts, problemOfPeriod, type Invoice, type InvoiceLine } from './invoice.ts';

describe('the days of an invoice', () => {
  test.each([
    ['2026-11-01', '2026-12-01', null],
    ['2026-11-01', '2026-11-02', null],
    ['2026-11-01', '2026-11-01', 'ends before it begins'],
    ['2026-12-01', '2026-11-01', 'ends before it begins'],
    ['2026-02-31', '2026-03-31', 'no date'],
    ['2026-11-01', '', 'no date'],
    ['2026-11-01T00:00Z', '2026-12-01', 'no date'],
    ['2024-01-01', '2025-01-01', null],
    ['2025-01-01', '2026-01-03', 'more than a year'],
    ['0001-01-01', '9999-12-31', 'more than a year'],
  ])('from %s to %s', (fromDay, toDay, problem) => {
    const found = problemOfPeriod({ fromDay, toDay });
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });

  test('are counted by the calendar, leap days and summer time included', () => {
    expect(daysBetween({ fromDay: '2026-11-01', toDay: '2026-12-01' })).toBe(30);
    expect(daysBetween({ fromDay: '2024-02-01', toDay: '2024-03-01' })).toBe(29);
    expect(daysBetween({ fromDay: '2026-03-01', toDay: '2026-04-01' })).toBe(31);
    expect(dayAfter({ day: '2026-12-01', days: -1 })).toBe('2026-11-30');
    expect(dayAfter({ day: '2024-02-28', days: 1 })).toBe('2024-02-29');
  });
});

describe('the amounts of an invoice', () => {
  test.each([0, -1, -0, NaN, Infinity, -Infinity, 1e13, Number.MAX_VALUE])('a total of %s is refused', (totalUsd) => {
    expect(problemOfAmounts({ totalUsd })).toMatch(/^The total .*\.$/);
  });

  test.each([0.01, 41_200, 1e12])('a total of %s is taken', (totalUsd) => {
    expect(problemOfAmounts({ totalUsd })).toBeNull();
  });

  test.each<readonly [string, Invoice['lines'], string]>([
    ['nothing', [{ class: 'input' }], 'neither tokens nor dollars'],
    ['negative tokens', [{ class: 'input', tokens: -1 }], 'tokens of the line'],
    ['no number of tokens', [{ class: 'input', tokens: NaN }], 'tokens of the line'],
    ['endless tokens', [{ class: 'input', tokens: Infinity }], 'tokens of the line'],
    ['a credit', [{ class: 'output', usd: -5 }], 'Credits'],
    ['no number of dollars', [{ class: 'output', usd: NaN }], 'dollars of the line'],
    ['other charges by the token', [{ class: 'other', tokens: 5 }], 'give their dollars'],
    [
      'a class twice',
      [
        { class: 'input', usd: 1 },
        { class: 'input', usd: 2 },
      ],
      'put them together',
    ],
    [
      'writes twice',
      [
        { class: 'cacheWrite', usd: 1 },
        { class: 'cacheWrite:5m', usd: 2 },
      ],
      'count twice',
    ],
  ])('%s in a line is refused', (_what, lines = [], problem) => {
    expect(problemOfAmounts({ totalUsd: 100, lines })).toContain(problem);
  });

  test('more classes than there are is refused, and 0 is an amount', () => {
    const many = Array.from({ length: 41 }, (_, i): InvoiceLine => ({ class: `cacheWrite:${i}`, usd: 1 }));
    expect(problemOfAmounts({ totalUsd: 100, lines: many })).toContain('more than 40');
    expect(problemOfAmounts({ totalUsd: 100, lines: [{ class: 'cacheRead', tokens: 0, usd: 0 }] })).toBeNull();
  });
});
