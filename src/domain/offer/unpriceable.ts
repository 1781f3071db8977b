import type { Offer, PricePeriod } from './rate-card.ts';

/** The currency everything is compared in. */
export const USD = 'USD';

/**
 * Why a month’s workload cannot be priced at this offer; `null` where it can.
 *
 * A month knows its prompts' lengths but neither a rate of exchange nor how long each answer is.
 */
export function whyUnpriceable({ offer, period }: { offer: Offer; period: PricePeriod }): string | null {
  if (offer.currency !== USD)
    return `${offer.modelName} at ${offer.sellerName} is priced in ${offer.currency}: give a dated rate of exchange to USD.`;
  if (period.bands.some(({ outputAboveTokens }) => outputAboveTokens !== undefined))
    return `${offer.modelName} at ${offer.sellerName} has prices that depend on the length of each answer.`;
  return null;
}
