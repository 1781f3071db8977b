import { inCacheMode } from '../../domain/offer/cache-mode.ts';
import { rateTimes } from '../../domain/money.ts';
import {
  knownRate,
  periodAt,
  type Offer,
  type PricePeriod,
  type RateClass,
  type RateSet,
} from '../../domain/offer/rate-card.ts';
import { USD } from '../../domain/offer/unpriceable.ts';
import type { UsdPerMTok } from '../../domain/units.ts';
import { indexFeed } from './feed-index.ts';
import { feedModelsOf, feedSellerOf } from './feed-names.ts';
import { FEEDS, type FeedClass, type FeedName, type FeedPrice } from './feed.ts';

/** A price that a feed states and the catalogue does not, or not so. */
export interface PriceChange {
  readonly offerId: string;
  readonly offerName: string;
  /** What is sold; a write with the life it was compared at. */
  readonly class: 'input' | 'output' | 'cacheRead' | `cacheWrite:${string}`;
  /** `null` where the catalogue has no price: unknown, or not sold. */
  readonly oursUsdPerMTok: UsdPerMTok | null;
  readonly theirsUsdPerMTok: UsdPerMTok;
  /** Address of the feed. */
  readonly source: string;
}

export interface FeedComparison {
  readonly changes: readonly PriceChange[];
  /** Offers that the feed lists. */
  readonly matched: number;
  readonly unmatchedOffers: readonly { readonly offerId: string; readonly reason: string }[];
}

/** Doubles that differ by less are one decimal written twice. */
const SAME_RATIO = 1e-9;

/**
 * Where a feed's prices are not those that offers have on a day. Nothing is changed; a person decides.
 *
 * Compared are the base rates of offers in USD with the feed's price of the same seller and model, by `indexFeed` and the
 * table of `feed-names.ts`. OpenRouter sells what others serve: its prices are compared only with the makers whose models
 * nobody else may serve, and with offers of the seller `openrouter` itself. A write without a life is compared at the
 * shortest life whose write is priced; one of an hour, at `1h`. What the feed does not state is no change.
 *
 * Example: a feed's `claude-opus-5` at 5 in, 25 out and 0.4 for a read, and an offer at 5, 25 and 0.5, is one change:
 * `cacheRead`, ours 0.5, theirs 0.4. Prices less than 10⁻⁹ of themselves apart are the same.
 *
 * A feed has one price where a seller may have several, so a price of the feed is no change if the offer sells at it in any
 * of its caches, at any hour of its schedules. Ignores bands, modes, modifiers, storage, and offers in other currencies.
 */
export function feedChanges({
  offers,
  feed,
  prices,
  asOf,
}: {
  offers: readonly Offer[];
  feed: FeedName;
  prices: readonly FeedPrice[];
  asOf: string;
}): FeedComparison {
  const index = indexFeed(prices);
  const changes: PriceChange[] = [];
  const unmatchedOffers: { offerId: string; reason: string }[] = [];
  for (const offer of offers) {
    const found = priceOf({ offer, feed, asOf, index });
    if ('reason' in found) unmatchedOffers.push({ offerId: offer.id, reason: found.reason });
    else changes.push(...changesOf({ offer, feed, asOf, ...found }));
  }
  return { changes, matched: offers.length - unmatchedOffers.length, unmatchedOffers };
}

type Found =
  | { readonly price: FeedPrice; readonly period: PricePeriod; readonly without: readonly FeedClass[] }
  | { readonly reason: string };

function priceOf({
  offer,
  feed,
  asOf,
  index,
}: {
  offer: Offer;
  feed: FeedName;
  asOf: string;
  index: ReturnType<typeof indexFeed>;
}): Found {
  const { title } = FEEDS[feed];
  if (offer.currency !== USD) return { reason: `priced in ${offer.currency}; ${title} lists USD` };
  const period = periodAt({ offer, asOf });
  if (period === undefined) return { reason: `no price on ${asOf}` };
  const seller = feedSellerOf({ offer, feed });
  if (seller === undefined) return { reason: `${title} does not list ${offer.sellerName}’s own price` };
  const found = index.find({ provider: seller.provider, models: feedModelsOf({ offer, seller }) });
  if (found.status === 'found') return { price: found.price, period, without: seller.without ?? [] };
  return {
    reason:
      found.status === 'absent'
        ? `${title} does not list this model`
        : `${title} lists several models of this name at different prices`,
  };
}

