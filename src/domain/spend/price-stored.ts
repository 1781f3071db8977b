import { rateOfPrice, ratesForPrompt, type Offer } from '../offer/rate-card.ts';
import type { StoredStrategy } from '../offer/strategy.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import type { Reach, TokenSplit } from '../retention/token-split.ts';
import { shortestPromptOver, startsAgent } from '../retention/turn-range.ts';
import type { Swarm } from '../swarm/swarm.ts';
import type { Tokens } from '../units.ts';
import { createTally, totalUsd, type SpendLine } from './lines.ts';
import type { PricedStrategy, PricingContext } from './price-strategy.ts';
import { rememberedSplits } from './remembered-splits.ts';
import { objectTokenHours } from './warehouse-storage.ts';

/**
 * Expected monthly spend where prefixes are stored as objects: each creation at the object's write price, the read price
 * with every request, rent for every token-hour it exists, the rest of every prompt as plain input.
 *
 * An object is created by a call of its own, before the request that needs it: so that request reads it like all others,
 * and agents that start at once share one creation. It pays the band of the request that it is for: nobody states another.
 * A request names one object, so an object per task holds the shared prefix again. A hit is certain while it exists.
 * Unavailable where a price is missing, or where the object would be shorter than the seller's minimum.
 * Example: 100,000 tokens created once for four requests in 45 minutes, at 5, 0.5 and a rent of 1 USD per million
 * token-hours: 0.5 + 0.2 + 0.075 USD. The lines count 500,000 tokens for 400,000 of prompts: those created came twice.
 * Ignores caches that might find the rest of a prompt as well, and calls that extend an object's life, which are free.
 */
export function priceStored({
  context,
  strategy,
}: {
  context: PricingContext;
  strategy: StoredStrategy;
}): PricedStrategy {
  const { swarm, reuse, offer, period } = context;
  const unavailable = (reason: string): PricedStrategy => ({ status: 'unavailable', strategy, reason });
  const { cachePolicy } = offer;
  const reach = reachOfStored({ offer, strategy });
  const tally = createTally();
  const splits: TokenSplit[] = [];
  for (const prefixes of rememberedSplits({ swarm, reuse, reach, thresholds: period.bands })) {
    const { role } = prefixes;
    const objectTokens = role.sharedPrefixTokens + (strategy.holds === 'task' ? role.taskPrefixTokens : 0);
    if (objectTokens === 0 || (strategy.holds === 'task' && role.taskPrefixTokens === 0))
      return unavailable('there is no such prefix to store');
    if (objectTokens < cachePolicy.minPrefixTokens.value)
      return unavailable(
        `the prefix has ${Math.round(objectTokens)} tokens; objects start at ${cachePolicy.minPrefixTokens.value}`,
      );
    const split = objectSplit({ split: createdAhead({ split: prefixes, swarm }), holds: strategy.holds });
    const rates = ratesForPrompt({ period, promptTokens: shortestPromptOver(split) });
    tally.charge({ class: 'uncachedInput', tokens: split.uncachedTokens, rate: rateOfPrice(rates.input) });
    tally.charge({
      class: `cacheWrite:${strategy.ttl.id}`,
      tokens: split.prefixWrittenTokens,
      rate: rateOfPrice(rates.cacheWrite[strategy.ttl.id]),
    });
    tally.charge({
      class: 'cacheRead',
      tokens: split.readTokens + split.prefixWrittenTokens,
      rate: rateOfPrice(rates.cacheRead),
    });
    tally.charge({ class: 'output', tokens: split.outputTokens, rate: rateOfPrice(rates.output) });
    splits.push(split);
  }
  const [reason] = tally.missing();
  if (reason !== undefined) return unavailable(reason);
  const rent = rateOfPrice(period.base.storage);
  if ('missing' in rent) return unavailable(`rent: ${rent.missing}`);
  const tokenHours = reuse.reduce(
    (sum, chances) =>
      sum + objectTokenHours({ swarm, chances, holds: strategy.holds, keptSeconds: strategy.keptSeconds }),
    0,
  );
  const storage: SpendLine = {
    class: 'storage',
    tokens: null,
    tokenHours,
    usd: (tokenHours / 1e6) * rent.usdPerMTok,
  };
  const lines = [
    ...tally.lines().filter((line) => line.class !== 'output'),
    storage,
    ...tally.lines().filter((line) => line.class === 'output'),
  ];
  return {
    status: 'priced',
    strategy,
    pings: 0,
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    lines,
    splits,
  };
}

/**
 * The split of a cache where its prefixes are made by calls of their own: of agents that start at once, one finds nothing
 * and all others what was created for it.
 *
 * Example: 50 agents launched together that find nothing of a prefix of 20,000 tokens: 20,000 written and 980,000 read.
 */
export function createdAhead({ split, swarm }: { split: TokenSplit; swarm: Swarm }): TokenSplit {
  const { role, range, requests, read } = split;
  const together = role.agentsPerTask / role.launchersPerTask;
  if (swarm.launch !== 'simultaneous' || !startsAgent(range) || together <= 1) return split;
  const found = (missed: Tokens): Tokens => Math.max(0, missed) * (1 - 1 / together);
  const sharedTokens = found(requests * role.sharedPrefixTokens - read.sharedTokens);
  const taskTokens = found(requests * role.taskPrefixTokens - read.taskTokens);
  const foundTokens = sharedTokens + taskTokens;
  return {
    ...split,
    readTokens: split.readTokens + foundTokens,
    read: {
      ...read,
      sharedTokens: read.sharedTokens + sharedTokens,
      taskTokens: read.taskTokens + taskTokens,
    },
    prefixWrittenTokens: Math.max(0, split.prefixWrittenTokens - foundTokens),
  };
}

/**
 * What is read and written where one object of each prompt is stored, from the split of a cache that holds shared and task
 * prefixes apart. `shared`: only the shared prefix is an object; the task's is sent every time. `task`: both are one
 * object, found or not found together.
 */
export function objectSplit({ split, holds }: { split: TokenSplit; holds: StoredStrategy['holds'] }): TokenSplit {
  const { role, requests, read } = split;
  const isTask = holds === 'task' && role.taskPrefixTokens > 0;
  const taskTokens = isTask ? read.taskTokens : 0;
  const sharedTokens = isTask ? (taskTokens / role.taskPrefixTokens) * role.sharedPrefixTokens : read.sharedTokens;
  const objectTokens = role.sharedPrefixTokens + (isTask ? role.taskPrefixTokens : 0);
  const readTokens = sharedTokens + taskTokens;
  const written = Math.max(0, requests * objectTokens - readTokens);
  return {
    ...split,
    readTokens,
    read: { sharedTokens, taskTokens, ownTokens: 0 },
    prefixWrittenTokens: written,
    ownWrittenTokens: 0,
    uncachedTokens: Math.max(0, split.promptTokens - readTokens - written),
  };
}

/** What a stored prefix lets a swarm read back: everything for as long as it is kept, and nothing of an agent's own. */
export function reachOfStored({ offer, strategy }: { offer: Offer; strategy: StoredStrategy }): Reach {
  return {
    prefixWindowSeconds: strategy.keptSeconds,
    ownWindowSeconds: 0,
    renewedByReads: true,
    sharesPrefixes: true,
    cachesHistory: false,
    minPrefixTokens: 0,
    granularityTokens: 1,
    hitRatio: offer.cachePolicy.hitRatio.value,
  };
}
