import type { Mode, Offer, Price, PricePeriod, RateClass, RateSet } from '../domain/offer/rate-card.ts';
import { mapPrices } from '../domain/offer/map-prices.ts';
import type { OwnOffer, PriceCorrection } from '../scenario/schema.ts';

/**
 * A period with single prices of its base replaced by what a feed says. Bands keep the list's: feeds state no bands that
 * could be told apart reliably. A class that the offer does not have, or does not sell, is left out.
 */
export function withCorrections({
  offer,
  period,
  corrections,
}: {
  offer: Offer;
  period: PricePeriod;
  corrections: readonly PriceCorrection[];
}): PricePeriod {
  if (corrections.length === 0 || offer.currency !== 'USD') return period;
  const price = (name: string, old: Price): Price => {
    const found = corrections.find((correction) => correction.class === name);
    if (!found || old.state === 'not-sold') return old;
    const { usdPerMTok: value, source, checkedOn } = found;
    return {
      state: 'priced',
      perMTok: { value, kind: 'published', source, checkedOn, note: 'Taken over from a feed by hand.' },
    };
  };
  const { base } = period;
  return {
    ...period,
    base: {
      ...base,
      input: price('input', base.input),
      output: price('output', base.output),
      cacheRead: price('cacheRead', base.cacheRead),
      cacheWrite: Object.fromEntries(
        Object.entries(base.cacheWrite).map(([ttl, old]) => [ttl, price(`cacheWrite:${ttl}`, old)]),
      ),
    },
  };
}

/**
 * A period at prices agreed with the seller: a share off every price, and whole rates in place of the list's where they
 * are given, for prompts of every length.
 *
 * Example: 20 % off and a read price of 0.3: input 5 becomes 4, reads 0.3 in every band.
 * A rate never makes a class sold that the seller does not sell. Discounts hold for rent too, and for modes with a list of
 * their own; rates that are given do not, as nobody gave them for that mode.
 */
export function withOwnRates({ period, own, asOf }: { period: PricePeriod; own: OwnOffer; asOf: string }): PricePeriod {
  const given = (name: RateClass): number | null => (name === 'storage' ? null : own.rates[name]);
  const agreed = (value: number, note: string): Price => ({
    state: 'priced',
    perMTok: { value, kind: 'assumed', source: `own price of “${own.name}”`, checkedOn: asOf, note },
  });
  const less = (price: Price): Price => {
    if (own.discountRatio === 0 || price.state !== 'priced') return price;
    const { value } = price.perMTok;
    return agreed(
      Number((value * (1 - own.discountRatio)).toPrecision(12)),
      `The list’s ${value} less ${Number((own.discountRatio * 100).toPrecision(4))} %.`,
    );
  };
  const rateSet = (rates: RateSet): RateSet =>
    CLASSES.reduce((result, name) => {
      const rate = given(name);
      return mapPrices({
        rates: result,
        classes: [name],
        change: (price) =>
          rate !== null && price.state !== 'not-sold' ? agreed(rate, 'Entered by hand.') : less(price),
      });
    }, rates);
  const lessAlone = (rates: RateSet): RateSet => mapPrices({ rates, change: less });
  const mode = (old: Mode): Mode =>
    old.pricing.kind === 'rates' ? { ...old, pricing: { kind: 'rates', ...listOf(old.pricing, lessAlone) } } : old;
  return {
    ...period,
    ...listOf(period, rateSet),
    ...(period.modes && { modes: period.modes.map(mode) }),
  };
}

function listOf(
  { base, bands }: Pick<PricePeriod, 'base' | 'bands'>,
  change: (rates: RateSet) => RateSet,
): Pick<PricePeriod, 'base' | 'bands'> {
  return { base: change(base), bands: bands.map((band) => ({ ...band, rates: change(band.rates) })) };
}

const CLASSES: readonly RateClass[] = ['input', 'output', 'cacheRead', 'cacheWrite', 'storage'];
