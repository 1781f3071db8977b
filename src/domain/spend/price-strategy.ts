import type { Offer, PricePeriod } from '../offer/rate-card.ts';
import { rateOfPrice, ratesForPrompt } from '../offer/rate-card.ts';
import type { Strategy } from '../offer/strategy.ts';
import type { Reuse } from '../retention/reuse.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import { splitTokens, splitUncached, windowWithPings, type Reach, type TokenSplit } from '../retention/token-split.ts';
import { promptTokensOver } from '../retention/turn-range.ts';
import { promptTokens, type Swarm } from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens, Usd } from '../units.ts';
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
 * follow every request, the agent's last included, and each reads the whole prompt once.
 *
 *     pings after a request that has a successor = Σ_{j=1…K} P(G > j × TTL);   after the last one K
 *
 * Ignores the token or two a ping must decode.
 */
export function priceStrategy({ context, strategy }: { context: PricingContext; strategy: Strategy }): PricedStrategy {
  let best = priceWithPings({ context, strategy, pings: 0 });
  if (best.status !== 'priced' || (strategy.kind !== 'single' && strategy.kind !== 'shared') || strategy.maxPings === 0)
    return best;
  const floorUsd = usdWithoutExpiry({ context, strategy });
  for (let pings = 1; pings <= strategy.maxPings; pings++) {
    const candidate = priceWithPings({ context, strategy, pings });
    if (candidate.status !== 'priced') break;
    if (candidate.usdPerMonth < best.usdPerMonth) best = candidate;
    // More pings only cost more, and nothing they keep can make the rest cheaper than if it never expired.
    if (lineTotals({ lines: candidate.lines, prefix: 'pings' }).usd + floorUsd >= best.usdPerMonth) break;
  }
  return best;
}

/** The same strategy if its TTL never ran out: no number of pings brings the bill without them below this. */
function usdWithoutExpiry({
  context,
  strategy,
}: {
  context: PricingContext;
  strategy: Extract<Strategy, { kind: 'single' | 'shared' }>;
}): Usd {
  const ttl = { ...strategy.ttl, seconds: { ...strategy.ttl.seconds, value: Infinity } };
  const priced = priceWithPings({ context, strategy: { ...strategy, ttl }, pings: 0 });
  return priced.status === 'priced' ? priced.usdPerMonth : 0;
}

export function priceWithPings({
  context,
  strategy,
  pings,
}: {
  context: PricingContext;
  strategy: Strategy;
  pings: number;
}): PricedStrategy {
  const { swarm, reuse, offer, period } = context;
  const thresholds = period.bands;
  const splits =
    strategy.kind === 'none'
      ? splitUncached({ swarm, thresholds })
      : splitTokens({ swarm, reuse, reach: reachOf({ offer, strategy, pings }), thresholds });
  const { prefixTtlId, ownTtlId } = writeTtls(strategy);

  const tally = createTally();
  for (const split of splits) {
    const rates = ratesForPrompt({ period, promptTokens: promptTokens({ role: split.role, turn: split.range.from }) });
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

function writeTtls(strategy: Strategy): { prefixTtlId: string; ownTtlId: string } {
  switch (strategy.kind) {
    case 'none':
      return { prefixTtlId: '', ownTtlId: '' };
    case 'mixed':
      return { prefixTtlId: strategy.prefixTtl.id, ownTtlId: strategy.ownTtl.id };
    case 'single':
    case 'shared':
      return { prefixTtlId: strategy.ttl.id, ownTtlId: strategy.ttl.id };
  }
}

function reachOf({
  offer,
  strategy,
  pings,
}: {
  offer: Offer;
  strategy: Exclude<Strategy, { kind: 'none' }>;
  pings: number;
}): Reach {
  const { minPrefixTokens, granularityTokens, hitRatio } = offer.cachePolicy;
  const windows: { prefix: Seconds; own: Seconds } =
    strategy.kind === 'mixed'
      ? { prefix: strategy.prefixTtl.seconds.value, own: strategy.ownTtl.seconds.value }
      : { prefix: windowWithPings({ ttl: strategy.ttl, pings }), own: windowWithPings({ ttl: strategy.ttl, pings }) };
  return {
    prefixWindowSeconds: windows.prefix,
    ownWindowSeconds: windows.own,
    sharesPrefixes: strategy.kind !== 'single',
    minPrefixTokens: minPrefixTokens.value,
    granularityTokens: granularityTokens.value,
    hitRatio: hitRatio.value,
  };
}

function pingTokens({
  split,
  reuse,
  strategy,
  pings,
}: {
  split: TokenSplit;
  reuse: readonly Reuse[];
  strategy: Strategy;
  pings: number;
}): Tokens {
  // Prompts too short to be cached have nothing to keep warm.
  if (pings === 0 || split.uncachedTokens > 0 || (strategy.kind !== 'single' && strategy.kind !== 'shared')) return 0;
  const { role, range } = split;
  const chances = reuse.find((candidate) => candidate.role === role);
  if (!chances) return 0;
  let pingsBetween = 0;
  for (let j = 1; j <= pings; j++) pingsBetween += chances.at(j * strategy.ttl.seconds.value).gaps.survivalRatio;
  const agents = split.requests / (range.to - range.from);
  const endsChain = range.to === role.turnsPerAgent;
  const lastTokens = endsChain ? promptTokens({ role, turn: range.to - 1 }) : 0;
  const earlierTokens = promptTokensOver({ role, range }) - lastTokens;
  return agents * (earlierTokens * pingsBetween + lastTokens * pings);
}
