import { describeChoices, describeStrategy } from '../domain/offer/describe-strategy.ts';
import type { Strategy } from '../domain/offer/strategy.ts';
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
  const [first] = ladder.best.status === 'priced' ? ladder.best.choices : [];
  const isUniform = first !== undefined && describeStrategy(first) === without.policy;
  offer(isUniform ? keyOf({ strategy: first.strategy, policy: without.policy }) : without.policy, without);
  for (const candidate of ladder.strategies) {
    if (candidate.status === 'unavailable') {
      const { strategy, reason } = candidate;
      const policy = describeStrategy({ strategy, pings: 0 });
      unpriced.set(keyOf({ strategy, policy }), { policy, reason });
    } else {
      const [choice] = candidate.choices;
      if (!choice) continue;
      // Roles may send different numbers of pings under one strategy, and are then named with them.
      const policy = describeChoices(candidate.choices);
      const { usdPerMonth, hitRatio } = candidate;
      offer(keyOf({ strategy: choice.strategy, policy }), { policy, usdPerMonth, hitRatio });
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

function keyOf({ strategy, policy }: { strategy: Strategy; policy: string }): string {
  return strategy.kind === 'stored' ? `stored:${strategy.holds}` : policy;
}
