import { feedChanges, type PriceChange } from '../../../../catalog/feeds/feed-changes.ts';
import type { FeedName, FeedPrice } from '../../../../catalog/feeds/feed.ts';
import { OWN_OFFER_LIMITS } from '../../../../domain/field-limits.ts';
import { knownRate, periodAt, type Offer, type Price, type PricePeriod } from '../../../../domain/offer/rate-card.ts';
import { carriedPeriod } from '../../../../evaluate/carried-rates.ts';
import { correctedList } from '../../../../evaluate/resolve-offer.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';

type Scenario = ScenarioState['scenario'];
type PriceCorrection = Scenario['priceCorrections'][number];

/** A price of a feed that is not the scenario's, with what to think of it. */
export interface DiffRow extends PriceChange {
  readonly key: string;
  /** Theirs ÷ ours − 1; `null` where ours is unknown, not sold or free. */
  readonly changeRatio: number | null;
  /** Why somebody should look before taking it over; `null` where nothing speaks against it. */
  readonly doubt: string | null;
  /** It cannot be taken over at all. */
  readonly isRefused: boolean;
}

export interface FeedDiff {
  readonly rows: readonly DiffRow[];
  /** Offers that the feed lists, of so many. */
  readonly matched: number;
  readonly compared: number;
}

/** Prices move by less; beyond it, a unit or a model was mixed up more often than not. */
const DOUBTED_FACTOR = 3;

/**
 * Where a feed's prices are not those in use: the list of the scenario's day, with the rates its link carried and the
 * corrections accepted so far. Nothing is changed.
 *
 * Doubtful are prices more than three times or less than a third of ours, and those we do not know. Refused are those above
 * what the scenario takes, those of a class that is not sold, and writes with a life that the offer does not list.
 */
export function feedDiff({
  scenario,
  offers,
  feed,
  prices,
}: {
  scenario: Scenario;
  offers: readonly Offer[];
  feed: FeedName;
  prices: readonly FeedPrice[];
}): FeedDiff {
  const { asOf } = scenario;
  const inUse = offers.map((offer) => offerInUse({ scenario, offer }));
  const byId = new Map(inUse.map((offer) => [offer.id, offer]));
  const { changes, matched } = feedChanges({ offers: inUse, feed, prices, asOf });
  // Where an hour is the only life sold, a write with a life and one without mean the same price: the former says more.
  const rows = new Map<string, DiffRow>();
  for (const change of changes) {
    const offer = byId.get(change.offerId);
    const row = rowOf({ change, period: offer && periodAt({ offer, asOf }) });
    rows.set(row.key, row);
  }
  return { rows: [...rows.values()], matched, compared: offers.length };
}

/** An offer as the scenario prices it, own offers and terms apart: feeds know the list only. */
function offerInUse({ scenario, offer }: { scenario: Scenario; offer: Offer }): Offer {
  const { asOf } = scenario;
  const ofDay = periodAt({ offer, asOf });
  const isCorrected = scenario.priceCorrections.some(({ offerId }) => offerId === offer.id);
  const carriedRates = scenario.carriedRates.find(({ offerId }) => offerId === offer.id);
  if (!ofDay || (!isCorrected && !carriedRates)) return offer;
  const listed = carriedRates ? carriedPeriod({ carriedRates, period: ofDay, asOf }) : ofDay;
  const corrected = correctedList({ offer, listPeriod: ofDay, period: listed, scenario });
  return {
    ...corrected.offer,
    periods: offer.periods.map((period) => (period === ofDay ? corrected.period : period)),
  };
}

const WRITE = 'cacheWrite:';

function rowOf({ change, period }: { change: PriceChange; period: PricePeriod | undefined }): DiffRow {
  const { oursUsdPerMTok: ours, theirsUsdPerMTok: theirs } = change;
  const row = {
    ...change,
    key: keyOf(change),
    changeRatio: ours === null || ours === 0 ? null : theirs / ours - 1,
  };
  const refusal = whyRefused({ change, period });
  return { ...row, doubt: refusal ?? whyDoubted({ ours, theirs }), isRefused: refusal !== null };
}

function whyRefused({ change, period }: { change: PriceChange; period: PricePeriod | undefined }): string | null {
  if (change.theirsUsdPerMTok > OWN_OFFER_LIMITS.usdPerMTok.max) return 'more than any price may be here';
  // Corrections make nothing sold that is not.
  const price = basePrice({ period, rateClass: change.class });
  if (price === undefined) return 'the catalogue lists no such life of the cache';
  return price.state === 'not-sold' ? 'not sold, as the catalogue has it' : null;
}

function basePrice({ period, rateClass }: { period: PricePeriod | undefined; rateClass: string }): Price | undefined {
  if (period === undefined) return undefined;
  const { input, output, cacheRead, cacheWrite } = period.base;
  if (!rateClass.startsWith(WRITE)) return new Map(Object.entries({ input, output, cacheRead })).get(rateClass);
  return new Map(Object.entries(cacheWrite)).get(rateClass.slice(WRITE.length));
}

function whyDoubted({ ours, theirs }: { ours: number | null; theirs: number }): string | null {
  if (ours === null) return 'the catalogue has no price for this';
  if (theirs > ours * DOUBTED_FACTOR) return ours === 0 ? 'free until now' : 'more than three times as much';
  if (theirs * DOUBTED_FACTOR < ours) return theirs === 0 ? 'free all of a sudden' : 'less than a third';
  return null;
}

/** Rows as corrections of the scenario. The day is that of the answer: when the feed said so. */
export function correctionsOf({
  rows,
  readOn,
}: {
  rows: readonly DiffRow[];
  readOn: string;
}): readonly PriceCorrection[] {
  return rows
    .filter(({ isRefused }) => !isRefused)
    .map(({ offerId, class: rateClass, theirsUsdPerMTok, source }) => ({
      offerId,
      class: rateClass,
      usdPerMTok: theirsUsdPerMTok,
      source,
      checkedOn: readOn,
    }));
}

/** What an accepted correction stands for: the price that would hold without it. `null` where it is no number. */
export function listedRate({
  correction,
  offer,
  asOf,
}: {
  correction: Pick<PriceCorrection, 'class'>;
  offer: Offer | undefined;
  asOf: string;
}): number | null {
  const period = offer && periodAt({ offer, asOf });
  return knownRate(basePrice({ period, rateClass: correction.class })) ?? null;
}

/** How many corrections a scenario has once rows are accepted: those of the same price are replaced. */
export function correctionsAfter({
  corrections,
  rows,
}: {
  corrections: readonly PriceCorrection[];
  rows: readonly DiffRow[];
}): number {
  return new Set([...corrections.map(keyOf), ...rows.map(keyOf)]).size;
}

function keyOf(price: Pick<PriceCorrection, 'offerId' | 'class'>): string {
  return JSON.stringify([price.offerId, price.class]);
}
