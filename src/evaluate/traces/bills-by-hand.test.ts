import { expect, test } from 'vitest';
import { linesOf, logOf } from '../../engine/readers/testing/sources.ts';
import type { ReadLog } from '../../engine/readers/log.ts';
import { finish } from '../../engine/run-control.ts';
import type { TraceQuestions } from '../../engine/traces/report-types.ts';
import { traceReportSteps } from '../../engine/traces/trace-report.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { pricingOf } from './pricing-of.ts';
import { traceAdvice } from './trace-advice.ts';
import { billAt, type PricedTraceBill } from './trace-bills.ts';

const OPUS = 'anthropic/claude-opus-5-5';
const LUNA = 'openai/gpt-6-luna';
const PRICING = pricingOf(BASE_SCENARIO, WHOLE_BOOK);

function reportOf(log: ReadLog, rules: Partial<TraceQuestions> = {}) {
  const first = { lifeSeconds: 300, order: 'leaf-first', blockCount: undefined, slots: undefined } as const;
  return finish(traceReportSteps({ log, questions: { ...first, ...PRICING, ...rules } }));
}

function billOf({ report, id }: { report: ReturnType<typeof reportOf>; id: string }): PricedTraceBill {
  const offer = WHOLE_BOOK.offerById(id);
  const bill = offer && billAt({ report, scenario: BASE_SCENARIO, book: WHOLE_BOOK, offer });
  if (bill?.status !== 'priced') throw new Error(`${id} has a price`);
  return bill;
}

const usdByPolicy = ({ options }: PricedTraceBill) =>
  Object.fromEntries(options.map(({ policy, usd }) => [policy, Number(usd.toFixed(9))]));

interface Use {
  readonly seconds: number;
  readonly input?: number;
  readonly read?: number;
  readonly write5m?: number;
  readonly write1h?: number;
  readonly untold?: number;
  readonly output: number;
}

/** Answers of one Claude Code session; writes whose life is not told have no split. */
const claudeCode = (...uses: readonly Use[]): Promise<ReadLog> =>
  logOf(
    linesOf(
      ...uses.map(({ seconds, input = 0, read = 0, write5m = 0, write1h = 0, untold = 0, output }, index) => ({
        type: 'assistant',
        sessionId: 's',
        timestamp: new Date(1_772_323_200_000 + 1_000 * seconds).toISOString(),
        requestId: `r${index}`,
        isSidechain: false,
        message: {
          id: `m${index}`,
          role: 'assistant',
          model: 'claude-opus-5-5',
          content: [],
          usage: {
            input_tokens: input,
            cache_read_input_tokens: read,
            cache_creation_input_tokens: write5m + write1h + untold,
            output_tokens: output,
            ...(untold > 0
              ? {}
              : { cache_creation: { ephemeral_5m_input_tokens: write5m, ephemeral_1h_input_tokens: write1h } }),
          },
        },
      })),
    ),
  );

// Opus 5.5, USD per million: input 4, read 0.2, write 5 (5 min) and 8 (1 h), output 20.

test('a session of Claude Code at Opus 5.5', async () => {
  // Prompts of 100,000, 110,000 and 120,000 tokens at 0, 100 and 1,000 s.
  const report = reportOf(
    await claudeCode(
      { seconds: 0, input: 1_000, write5m: 99_000, output: 500 },
      { seconds: 100, input: 1_000, read: 99_000, write5m: 10_000, output: 500 },
      { seconds: 1_000, input: 1_000, write1h: 119_000, output: 500 },
    ),
  );
  const bill = billOf({ report, id: OPUS });
  expect(usdByPolicy(bill)).toEqual({
    // 330,000 × 4; 0.03 of output in all of them.
    'no caching': 1.35,
    // 120,000 × 8 + 210,000 × 0.2.
    '1h': 1.032,
    // 900 s are three lives. 120,000 × 5 + 210,000 × 0.2, and two pings after each of the last two prompts: 460,000 × 0.2.
    '5m + 2 pings': 0.764,
  });
  // 3,000 × 4 + 109,000 × 5 + 119,000 × 8 + 99,000 × 0.2: what the provider charged.
  expect(bill.asReported).toMatchObject({ status: 'priced', usd: expect.closeTo(1.5588, 9), hitRatio: 0.3 });
  const { gaps } = traceAdvice({ bill, report });
  // 110,000 × (5 − 0.2).
  expect([gaps?.gaps, gaps?.usd]).toEqual([1, expect.closeTo(0.528, 9)]);
  expect(bill.notes.join()).not.toContain('What was reported costs less');
});

