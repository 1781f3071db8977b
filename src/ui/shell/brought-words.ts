import type { broughtPrices } from '../../state/scenario-store.ts';

type Brought = NonNullable<ReturnType<typeof broughtPrices>>;

/**
 * What of a link's prices is not the catalogue's, in a sentence.
 *
 * Example: 1 own offer, 12 list prices replaced and 1 discount for a sum committed.
 */
export function broughtWords({ ownOffers, corrections, discounts }: Brought): string {
  const parts = [
    counted({ count: ownOffers, one: 'own offer', many: 'own offers' }),
    counted({ count: corrections, one: 'list price replaced', many: 'list prices replaced' }),
    counted({ count: discounts, one: 'discount for a sum committed', many: 'discounts for sums committed' }),
  ].filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  return `${parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last}.`;
}

function counted({ count, one, many }: { count: number; one: string; many: string }): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
