import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import type { InvoiceLine } from '../../../../evaluate/reconcile/invoice.ts';
import {
  costPeriod,
  holdAgainst,
  type PeriodCosts,
  type Reconciliation,
} from '../../../../evaluate/reconcile/reconcile.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import {
  classText,
  dollarsText,
  expectedText,
  periodText,
  plausibilityText,
  rateFindingText,
  rateNameText,
  solvedText,
  verdictText,
} from './words.ts';

const NOVEMBER = { fromDay: '2026-11-01', toDay: '2026-12-01' };

function costedAt(offerId: string, period = NOVEMBER): PeriodCosts {
  const costs = costPeriod({ scenario: { ...BASE_SCENARIO, offerId }, book: WHOLE_BOOK, period });
  if (costs.status !== 'costed') throw new Error(costs.reason);
  return costs;
}

const OPUS = costedAt('anthropic/claude-opus-4-6');

function heldAgainst({
  totalUsd,
  lines = [],
  costs = OPUS,
}: {
  totalUsd: number;
  lines?: readonly InvoiceLine[];
  costs?: PeriodCosts;
}): Reconciliation {
  const result = holdAgainst({ costs, invoice: { ...costs.period, totalUsd, lines } });
  if (result.status !== 'reconciled') throw new Error(result.reason);
  return result;
}

const costOf = (label: string): number => OPUS.candidates.find((one) => one.label === label)?.usd ?? NaN;

describe('the verdict', () => {
  const expectedUsd = OPUS.expected.usd;
  const expected = dollarsText(expectedUsd);

  test('names what explains the invoice, and that other things would', () => {
    const label = 'Provider default: 5m, whole prompt only';
    const totalUsd = Math.round(costOf(label)) + 40;
    const text = verdictText(heldAgainst({ totalUsd }));
    const more = dollarsText(totalUsd - expectedUsd);
    expect(text).toContain(`${dollarsText(totalUsd)} invoiced, ${expected} expected at the best policy: ${more} more.`);
    expect(text).toContain(`“${label}” explains it within 0.1 %.`);
  });

  test('says that something comes near without explaining it', () => {
    const text = verdictText(heldAgainst({ totalUsd: costOf('No caching') * 1.03 }));
    expect(text).toContain('more. “No caching” comes nearest, within 2.9 %.');
  });

  test('says that there is nothing to explain', () => {
    expect(verdictText(heldAgainst({ totalUsd: expectedUsd }))).toContain(
      ': the same. That is within 0.1 % of the invoice: there is nothing to explain.',
    );
    expect(verdictText(heldAgainst({ totalUsd: expectedUsd * 0.995 }))).toContain('less. That is within 0.5 %');
  });

  test('says that nothing explains it', () => {
    const text = verdictText(heldAgainst({ totalUsd: 10 }));
    expect(text).toMatch(
      /less\. No single explanation comes within 5 %; the nearest, “.+”, leaves −\$[\d,]+ \([\d,.]+ %\)\.$/,
    );
  });

  test('is what is expected while there is no total', () => {
    expect(expectedText(OPUS)).toMatch(
      /^\$[\d,]+ is expected at the best policy; the \d+ ways .* go from \$[\d,]+ to \$[\d,]+\.$/,
    );
  });
});

describe('the rate of a class', () => {
  const finding = (line: InvoiceLine, costs = OPUS): string | null => {
    const [row] = heldAgainst({ totalUsd: 1_000, lines: [line], costs }).classes?.rows ?? [];
    if (!row) throw new Error('no row');
    return rateFindingText({ row, costs });
  };

  test('that is of another life is said to be', () => {
    expect(finding({ class: 'cacheWrite', tokens: 40e6, usd: 400 })).toBe(
      'Cache writes came to 10.00 a million tokens: the 1h rate, not 6.25 (the 5m rate).',
    );
  });

  test('is nothing to speak of where it is expected or not known', () => {
    expect(finding({ class: 'cacheWrite', tokens: 40e6, usd: 250 })).toBeNull();
    expect(finding({ class: 'output', usd: 250 })).toBeNull();
    expect(finding({ class: 'other', usd: 250 })).toBeNull();
  });

  test('that is no rate on sale lies between two or beyond all', () => {
    expect(finding({ class: 'cacheWrite', tokens: 40e6, usd: 300 })).toContain(
      'between 6.25 (the 5m rate) and 10.00 (the 1h rate), as if 33.3 % of them',
    );
    expect(finding({ class: 'output', tokens: 1e6, usd: 5_000 })).toContain('beyond every rate on sale');
    expect(finding({ class: 'cacheRead', tokens: 1e6, usd: 1 }, costedAt('cohere/command-a'))).toContain(
      'has no such rate',
    );
  });

  test('that changed within the period has its days', () => {
    const costs = costedAt('google/gemini-4-argon', { fromDay: '2026-11-15', toDay: '2026-12-15' });
    expect(finding({ class: 'output', tokens: 1e6, usd: 10 }, costs)).toMatch(
      /^Output came to 10\.00 a million tokens: the plain rate before 2026-12-01, not the expected /,
    );
    expect(costs.rates.map((rate) => rateNameText({ rate, period: costs.period }))).toContain(
      'the rate of batch from 2026-12-01 on',
    );
  });
});

test('figures, classes and days in words', () => {
  expect([0, 3.5, -3.5, 99.999, 100.4, -41_200.6, -0.001].map(dollarsText)).toEqual([
    '$0',
    '$3.5',
    '−$3.5',
    '$100',
    '$100',
    '−$41,201',
    '$0',
  ]);
  expect([classText('cacheWrite:auto'), classText('cacheWrite'), classText('storage')]).toEqual([
    'Cache writes, automatic',
    'Cache writes',
    'Storage',
  ]);
  expect(periodText(NOVEMBER)).toBe('2026-11-01 to 2026-11-30');
  expect(periodText({ fromDay: '2026-11-30', toDay: '2026-12-01' })).toBe('2026-11-30');
  expect([solvedText({ kind: 'volume', value: 1.1234 }), solvedText({ kind: 'retries', value: 0.05 })]).toEqual([
    '× 1.123',
    '5.0 %',
  ]);
  const solved = { kind: 'discount', status: 'solved', value: 0.3, expected: 0, range: { from: 0, to: 0.25 } } as const;
  expect(plausibilityText({ ...solved, plausibility: 'unusual' })).toBe('unusual: 0.0 % to 25.0 % would be plausible');
  expect(plausibilityText({ ...solved, plausibility: 'plausible' })).toBe('plausible (0.0 % to 25.0 %)');
});
