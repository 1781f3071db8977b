import { rateTimes } from '../money.ts';
import type { Fact } from '../fact.ts';
import { mapPrices } from './map-prices.ts';
import type { CacheMode, Mode, Offer, Price, PricePeriod, RateSet } from './rate-card.ts';
import { USD } from './unpriceable.ts';

/**
 * Prices stay in the currency in which they are quoted. They meet prices in dollars only through a rate that has a
 * source and a day, so that a comparison can be repeated.
 */

/**
 * The same offer at a dated rate of exchange: every price × rate, quoted in USD from then on.
 *
 * Example: 8 CNY at 0.14 USD per CNY are 1.12 USD per million tokens. An offer in USD comes back unchanged.
 * Factors (batch, off-peak) have no currency and stay. Ignores bank margins and taxes. Throws on a rate that is not
 * above 0.
 */
export function inUsd({ offer, usdPerUnit }: { offer: Offer; usdPerUnit: Fact<number> }): Offer {
  if (offer.currency === USD) return offer;
  if (!(usdPerUnit.value > 0)) throw new RangeError(`A rate of exchange is above 0; got ${usdPerUnit.value}`);
  const price = (old: Price): Price =>
    old.state === 'priced' ? convert({ old: old.perMTok, offer, usdPerUnit }) : old;
  const rateSet = (rates: RateSet): RateSet => mapPrices({ rates, change: price });
  const listed = <T extends Pick<PricePeriod, 'base' | 'bands'>>(list: T): T => ({
    ...list,
    base: rateSet(list.base),
    bands: list.bands.map((band) => ({ ...band, rates: rateSet(band.rates) })),
  });
  const mode = (old: Mode): Mode => (old.pricing.kind === 'rates' ? { ...old, pricing: listed(old.pricing) } : old);
  const period = (old: PricePeriod): PricePeriod => ({
    ...listed(old),
    ...(old.modes && { modes: old.modes.map(mode) }),
  });
  return {
    ...offer,
    currency: USD,
    periods: offer.periods.map(period),
    ...(offer.cacheModes && {
      cacheModes: offer.cacheModes.map((old): CacheMode => ({ ...old, periods: old.periods.map(period) })),
    }),
  };
}

function convert({ old, offer, usdPerUnit }: { old: Fact<number>; offer: Offer; usdPerUnit: Fact<number> }): Price {
  const { value, source, checkedOn, kind } = usdPerUnit;
  return {
    state: 'priced',
    perMTok: {
      value: rateTimes({ rate: old.value, factor: value }),
      kind: old.kind === 'assumed' || kind === 'assumed' ? 'assumed' : 'derived',
      source: old.source,
      checkedOn: old.checkedOn,
      note: `${old.value} ${offer.currency} at ${value} USD per ${offer.currency} (${source}, ${checkedOn}).${old.note === undefined ? '' : ` ${old.note}`}`,
    },
  };
}
