import type { Price, RateClass, RateSet } from './rate-card.ts';

export const EVERY_CLASS: readonly RateClass[] = ['input', 'output', 'cacheRead', 'cacheWrite', 'storage'];

/** The same rates with the prices of some classes replaced. */
export function mapPrices({
  rates,
  classes = EVERY_CLASS,
  change,
}: {
  rates: RateSet;
  classes?: readonly RateClass[];
  change: (price: Price) => Price;
}): RateSet {
  const price = (name: RateClass, old: Price): Price => (classes.includes(name) ? change(old) : old);
  return {
    input: price('input', rates.input),
    output: price('output', rates.output),
    cacheRead: price('cacheRead', rates.cacheRead),
    cacheWrite: Object.fromEntries(
      Object.entries(rates.cacheWrite).map(([ttlId, old]) => [ttlId, price('cacheWrite', old)]),
    ),
    ...(rates.storage && { storage: price('storage', rates.storage) }),
  };
}
