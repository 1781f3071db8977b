import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpendLine } from '../../domain/spend/lines.ts';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { compareClasses, type ClassComparison } from './classes.ts';
import type { InvoiceLine } from './invoice.ts';
import { reconcile } from './reconcile.ts';
import type { RateOnSale } from './rates-on-sale.ts';

/** 10⁶ tokens of input at 5, 80 × 10⁶ written at 6.25, reads and pings at 0.5, output at 25. */
const EXPECTED: readonly SpendLine[] = [
  { class: 'uncachedInput', tokens: 1e6, usd: 5 },
  { class: 'cacheWrite:5m', tokens: 80e6, usd: 500 },
  { class: 'cacheRead', tokens: 900e6, usd: 450 },
  { class: 'pings', tokens: 100e6, usd: 50 },
  { class: 'output', tokens: 10e6, usd: 250 },
];
const EXPECTED_USD = 1_255;

const rateAt = (part: Pick<RateOnSale, 'class' | 'usdPerMTok'> & Partial<RateOnSale>): RateOnSale => ({
  ttlId: null,
  modelName: 'a model',
  conditions: [],
  departures: 0,
  fromDay: '2026-11-01',
  toDay: '2026-12-01',
  ...part,
});
const RATES: readonly RateOnSale[] = [
  rateAt({ class: 'cacheWrite', ttlId: '5m', usdPerMTok: 6.25 }),
  rateAt({ class: 'cacheWrite', ttlId: '1h', usdPerMTok: 10 }),
  rateAt({ class: 'storage', usdPerMTok: 4.5 }),
];

const compare = ({ lines, totalUsd }: { lines: readonly InvoiceLine[]; totalUsd: number }): ClassComparison =>
  compareClasses({ invoice: { totalUsd, lines }, expected: EXPECTED, rates: RATES });

describe('the difference of a class', () => {
  test('falls into more tokens and another rate', () => {
    const lines = [{ class: 'cacheWrite', tokens: 100e6, usd: 1_000 }] as const;
    const { rows, remainderUsd } = compare({ lines, totalUsd: EXPECTED_USD + 500 });
    expect(rows[0]).toMatchObject({
      expectedTokens: 80e6,
      expectedUsd: 500,
      expectedUsdPerMTok: 6.25,
      impliedUsdPerMTok: 10,
      tokensUsd: 125,
      rateUsd: 375,
      differenceUsd: 500,
      rate: { kind: 'on-sale', matches: [{ ttlId: '1h', usdPerMTok: 10 }] },
    });
    expect(remainderUsd).toBeCloseTo(0, 9);
  });

  test('counts keep-warm pings as the reads that they are billed as', () => {
    const { rows } = compare({ lines: [{ class: 'cacheRead', tokens: 1_000e6, usd: 500 }], totalUsd: EXPECTED_USD });
    expect(rows[0]).toMatchObject({ expectedTokens: 1_000e6, differenceUsd: 0, rate: { kind: 'as-expected' } });
  });

  test('of dollars alone is not split, of tokens alone is taken at the expected rate', () => {
    const { rows } = compare({
      lines: [
        { class: 'output', usd: 300 },
        { class: 'input', tokens: 3e6 },
      ],
      totalUsd: EXPECTED_USD,
    });
    expect(rows[0]).toMatchObject({ tokensUsd: null, rateUsd: null, differenceUsd: 50, rate: null });
    expect(rows[1]).toMatchObject({ tokensUsd: 10, rateUsd: null, differenceUsd: 10, rate: null });
  });

  test('of which nothing is expected is valued at the plain rate, or as a whole', () => {
    const { rows } = compare({
      lines: [
        { class: 'cacheWrite:1h', tokens: 2e6, usd: 20 },
        { class: 'storage', tokens: 1e6, usd: 5 },
        { class: 'other', usd: 7 },
        { class: 'cacheWrite:7d', tokens: 1e6, usd: 9 },
      ],
      totalUsd: EXPECTED_USD,
    });
    expect(rows[0]).toMatchObject({ expectedUsd: 0, expectedUsdPerMTok: 10, tokensUsd: 20, rateUsd: 0 });
    expect(rows[1]).toMatchObject({ expectedUsdPerMTok: 4.5, tokensUsd: 4.5, rateUsd: 0.5 });
    expect(rows[2]).toMatchObject({ expectedUsdPerMTok: null, differenceUsd: 7, rate: null });
    // Nobody sells a life of 7 days: its rate lies between the two that are sold.
    expect(rows[3]).toMatchObject({ expectedUsdPerMTok: null, differenceUsd: 9, rate: { kind: 'between' } });
  });

  test('of no tokens has no rate', () => {
    const { rows } = compare({ lines: [{ class: 'output', tokens: 0, usd: 0 }], totalUsd: EXPECTED_USD });
    expect(rows[0]).toMatchObject({ impliedUsdPerMTok: null, rate: null, tokensUsd: -250, differenceUsd: -250 });
  });
});

