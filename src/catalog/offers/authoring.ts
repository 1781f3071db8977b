import type { Fact } from '../../domain/fact.ts';
import type { Band, Offer, Price, PricePeriod, RateSet } from '../../domain/offer/rate-card.ts';
import type { CachePolicy } from '../../domain/offer/cache-policy.ts';
import { assumed, derived, published } from '../provenance.ts';
import type { Source } from '../sources.ts';

/**
 * The shorthand in which the price sheets of this folder are written.
 *
 * A row's prices share the row's source, so a plain number in a row means "published there". A price with another story
 * is written out: `atInputPrice`, `notSold`, `unknown`, or `priced` with a fact of its own.
 */

type Cell = number | Price;

export function priced(perMTok: Fact<number>): Price {
  return { state: 'priced', perMTok };
}

export function notSold(reason: string): Price {
  return { state: 'not-sold', reason };
}

export function unknown(reason: string): Price {
  return { state: 'unknown', reason };
}

/** A cache write that the seller's rule says is free of premium: it costs what plain input costs. */
export function atInputPrice(inputPerMTok: number, rule: Source): Price {
  return priced(derived(inputPerMTok, rule, 'Writing to the cache carries no premium, so it costs the input price.'));
}

/** One line of a price sheet. `write` has one entry per TTL of the offer's cache policy. */
export function rates({
  input,
  output,
  read,
  write,
  from,
}: {
  input: number;
  output: number;
  read: Cell;
  write: Readonly<Record<string, Cell>>;
  from: Source;
}): RateSet {
  const price = (cell: Cell): Price => (typeof cell === 'number' ? priced(published(cell, from)) : cell);
  return {
    input: price(input),
    output: price(output),
    cacheRead: price(read),
    cacheWrite: Object.fromEntries(Object.entries(write).map(([ttlId, cell]) => [ttlId, price(cell)])),
  };
}

/** Dearer rates for the whole request once its prompt is longer than `tokens`. */
export function above(tokens: number, bandRates: RateSet): Band {
  return { thresholdTokens: tokens, comparison: 'gt', rates: bandRates };
}

/** The same for sellers whose threshold belongs to the band. */
export function fromTokens(tokens: number, bandRates: RateSet): Band {
  return { thresholdTokens: tokens, comparison: 'gte', rates: bandRates };
}

/** One price with no announced end. */
export function always(base: RateSet, bands: readonly Band[] = []): readonly PricePeriod[] {
  return [{ from: null, to: null, base, bands }];
}

/** A price that is replaced on `day`: the day before is the last of the old one. */
export function changingOn(
  day: string,
  { before, after }: { before: RateSet; after: RateSet },
): readonly PricePeriod[] {
  return [
    { from: null, to: day, base: before, bands: [] },
    { from: day, to: null, base: after, bands: [] },
  ];
}

const NO_COMMON_TOKENIZER_MEASURE =
  'Nobody has measured this model’s tokenizer against a common reference, so a token counts as a token.';

/** An offer from its row. The id is `seller/model`, with the model spelled as the seller's API spells it. */
export function offer({
  seller,
  sellerName,
  model,
  name,
  currency = 'USD',
  geometryId = null,
  contextTokens,
  tokenizerNote = NO_COMMON_TOKENIZER_MEASURE,
  periods,
  cachePolicy,
  notes,
}: {
  seller: string;
  sellerName: string;
  model: string;
  name: string;
  currency?: string;
  geometryId?: string | null;
  contextTokens: Fact<number>;
  tokenizerNote?: string;
  periods: readonly PricePeriod[];
  cachePolicy: CachePolicy;
  notes: readonly string[];
}): Offer {
  return {
    id: `${seller}/${model}`,
    seller,
    sellerName,
    modelName: name,
    currency,
    geometryId,
    contextTokens,
    tokenizerFactor: assumed(1, tokenizerNote),
    periods,
    cachePolicy,
    notes,
  };
}