test('writes whose life is not told pay that of five minutes', async () => {
  const report = reportOf(
    await claudeCode(
      { seconds: 0, input: 1_000, untold: 99_000, output: 500 },
      { seconds: 100, input: 1_000, read: 99_000, untold: 10_000, output: 500 },
    ),
  );
  // 2,000 × 4 + 109,000 × 5 + 99,000 × 0.2 + 1,000 × 20.
  expect(billOf({ report, id: OPUS }).asReported).toMatchObject({ usd: expect.closeTo(0.5928, 9) });
});

test('each request pays the band that its own prompt is in', async () => {
  // Luna: input 0.1, read 0.01, write 0.125, output 0.5; above 272,000 tokens 0.2, 0.02, 0.25 and 0.75.
  const report = reportOf(
    await claudeCode(
      { seconds: 0, write5m: 150_000, output: 1_000 },
      { seconds: 100, read: 150_000, write5m: 150_000, output: 1_000 },
    ),
  );
  const bill = billOf({ report, id: LUNA });
  // 0.15 × 0.125 + 0.15 × 0.25 + 0.15 × 0.02 + 0.0005 + 0.00075; uncached 0.15 × 0.1 + 0.3 × 0.2 + 0.00125.
  expect(usdByPolicy(bill)).toEqual({ '30m': 0.0605, 'no caching': 0.07625 });
  expect(bill.asReported).toMatchObject({ usd: expect.closeTo(0.0605, 9) });
});

test('what others had sent is read and not seen in lengths: said, where the report was cheaper', async () => {
  const report = reportOf(await claudeCode({ seconds: 0, read: 90_000, write5m: 10_000, output: 100 }));
  const bill = billOf({ report, id: OPUS });
  expect(bill.asReported?.status === 'priced' && bill.asReported.usd).toBeLessThan(bill.usd);
  expect(bill.notes.join()).toContain('What was reported costs less than this');
});

test('blocks at Opus 5.5, whatever is counted as a hit and in which order', async () => {
  // 200 and 220 blocks of 512 tokens; the second prompt 400 s later, its last block partial.
  const ids = (count: number) => Array.from({ length: count }, (_, block) => block);
  const log = await logOf(
    linesOf(
      { timestamp: 0, input_length: 102_400, output_length: 1_000, hash_ids: ids(200) },
      { timestamp: 400_000, input_length: 112_600, output_length: 1_000, hash_ids: ids(220) },
      { timestamp: 500_000, input_length: 112_600, output_length: 1_000, hash_ids: ids(220) },
    ),
  );
  const first = billOf({ report: reportOf(log), id: OPUS });
  // Read 102,400 + 112,600 of 327,600; written 112,600.
  expect(usdByPolicy(first)).toEqual({
    // All three prompts are silent for 300 s but the second: pings of 102,400 + 112,600.
    '5m + 1 ping': Number((0.1126 * 5 + 0.215 * 0.2 + 0.215 * 0.2 + 0.06).toFixed(9)),
    '1h': Number((0.1126 * 8 + 0.215 * 0.2 + 0.06).toFixed(9)),
    'no caching': Number((0.3276 * 4 + 0.06).toFixed(9)),
  });
  for (const rules of [{ blockCount: 'floor' }, { order: 'sequential' }] as const) {
    const bill = billOf({ report: reportOf(log, rules), id: OPUS });
    expect([bill.usd, bill.lines]).toEqual([first.usd, first.lines]);
    if (bill.warehouse.status !== 'priced' || first.warehouse.status !== 'priced') throw new Error('Both have a price');
    expect(bill.warehouse.usd).toBeCloseTo(first.warehouse.usd, 4);
  }
});
