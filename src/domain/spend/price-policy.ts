import type { Strategy } from '../offer/strategy.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import type { TokenSplit } from '../retention/token-split.ts';
import type { Ratio, Usd } from '../units.ts';
import { mergeLines, totalUsd, type SpendLine } from './lines.ts';
import { priceStrategy, type PricedStrategy, type PricingContext } from './price-strategy.ts';

/** What one role does under a policy. */
export interface Choice {
  readonly roleName: string;
  readonly strategy: Strategy;
  /** Keep-warm pings behind every request, at most. */
  readonly pings: number;
}

/** A strategy for every role, with what they come to together, or why that cannot be said. */
export type PricedPolicy =
  | {
      readonly status: 'priced';
      readonly choices: readonly Choice[];
      readonly usdPerMonth: Usd;
      readonly hitRatio: Ratio;
      readonly lines: readonly SpendLine[];
      readonly splits: readonly TokenSplit[];
    }
  | { readonly status: 'unavailable'; readonly strategy: Strategy; readonly reason: string };

/**
 * Prices strategies role by role. Roles share no cache, so each may do what is cheapest for it: the best policy is the
 * sum of the cheapest strategies of the roles, and never dearer than one strategy for all.
 */
export function pricePolicies({ context, strategies }: { context: PricingContext; strategies: readonly Strategy[] }): {
  /** One per strategy, used by every role. */
  readonly uniform: readonly PricedPolicy[];
  readonly best: PricedPolicy;
} {
  const priced = context.swarm.roles.map((role) => {
    const alone: PricingContext = {
      ...context,
      swarm: { ...context.swarm, roles: [role] },
      reuse: context.reuse.filter((candidate) => candidate.role === role),
    };
    return strategies.map((strategy) => priceStrategy({ context: alone, strategy }));
  });
  const names = context.swarm.roles.map(({ name }) => name);
  const uniform = strategies.map((_, i) => combine({ names, parts: priced.flatMap((ofRole) => ofRole[i] ?? []) }));
  // The sum of the cheapest can come out a rounding above one strategy for all; then that one is the best.
  const best = uniform.reduce(
    (least, policy) =>
      least.status === 'priced' && policy.status === 'priced' && policy.usdPerMonth < least.usdPerMonth
        ? policy
        : least,
    combine({ names, parts: priced.map(cheapest) }),
  );
  return { uniform, best };
}

/** The cheapest that has a price; the first where none has. */
function cheapest(candidates: readonly PricedStrategy[]): PricedStrategy {
  return candidates.reduce((best, candidate) => {
    if (candidate.status !== 'priced') return best;
    return best.status !== 'priced' || candidate.usdPerMonth < best.usdPerMonth ? candidate : best;
  });
}

function combine({ names, parts }: { names: readonly string[]; parts: readonly PricedStrategy[] }): PricedPolicy {
  const missing = parts.find((part) => part.status === 'unavailable');
  if (missing) return missing;
  const priced = parts.filter((part) => part.status === 'priced');
  const lines = mergeLines(priced.flatMap((part) => part.lines));
  const splits = priced.flatMap((part) => part.splits);
  return {
    status: 'priced',
    choices: priced.map(({ strategy, pings }, i) => ({ roleName: names[i] ?? '', strategy, pings })),
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    lines,
    splits,
  };
}
