import type { Mode, Offer, Price, PricePeriod, RateClass, RateSet } from '../domain/offer/rate-card.ts';
import { mapPrices } from '../domain/offer/map-prices.ts';
import type { OwnOffer, PriceCorrection } from '../scenario/schema.ts';

/** What a price can be given for, by hand or by a feed. */
type GivenClass = Exclude<RateClass, 'storage'>;

const GIVEN_CLASSES: readonly GivenClass[] = ['input', 'output', 'cacheRead', 'cacheWrite'];

/**
 * A period with single prices of its base replaced by what a feed says. Bands keep the list's: feeds state no bands that
 * could be told apart reliably. A class that the offer does not have, or does not sell, is left out.
 *
 * Where a write costs what input does, the seller has no price of its own for it, and it follows the corrected input.
 * Example: input 2.5 and writes free of premium, corrected to an input of 3: writes are 3 too.
 */
export function withCorrections({
  offer,
  period,
  corrections,
  classes = GIVEN_CLASSES,
}: {
  offer: Pick<Offer, 'currency'>;
  period: PricePeriod;
  corrections: readonly PriceCorrection[];
  classes?: readonly GivenClass[];
}): PricePeriod {
  if (corrections.length === 0 || offer.currency !== 'USD') return period;
  const given = (name: GivenClass, ttl?: string): Price | null => {
    const full = ttl === undefined ? name : `${name}:${ttl}`;
    const found = classes.includes(name) ? corrections.find((correction) => correction.class === full) : undefined;
    if (!found) return null;
    const { usdPerMTok: value, source, checkedOn } = found;
    return {
      state: 'priced',
      perMTok: { value, kind: 'published', source, checkedOn, note: 'Taken over from a feed by hand.' },
    };
  };
  return { ...period, base: withGiven({ rates: period.base, given, otherwise: (price) => price }) };
}

/**
 * A period at prices agreed with the seller: a share off every price, and whole rates in place of the list's where they
 * are given, for prompts of every length.
 *
 * Example: 20 % off and a read price of 0.3: input 5 becomes 4, reads 0.3 in every band.
 * A rate never makes a class sold that the seller does not sell; writes that cost what input does on the list follow an
 * input that is given. Discounts hold for rent too, and for modes with a list of their own; rates that are given do not, as
 * nobody gave them for that mode.
 */
export function withOwnRates({
  period,
  own,
  asOf,
  classes = GIVEN_CLASSES,
}: {
  period: PricePeriod;
  own: OwnOffer;
  asOf: string;
  classes?: readonly GivenClass[];
}): PricePeriod {
  const agreed = (value: number, note: string): Price => ({
    state: 'priced',
    perMTok: { value, kind: 'assumed', source: `own price of “${own.name}”`, checkedOn: asOf, note },
  });
  const given = (name: GivenClass): Price | null => {
    const rate = classes.includes(name) ? own.rates[name] : null;
    return rate === null ? null : agreed(rate, 'Entered by hand.');
  };
  const less = (price: Price): Price => {
    if (own.discountRatio === 0 || price.state !== 'priced') return price;
    const { value } = price.perMTok;
    return agreed(
      Number((value * (1 - own.discountRatio)).toPrecision(12)),
      `The list’s ${value} less ${Number((own.discountRatio * 100).toPrecision(4))} %.`,
    );
  };
  const rateSet = (rates: RateSet): RateSet => withGiven({ rates, given, otherwise: less });
  const lessAlone = (rates: RateSet): RateSet => mapPrices({ rates, change: less });
  const mode = (old: Mode): Mode =>
    old.pricing.kind === 'rates' ? { ...old, pricing: { kind: 'rates', ...listOf(old.pricing, lessAlone) } } : old;
  return {
    ...period,
    ...listOf(period, rateSet),
    ...(period.modes && { modes: period.modes.map(mode) }),
  };
}

/**
 * An offer whose other caches have their list of the period's days changed like the period itself. Of what is given there
 * counts what is the same price: input and output, and reads where both caches read alike.
 */
export function withCachesChanged({
  offer,
  period,
  change,
}: {
  offer: Offer;
  /** The offer's own list of the day. */
  period: PricePeriod;
  change: (asked: { readonly period: PricePeriod; readonly classes: readonly GivenClass[] }) => PricePeriod;
}): Offer {
  if (offer.cacheModes === undefined) return offer;
  const cacheModes = offer.cacheModes.map((mode) => ({
    ...mode,
    periods: mode.periods
      .filter(({ from, to }) => from === period.from && to === period.to)
      .map((other) => {
        const readsAlike = isSamePrice(other.base.cacheRead, period.base.cacheRead);
        return change({ period: other, classes: ['input', 'output', ...(readsAlike ? ['cacheRead' as const] : [])] });
      }),
  }));
  return { ...offer, cacheModes };
}

/** Rates with those that are given in place of the list's, wherever the class is sold. */
function withGiven({
  rates,
  given,
  otherwise,
}: {
  rates: RateSet;
  given: (name: GivenClass, ttl?: string) => Price | null;
  otherwise: (price: Price) => Price;
}): RateSet {
  const replaced = (old: Price, price: Price | null): Price =>
    price !== null && old.state !== 'not-sold' ? price : otherwise(old);
  const write = (ttl: string, old: Price): Price =>
    replaced(old, given('cacheWrite', ttl) ?? (isSamePrice(old, rates.input) ? given('input') : null));
  return {
    input: replaced(rates.input, given('input')),
    output: replaced(rates.output, given('output')),
    cacheRead: replaced(rates.cacheRead, given('cacheRead')),
    cacheWrite: Object.fromEntries(Object.entries(rates.cacheWrite).map(([ttl, old]) => [ttl, write(ttl, old)])),
    ...(rates.storage && { storage: otherwise(rates.storage) }),
  };
}

function isSamePrice(one: Price, other: Price): boolean {
  return one.state === 'priced' && other.state === 'priced' && one.perMTok.value === other.perMTok.value;
}

function listOf(
  { base, bands }: Pick<PricePeriod, 'base' | 'bands'>,
  change: (rates: RateSet) => RateSet,
): Pick<PricePeriod, 'base' | 'bands'> {
  return { base: change(base), bands: bands.map((band) => ({ ...band, rates: change(band.rates) })) };
}
