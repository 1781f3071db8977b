import type { Fact } from '../fact.ts';
import type { Ratio } from '../units.ts';
import { chooseRates, STANDARD_MODE } from './choose-rates.ts';
import { inUsd } from './currency.ts';
import { mapPrices } from './map-prices.ts';
import { blendRates, decimal, withWritesAsInput, type RatePart } from './blend-rates.ts';
import { ratesForPrompt, type Band, type Mode, type Offer, type PricePeriod, type RateSet } from './rate-card.ts';
import { USD, whyUnpriceable } from './unpriceable.ts';
import { clockShares, type ClockShare, type WorkingHours } from './working-hours.ts';

/** As finely as `rateTimes` multiplies. */
const RATE_DECIMALS = 12;

/** How a buyer buys, apart from which offer: what turns a price sheet into the rates of a month. */
export interface PurchaseTerms {
  /** A mode that some of the work is sent in, where it is sold. */
  readonly modeId: string;
  /** Share of the work sent in it; the rest is standard. */
  readonly modeRatio: Ratio;
  /** Modifiers that are asked for, where they are sold. */
  readonly modifierIds: readonly string[];
  /** Shares off every price of a seller. */
  readonly discounts: readonly { readonly seller: string; readonly ratio: Ratio }[];
  /** USD per unit of a currency, with the day of the rate. */
  readonly exchangeRates: readonly { readonly currency: string; readonly usdPerUnit: Fact<number> }[];
  /** When the requests are sent, for sellers whose prices follow the clock. */
  readonly hours: WorkingHours;
}

/** What a month at an offer is priced with. */
export type Bought =
  | {
      readonly status: 'bought';
      /** In USD; its other caches have the one period of the day, at the same terms. */
      readonly offer: Offer;
      readonly period: PricePeriod;
      /** What was done to the list, in words; empty where nothing was. */
      readonly steps: readonly string[];
    }
  | { readonly status: 'refused'; readonly reason: string };

/**
 * The rates a month's work pays on average at an offer, from its list and the way it is bought: currency, then per band
 * the hours, the mode and the modifiers as on a bill, then the seller's discount.
 *
 *     rate = (1 − discount) × Σ share of hours × [ (1 − m) × standard + m × mode ]
 *
 * Exact where what is sent does not depend on the hour or the mode. A class that a mode does not sell is sent as plain
 * input of that mode: nothing is read from a cache that is not there, and where reads are sold but writes have no price,
 * what is missed is input, whatever the share. Work for a mode that is not sold stays standard.
 * Without any of it the period comes back as it is.
 * Example: 0.66 with off-peak at half price in a quarter of the hours, everything standard: 0.66 × (0.75 + 0.125) = 0.5775.
 * Ignores that batches come back hours later, and so find less in a cache than interactive work. Refused where prices are
 * in a currency without a rate of exchange, depend on the length of each answer, or the mode excludes a modifier.
 */
export function buy({ offer, period, terms }: { offer: Offer; period: PricePeriod; terms: PurchaseTerms }): Bought {
  const { exchangeRates } = terms;
  const dollars = inDollars({ offer, period, exchangeRates });
  const bought = boughtPeriod({ ...dollars, terms });
  if ('reason' in bought) return { status: 'refused', reason: bought.reason };
  const steps = [...dollars.steps, ...bought.steps];
  if (offer.cacheModes === undefined) return { status: 'bought', offer: dollars.offer, period: bought.period, steps };
  const cacheModes = (dollars.offer.cacheModes ?? []).flatMap((cacheMode) => {
    const own = cacheMode.periods.find(({ from, to }) => from === period.from && to === period.to);
    const ownBought = own && boughtPeriod({ offer: dollars.offer, period: own, terms });
    // A cache that cannot be priced like the offer is no choice; the offer itself still is.
    if (ownBought === undefined || 'reason' in ownBought) return [];
    return [{ ...cacheMode, periods: [ownBought.period] }];
  });
  return { status: 'bought', offer: { ...dollars.offer, cacheModes }, period: bought.period, steps };
}

/**
 * An offer and one of its lists in dollars, at the buyer's dated rate of exchange; both as they are where they are in
 * dollars already, or where no rate is given.
 */
export function inDollars({
  offer,
  period,
  exchangeRates,
}: {
  offer: Offer;
  period: PricePeriod;
  exchangeRates: PurchaseTerms['exchangeRates'];
}): { readonly offer: Offer; readonly period: PricePeriod; readonly steps: readonly string[] } {
  const exchange = exchangeRates.find(({ currency }) => currency === offer.currency);
  if (exchange === undefined || offer.currency === USD) return { offer, period, steps: [] };
  const { value, checkedOn } = exchange.usdPerUnit;
  const usdPerUnit = { ...exchange.usdPerUnit, value: inDecimals(value) };
  const convert = (old: Offer): Offer => inUsd({ offer: { ...old, periods: old.periods.map(tidied) }, usdPerUnit });
  const [converted = period] = convert({ ...offer, periods: [period] }).periods;
  return {
    offer: convert(offer),
    period: converted,
    steps: [`${offer.currency} at ${value} USD each, ${checkedOn}`],
  };
}

