import { describe, expect, test } from 'vitest';
import type { AsReported } from '../../../../evaluate/traces/as-reported.ts';
import type { TraceAdvice } from '../../../../evaluate/traces/trace-advice.ts';
import type { PricedTraceBill, TraceBill } from '../../../../evaluate/traces/trace-bills.ts';
import { adviceRows, ttlText, worthText } from './advice-words.ts';
import {
  againstText,
  billInWords,
  notesOn,
  policyText,
  reportedInWords,
  shownBills,
  warehouseText,
} from './bill-words.ts';

const bill = (id: string, change: Partial<PricedTraceBill> = {}): PricedTraceBill =>
  ({
    status: 'priced',
    offer: { id, modelName: id.toUpperCase(), sellerName: 'Seller' },
    isCurrent: false,
    strategy: { kind: 'shared' },
    policy: '5m',
    pings: 0,
    usd: 10,
    hitRatio: 0.5,
    withoutCacheUsd: 40,
    notes: [],
    warehouse: { status: 'unavailable', reason: 'the log does not show what is sent again' },
    ...change,
  }) as unknown as PricedTraceBill;

describe('bills', () => {
  test('the scenario’s offer comes first, then so many of the cheapest; those that cannot do it are left out', () => {
    const excluded = { status: 'excluded', offer: { id: 'x' }, isCurrent: false, reason: 'no' } as unknown as TraceBill;
    const bills = [bill('a'), bill('b'), bill('c', { isCurrent: true }), bill('d'), excluded];
    const ids = (most: number) => shownBills({ bills, most }).map(({ offer }) => offer.id);
    expect(ids(2)).toEqual(['c', 'a', 'b']);
    expect(ids(Infinity)).toEqual(['c', 'a', 'b', 'd']);
  });

  test('in words', () => {
    expect(billInWords({ current: bill('m'), whyNone: null })).toBe(
      'At M this log costs $10.00 at best (5m), $40.00 without a cache.',
    );
    expect(billInWords({ current: bill('m', { withoutCacheUsd: 10 }), whyNone: null })).not.toContain('without');
    const asReported = { status: 'priced', usd: 9 } as unknown as AsReported;
    expect(billInWords({ current: bill('m', { asReported }), whyNone: null })).toContain(
      'costs $10.00 as far as it shows what could be read (5m)',
    );
    expect(billInWords({ current: null, whyNone: 'Too long.' })).toBe(
      'It has no price at the scenario’s offer. Too long.',
    );
    expect(policyText(bill('m'))).toBe('50.0 % from cache · 5m');
    expect(policyText(bill('m', { strategy: { kind: 'none' }, policy: 'no caching' }))).toBe('no caching');
    expect([againstText({ usd: 5, currentUsd: 10 }), againstText({ usd: 5, currentUsd: null })]).toEqual([
      '0.5 ×',
      '–',
    ]);
  });

  test('what a warehouse would have charged, and what of it is not known', () => {
    const priced = { status: 'priced', usd: 7, hitRatio: 0.9, lines: [], rentUsd: 1 } as const;
    expect(warehouseText(priced)).toBe('$7.00');
    expect(warehouseText({ ...priced, rentUsd: null })).toBe('$7.00 + rent');
    expect(warehouseText({ status: 'unavailable', reason: 'no read price' })).toBe('–');
    expect(notesOn(bill('m'))).toEqual([
      'What a warehouse would have charged cannot be told: the log does not show what is sent again.',
    ]);
    expect(notesOn(bill('m', { warehouse: priced, notes: ['Rough.'] }))).toEqual(['Rough.']);
  });

  test('what was observed stands beside what it would cost', () => {
    const reported: AsReported = {
      status: 'priced',
      usd: 12,
      hitRatio: 0.8,
      lines: [],
      reportedUsd: 11.5,
      rowsWithoutUsd: 2,
      untoldReads: 3,
    };
    expect(reportedInWords(reported)).toEqual([
      'Observed: the log says $11.50 was paid, and nothing of 2 rows.',
      'The very tokens it reports, read and written as they were, cost $12.00 at the scenario’s offer, 80.0 % of prompt tokens read where it says so.',
      '3 requests of it do not say what they read and count as plain input.',
    ]);
    const says = (change: Partial<AsReported>) => reportedInWords({ ...reported, ...change } as AsReported)[1];
    expect(says({ untoldReads: 0 })).toMatch(/offer, 80\.0 % of prompt tokens read\.$/);
    // That nothing was read is not known.
    expect(says({ hitRatio: null })).toMatch(/cost \$12\.00 at the scenario’s offer\.$/);
    const none: AsReported = {
      status: 'unavailable',
      hitRatio: null,
      reason: 'no reads are sold',
      reportedUsd: null,
      rowsWithoutUsd: 0,
      untoldReads: 0,
    };
    expect(reportedInWords(none)).toEqual([
      'The log does not say what was paid.',
      'The very tokens it reports have no price at the scenario’s offer: no reads are sold.',
    ]);
  });
});