test('what no class explains is stated, and where it comes from', () => {
  const lines = [{ class: 'output', usd: 300 }] as const;
  const { differenceUsd, remainderUsd, notEnteredUsd, outsideLinesUsd } = compare({ lines, totalUsd: 2_000 });
  expect(differenceUsd).toBe(745);
  expect(remainderUsd).toBe(695);
  // $1,700 of the invoice in no line, $1,005 expected of classes that are not on it.
  expect([outsideLinesUsd, notEnteredUsd]).toEqual([1_700, 1_005]);
});

test('classes and remainder come to the difference, whatever the invoice', () => {
  const amounts = fc.record(
    { tokens: fc.oneof(fc.constant(0), magnitudes(1, 1e12)), usd: fc.oneof(fc.constant(0), magnitudes(0.01, 1e7)) },
    { requiredKeys: [] },
  );
  const classes = ['input', 'output', 'cacheRead', 'cacheWrite', 'storage', 'other'] as const;
  fc.assert(
    fc.property(
      between(1, 1e7),
      fc.uniqueArray(fc.constantFrom(...classes)),
      fc.array(amounts),
      (totalUsd, names, all) => {
        const lines = names.map((name, i): InvoiceLine => ({ class: name, usd: 1, ...all[i] }));
        const { rows, remainderUsd, differenceUsd, notEnteredUsd, outsideLinesUsd } = compare({ lines, totalUsd });
        const size = Math.max(totalUsd, ...rows.map((row) => Math.abs(row.differenceUsd)), 1);
        const sum = rows.reduce((total, row) => total + row.differenceUsd, remainderUsd);
        expect(sum / size).toBeCloseTo(differenceUsd / size, 9);
        expect((outsideLinesUsd - notEnteredUsd) / size).toBeCloseTo(remainderUsd / size, 9);
        for (const { tokensUsd, rateUsd, differenceUsd: whole } of rows)
          if (tokensUsd !== null && rateUsd !== null) expect((tokensUsd + rateUsd) / size).toBeCloseTo(whole / size, 9);
      },
    ),
  );
});

describe('the lines of a whole invoice', () => {
  const scenario = { ...BASE_SCENARIO, offerId: 'anthropic/claude-opus-4-6' };
  const period = { fromDay: '2026-11-01', toDay: '2026-12-01' };
  const costsOf = (lines: readonly InvoiceLine[], totalUsd: number, classesAgainst?: string) => {
    const invoice = { ...period, totalUsd, lines };
    const result = reconcile({ scenario, book: WHOLE_BOOK, invoice, ...(classesAgainst && { classesAgainst }) });
    if (result.status !== 'reconciled' || result.classes === null) throw new Error('no classes');
    return { ...result, classes: result.classes };
  };
  const { candidates } = costsOf([{ class: 'other', usd: 1 }], 1).costs;
  const short = candidates.find(({ label }) => label === '5m, no pings');
  if (!short) throw new Error('no such policy');
  const tokensOf = (name: string): number =>
    short.lines.reduce((sum, line) => sum + (line.class.startsWith(name) ? (line.tokens ?? 0) : 0), 0);
  // Opus 4.6 sells input at 5, writes at 6.25 for 5 minutes and 10 for an hour, reads at 0.5, output at 25.
  const billed = (writeRate: number): readonly (InvoiceLine & { usd: number })[] =>
    (
      [
        ['input', 'uncachedInput', 5],
        ['cacheWrite', 'cacheWrite', writeRate],
        ['cacheRead', 'cacheRead', 0.5],
        ['output', 'output', 25],
      ] as const
    ).map(([name, of, rate]) => ({ class: name, tokens: tokensOf(of), usd: (tokensOf(of) * rate) / 1e6 }));
  const totalOf = (lines: readonly { usd: number }[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);

  test('of the policy itself leave nothing', () => {
    const lines = billed(6.25);
    const { classes, explanations } = costsOf(lines, totalOf(lines), short.id);
    expect(explanations[0]?.label).toBe('5m, no pings');
    for (const row of classes.rows) expect(row.differenceUsd).toBeCloseTo(0, 6);
    for (const row of classes.rows) if (row.tokens !== 0) expect(row.rate?.kind).toBe('as-expected');
    expect(classes.remainderUsd).toBeCloseTo(0, 6);
  });

  test('with writes at the price of the wrong life say so, and how much it is', () => {
    const lines = billed(10);
    const { classes } = costsOf(lines, totalOf(lines), short.id);
    const writes = classes.rows.find((row) => row.class === 'cacheWrite');
    expect(writes?.rate).toMatchObject({ kind: 'on-sale', matches: [{ ttlId: '1h', usdPerMTok: 10, conditions: [] }] });
    expect(writes?.expectedUsdPerMTok).toBeCloseTo(6.25, 9);
    expect(writes?.tokensUsd).toBeCloseTo(0, 6);
    expect(writes?.rateUsd).toBeCloseTo((tokensOf('cacheWrite') * 3.75) / 1e6, 6);
    expect(writes?.differenceUsd).toBeCloseTo(classes.differenceUsd, 6);
  });
});
