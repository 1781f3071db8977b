import { lineTotals } from '../../domain/spend/lines.ts';
import { knownRate, ratesForPrompt } from '../../domain/offer/rate-card.ts';
import { shortestPromptOver } from '../../domain/retention/turn-range.ts';
import { usdOf, type Ratio, type Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { rungNamed, type OfferGroup } from '../spend.ts';

/** A scenario and the book it is priced with: what is evaluated again. */
export interface Variation {
  readonly scenario: Scenario;
  readonly book: OfferBook;
  /** What a warehouse might charge otherwise than is assumed; absent is as assumed. */
  readonly kept?: KeptTerms;
}

/**
 * Prices of the warehouse relative to what each offer in use is taken to have: one absolute price in the scenario would be the
 * same for all of them, and for prompts of every length.
 */
export interface KeptTerms {
  /** On the rent of every offer. */
  readonly rentFactor?: number;
  /** On the rent of those offers whose cache per token comes from there. */
  readonly bytes?: { readonly origin: ResolvedGeometry['origin']; readonly factor: number };
  readonly readFactor?: number;
  /** Share of the dearest write premium that the seller asks today. */
  readonly premiumRatio?: Ratio;
}

/** A variation whose warehouse charges otherwise. */
export function withKept(variation: Variation, change: KeptTerms): Variation {
  return { ...variation, kept: { ...variation.kept, ...change } };
}

/**
 * What the warehouse's bill rises by where it charges otherwise than assumed. Rent, reads and writes are in proportion to their
 * prices and decide nothing else, so a bill need not be made again for them.
 *
 *     (rent factor × bytes factor − 1) × rent + (read factor − 1) × reads + premium ratio × Σ written × (dearest write − input)
 *
 * Example: rent of $8,000 a month at twice the price: $8,000 more. 0 where there is no such bill.
 */
export function keptExtraUsd({
  groups,
  kept = {},
}: {
  groups: readonly OfferGroup[];
  kept?: KeptTerms | undefined;
}): Usd {
  const { rentFactor = 1, bytes, readFactor = 1, premiumRatio = 0 } = kept;
  return groups.reduce((sum, group) => {
    const rung = rungNamed({ ladder: group.ladder, rung: 'warehouse' });
    if (rung.status !== 'priced') return sum;
    const rent = lineTotals({ lines: rung.lines, prefix: 'storage' }).usd;
    const reads = lineTotals({ lines: rung.lines, prefix: 'cacheRead' }).usd;
    const premium = premiumRatio === 0 ? 0 : premiumRatio * premiumUsd(group);
    const bytesFactor = bytes?.origin === group.geometry.origin ? bytes.factor : 1;
    return sum + (rentFactor * bytesFactor - 1) * rent + (readFactor - 1) * reads + premium;
  }, 0);
}

/** What the warehouse would charge a group for its writes above the input price, at the seller's dearest write of today. */
export function premiumUsd({ ladder, context: { period } }: Pick<OfferGroup, 'ladder' | 'context'>): Usd {
  const rung = rungNamed({ ladder, rung: 'warehouse' });
  if (rung.status !== 'priced') return 0;
  return rung.splits.reduce((sum, split) => {
    const { input, cacheWrite } = ratesForPrompt({ period, promptTokens: shortestPromptOver(split) });
    const plain = knownRate(input) ?? 0;
    const dearest = Math.max(plain, ...Object.values(cacheWrite).map((price) => knownRate(price) ?? 0));
    return sum + usdOf({ tokens: split.prefixWrittenTokens + split.ownWrittenTokens, usdPerMTok: dearest - plain });
  }, 0);
}
