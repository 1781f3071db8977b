import { CATALOG_REVISION } from '../catalog/revision.ts';
import type { Usd } from '../domain/units.ts';
import {
  knownRate,
  periodAt,
  ratesForPrompt,
  type Band,
  type Offer,
  type PricePeriod,
  type RateClass,
  type RateSet,
} from '../domain/offer/rate-card.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { OfferBook } from './offer-book.ts';
import { isProblem } from './resolve.ts';
import { resolveOffer } from './resolve-offer.ts';
import { evaluateSpend, offersInUse } from './spend.ts';

/** Prices of an offer as they are in use, and as the catalogue has them on one day. */
export interface RateMove {
  readonly offerId: string;
  readonly modelName: string;
  readonly sellerName: string;
  /** ISO 4217 code of the three prices. */
  readonly currency: string;
  readonly class: RateClass;
  /** The life of the cache that a write is for; `null` for all else. */
  readonly lifeId: string | null;
  /** Set where only longer prompts pay this. */
  readonly band: Pick<Band, 'thresholdTokens' | 'comparison'> | null;
  /** Per million tokens, of storage per million token-hours; `null`: no price known, or not sold. */
  readonly inUse: number | null;
  /** The same in the catalogue, on the scenario's day. */
  readonly onDay: number | null;
  /** The same on the newest day that the catalogue vouches for. */
  readonly newest: number | null;
}

/** What one workload costs at one of the price lists; a reason where it cannot be priced at it. */
export type PricedAt =
  | {
      readonly status: 'ok';
      readonly withoutUsdPerMonth: Usd;
      /** `null`: the warehouse has no price. */
      readonly withUsdPerMonth: Usd | null;
    }
  | { readonly status: 'impossible'; readonly reason: string };

export interface PriceMoves {
  /** Every rate of the offers in use that is not the same at all three places. Of the list: own prices stay what they are. */
  readonly rates: readonly RateMove[];
  /** How many of them differ from the catalogue on the scenario's own day: what pricing it anew changes. */
  readonly movedOnDay: number;
  /** How many have moved from the scenario's day to the newest; 0 where that is no later one. */
  readonly movedSince: number;
  /** Offers in use that the catalogue no longer prices on the newest day. */
  readonly withdrawn: readonly string[];
  readonly asOf: string;
  /** `null` where the scenario's day is not earlier. */
  readonly newestDay: string | null;
  readonly inUse: PricedAt;
  readonly onDay: PricedAt;
  readonly newest: PricedAt | null;
}

/**
 * What has moved between the prices a scenario came with and the catalogue's: rate by rate, and what that does to the bill.
 * `null` where nothing has.
 *
 * In use is what the link carries, where it differs, else the catalogue on the scenario's day. That is set against the catalogue
 * on the same day (it has been corrected since) and on the day of its newest check (the seller has changed it since).
 *
 * Example: a link that carries $5 for a million input tokens, and a catalogue that has $4 for the same day and no later change:
 * one rate, 5 → 4, `movedOnDay` 1, `movedSince` 0.
 *
 * A band of long prompts that only one of the lists has is set against what such a prompt pays in the other. Ignores modes, hours
 * and modifiers, which no link carries, and says nothing of an offer that cannot be priced as it is.
 */
export function priceMoves(scenario: Scenario, book: OfferBook): PriceMoves | null {
  const newestDay = scenario.asOf < CATALOG_REVISION ? CATALOG_REVISION : null;
  const rates: RateMove[] = [];
  const withdrawn: string[] = [];
  const seen = new Set<string>();
  for (const { offerId } of offersInUse(scenario)) {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    if (isProblem(resolved) || seen.has(resolved.list.offerId)) continue;
    const listed = book.offerById(resolved.list.offerId);
    const onDay = listed && periodAt({ offer: listed, asOf: scenario.asOf });
    if (!listed || !onDay) continue;
    seen.add(listed.id);
    const newest = newestDay === null ? onDay : periodAt({ offer: listed, asOf: newestDay });
    if (!newest) withdrawn.push(listed.modelName);
    rates.push(...movesOf({ offer: listed, inUse: resolved.list.period, onDay, newest: newest ?? onDay }));
  }
  if (rates.length === 0 && withdrawn.length === 0) return null;
  return {
    rates,
    movedOnDay: rates.filter(({ inUse, onDay }) => inUse !== onDay).length,
    movedSince: rates.filter(({ onDay, newest }) => onDay !== newest).length,
    withdrawn,
    asOf: scenario.asOf,
    newestDay,
    inUse: pricedAt(scenario, book),
    onDay: pricedAt(repriced(scenario), book),
    newest: newestDay === null ? null : pricedAt(redated(scenario), book),
  };
}

