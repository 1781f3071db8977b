import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { periodWith } from '../testing/builders.ts';
import { BILLS, GENAI } from '../testing/published-bills.ts';
import { SONNET_4_5, ratesOf } from '../testing/published-rates.ts';
import { billRequest, sumBills, type Bill, type RequestUsage } from './bill.ts';

/**
 * Bills that somebody else worked out: price pages, the tests of price libraries, receipts in bug reports. Each must
 * come out to the nano-dollar. The research table they were collected in is compared where it lies beside the checkout.
 */

const NOTHING: RequestUsage = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };
describe('published bills come out to the nano-dollar', () => {
  test.each(BILLS)('$says', ({ usage, period, at, nanoUsd }) => {
    expect(nanoUsdOf(billRequest({ usage: { ...NOTHING, ...usage }, period: periodWith(period), at }))).toBe(nanoUsd);
  });

  test(`${GENAI}test_price_calc.py, text and audio on Gemini 2.5 Flash: a modality has a price list of its own`, () => {
    const text = billRequest({
      usage: { ...NOTHING, inputTokens: 1_000, cacheReadTokens: 1 },
      period: periodWith({ base: ratesOf({ input: 0.3, read: 0.03 }) }),
    });
    const audio = billRequest({
      usage: { ...NOTHING, inputTokens: 1_000_000_000, cacheReadTokens: 1_000_000 },
      period: periodWith({ base: ratesOf({ input: 1, read: 0.1 }) }),
    });
    expect(nanoUsdOf(sumBills([text, audio]))).toBe(1_000_100_300_030n);
  });
});

// Not to be copied: what others compute and sellers do not charge.
describe('disputed bills', () => {
  test('300,000 tokens at 3 above and 6 below are 1.80 as a whole, not the 1.20 of marginal tiers', () => {
    const period = periodWith(SONNET_4_5);
    expect(nanoUsdOf(billRequest({ usage: { ...NOTHING, inputTokens: 300_000 }, period }))).toBe(1_800_000_000n);
  });

  test('a write in a long prompt pays the band, twice what Helicone issue 5766 charges', () => {
    const usage = { ...NOTHING, cacheWriteTokens: { '5m': 300_000 } };
    expect(nanoUsdOf(billRequest({ usage, period: periodWith(SONNET_4_5) }))).toBe(2_250_000_000n);
  });
});

interface TableCase {
  readonly id: string;
  readonly usage_disjoint: Readonly<Record<string, number>>;
  readonly rates_per_mtok: Readonly<Record<string, number>>;
  readonly expected_total_usd: number;
}

const TABLE = resolve(import.meta.dirname, '../../../../shared/facts/cost-truths.json');

describe.skipIf(!existsSync(TABLE))('the research table of bills', () => {
  const { cases } = (existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, 'utf8')) : { cases: [] }) as {
    cases: readonly TableCase[];
  };
  const MODALITIES = 'gp-gemini-modal';

  test('holds no case that is missing above', () => {
    expect(cases.map(({ id }) => id).toSorted()).toEqual([...BILLS.map(({ id }) => id), MODALITIES].toSorted());
  });

  test.each(cases)('$id', ({ id, usage_disjoint: counts, rates_per_mtok: listed, expected_total_usd: usd }) => {
    const expected = BigInt(Math.round(usd * 1e9));
    // Its classes one by one at its own rates: what is neither input, output nor cache is bought by the piece.
    const { input = 0, output = 0, cache_read: read = 0 } = counts;
    const writes = Object.entries(counts).filter(([name]) => name.startsWith('cache_write_'));
    const ttlOf = (name: string): string => name.slice('cache_write_'.length);
    const others = Object.entries(counts).filter(
      ([name]) => !['input', 'output', 'cache_read'].includes(name) && !name.startsWith('cache_write_'),
    );
    const usage: RequestUsage = {
      inputTokens: input,
      outputTokens: output,
      cacheReadTokens: read,
      cacheWriteTokens: Object.fromEntries(writes.map(([name, tokens]) => [ttlOf(name), tokens])),
      other: others.map(([name, quantity]) => ({ name, quantity, usdPerUnit: Number(`${listed[name]}e-6`) })),
    };
    const base = ratesOf({
      ...(listed['input'] !== undefined && { input: listed['input'] }),
      ...(listed['output'] !== undefined && { output: listed['output'] }),
      ...(listed['cache_read'] !== undefined && { read: listed['cache_read'] }),
      write: Object.fromEntries(writes.map(([name]) => [ttlOf(name), listed[name] ?? Number.NaN])),
    });
    expect(nanoUsdOf(billRequest({ usage, period: periodWith({ base }) }))).toBe(expected);
    if (id !== MODALITIES) expect(BILLS.find((bill) => bill.id === id)?.nanoUsd).toBe(expected);
  });
});

function nanoUsdOf(bill: Bill): bigint {
  if (bill.status !== 'priced') throw new Error(bill.reason);
  return bill.nanoUsd;
}
