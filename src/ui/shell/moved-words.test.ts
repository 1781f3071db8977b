import { describe, expect, test } from 'vitest';
import type { PriceMoves, RateMove } from '../../evaluate/price-moves.ts';
import {
  changesNothing,
  figureText,
  movedDetail,
  movedTitle,
  newestDiffers,
  priceText,
  rateName,
} from './moved-words.ts';

const MOVE: RateMove = {
  offerId: 'seller/one',
  modelName: 'One',
  sellerName: 'Seller',
  currency: 'USD',
  class: 'input',
  lifeId: null,
  band: null,
  inUse: 5,
  onDay: 4,
  newest: 4,
};

const SPEND = { status: 'ok', withoutUsdPerMonth: 100, withUsdPerMonth: 60 } as const;

const MOVES: PriceMoves = {
  rates: [MOVE, { ...MOVE, class: 'output' }],
  movedOnDay: 2,
  movedSince: 0,
  withdrawn: [],
  asOf: '2026-10-01',
  newestDay: '2026-11-21',
  inUse: SPEND,
  onDay: { ...SPEND, withoutUsdPerMonth: 80 },
  newest: { ...SPEND, withoutUsdPerMonth: 80 },
};

describe('the banner', () => {
  test('counts what the catalogue has otherwise for the same day', () => {
    expect(movedTitle({ moves: MOVES, catalogRevision: '2026-10-02' })).toBe(
      'Prices have moved since this scenario was written (catalogue of 2026-10-02): 2 rates of One.',
    );
    expect(movedDetail(MOVES)).toBe('Those it came with are in use, so that you see what the sender saw.');
  });

  test('else what the seller has changed since', () => {
    const moves = { ...MOVES, rates: [{ ...MOVE, inUse: 4, newest: 3 }], movedOnDay: 0, movedSince: 1 };
    expect(movedTitle({ moves, catalogRevision: '2026-10-02' })).toBe(
      'Prices have moved since 2026-10-01, the day of this scenario: 1 rate of One.',
    );
    expect(movedDetail(moves)).toBe('Those of 2026-10-01 are in use.');
  });

  test('names what is no longer sold, with moved rates or alone', () => {
    const alone = { ...MOVES, rates: [], movedOnDay: 0, withdrawn: ['Two'] };
    expect(movedTitle({ moves: alone, catalogRevision: '2026-10-02' })).toBe('By 2026-11-21 Two is no longer sold.');
    expect(movedTitle({ moves: { ...MOVES, withdrawn: ['Two', 'Three'] }, catalogRevision: '2026-10-02' })).toMatch(
      /2 rates of One\. By 2026-11-21 Two and Three are no longer sold\.$/,
    );
  });

  test('counts only the offers whose rates it speaks of', () => {
    const other = { ...MOVE, offerId: 'seller/two', modelName: 'Two', inUse: 4, newest: 3 };
    expect(
      movedTitle({ moves: { ...MOVES, rates: [MOVE, other], movedOnDay: 1, movedSince: 1 }, catalogRevision: 'x' }),
    ).toMatch(/: 1 rate of One\.$/);
  });
});

test('a rate is named by class, life and band', () => {
  expect(rateName(MOVE)).toBe('Input');
  expect(rateName({ ...MOVE, class: 'cacheWrite', lifeId: 'auto' })).toBe('Cache write, automatic');
  expect(
    rateName({
      ...MOVE,
      class: 'cacheWrite',
      lifeId: '5m',
      band: { thresholdTokens: 200_000, comparison: 'gt' },
    }),
  ).toBe('Cache write, 5m, prompts over 200,000 tokens');
  expect(rateName({ ...MOVE, band: { thresholdTokens: 32_000, comparison: 'gte' } })).toBe(
    'Input, prompts from 32,000 tokens',
  );
});

test('a missing price is missing, and 0 is a price', () => {
  expect(priceText({ value: null, currency: 'USD' })).toBe('no price');
  expect(priceText({ value: 0, currency: 'USD' })).toMatch(/^\$0/);
  expect(priceText({ value: 2.1, currency: 'CNY' })).toMatch(/^2\.1\d* CNY$/);
});

test('figures follow the Spend page’s names, and what cannot be priced says so', () => {
  expect(figureText({ at: SPEND, side: 'saving' })).toBe('$40.00');
  expect(figureText({ at: { ...SPEND, withUsdPerMonth: null }, side: 'saving' })).toBe('no price');
  expect(figureText({ at: { ...SPEND, withUsdPerMonth: null }, side: 'without' })).toBe('$100');
  expect(figureText({ at: { status: 'impossible', reason: 'No price.' }, side: 'without' })).toBe('cannot be priced');
});

test('says when the bill stays as it is', () => {
  expect(changesNothing(MOVES)).toBe(false);
  expect(changesNothing({ ...MOVES, onDay: SPEND, newest: null })).toBe(true);
});

test('the newest day is told of where it has other rates, other offers or, for the hours it holds, another bill', () => {
  expect(newestDiffers(MOVES)).toBe(false);
  expect(newestDiffers({ ...MOVES, movedSince: 1 })).toBe(true);
  expect(newestDiffers({ ...MOVES, withdrawn: ['Two'] })).toBe(true);
  expect(newestDiffers({ ...MOVES, newest: SPEND })).toBe(true);
});