/** The same scenario at the catalogue's prices of its own day. */
export function repriced(scenario: Scenario): Scenario {
  return { ...scenario, carriedRates: [], catalogRevision: CATALOG_REVISION };
}

/** The same scenario at the prices of the newest day that the catalogue vouches for. */
export function redated(scenario: Scenario): Scenario {
  return { ...repriced(scenario), asOf: CATALOG_REVISION };
}

function movesOf({
  offer,
  inUse,
  onDay,
  newest,
}: {
  offer: Offer;
  inUse: PricePeriod;
  onDay: PricePeriod;
  newest: PricePeriod;
}): readonly RateMove[] {
  const { id: offerId, modelName, sellerName, currency } = offer;
  return [null, ...bandsOf([inUse, onDay, newest])].flatMap((band) => {
    const [a, b, c] = [inUse, onDay, newest].map((period) => ratesIn({ period, band }));
    if (!a || !b || !c) return [];
    // Rent is paid whatever the length of the prompt.
    const named = ratesNamed([a, b, c]).filter((rate) => band === null || rate.class !== 'storage');
    return named.flatMap(({ class: rateClass, lifeId }) => {
      const at = (set: RateSet): number | null => rateNamed({ set, rateClass, lifeId });
      const move = { inUse: at(a), onDay: at(b), newest: at(c) };
      if (move.inUse === move.onDay && move.onDay === move.newest) return [];
      return [
        {
          offerId,
          modelName,
          sellerName,
          currency,
          class: rateClass,
          lifeId,
          band: band && { thresholdTokens: band.thresholdTokens, comparison: band.comparison },
          ...move,
        },
      ];
    });
  });
}

type BandPlace = Pick<Band, 'thresholdTokens' | 'comparison' | 'outputAboveTokens'>;

/** Every band that any of the lists has, once. */
function bandsOf(periods: readonly PricePeriod[]): readonly BandPlace[] {
  const places = new Map<string, BandPlace>();
  for (const { bands } of periods)
    for (const band of bands) {
      const place = placeOf(band);
      if (!places.has(place)) places.set(place, band);
    }
  return [...places.values()].toSorted((a, b) => a.thresholdTokens - b.thresholdTokens);
}

/** Links do not carry how long an output a band asks for, so only thresholds can be compared. */
function placeOf({ thresholdTokens, comparison }: BandPlace): string {
  return `${comparison}${thresholdTokens}`;
}

/** The rates of the band itself, or what the shortest prompt within it pays where the list has no such band. */
function ratesIn({ period, band }: { period: PricePeriod; band: BandPlace | null }): RateSet {
  if (band === null) return period.base;
  const own = period.bands.findLast((candidate) => placeOf(candidate) === placeOf(band));
  if (own) return own.rates;
  return ratesForPrompt({ period, promptTokens: band.thresholdTokens + (band.comparison === 'gt' ? 1 : 0) });
}

const PLAIN_CLASSES = ['input', 'output', 'cacheRead'] as const;

function ratesNamed(
  sets: readonly RateSet[],
): readonly { readonly class: RateClass; readonly lifeId: string | null }[] {
  const lives = new Set(sets.flatMap(({ cacheWrite }) => Object.keys(cacheWrite)));
  return [
    ...PLAIN_CLASSES.map((name) => ({ class: name, lifeId: null })),
    ...[...lives].map((lifeId) => ({ class: 'cacheWrite' as const, lifeId })),
    ...(sets.some(({ storage }) => storage) ? [{ class: 'storage' as const, lifeId: null }] : []),
  ];
}

function rateNamed({
  set,
  rateClass,
  lifeId,
}: {
  set: RateSet;
  rateClass: RateClass;
  lifeId: string | null;
}): number | null {
  const price = rateClass === 'cacheWrite' ? set.cacheWrite[lifeId ?? ''] : set[rateClass];
  return knownRate(price) ?? null;
}

function pricedAt(scenario: Scenario, book: OfferBook): PricedAt {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok')
    return { status: 'impossible', reason: evaluation.problems.map(({ message }) => message).join(' ') };
  const { without, with: kept } = evaluation;
  return {
    status: 'ok',
    withoutUsdPerMonth: without.usdPerMonth,
    withUsdPerMonth: kept.status === 'priced' ? kept.usdPerMonth : null,
  };
}
