import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelById } from '../../catalog/models/index.ts';
import {
  assumedFact,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  ttlWith,
} from '../../domain/testing/builders.ts';
import { finish } from '../../engine/run-control.ts';
import type { ReadLog } from '../../engine/readers/log.ts';
import { logCases } from '../../engine/traces/testing/random-logs.ts';
import { lengthLogOf, usageLogOf } from '../../engine/traces/testing/small-logs.ts';
import { traceReportSteps } from '../../engine/traces/trace-report.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { sumOver } from './log-figures.ts';
import { isOfPrompt } from './price-log.ts';
import { pricingOf } from './pricing-of.ts';
import { bookWith, figuresWith, reuseWith } from './testing.ts';
import { traceBills, type PricedTraceBill } from './trace-bills.ts';

const PRICING = pricingOf(BASE_SCENARIO, WHOLE_BOOK);

function reportOf(log: ReadLog) {
  const rules = { lifeSeconds: 300, order: 'leaf-first', blockCount: undefined, slots: undefined } as const;
  return finish(traceReportSteps({ log, questions: { ...rules, ...PRICING } }));
}

function pricedIn(bills: ReturnType<typeof traceBills>): readonly PricedTraceBill[] {
  return bills.bills.flatMap((bill) => (bill.status === 'priced' ? [bill] : []));
}

/** Rows of one agent, as reported. */
const usageLogs = fc
  .array(
    fc.record({
      startSeconds: fc.integer({ min: 0, max: 20_000 }),
      inputTokens: fc.integer({ min: 0, max: 5_000 }),
      cacheReadTokens: fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.constant(NaN)),
      cacheWrite5mTokens: fc.integer({ min: 0, max: 1_000 }),
      outputTokens: fc.integer({ min: 0, max: 100 }),
      session: fc.nat(2),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) => usageLogOf({ rows: rows.toSorted((a, b) => a.startSeconds - b.startSeconds) }));

describe('every bill of every log', () => {
  test.each([
    ['blocks', logCases.map(({ log }): ReadLog => log)],
    ['usage', usageLogs.map((log): ReadLog => log)],
  ])('of %s: its classes make up the prompts, and nothing is cheaper than the cheapest', (_, logs) => {
    fc.assert(
      fc.property(logs, (log) => {
        const report = reportOf(log);
        const promptTokens = sumOver(report.reuse.buckets.map((bucket) => bucket.promptTokens));
        const outputTokens = sumOver(report.reuse.buckets.map((bucket) => bucket.outputTokens));
        const bills = traceBills({ report, scenario: BASE_SCENARIO, book: WHOLE_BOOK });
        expect(pricedIn(bills).length).toBeGreaterThan(60);
        for (const bill of pricedIn(bills)) {
          const { options, warehouse, asReported } = bill;
          const factor = bill.offer.tokenizerFactor.value;
          expect(bill.usd).toBe(Math.min(...options.map(({ usd }) => usd)));
          expect(asReported === null).toBe(log.evidence !== 'usage');
          const sums = [...options, ...(warehouse.status === 'priced' ? [warehouse] : [])].map(({ lines, usd }) => ({
            promptTokens: sumOver(lines.filter(isOfPrompt).map(({ tokens }) => tokens ?? 0)) / factor,
            outputTokens:
              sumOver(lines.map(({ class: name, tokens }) => (name === 'output' ? (tokens ?? 0) : 0))) / factor,
            restUsd: Math.round(1e9 * (sumOver(lines.map((line) => line.usd)) - usd)),
          }));
          for (const sum of sums) {
            sum.promptTokens = Number(sum.promptTokens.toPrecision(9));
            sum.restUsd = Math.abs(sum.restUsd);
          }
          expect(sums).toEqual(sums.map(() => ({ promptTokens, outputTokens, restUsd: 0 })));
          const reported = asReported?.status === 'priced' ? asReported.lines : [];
          if (reported.length > 0)
            expect(sumOver(reported.filter(isOfPrompt).map(({ tokens }) => tokens ?? 0))).toBe(promptTokens);
        }
        const usd = pricedIn(bills).map((bill) => bill.usd);
        expect(usd).toEqual(usd.toSorted((a, b) => a - b));
      }),
      { numRuns: 12 },
    );
  });

  test('of lengths is without a cache', () => {
    const report = reportOf(lengthLogOf([{ startSeconds: 0, inputTokens: 100_000, outputTokens: 1_000 }]));
    const { bills, explanation } = traceBills({ report, scenario: BASE_SCENARIO, book: WHOLE_BOOK });
    for (const bill of bills) {
      if (bill.status !== 'priced') continue;
      expect(bill).toMatchObject({
        policy: 'no caching',
        options: { length: 1 },
        warehouse: { status: 'unavailable' },
      });
      expect(bill.notes.join()).toContain('no caching can be priced');
    }
    // Opus 5.5: 0.1 M × 4 + 1,000 × 20.
    expect(explanation?.value).toBeCloseTo(0.42, 12);
  });
});

