import type { OfferPolicy } from '../../../evaluate/offer-policies.ts';
import { formatUsd } from '../../format/number.ts';

/** What is a cent apart was added up in another order, or might as well have been. */
const CENT_USD = 0.01;

export function isSame(differenceUsd: number): boolean {
  return Math.abs(differenceUsd) < CENT_USD;
}

/**
 * Which way of caching is cheapest, and by how much; several where they cost the same.
 *
 * Example: Best: 5m + 1 ping, $3,214 a month less than 1h.
 */
export function bestSentence(policies: readonly OfferPolicy[]): string {
  const best = policies.filter(({ dearerUsd }) => isSame(dearerUsd)).map(({ policy }) => policy);
  const next = policies.find(({ dearerUsd }) => !isSame(dearerUsd));
  if (!next)
    return best.length > 1
      ? `All that have a price cost the same: ${best.join('; ')}.`
      : `Only ${best[0] ?? 'no policy'} has a price.`;
  return `Best: ${best.join('; or as cheap, ')}${best.length > 1 ? ';' : ','} ${formatUsd(next.dearerUsd)} a month less than ${next.policy}.`;
}
