import { describeStrategy } from '../domain/offer/describe-strategy.ts';
import type { Ratio, Usd } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { OfferBook } from './offer-book.ts';
import { evaluateSpend } from './spend.ts';

/** One way of using an offer's caches for the whole workload. */
export interface OfferPolicy {
  readonly policy: string;
  readonly usdPerMonth: Usd;
  readonly hitRatio: Ratio;
  /** Dearer than the cheapest by so much a month; 0 for the cheapest itself. */
  readonly dearerUsd: Usd;
}

/** Why a way of caching has no price. */
export interface UnpricedPolicy {
  readonly policy: string;
  readonly reason: string;
}

export interface OfferPolicies {
  /** Cheapest first. */
  readonly priced: readonly OfferPolicy[];
  readonly unpriced: readonly UnpricedPolicy[];
}

/**
 * Every way of caching that an offer sells, each used by all roles alike, with the best policy, which may differ from role
 * to role, among them; `null` where the workload cannot be bought there. Ways of storing prefixes that differ only in how
 * long they are kept are shown by the cheapest of them.
 */
export function offerPolicies({
  scenario,
  book,
  offerId,
}: {
  scenario: Scenario;
  book: OfferBook;
  offerId: string;
}): OfferPolicies | null {
  // Roles pinned elsewhere are no policy of this offer.
  const roles = scenario.workload.roles.map((role) => ({ ...role, offerId: null }));
  const evaluation = evaluateSpend({ ...scenario, offerId, workload: { ...scenario.workload, roles } }, book);
  if (evaluation.status === 'impossible') return null;
  const { ladder, without } = evaluation;
  const priced = new Map<string, Omit<OfferPolicy, 'dearerUsd'>>();
  const unpriced = new Map<string, UnpricedPolicy>();
  const offer = (key: string, policy: Omit<OfferPolicy, 'dearerUsd'>): void => {
    const known = priced.get(key);
    if (known === undefined || policy.usdPerMonth < known.usdPerMonth) priced.set(key, policy);
  };
  offer(without.policy, without);
  for (const candidate of ladder.strategies) {
    if (candidate.status === 'unavailable') {
      const { strategy, reason } = candidate;
      const { key, policy } = named({ strategy, pings: 0 });
      unpriced.set(key, { policy, reason });
    } else {
      const [choice] = candidate.choices;
      if (!choice) continue;
      const { key, policy } = named(choice);
      offer(key, { policy, usdPerMonth: candidate.usdPerMonth, hitRatio: candidate.hitRatio });
    }
  }
  const sorted = [...priced.values()].toSorted((a, b) => a.usdPerMonth - b.usdPerMonth);
  const least = sorted[0]?.usdPerMonth ?? 0;
  return {
    priced: sorted.map(({ policy, usdPerMonth, hitRatio }) => ({
      policy,
      usdPerMonth,
      hitRatio,
      dearerUsd: usdPerMonth - least,
    })),
    unpriced: [...unpriced].filter(([key]) => !priced.has(key)).map(([, policy]) => policy),
  };
}

/** Roles may send different numbers of pings under one strategy; then it is named without them. */
function named(choice: Parameters<typeof describeStrategy>[0]): { key: string; policy: string } {
  const policy = describeStrategy(choice);
  return choice.strategy.kind === 'stored'
    ? { key: `stored:${choice.strategy.holds}`, policy }
    : { key: policy, policy };
}
