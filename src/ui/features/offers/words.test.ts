import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../../../evaluate/testing/core-book.ts';
import { offerRows } from '../../../evaluate/offer-row.ts';
import type { Price } from '../../../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { bandText, changeText, livesText, priceText, rateText, workedOutRateText } from './words.ts';

const known = (value: number): Price => ({
  state: 'priced',
  perMTok: { value, kind: 'published', source: 'a list', checkedOn: '2026-11-20' },
});

describe('words for figures', () => {
  test('a price is a number, free, not sold or unknown', () => {
    expect([known(5), known(0.025), known(0)].map(priceText)).toEqual(['5.00', '0.025', 'free']);
    expect(priceText({ state: 'not-sold', reason: 'none' })).toBe('not sold');
    expect(priceText({ state: 'unknown', reason: 'none' })).toBe('unknown');
  });

  test('lives stand with what is promised about them', () => {
    const text = (offerId: string): string | undefined => {
      const row = offerRows({
        scenario: BASE_SCENARIO,
        book: CORE_BOOK,
        ranking: null,
        workload: BASE_SCENARIO.workload,
      }).find(({ offer }) => offer.id === offerId);
      return row && livesText(row.lives).replaceAll('\u00a0', ' ');
    };
    expect(text('anthropic/claude-opus-5-5')).toBe('5 min, 1 h promised');
    expect(text('minimax/MiniMax-M2.7')).toBe('5 min promised · 10 min assumed');
    expect(text('moonshotai/kimi-k2.6')).toBe('5 min, 1 h best effort');
  });

  test('bands and changes', () => {
    const rates = { input: known(1), output: known(1), cacheRead: known(1), cacheWrite: {} };
    expect(bandText({ thresholdTokens: 272_000, comparison: 'gt', rates })).toBe('above 272,000 tokens');
    expect(bandText({ thresholdTokens: 200_000, comparison: 'gte', rates })).toBe('from 200,000 tokens');
    expect([changeText(0.328), changeText(-0.17), changeText(0)]).toEqual(['+32.8 %', '−17.0 %', '0.0 %']);
  });
});

test('rates for a thousand tokens keep every digit', () => {
  expect([0.15, 4.9995, 0.0036, 30].map((usdPerMTok) => rateText({ usdPerMTok, priceSize: 'K' }))).toEqual([
    '0.00015',
    '0.0049995',
    '0.0000036',
    '0.03',
  ]);
  expect(rateText({ usdPerMTok: 0.15, priceSize: 'M' })).toBe('0.15');
});

test('rates that were worked out have three digits', () => {
  expect([12.3456, 0.063579, 1].map((usdPerMTok) => workedOutRateText({ usdPerMTok, priceSize: 'M' }))).toEqual([
    '12.30',
    '0.0636',
    '1.00',
  ]);
  expect(workedOutRateText({ usdPerMTok: 0.063579, priceSize: 'K' })).toBe('0.0000636');
});