const ADVICE: TraceAdvice = {
  offerName: 'M',
  withoutCacheUsd: 100,
  lives: [
    {
      policy: '5m + 1 ping',
      pings: 1,
      usd: 60,
      hitRatio: 0.9,
      ttlId: '5m',
      lifeSeconds: 300,
      savesUsd: 40,
      savesRatio: 0.4,
    },
  ],
  pings: {
    everySeconds: 300,
    pings: 1,
    breakEvenIdleSeconds: 3_450,
    untilIdleSeconds: 600,
    pingedTokens: 2e6,
    costUsd: 3,
  },
  gaps: {
    lifeSeconds: 300,
    ttlId: '5m',
    gaps: 4,
    againTokens: 80_000,
    usd: 0.5,
    dearest: [
      { session: 1, agent: 1, startSeconds: 9, gapSeconds: 400, promptTokens: 9_000, againTokens: 8_000, usd: 0.25 },
    ],
  },
  warehouse: { usd: 50, hitRatio: 0.95, savesUsd: 10, savesRatio: 1 / 6, rentUsd: null },
};

describe('advice', () => {
  test('each with its numbers', () => {
    const rows = adviceRows(ADVICE);
    expect(rows.map(({ id, worth }) => [id, worth])).toEqual([
      ['life', 'saves $40.00, 40.0 %'],
      ['pings', 'pings cost $3.00'],
      ['gaps', 'costs $0.50'],
      ['warehouse', 'saves $10.00, 16.7 %'],
    ]);
    expect(rows[0]?.why).toBe('5m + 1 ping: $60.00 with 90.0 % read; $100 without a cache.');
    expect(rows[1]?.why).toContain('idle for less than 58 min');
    expect(rows[2]?.why).toContain('The dearest gap, 6.67 min in session 2, costs $0.25.');
    expect(rows[3]?.why).toContain('Rent is not counted');
  });

  test('says where nothing is won', () => {
    const [life] = ADVICE.lives;
    const rows = adviceRows({
      ...ADVICE,
      lives: life ? [{ ...life, savesUsd: -5, savesRatio: -0.05 }] : [],
      pings: ADVICE.pings && { ...ADVICE.pings, pings: 0, breakEvenIdleSeconds: null },
      gaps: ADVICE.gaps && { ...ADVICE.gaps, againTokens: 0 },
      warehouse: null,
    });
    expect(rows.map(({ id }) => id)).toEqual(['life', 'pings']);
    expect(rows[0]).toMatchObject({ sentence: expect.stringContaining('No life'), worth: 'costs $5.00 more' });
    expect(rows[1]).toMatchObject({ worth: '', why: 'At these prices a ping never pays.' });
    expect(adviceRows({ ...ADVICE, lives: [], pings: null, gaps: null, warehouse: null })).toEqual([]);
  });

  test('what it is worth, and whose cache', () => {
    expect(worthText({ savesUsd: null, savesRatio: null })).toBe('');
    expect([ttlText('auto'), ttlText('1h')]).toEqual(['the automatic cache', 'the 1h cache']);
  });
});