describe('an offer', () => {
  const log = figuresWith({
    reuse: reuseWith({
      buckets: [
        { toTokens: 300_001, promptTokens: 500_000, requests: 4 },
        { fromTokens: 300_001, promptTokens: 800_000, requests: 2 },
      ],
      reads: { 300: [200_000, 300_000], 86_400: [200_000, 300_000], Infinity: [200_000, 300_000] },
    }),
  });
  const policy = policyWith({ ttls: [ttlWith({ id: '5m', seconds: 300 })] });
  const base = offerWith({ cachePolicy: policy });
  const scenario: Scenario = { ...BASE_SCENARIO, offerId: base.id };
  const billsOf = (changes: Partial<typeof base>, change: Partial<Scenario> = {}, report = log) => {
    const book = bookWith([{ ...base, ...changes }], modelById);
    const { bills, explanation } = traceBills({ report, scenario: { ...scenario, ...change }, book });
    return { bill: bills.find(({ isCurrent }) => isCurrent), bills, explanation };
  };
  const notesOf = (...asked: Parameters<typeof billsOf>): string => {
    const { bill } = billsOf(...asked);
    return bill?.status === 'priced' ? bill.notes.join(' ') : '';
  };

  test('whose context is too short for some prompts cannot do it', () => {
    expect(billsOf({ contextTokens: assumedFact(300_000) }).bill).toMatchObject({
      status: 'excluded',
      reason: '2 of the prompts are longer than the 300,000 tokens that Model takes.',
    });
    expect(billsOf({ contextTokens: assumedFact(300_001) }).bill?.status).toBe('priced');
  });

  test('is bought as the scenario says: at a discount, or at prices of one’s own', () => {
    const list = billsOf({}).bill;
    if (list?.status !== 'priced') throw new Error('The list can be paid');
    // 0.8 M written at 6.25 and 0.5 M read at 0.5; without a cache 1.3 M × 5.
    expect([list.usd, list.withoutCacheUsd]).toEqual([5.25, 6.5]);
    const purchase = {
      ...scenario.purchase,
      commitments: [{ seller: 'seller', discountRatio: 0.2, usdPerMonth: 0 }],
    };
    expect(billsOf({}, { purchase }).bill).toMatchObject({ usd: expect.closeTo(4.2, 9) });
    const rates = { input: null, output: null, cacheRead: 0.1, cacheWrite: null };
    const ownOffers = [{ id: 'own/mine', name: 'Mine', basedOn: base.id, discountRatio: 0, rates }];
    const { bills, bill } = billsOf({}, { ownOffers, offerId: 'own/mine' });
    expect(bills).toHaveLength(2);
    expect(bill).toMatchObject({ offer: { modelName: 'Mine' }, usd: expect.closeTo(5.05, 9) });
  });

  test('without a price says why', () => {
    expect(billsOf({ periods: [periodWith({ to: '2000-01-01' })] }).bill).toMatchObject({
      status: 'excluded',
      reason: expect.stringContaining('no price'),
    });
    const unknown = periodWith({ base: ratesWith({ output: { state: 'unknown', reason: 'nobody says' } }) });
    const withOutput = figuresWith({
      reuse: reuseWith({ buckets: [{ promptTokens: 10, outputTokens: 1 }], reads: { Infinity: [0] } }),
    });
    expect(billsOf({ periods: [unknown] }, {}, withOutput).bill).toMatchObject({
      reason: 'Model cannot be priced: nobody says.',
    });
  });

  test('says where its bill is an approximation', () => {
    expect(notesOf({})).toBe('');
    expect(notesOf({ cachePolicy: { ...policy, maxBreakpoints: 1 } })).toContain(
      'beginnings that several agents share',
    );
    const unrenewed = [{ ...ttlWith({ id: '5m', seconds: 300 }), refreshedByRead: false }];
    expect(notesOf({ cachePolicy: { ...policy, ttls: unrenewed } })).toContain('starting the life again');
    const summed = { ...log, reuse: { ...log.reuse, isCutByLength: false } };
    expect(notesOf({ cachePolicy: { ...policy, minPrefixTokens: assumedFact(512) } }, {}, summed)).toContain(
      'adds requests up',
    );
    const inferred = { ...log, reuse: { ...log.reuse, basis: 'inferred' as const } };
    expect(notesOf({}, {}, inferred)).toContain('inferred');
    expect(notesOf({ cachePolicy: { ...policy, maxBreakpoints: 1 } }, {}, inferred)).not.toContain('several agents');
  });

  test('is explained line by line, to the sum', () => {
    const { explanation } = billsOf({});
    const valueOf = (symbol: string): number => explanation?.terms.find((term) => term.symbol === symbol)?.value ?? NaN;
    expect(explanation).toMatchObject({
      title: 'This log, for its own time and not a month, at Model: 5m',
      value: 5.25,
      unit: 'usd',
    });
    expect(
      valueOf('cache writes 5m') * valueOf('$ cache writes 5m') + valueOf('cache reads') * valueOf('$ cache reads'),
    ).toBeCloseTo(5.25e6, 3);
    expect(valueOf('requests')).toBe(6);
    expect(explanation?.terms.find(({ symbol }) => symbol === '$ cache reads')?.provenance?.source).toBe(
      'made up for a test',
    );
    expect(billsOf({ contextTokens: assumedFact(1) }).explanation).toBeNull();
  });

  test('in a cache sold beside its own is explained by that cache’s prices', () => {
    const cacheModes = [
      {
        id: 'deep',
        name: 'Deep',
        cachePolicy: policy,
        periods: [periodWith({ base: ratesWith({ cacheRead: priced(0.1), cacheWrite: { '5m': priced(2) } }) })],
      },
    ];
    const { bill, explanation } = billsOf({ cacheModes });
    expect(bill).toMatchObject({ policy: 'deep cache: 5m', usd: expect.closeTo(1.65, 9) });
    const term = explanation?.terms.find(({ symbol }) => symbol === '$ cache reads');
    expect(term).toMatchObject({ value: expect.closeTo(0.1, 12), provenance: { value: 0.1 } });
  });
});