function changesOf({
  offer,
  feed,
  asOf,
  price,
  period,
  without,
}: {
  offer: Offer;
  feed: FeedName;
  asOf: string;
  price: FeedPrice;
  period: PricePeriod;
  without: readonly FeedClass[];
}): readonly PriceChange[] {
  const caches = [offer, ...(offer.cacheModes ?? []).flatMap(({ id }) => inCacheMode({ offer, id }) ?? [])];
  return COMPARED.flatMap(({ feedClass, rateClass }) => {
    const theirs = price.usdPerMTok[feedClass];
    if (theirs === undefined || without.includes(feedClass)) return [];
    const sold = caches.flatMap((cache) => soldAt({ offer: cache, asOf, feedClass, rateClass }));
    if (sold.some((ours) => isSame({ ours, theirs }))) return [];
    const ttlId = ttlOf({ offer, rates: period.base, feedClass });
    return [
      {
        offerId: offer.id,
        offerName: `${offer.modelName} at ${offer.sellerName}`,
        class: rateClass === 'cacheWrite' ? (`cacheWrite:${ttlId}` as const) : rateClass,
        oursUsdPerMTok: baseRate({ rates: period.base, rateClass, ttlId }) ?? null,
        theirsUsdPerMTok: theirs,
        source: FEEDS[feed].address,
      },
    ];
  });
}

type ComparedClass = Exclude<RateClass, 'storage'>;

const COMPARED: readonly { readonly feedClass: FeedClass; readonly rateClass: ComparedClass }[] = [
  { feedClass: 'input', rateClass: 'input' },
  { feedClass: 'output', rateClass: 'output' },
  { feedClass: 'cacheRead', rateClass: 'cacheRead' },
  { feedClass: 'cacheWrite', rateClass: 'cacheWrite' },
  { feedClass: 'cacheWrite1h', rateClass: 'cacheWrite' },
];

/** The life a feed's write is compared at: the shortest whose write is priced, and the shortest of all where none is. */
function ttlOf({ offer, rates, feedClass }: { offer: Offer; rates: RateSet; feedClass: FeedClass }): string {
  if (feedClass === 'cacheWrite1h') return '1h';
  const { ttls } = offer.cachePolicy;
  return (ttls.find(({ id }) => knownRate(rates.cacheWrite[id]) !== undefined) ?? ttls[0])?.id ?? 'auto';
}

function baseRate({
  rates,
  rateClass,
  ttlId,
}: {
  rates: RateSet;
  rateClass: ComparedClass;
  ttlId: string;
}): UsdPerMTok | undefined {
  return knownRate(rateClass === 'cacheWrite' ? rates.cacheWrite[ttlId] : rates[rateClass]);
}

/** What a class costs in a cache at any hour: its base rate, and that rate times the factor of every schedule. */
function soldAt({
  offer,
  asOf,
  feedClass,
  rateClass,
}: {
  offer: Offer;
  asOf: string;
  feedClass: FeedClass;
  rateClass: ComparedClass;
}): readonly UsdPerMTok[] {
  const period = periodAt({ offer, asOf });
  if (period === undefined) return [];
  const ttlId = ttlOf({ offer, rates: period.base, feedClass });
  const rate = baseRate({ rates: period.base, rateClass, ttlId });
  if (rate === undefined) return [];
  const factors = (period.schedules ?? [])
    .filter(({ multiplier }) => multiplier.classes.includes(rateClass))
    .map(({ multiplier }) => multiplier.ratio.value);
  return [rate, ...factors.map((factor) => rateTimes({ rate, factor }))];
}

function isSame({ ours, theirs }: { ours: UsdPerMTok; theirs: UsdPerMTok }): boolean {
  return Math.abs(ours - theirs) <= SAME_RATIO * Math.max(ours, theirs);
}
