import type { Offer, PricePeriod } from '../offer/rate-card.ts';
import { rateOfPrice, ratesForPrompt } from '../offer/rate-card.ts';
import type { TtlOption } from '../offer/cache-policy.ts';
import { boughtInMode, type CachingStrategy, type Strategy } from '../offer/strategy.ts';
import type { Reuse } from '../retention/reuse.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import type { Reach, TokenSplit } from '../retention/token-split.ts';
import { promptTokensIn, promptTokensOver, requestsPerAgent, shortestPromptOver } from '../retention/turn-range.ts';
import { prefixTokensOf, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Tokens, Usd } from '../units.ts';
import { priceStored, reachOfStored } from './price-stored.ts';
import { rememberedSplits } from './remembered-splits.ts';
import { createTally, lineTotals, totalUsd, type SpendLine } from './lines.ts';

/** One strategy with what it costs a month, or why that cannot be said. */
export type PricedStrategy =
  | {
      readonly status: 'priced';
      readonly strategy: Strategy;
      /** Keep-warm pings behind every request, at most; the number that costs least. */
      readonly pings: number;
      readonly usdPerMonth: Usd;
      readonly hitRatio: Ratio;
      readonly lines: readonly SpendLine[];
      readonly splits: readonly TokenSplit[];
    }
  | { readonly status: 'unavailable'; readonly strategy: Strategy; readonly reason: string };

/** A swarm at an offer on a day. `swarm` already counts the offer's own tokens. */
export interface PricingContext {
  readonly swarm: Swarm;
  readonly reuse: readonly Reuse[];
  readonly offer: Offer;
  readonly period: PricePeriod;
}

/**
 * Expected monthly spend of a strategy, with as many keep-warm pings as cost least.
 *
 * Every request is priced by its own prompt length: prompt ranges are cut at the offer's bands. Pings are blind: they
 * follow every request, the agent's last included, and each reads once what the
 * strategy caches of the prompt.
 *
 *     pings after a request that has a successor = Σ_{j=1…K} P(G > j × TTL);   after the last one K
 *
 * Ignores the token or two a ping must decode.
 */
export function priceStrategy({
  context: offered,
  strategy,
}: {
  context: PricingContext;
  strategy: Strategy;
}): PricedStrategy {
  const context = contextOfStrategy({ context: offered, strategy });
  if (context === null) return { status: 'unavailable', strategy, reason: 'this cache has no prices on that day' };
  if (strategy.kind === 'stored') return priceStored({ context, strategy });
  const unpinged = priceInContext({ context, strategy, pings: 0 });
  if (unpinged.status !== 'priced' || strategy.kind === 'none' || strategy.maxPings === 0) return unpinged;
  let best = unpinged;
  const floorUsd = usdWithoutExpiry({ context, strategy });
  for (let pings = 1; pings <= strategy.maxPings; pings++) {
    const candidate = priceInContext({ context, strategy, pings });
    if (candidate.status !== 'priced') break;
    if (candidate.usdPerMonth < best.usdPerMonth) best = candidate;
    // More pings only cost more, and nothing they keep can make the rest cheaper than if it never expired.
    if (lineTotals({ lines: candidate.lines, prefix: 'pings' }).usd + floorUsd >= best.usdPerMonth) break;
  }
  return best;
}

/** The same strategy if its TTLs never ran out: no number of pings brings the bill without them below this. */
function usdWithoutExpiry({ context, strategy }: { context: PricingContext; strategy: CachingStrategy }): Usd {
  const forEver = (ttl: TtlOption): TtlOption => ({ ...ttl, seconds: { ...ttl.seconds, value: Infinity } });
  const lasting: CachingStrategy =
    strategy.kind === 'mixed'
      ? { ...strategy, prefixTtl: forEver(strategy.prefixTtl), ownTtl: forEver(strategy.ownTtl) }
      : { ...strategy, ttl: forEver(strategy.ttl) };
  const priced = priceInContext({ context, strategy: lasting, pings: 0 });
  return priced.status === 'priced' ? priced.usdPerMonth : 0;
}

/** A strategy with exactly so many pings; stored prefixes have none. */
export function priceWithPings({
  context: offered,
  strategy,
  pings,
}: {
  context: PricingContext;
  strategy: Strategy;
  pings: number;
}): PricedStrategy {
  if (strategy.kind === 'stored') return priceStrategy({ context: offered, strategy });
  const context = contextOfStrategy({ context: offered, strategy });
  if (context === null) return { status: 'unavailable', strategy, reason: 'this cache has no prices on that day' };
  return priceInContext({ context, strategy, pings });
}

/** The same swarm at the cache that the strategy uses: its rules and its price list. */
export function contextOfStrategy({
  context,
  strategy,
}: {
  context: PricingContext;
  strategy: Strategy;
}): PricingContext | null {
  if (strategy.kind === 'none' || strategy.cacheModeId === undefined) return context;
  const inMode = boughtInMode({ ...context, cacheModeId: strategy.cacheModeId });
  return inMode ? { ...context, ...inMode } : null;
}

type TimedStrategy = Exclude<Strategy, { kind: 'stored' }>;

