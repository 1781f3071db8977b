import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { problemOfAmounts, type InvoiceClass } from '../../../../evaluate/reconcile/invoice.ts';
import { costPeriod } from '../../../../evaluate/reconcile/reconcile.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import {
  classesFor,
  hasMoreLines,
  invoiceOf,
  periodOf,
  startingForm,
  withEntry,
  withMoreLines,
  withoutEntry,
  type ReconcileForm,
} from './reconcile-form.ts';

const START = startingForm('2026-11-20');
const CLASSES: readonly InvoiceClass[] = ['input', 'cacheWrite', 'cacheWrite:5m', 'cacheRead', 'output', 'other'];
const NOVEMBER = { fromDay: '2026-11-01', toDay: '2026-12-01' };

describe('the period', () => {
  test.each([
    ['2026-11-20', '2026-11-01', '2026-11-30'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
    ['2024-02-29', '2024-02-01', '2024-02-29'],
    ['2027-01-01', '2027-01-01', '2027-01-31'],
  ])('of %s is its month', (day, firstDay, lastDay) => {
    expect(startingForm(day)).toMatchObject({ firstDay, lastDay });
  });

  test('ends after the last day, and not before it begins', () => {
    expect(periodOf(START)).toEqual(NOVEMBER);
    expect(periodOf({ firstDay: '2026-11-05', lastDay: '2026-11-05' })).toEqual({
      fromDay: '2026-11-05',
      toDay: '2026-11-06',
    });
    expect(periodOf({ firstDay: '2026-11-05', lastDay: '2026-11-04' })).toMatchObject({
      lacks: expect.stringContaining('before the first'),
    });
  });
});

describe('the invoice', () => {
  test('is none without a total, and has the lines that say something', () => {
    expect(invoiceOf({ form: START, period: NOVEMBER })).toBeNull();
    const form: ReconcileForm = {
      ...START,
      totalUsd: 100,
      entries: [
        { id: 1, class: 'input', tokens: null, usd: null },
        { id: 2, class: 'output', tokens: 0, usd: null },
        { id: 3, class: 'other', tokens: 7, usd: 5 },
      ],
    };
    expect(invoiceOf({ form, period: NOVEMBER })).toEqual({
      ...NOVEMBER,
      totalUsd: 100,
      lines: [
        { class: 'output', tokens: 0 },
        { class: 'other', usd: 5 },
      ],
    });
  });
});

describe('lines', () => {
  test('come as the usual ones first, then one by one, without any that count twice', () => {
    const first = withMoreLines({ form: START, classes: CLASSES });
    expect(first.entries.map((entry) => entry.class)).toEqual(['input', 'cacheWrite', 'cacheRead', 'output']);
    const second = withMoreLines({ form: first, classes: CLASSES });
    expect(second.entries.slice(-1)).toEqual([{ id: 5, class: 'other', tokens: null, usd: null }]);
    // Writes stand together already.
    expect(hasMoreLines({ form: second, classes: CLASSES })).toBe(false);
    const split = withoutEntry({ form: second, id: 2 });
    expect(withMoreLines({ form: split, classes: CLASSES }).entries.at(-1)?.class).toBe('cacheWrite');
    const byLife = withEntry({ form: second, id: 2, change: { class: 'cacheWrite:5m', usd: 3 } });
    expect(hasMoreLines({ form: byLife, classes: CLASSES })).toBe(false);
    const invoice = invoiceOf({ form: { ...byLife, totalUsd: 9 }, period: NOVEMBER });
    expect(invoice && problemOfAmounts(invoice)).toBeNull();
  });

  test('are of the classes that the offers in use can bill', () => {
    const of = (offerId: string) => {
      const costs = costPeriod({ scenario: { ...BASE_SCENARIO, offerId }, book: WHOLE_BOOK, period: NOVEMBER });
      return costs.status === 'costed' ? classesFor(costs) : [];
    };
    expect(of('anthropic/claude-opus-5-5')).toEqual([
      'input',
      'cacheWrite',
      'cacheWrite:1h',
      'cacheWrite:5m',
      'cacheRead',
      'output',
      'other',
    ]);
    expect(of('cohere/command-a')).toEqual(['input', 'output', 'other']);
    expect(of('google/gemini-3.8-flash')).toContain('storage');
  });
});
