import type { Fact } from '../fact.ts';
import type { Ratio } from '../units.ts';
import type { Price, RateSet } from './rate-card.ts';

/** Rates that hold for a share of the work. */
export interface RatePart {
  readonly ratio: Ratio;
  readonly rates: RateSet;
}

/**
 * The mean of several lists, each weighted with its share of the work, class by class.
 *
 * A class that one list does not sell is bought there as plain input: what cannot be read from a cache is sent. A class
 * whose price one list does not know has no mean. Shares must come to 1. Rent is the mean of the lists that charge it.
 * Example: half at 5 and half at 2.5 is 3.75; half with reads at 0.5 and half with none, input 2.5: 1.5.
 */
export function blendRates(parts: readonly RatePart[]): RateSet {
  const [first] = parts;
  if (!first) throw new RangeError('There is nothing to blend');
  if (parts.length === 1) return first.rates;
  const total = parts.reduce((sum, { ratio }) => sum + ratio, 0);
  if (Math.abs(total - 1) > 1e-9) throw new RangeError(`Shares come to ${total}, not to 1`);
  const ttlIds = [...new Set(parts.flatMap(({ rates }) => Object.keys(rates.cacheWrite)))];
  const blended = (of: (rates: RateSet) => Price | undefined): Price => {
    const sold = parts.filter(({ rates }) => isSold(of(rates)));
    // Sold in none of them, it is not sold.
    if (sold.length === 0) return of(first.rates) ?? { state: 'unknown', reason: 'no price known' };
    return mean(parts.map(({ ratio, rates }) => ({ ratio, price: orInput({ price: of(rates), rates }) })));
  };
  return {
    input: blended(({ input }) => input),
    output: mean(parts.map(({ ratio, rates }) => ({ ratio, price: rates.output }))),
    cacheRead: blended(({ cacheRead }) => cacheRead),
    cacheWrite: Object.fromEntries(ttlIds.map((id) => [id, blended(({ cacheWrite }) => cacheWrite[id])])),
    ...rentOf(parts),
  };
}

/**
 * A mode's rates where it sells reads but names no price for writes that the list sells: what is missed is its plain input.
 *
 * Example: a batch at half price with reads and without writes: input 2.5, reads 0.25, writes 2.5.
 * A write whose price on the list is not known stays unknown, and without reads nothing is written.
 */
export function withWritesAsInput({ rates, list }: { rates: RateSet; list: RateSet }): RateSet {
  if (rates.cacheRead.state !== 'priced') return rates;
  const cacheWrite = Object.entries(list.cacheWrite).map(([ttl, listed]) => {
    const own = rates.cacheWrite[ttl];
    return [
      ttl,
      isSold(own) || !isSold(listed) ? (own ?? listed) : listed.state === 'priced' ? rates.input : listed,
    ] as const;
  });
  return { ...rates, cacheWrite: { ...rates.cacheWrite, ...Object.fromEntries(cacheWrite) } };
}

/** Rent is not bought by the request: a share that goes where nothing is stored leaves it as it is. */
function rentOf(parts: readonly RatePart[]): Pick<RateSet, 'storage'> {
  const all = parts.flatMap(({ ratio, rates }) => (rates.storage ? [{ ratio, price: rates.storage }] : []));
  const [first] = all;
  if (!first) return {};
  const sold = all.filter(({ price }) => isSold(price));
  const total = sold.reduce((sum, { ratio }) => sum + ratio, 0);
  return { storage: total > 0 ? mean(sold.map(({ ratio, price }) => ({ ratio: ratio / total, price }))) : first.price };
}

function isSold(price: Price | undefined): boolean {
  return price !== undefined && price.state !== 'not-sold';
}

function orInput({ price, rates }: { price: Price | undefined; rates: RateSet }): Price {
  return price !== undefined && isSold(price) ? price : rates.input;
}

function mean(parts: readonly { readonly ratio: Ratio; readonly price: Price }[]): Price {
  let value = 0;
  const facts: Fact<number>[] = [];
  for (const { ratio, price } of parts) {
    if (price.state !== 'priced') return price;
    value += ratio * price.perMTok.value;
    facts.push(price.perMTok);
  }
  const [first, ...others] = facts;
  if (!first) throw new RangeError('There is nothing to blend');
  const checkedOn = facts.map((fact) => fact.checkedOn).toSorted()[0] ?? first.checkedOn;
  const isAssumed = facts.some(({ kind }) => kind === 'assumed');
  // One price, whatever the share, stays whose it is.
  if (others.every((other) => other.value === first.value && other.source === first.source))
    return { state: 'priced', perMTok: { ...first, checkedOn, kind: isAssumed ? 'assumed' : first.kind } };
  return {
    state: 'priced',
    perMTok: {
      value: decimal(value),
      // As uncertain as the least certain part, as old as the oldest.
      kind: isAssumed ? 'assumed' : 'derived',
      // A factor's source comes after its price's, which the other part of the mean may have named already.
      source: [...new Set(facts.flatMap(({ source }) => source.split('; ')))].join('; '),
      checkedOn,
      note: `Mean of ${[...new Set(facts.map((fact) => fact.value))].join(' and ')}, by share of the work.`,
    },
  };
}

/** Prices are decimal: a mean of 0.1 and 0.2 is 0.15 and not 0.15000000000000002. */
export function decimal(value: number): number {
  return Number(value.toPrecision(12));
}