function priceInContext({
  context,
  strategy,
  pings,
}: {
  context: PricingContext;
  strategy: TimedStrategy;
  pings: number;
}): PricedStrategy {
  const { swarm, reuse, offer, period } = context;
  const thresholds = period.bands;
  const reach = strategy.kind === 'none' ? null : reachOf({ offer, strategy, pings });
  const splits = rememberedSplits({ swarm, reuse, reach, thresholds });
  const { prefixTtlId, ownTtlId } = writeTtls(strategy);

  const tally = createTally();
  for (const split of splits) {
    const rates = ratesForPrompt({ period, promptTokens: shortestPromptOver(split) });
    tally.charge({ class: 'uncachedInput', tokens: split.uncachedTokens, rate: rateOfPrice(rates.input) });
    tally.charge({
      class: `cacheWrite:${prefixTtlId}`,
      tokens: split.prefixWrittenTokens,
      rate: rateOfPrice(rates.cacheWrite[prefixTtlId]),
    });
    tally.charge({
      class: `cacheWrite:${ownTtlId}`,
      tokens: split.ownWrittenTokens,
      rate: rateOfPrice(rates.cacheWrite[ownTtlId]),
    });
    tally.charge({ class: 'cacheRead', tokens: split.readTokens, rate: rateOfPrice(rates.cacheRead) });
    tally.charge({
      class: 'pings',
      tokens: pingTokens({ split, reuse, strategy, pings }),
      rate: rateOfPrice(rates.cacheRead),
    });
    tally.charge({ class: 'output', tokens: split.outputTokens, rate: rateOfPrice(rates.output) });
  }
  const [reason] = tally.missing();
  if (reason !== undefined) return { status: 'unavailable', strategy, reason };
  const lines = tally.lines();
  return {
    status: 'priced',
    strategy,
    pings,
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    lines,
    splits,
  };
}

function writeTtls(strategy: TimedStrategy): { prefixTtlId: string; ownTtlId: string } {
  if (strategy.kind === 'none') return { prefixTtlId: '', ownTtlId: '' };
  if (strategy.kind === 'mixed') return { prefixTtlId: strategy.prefixTtl.id, ownTtlId: strategy.ownTtl.id };
  return { prefixTtlId: strategy.ttl.id, ownTtlId: strategy.ttl.id };
}

/** The TTL that runs out first, and that a ping therefore has to beat. */
function shortestTtl(strategy: CachingStrategy): TtlOption {
  return strategy.kind === 'mixed' ? strategy.ownTtl : strategy.ttl;
}

function ttlsOf(strategy: CachingStrategy): readonly TtlOption[] {
  return strategy.kind === 'mixed' ? [strategy.prefixTtl, strategy.ownTtl] : [strategy.ttl];
}

/** What a strategy can read. Each ping carries every prefix of its prompt one of the shortest TTLs further. */
export function reachOf({ offer, strategy, pings }: { offer: Offer; strategy: CachingStrategy; pings: number }): Reach {
  const { minPrefixTokens, granularityTokens, hitRatio } = offer.cachePolicy;
  const shortest = shortestTtl(strategy).seconds.value;
  const longest = strategy.kind === 'mixed' ? strategy.prefixTtl.seconds.value : shortest;
  const extension = pings > 0 ? pings * shortest : 0;
  return {
    prefixWindowSeconds: longest + extension,
    ownWindowSeconds: strategy.kind === 'prefixes' ? 0 : shortest + extension,
    renewedByReads: ttlsOf(strategy).every(({ refreshedByRead }) => refreshedByRead),
    sharesPrefixes: strategy.kind !== 'single',
    cachesHistory: strategy.kind !== 'prefixes',
    minPrefixTokens: minPrefixTokens.value,
    granularityTokens: granularityTokens.value,
    hitRatio: hitRatio.value,
  };
}

/** What any strategy can read at its own cache; `null` where it caches nothing. */
export function reachUnder({
  context: offered,
  strategy,
  pings,
}: {
  context: PricingContext;
  strategy: Strategy;
  pings: number;
}): Reach | null {
  const context = contextOfStrategy({ context: offered, strategy });
  if (strategy.kind === 'none' || context === null) return null;
  const { offer } = context;
  return strategy.kind === 'stored' ? reachOfStored({ offer, strategy }) : reachOf({ offer, strategy, pings });
}

/** Tokens that pings read: the whole prompt each, or as much of it as the strategy caches. */
function pingTokens({
  split,
  reuse,
  strategy,
  pings,
}: {
  split: TokenSplit;
  reuse: readonly Reuse[];
  strategy: TimedStrategy;
  pings: number;
}): Tokens {
  if (pings === 0 || strategy.kind === 'none') return 0;
  // Prompts too short to be cached have nothing to keep warm.
  if (split.readTokens + split.prefixWrittenTokens + split.ownWrittenTokens === 0) return 0;
  const { role, range } = split;
  const chances = reuse.find((candidate) => candidate.role === role);
  if (!chances) return 0;
  const interval = shortestTtl(strategy).seconds.value;
  let pingsBetween = 0;
  for (let j = 1; j <= pings; j++) pingsBetween += chances.gapsAt(j * interval).survivalRatio;
  const { segment } = range;
  const turns = requestsPerAgent(range);
  const agents = split.requests / turns;
  const prefixTokens = prefixTokensOf(role);
  const onlyPrefixes = strategy.kind === 'prefixes';
  const endsChain =
    range.to === segment.turns && segment.firstTurn + segment.turns * segment.times === role.turnsPerAgent;
  const lastPrompt = onlyPrefixes ? prefixTokens : promptTokensIn({ role, segment, turn: range.to - 1 });
  const lastTokens = endsChain ? lastPrompt : 0;
  const allTokens = onlyPrefixes ? prefixTokens * turns : segment.times * promptTokensOver({ role, range });
  return agents * ((allTokens - lastTokens) * pingsBetween + lastTokens * pings);
}
