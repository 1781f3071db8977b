import type { Offer } from '../../domain/offer/rate-card.ts';
import { bookOf, type OfferBook } from '../offer-book.ts';
import { buy, inDollars } from '../../domain/offer/purchase.ts';
import type { Tokens } from '../../domain/units.ts';
import type { LogBucket, LogFigures, LogReuse, LogWindow } from './log-figures.ts';

/** Reports written by hand, and books of made-up offers. */

type HandBucket = Pick<LogBucket, 'promptTokens'> & Partial<LogBucket>;

/** Buckets of one request each; what windows read is given bucket by bucket, and `Infinity` must be among them. */
export function reuseWith({
  buckets,
  reads,
  ...rest
}: {
  buckets: readonly HandBucket[];
  reads: Readonly<Record<number, readonly Tokens[]>>;
} & Partial<Pick<LogReuse, 'basis' | 'isCutByLength'>>): LogReuse {
  const most = reads[Infinity] ?? [];
  return {
    basis: 'exact',
    isCutByLength: true,
    ...rest,
    buckets: buckets.map((bucket, index): LogBucket => ({
      fromTokens: 0,
      toTokens: Infinity,
      requests: 1,
      outputTokens: 0,
      firstTokens: bucket.promptTokens - (most[index] ?? 0),
      observed: null,
      ...bucket,
    })),
    windows: Object.entries(reads).map(([seconds, readTokens]): LogWindow => ({
      windowSeconds: Number(seconds),
      readTokens,
      againTokens: readTokens.map((tokens, index) => (most[index] ?? 0) - tokens),
    })),
  };
}

export function figuresWith(changes: Partial<LogFigures> & Pick<LogFigures, 'reuse'>): LogFigures {
  return { pings: null, surface: null, usage: null, gaps: null, ...changes };
}

/** Bought as the whole book's are. */
export function bookWith(offers: readonly Offer[], modelById: OfferBook['modelById']): OfferBook {
  return bookOf({ offers, isWhole: true, modelById, inDollars, buy });
}
