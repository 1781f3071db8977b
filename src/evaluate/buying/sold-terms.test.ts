import { describe, expect, test } from 'vitest';
import {
  assumedFact,
  NOT_SOLD,
  offerWith,
  periodWith,
  priced,
  ratesWith,
  UNKNOWN,
} from '../../domain/testing/builders.ts';
import type { Mode, RateClass, RateSet } from '../../domain/offer/rate-card.ts';
import { bookOf } from '../offer-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { foreignCurrencies, modeAtSellers, modesSold, modifiersSold, sellersOf } from './sold-terms.ts';
import { TEST_BOOK } from './testing.ts';

const ASOF = '2026-11-20';

const batchOf = (changes: Partial<Mode>): Mode => ({
  id: 'batch',
  name: 'batch',
  pricing: {
    kind: 'multiplier',
    multiplier: { ratio: assumedFact(0.5), classes: ['input', 'output', 'cacheRead', 'cacheWrite'] },
  },
  withoutClasses: [],
  excludes: [],
  ...changes,
});

const leaving = (classes: readonly RateClass[]): Mode =>
  batchOf({ pricing: { kind: 'multiplier', multiplier: { ratio: assumedFact(0.5), classes } } });

const soldAt = ({ modes, base = ratesWith() }: { modes: readonly Mode[]; base?: RateSet }) =>
  modeAtSellers({
    book: bookOf({
      ...WHOLE_BOOK,
      offers: modes.map((mode, i) => offerWith({ id: `seller/${i}`, periods: [periodWith({ base, modes: [mode] })] })),
    }),
    asOf: ASOF,
    modeId: 'batch',
  })[0];

const half = { kind: 'times', least: 0.5, most: 0.5 };

describe('a mode at a seller', () => {
  test('may halve everything, or leave cached tokens at their price', () => {
    expect(soldAt({ modes: [batchOf({})] })).toMatchObject({ reads: [half], writes: [half], input: [half] });
    expect(soldAt({ modes: [leaving(['input', 'output'])] })).toMatchObject({
      input: [half],
      reads: [{ kind: 'times', least: 1, most: 1 }],
    });
  });

  test('may not sell reads, which are then sent as input; a cache that is not sold anyway is nothing new', () => {
    const withoutReads = batchOf({ withoutClasses: ['cacheRead'] });
    expect(soldAt({ modes: [withoutReads] })?.reads).toEqual([{ kind: 'as-input' }]);
    const base = ratesWith({ cacheRead: NOT_SOLD, cacheWrite: {} });
    expect(soldAt({ modes: [withoutReads], base })).toMatchObject({
      reads: [{ kind: 'not-sold' }],
      writes: [{ kind: 'not-sold' }],
    });
  });

  test('may have a price that nobody publishes, for what is sent as input too', () => {
    const base: RateSet = { input: UNKNOWN, output: UNKNOWN, cacheRead: NOT_SOLD, cacheWrite: {} };
    expect(soldAt({ modes: [batchOf({ pricing: { kind: 'rates', base, bands: [] } })] })).toMatchObject({
      input: [{ kind: 'unknown' }],
      reads: [{ kind: 'unknown' }],
      writes: [{ kind: 'unknown' }],
    });
    expect(soldAt({ modes: [batchOf({})], base: ratesWith({ cacheRead: priced(0) }) })?.reads).toEqual([
      { kind: 'unknown' },
    ]);
  });

  test('stands for all of its offers, with the range of their ratios', () => {
    const third = batchOf({
      pricing: { kind: 'multiplier', multiplier: { ratio: assumedFact(0.25), classes: ['input'] } },
      withoutClasses: ['cacheRead'],
    });
    expect(soldAt({ modes: [batchOf({}), third] })).toMatchObject({
      offers: 2,
      soldBy: 2,
      input: [{ kind: 'times', least: 0.25, most: 0.5 }],
      reads: [half, { kind: 'as-input' }],
    });
  });
});

describe('what the catalogue sells', () => {
  test('Google’s batches leave cached tokens at their price', () => {
    const google = modeAtSellers({ book: WHOLE_BOOK, asOf: ASOF, modeId: 'batch' }).find(
      ({ seller }) => seller === 'google',
    );
    expect(google?.reads).toEqual([{ kind: 'times', least: 1, most: 1 }]);
    expect(google?.input).toEqual([half]);
  });

  test('is counted offer by offer, the most common mode first', () => {
    const modes = modesSold({ book: WHOLE_BOOK, asOf: ASOF });
    expect(modes[0]?.id).toBe('batch');
    const atSellers = modeAtSellers({ book: WHOLE_BOOK, asOf: ASOF, modeId: 'batch' });
    expect(atSellers.reduce((sum, { soldBy }) => sum + soldBy, 0)).toBe(modes[0]?.offers);
    expect(modifiersSold({ book: TEST_BOOK, asOf: ASOF })).toEqual([{ id: 'us', name: 'residency', offers: 1 }]);
  });

  test('names currencies that need a rate, and each seller once', () => {
    expect(foreignCurrencies(WHOLE_BOOK)).toEqual(['CNY']);
    expect(foreignCurrencies(TEST_BOOK)).toEqual([]);
    expect(sellersOf(TEST_BOOK)).toEqual([
      { seller: 'other', sellerName: 'Other' },
      { seller: 'seller', sellerName: 'Seller' },
    ]);
  });
});