function boughtPeriod({
  offer,
  period,
  terms,
}: {
  offer: Offer;
  period: PricePeriod;
  terms: PurchaseTerms;
}): { readonly period: PricePeriod; readonly steps: readonly string[] } | { readonly reason: string } {
  const { schedules = [], modes = [], modifiers = [] } = period;
  const unpriceable = whyUnpriceable({ offer, period });
  if (unpriceable !== null) return { reason: unpriceable };
  const mode = terms.modeRatio > 0 ? modes.find(({ id }) => id === terms.modeId) : undefined;
  const chosen = modifiers.filter(({ id }) => terms.modifierIds.includes(id));
  const discount = terms.discounts.find(({ seller }) => seller === offer.seller)?.ratio ?? 0;
  const steps = [
    ...(terms.modeRatio > 0 && mode === undefined && terms.modeId !== STANDARD_MODE
      ? [`${terms.modeId} is not sold here: everything is standard`]
      : []),
    ...terms.modifierIds.filter((id) => !chosen.some((own) => own.id === id)).map((id) => `${id} is not sold here`),
  ];
  if (schedules.length === 0 && mode === undefined && chosen.length === 0 && discount === 0) return { period, steps };

  const shares: readonly ClockShare[] =
    schedules.length > 0
      ? clockShares({ schedules, hours: terms.hours })
      : [{ ratio: 1, at: terms.hours.fromDay, schedule: null }];
  const modeRatio = mode === undefined ? 0 : terms.modeRatio;
  const modeList = mode?.pricing.kind === 'rates' ? mode.pricing : null;
  const whyNotMode = modeList && whyUnpriceable({ offer, period: { ...period, bands: modeList.bands } });
  if (whyNotMode !== null) return { reason: whyNotMode };
  const list = tidied(period);
  const ratesOver = (promptTokens: number): RateSet | string => {
    const parts: RatePart[] = [];
    for (const { ratio, at } of shares) {
      for (const [share, id] of [
        [1 - modeRatio, STANDARD_MODE],
        [modeRatio, mode?.id ?? STANDARD_MODE],
      ] as const) {
        if (ratio * share === 0) continue;
        const rates = chooseRates({
          period: list,
          promptTokens,
          outputTokens: 0,
          at,
          mode: id,
          modifiers: chosen.map((modifier) => modifier.id),
        });
        if (rates.status === 'refused') return rates.reason;
        const inMode =
          id === STANDARD_MODE
            ? rates.rates
            : withWritesAsInput({ rates: rates.rates, list: ratesForPrompt({ period: list, promptTokens }) });
        parts.push({ ratio: ratio * share, rates: inMode });
      }
    }
    return discounted({ rates: blendRates(parts), ratio: discount });
  };

  const base = ratesOver(0);
  if (typeof base === 'string') return { reason: base };
  const bands: Band[] = [];
  for (const band of thresholdsOf([...period.bands, ...(modeList?.bands ?? [])])) {
    const rates = ratesOver(band.comparison === 'gt' ? band.thresholdTokens + 1 : band.thresholdTokens);
    if (typeof rates === 'string') return { reason: rates };
    bands.push({ ...band, rates });
  }
  return {
    period: { from: period.from, to: period.to, base, bands },
    steps: [
      ...shares
        .filter(({ schedule }) => schedule !== null)
        .map(({ schedule, ratio }) => `${percent(ratio)} of the hours are ${schedule?.name ?? ''}`),
      ...(mode === undefined ? [] : [`${percent(modeRatio)} of the work is ${mode.name}`]),
      ...chosen.map(({ name }) => name),
      ...(discount === 0 ? [] : [`${percent(discount)} off ${offer.sellerName}’s prices`]),
      ...steps,
    ],
  };
}

/** Where rates change, in the standard list or in the mode's own. */
function thresholdsOf(listed: readonly Band[]): readonly Omit<Band, 'rates'>[] {
  const byKey = new Map<string, Omit<Band, 'rates'>>();
  for (const { thresholdTokens, comparison } of listed)
    byKey.set(`${thresholdTokens}:${comparison}`, { thresholdTokens, comparison });
  // At one threshold `gte` holds first.
  return [...byKey.values()].toSorted(
    (a, b) => a.thresholdTokens - b.thresholdTokens || b.comparison.localeCompare(a.comparison, 'en'),
  );
}

function discounted({ rates, ratio }: { rates: RateSet; ratio: Ratio }): RateSet {
  if (ratio === 0) return rates;
  return mapPrices({
    rates,
    change: (price) =>
      price.state === 'priced'
        ? {
            state: 'priced',
            perMTok: {
              ...price.perMTok,
              value: decimal(price.perMTok.value * (1 - ratio)),
              kind: 'assumed',
              // What it was before: the list, or a mean that has its own note.
              note: [`${price.perMTok.value} less ${percent(ratio)}.`, price.perMTok.note].filter(Boolean).join(' '),
            },
          }
        : price,
  });
}

/** The list in decimals that can be multiplied exactly: what people and links enter may have any number of digits. */
function tidied(period: PricePeriod): PricePeriod {
  const rateSet = (rates: RateSet): RateSet =>
    mapPrices({
      rates,
      change: (price) =>
        price.state === 'priced'
          ? { ...price, perMTok: { ...price.perMTok, value: inDecimals(price.perMTok.value) } }
          : price,
    });
  const listed = <T extends Pick<PricePeriod, 'base' | 'bands'>>(list: T): T => ({
    ...list,
    base: rateSet(list.base),
    bands: list.bands.map((band) => ({ ...band, rates: rateSet(band.rates) })),
  });
  const mode = (old: Mode): Mode => (old.pricing.kind === 'rates' ? { ...old, pricing: listed(old.pricing) } : old);
  return { ...listed(period), ...(period.modes && { modes: period.modes.map(mode) }) };
}

function inDecimals(value: number): number {
  return Number(value.toFixed(RATE_DECIMALS));
}

function percent(ratio: Ratio): string {
  return `${Number((ratio * 100).toPrecision(3))} %`;
}
