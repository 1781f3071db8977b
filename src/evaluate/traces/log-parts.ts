import { ratesForPrompt, type Offer, type PricePeriod, type RateSet } from '../../domain/offer/rate-card.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import { inLogTokens, inOfferTokens, sumOver, type LogReuse, type LogWindow } from './log-figures.ts';

/** Requests of a log that pay the same rates at an offer, in the offer's tokens. */
export interface LogPart {
  readonly rates: RateSet;
  /** Long enough for the seller to cache them. */
  readonly isCacheable: boolean;
  readonly requests: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Prompt tokens that a cache without limits reads. */
  readonly reusableTokens: Tokens;
  /** Places of the log's buckets that it is made of. */
  readonly buckets: readonly number[];
}

/**
 * A log's buckets at an offer: those that pay the same rates and are cached alike are one part. Token counts are the log's
 * times the offer's tokenizer factor. Where the log has no lengths, all of it pays the rates of short prompts.
 * Example: cut at 512 and 200,000 tokens, at an offer with that minimum and no bands: two parts, below 512 and from there on.
 */
export function partsOf({
  reuse,
  offer,
  period,
}: {
  reuse: LogReuse;
  offer: Offer;
  period: PricePeriod;
}): readonly LogPart[] {
  const factor = offer.tokenizerFactor.value;
  const least = inLogTokens({ tokens: offer.cachePolicy.minPrefixTokens.value, factor });
  const parts: { rates: RateSet; isCacheable: boolean; buckets: number[] }[] = [];
  for (const [index, { fromTokens, toTokens }] of reuse.buckets.entries()) {
    const rates = ratesForPrompt({ period, promptTokens: inOfferTokens({ tokens: fromTokens, factor }) });
    // A bucket that was not cut at the minimum counts as long enough.
    const isCacheable = toTokens > least;
    const same = parts.find((part) => part.rates === rates && part.isCacheable === isCacheable);
    if (same) same.buckets.push(index);
    else parts.push({ rates, isCacheable, buckets: [index] });
  }
  return parts.map((part) => {
    const sum = (valueOf: (bucket: LogReuse['buckets'][number]) => number): number =>
      sumOver(part.buckets.flatMap((index) => reuse.buckets[index] ?? []).map(valueOf));
    return {
      ...part,
      requests: sum(({ requests }) => requests),
      promptTokens: factor * sum(({ promptTokens }) => promptTokens),
      outputTokens: factor * sum(({ outputTokens }) => outputTokens),
      reusableTokens: factor * sum(({ promptTokens, firstTokens }) => promptTokens - firstTokens),
    };
  });
}

/** What a part reads from a cache of a window, in the offer's tokens. */
export function readTokensOf({ part, window, factor }: { part: LogPart; window: LogWindow; factor: number }): Tokens {
  return factor * sumOver(part.buckets.map((index) => window.readTokens[index] ?? 0));
}

/** The window of so many seconds; `undefined` where the log was not asked about it. */
export function windowOf({ reuse, seconds }: { reuse: LogReuse; seconds: Seconds }): LogWindow | undefined {
  return reuse.windows.find(({ windowSeconds }) => windowSeconds === seconds);
}
