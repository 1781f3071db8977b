import { withoutOwnOffers } from '../scenario/own-offers.ts';
import { withoutPriceCorrections } from '../scenario/price-corrections.ts';
import type { Scenario } from '../scenario/schema.ts';

/** Prices of a scenario that are nobody's list: whoever made its link entered them or took them over. */
export interface BroughtPrices {
  readonly ownOffers: number;
  readonly corrections: number;
  /** Commitments that bring a discount. */
  readonly discounts: number;
}

type Priced = Pick<Scenario, 'ownOffers' | 'priceCorrections' | 'purchase'>;

/** What of a scenario's prices is not the catalogue's; `null` where all of them are. */
export function broughtPrices({ ownOffers, priceCorrections, purchase }: Priced): BroughtPrices | null {
  const brought: BroughtPrices = {
    ownOffers: ownOffers.length,
    corrections: priceCorrections.length,
    discounts: purchase.commitments.filter(({ discountRatio }) => discountRatio > 0).length,
  };
  return Object.values(brought).some((count) => count > 0) ? brought : null;
}

/** Whether a link brings such prices that were not there before it was opened. */
export function bringsPrices({ opened, before }: { opened: Priced; before: Priced | null }): boolean {
  if (broughtPrices(opened) === null) return false;
  return before === null || pricesOf(opened) !== pricesOf(before);
}

function pricesOf({ ownOffers, priceCorrections, purchase }: Priced): string {
  return JSON.stringify([ownOffers, priceCorrections, purchase.commitments]);
}

/** A scenario at the catalogue's prices: without own offers, corrections and commitments that bring a discount. */
export function atCataloguePrices(scenario: Scenario): Scenario {
  const { purchase } = scenario;
  return withoutPriceCorrections(
    withoutOwnOffers({
      ...scenario,
      purchase: { ...purchase, commitments: purchase.commitments.filter(({ discountRatio }) => discountRatio === 0) },
    }),
  );
}
