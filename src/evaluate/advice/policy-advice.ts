import { strategiesOf, defaultStrategy, type CachingStrategy, type Strategy } from '../../domain/offer/strategy.ts';
import { knownRate } from '../../domain/offer/rate-card.ts';
import type { TtlOption } from '../../domain/offer/cache-policy.ts';
import type { Reuse } from '../../domain/retention/reuse.ts';
import { lineTotals } from '../../domain/spend/lines.ts';
import {
  contextOfStrategy,
  priceStrategy,
  priceWithPings,
  type PricedStrategy,
  type PricingContext,
} from '../../domain/spend/price-strategy.ts';
import type { Role } from '../../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Usd } from '../../domain/units.ts';
import type { SpendEvaluation } from '../spend.ts';

/** What one role should buy of its seller's cache, and what else it could. */
export interface PolicyAdvice {
  readonly roleIndex: number;
  readonly role: Role;
  readonly offerName: string;
  /** Every strategy that has a price, cheapest first: the first is the advice. */
  readonly options: readonly PolicyOption[];
  /** What is bought without a thought; `null` where it has no price. */
  readonly byDefault: PolicyOption | null;
  /** `null` where the best strategy cannot be pinged, because reads do not renew its life or nothing is cached. */
  readonly pings: PingAdvice | null;
}

export interface PolicyOption {
  readonly strategy: Strategy;
  readonly pings: number;
  readonly usdPerMonth: Usd;
  readonly hitRatio: Ratio;
}

/** Whether to keep a prefix warm, how often and until when. */
export interface PingAdvice {
  /** A ping is due when nothing has been sent for so long. */
  readonly everySeconds: Seconds;
  /** Pings that cost least; 0: none pays. */
  readonly pings: number;
  /** Idle time until which a ping could at most pay: (w − r) ÷ r × TTL. */
  readonly breakEvenIdleSeconds: Seconds;
  /** The last gap that the pings bridge. */
  readonly untilIdleSeconds: Seconds;
  /** Share of gaps that the pings bridge and the life alone would not. */
  readonly bridgedRatio: Ratio;
  /** What a month is cheaper by than without pings; where none pays, what one would cost (negative). */
  readonly savesUsd: Usd;
  /** What the pings themselves cost. */
  readonly costUsd: Usd;
}

/**
 * Which life to buy for which part of each role's prompts, and whether to ping: every strategy that the role's offer sells,
 * priced for the role alone. Pure arithmetic of the ladder's best policy, opened up.
 * Ignores what it takes to build: marking prefixes, a timer behind every request.
 */
export function policyAdvice({ groups }: Pick<SpendEvaluation, 'groups'>): readonly PolicyAdvice[] {
  return groups
    .flatMap(({ context, roleIndices }) =>
      context.swarm.roles.map((role, i) => adviceFor({ context, role, roleIndex: roleIndices[i] ?? i })),
    )
    .toSorted((a, b) => a.roleIndex - b.roleIndex);
}

function adviceFor({
  context,
  role,
  roleIndex,
}: {
  context: PricingContext;
  role: Role;
  roleIndex: number;
}): PolicyAdvice {
  const alone: PricingContext = {
    ...context,
    swarm: { ...context.swarm, roles: [role] },
    reuse: context.reuse.filter((candidate) => candidate.role === role),
  };
  const { offer, period } = context;
  const options = strategiesOf({ offer, period })
    .flatMap((strategy) => optionOf(priceStrategy({ context: alone, strategy })) ?? [])
    .toSorted((a, b) => a.usdPerMonth - b.usdPerMonth);
  const best = options[0];
  return {
    roleIndex,
    role,
    offerName: offer.modelName,
    options,
    byDefault: optionOf(priceWithPings({ context: alone, strategy: defaultStrategy(offer), pings: 0 })),
    pings:
      best && best.strategy.kind !== 'none' && best.strategy.kind !== 'stored'
        ? pingAdvice({ context: alone, strategy: best.strategy, best })
        : null,
  };
}

function optionOf(priced: PricedStrategy): PolicyOption | null {
  if (priced.status !== 'priced') return null;
  const { strategy, pings, usdPerMonth, hitRatio } = priced;
  return { strategy, pings, usdPerMonth, hitRatio };
}

function pingAdvice({
  context: offered,
  strategy,
  best,
}: {
  context: PricingContext;
  strategy: CachingStrategy;
  best: PolicyOption;
}): PingAdvice | null {
  const context = contextOfStrategy({ context: offered, strategy });
  if (context === null) return null;
  const ttl = strategy.kind === 'mixed' ? strategy.ownTtl : strategy.ttl;
  const write = knownRate(context.period.base.cacheWrite[ttl.id]);
  const read = knownRate(context.period.base.cacheRead);
  if (strategy.maxPings === 0 || write === undefined || read === undefined || read <= 0) return null;
  const none = priceWithPings({ context: offered, strategy, pings: 0 });
  const some = priceWithPings({ context: offered, strategy, pings: Math.max(1, best.pings) });
  if (none.status !== 'priced' || some.status !== 'priced') return null;
  const [chances] = context.reuse;
  const everySeconds = ttl.seconds.value;
  return {
    everySeconds,
    pings: best.pings,
    breakEvenIdleSeconds: ((write - read) / read) * everySeconds,
    untilIdleSeconds: (best.pings + 1) * everySeconds,
    bridgedRatio: chances ? bridgedRatio({ chances, ttl, pings: best.pings }) : 0,
    savesUsd: none.usdPerMonth - some.usdPerMonth,
    costUsd: lineTotals({ lines: some.lines, prefix: 'pings' }).usd,
  };
}

/** P(TTL < G ≤ (pings + 1) × TTL). */
function bridgedRatio({ chances, ttl, pings }: { chances: Reuse; ttl: TtlOption; pings: number }): Ratio {
  const outlasting = (lives: number): Ratio => chances.gapsAt(lives * ttl.seconds.value).survivalRatio;
  return outlasting(1) - outlasting(pings + 1);
}
