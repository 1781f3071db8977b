import type { Bought } from './purchase.ts';
import type { Offer, PricePeriod } from './rate-card.ts';
import { whyUnpriceable } from './unpriceable.ts';

/**
 * An offer at its list, pay as you go: what `buy` gives where no term of purchase applies, without what it takes to apply
 * one. For offers in dollars whose prices do not follow the clock; others are refused.
 */
export function buyAtList({ offer, period }: { offer: Offer; period: PricePeriod }): Bought {
  const refused = whyUnpriceable({ offer, period }) ?? (period.schedules ? 'Its prices follow the clock.' : null);
  return refused === null ? { status: 'bought', offer, period, steps: [] } : { status: 'refused', reason: refused };
}
