import type { Fact } from '../../../domain/fact.ts';
import type { CachePolicy, TtlOption } from '../../../domain/offer/cache-policy.ts';
import type {
  Band,
  CacheMode,
  Mode,
  Modifier,
  Multiplier,
  Offer,
  Price,
  PricePeriod,
  RateClass,
  RateSet,
  Schedule,
} from '../../../domain/offer/rate-card.ts';
import { offerById } from '../index.ts';
import { unknown } from '../authoring.ts';

/** The shorthand for what only the whole catalogue says of an offer: modes, modifiers, storage, details of caches. */

/** The three prices that every list has. */
export interface ListedRates {
  readonly input: number;
  readonly output: number;
  readonly read: number;
}

/** Factors are on tokens; rent for storage has prices of its own. */
export const TOKEN_CLASSES: readonly RateClass[] = ['input', 'output', 'cacheRead', 'cacheWrite'];

export function onTokens(ratio: Fact<number>): Multiplier {
  return { ratio, classes: TOKEN_CLASSES };
}

/** A mode at so many times the standard prices. */
export function multiplied(
  id: string,
  ratio: Fact<number>,
  {
    name = id,
    without = [],
    classes = TOKEN_CLASSES,
  }: { name?: string; without?: readonly RateClass[]; classes?: readonly RateClass[] } = {},
): Mode {
  return {
    id,
    name,
    pricing: { kind: 'multiplier', multiplier: { ratio, classes } },
    withoutClasses: without,
    excludes: [],
  };
}

/** A mode with a price list of its own. */
export function listed(
  id: string,
  base: RateSet,
  { name = id, bands = [] }: { name?: string; bands?: readonly Band[] } = {},
): Mode {
  return { id, name, pricing: { kind: 'rates', base, bands }, withoutClasses: [], excludes: [] };
}

/** A mode that is on sale at a price nobody states. */
export function unpriced(id: string, reason: string): Mode {
  const price = unknown(reason);
  return listed(id, { input: price, output: price, cacheRead: price, cacheWrite: {} });
}

export function modifier(id: string, name: string, ratio: Fact<number>): Modifier {
  return { id, name, multiplier: onTokens(ratio) };
}

export interface Terms {
  readonly modes?: readonly Mode[];
  readonly modifiers?: readonly Modifier[];
  readonly schedules?: readonly Schedule[];
  /** Rent of stored prefixes; of the period it is asked for where it changes. */
  readonly storage?: Price | ((period: PricePeriod) => Price);
}

/** The same periods with what is sold beside the standard mode. */
export function withTerms(periods: readonly PricePeriod[], { storage, ...terms }: Terms): readonly PricePeriod[] {
  return periods.map((period) => {
    const rent = typeof storage === 'function' ? storage(period) : storage;
    const stored = (rates: RateSet): RateSet => (rent ? { ...rates, storage: rent } : rates);
    return {
      ...period,
      ...terms,
      base: stored(period.base),
      bands: period.bands.map((band) => ({ ...band, rates: stored(band.rates) })),
    };
  });
}

/** The same life with the clock it is counted by. */
export function clocked(ttls: readonly TtlOption[], clock: NonNullable<TtlOption['clock']>): readonly TtlOption[] {
  return ttls.map((ttl) => ({ ...ttl, clock }));
}

/**
 * An offer of the short catalogue with everything that it leaves out. Its remarks on what is left out are dropped, the
 * others stay.
 */
export function completed(
  id: string,
  {
    periods,
    policy,
    cacheModes,
    notes = [],
    ...terms
  }: Terms & {
    /** In place of the short catalogue's, where history is added. */
    periods?: readonly PricePeriod[];
    policy?: (old: CachePolicy) => CachePolicy;
    cacheModes?: (offer: Offer) => readonly CacheMode[];
    notes?: readonly string[];
  },
): Offer {
  const short = offerById(id);
  if (!short) throw new Error(`The short catalogue has no offer ${id}`);
  const offer: Offer = {
    ...short,
    periods: withTerms(periods ?? short.periods, terms),
    cachePolicy: policy?.(short.cachePolicy) ?? short.cachePolicy,
    notes: [...short.notes.filter((note) => !/left\s+out|only the price since then/.test(note)), ...notes],
  };
  return cacheModes ? { ...offer, cacheModes: cacheModes(offer) } : offer;
}
