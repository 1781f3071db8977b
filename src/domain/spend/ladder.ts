import { knownRate, rateOfPrice, ratesForPrompt, type Price, type Rate, type RateSet } from '../offer/rate-card.ts';
import { boughtInMode, defaultStrategy, strategiesOf, type Strategy } from '../offer/strategy.ts';
import { describeChoices } from '../offer/describe-strategy.ts';
import { hitRatioOf, splitCeiling } from '../retention/ceiling.ts';
import { idealReach, type TokenSplit } from '../retention/token-split.ts';
import { shortestPromptOver } from '../retention/turn-range.ts';
import type { Seconds, UsdPerMTok } from '../units.ts';
import { createTally, totalUsd, type SpendLine } from './lines.ts';
import type { Rung, RungName } from './rung.ts';
import { pricePolicies, type PricedPolicy } from './price-policy.ts';
import type { PricingContext } from './price-strategy.ts';
import { rememberedSplits } from './remembered-splits.ts';
import { savingOf, type Saving } from './saving.ts';
import { storedTokenHours } from './warehouse-storage.ts';

/** What a buyer would be charged by a seller that warehouses KV cache. All of it is the visitor's to set. */
export interface WarehouseTerms {
  readonly retentionSeconds: Seconds;
  /** `null`: the offer's plain input price, free of premium. */
  readonly writeUsdPerMTok: UsdPerMTok | null;
  /** `null`: the offer's own cache read price. */
  readonly readUsdPerMTok: UsdPerMTok | null;
  /** USD for a million tokens kept for an hour. */
  readonly storageUsdPerMTokHour: number;
}

export interface Ladder {
  readonly rungs: readonly Rung[];
  /** Every strategy tried, priced or not: what the best policy was chosen from. */
  readonly strategies: readonly PricedPolicy[];
  /** The cheapest of them, chosen role by role. */
  readonly best: PricedPolicy;
  /** What the warehouse saves over the best policy; `null` where either has no price. */
  readonly saving: Saving | null;
}

/**
 * The five prices of one workload at one offer: no cache, provider default, best policy sold, warehouse, ceiling.
 * A rung without a price says why; it is never 0.
 */
export function ladderOf({ context, warehouse }: { context: PricingContext; warehouse: WarehouseTerms }): Ladder {
  const { offer, period } = context;
  const sold = strategiesOf({ offer, period });
  const { uniform: strategies, best } = pricePolicies({ context, strategies: sold });
  const priced = (strategy: Strategy): PricedPolicy => {
    const at = sold.findIndex((other) => isSameStrategy({ strategy, other }));
    const policy = strategies[at] ?? pricePolicies({ context, strategies: [strategy] }).uniform[0];
    if (!policy) throw new Error('A policy was lost');
    return policy;
  };
  const none = priced({ kind: 'none' });
  // Without pings, which nobody gets who does not build them.
  const byDefault = priced(defaultStrategy(offer));
  const bestRung = rungOf({ rung: 'best-policy', priced: best });
  const kept = warehouseRung({ context, warehouse });
  return {
    rungs: [
      rungOf({ rung: 'no-cache', priced: none }),
      rungOf({ rung: 'provider-default', priced: byDefault }),
      bestRung,
      kept,
      ceilingRung({ context, warehouse }),
    ],
    strategies,
    best,
    saving: savingBetween({ context, warehouse, without: bestRung, kept }),
  };
}

function isSameStrategy({ strategy, other }: { strategy: Strategy; other: Strategy }): boolean {
  if (strategy.kind === 'none') return other.kind === 'none';
  return (
    'maxPings' in strategy &&
    'ttl' in strategy &&
    strategy.kind === other.kind &&
    strategy.ttl === other.ttl &&
    strategy.maxPings === other.maxPings &&
    strategy.cacheModeId === other.cacheModeId
  );
}

function savingBetween({
  context,
  warehouse,
  without,
  kept,
}: {
  context: PricingContext;
  warehouse: WarehouseTerms;
  without: Rung;
  kept: Rung;
}): Saving | null {
  if (without.status !== 'priced' || kept.status !== 'priced') return null;
  const atOfferedRead = warehouseRung({ context, warehouse: { ...warehouse, readUsdPerMTok: null } });
  return savingOf({
    without,
    warehouse: kept,
    warehouseAtOfferedRead: atOfferedRead.status === 'priced' ? atOfferedRead : undefined,
  });
}

function rungOf({ rung, priced }: { rung: RungName; priced: PricedPolicy }): Rung {
  if (priced.status === 'unavailable') return { rung, status: 'unavailable', reason: priced.reason, hitRatio: null };
  const { usdPerMonth, hitRatio, lines, splits, choices } = priced;
  return { rung, status: 'priced', usdPerMonth, hitRatio, lines, splits, policy: describeChoices(choices) };
}

/** A rate the visitor set, or else the offer's. */
function rateOr({ set, offered }: { set: UsdPerMTok | null; offered: Price }): Rate {
  return set === null ? rateOfPrice(offered) : { usdPerMTok: set };
}

function ratesOf({ context, split }: { context: PricingContext; split: TokenSplit }): RateSet {
  return ratesForPrompt({
    period: context.period,
    promptTokens: shortestPromptOver(split),
  });
}

/**
 * The warehouse: every prefix shared and kept for the retention, every miss written at w, reads at the read price, rent
 * for every token-hour kept.
 */
export function warehouseRung({ context, warehouse }: { context: PricingContext; warehouse: WarehouseTerms }): Rung {
  const { swarm, reuse, period } = context;
  const splits = rememberedSplits({
    swarm,
    reuse,
    reach: idealReach(warehouse.retentionSeconds),
    thresholds: period.bands,
  });
  const tally = createTally();
  for (const split of splits) {
    const rates = ratesOf({ context, split });
    const write = rateOr({ set: warehouse.writeUsdPerMTok, offered: rates.input });
    tally.charge({ class: 'uncachedInput', tokens: split.uncachedTokens, rate: rateOfPrice(rates.input) });
    tally.charge({ class: 'cacheWrite:kept', tokens: split.prefixWrittenTokens + split.ownWrittenTokens, rate: write });
    tally.charge({
      class: 'cacheRead',
      tokens: split.readTokens,
      rate: rateOr({ set: warehouse.readUsdPerMTok, offered: rates.cacheRead }),
    });
    tally.charge({ class: 'output', tokens: split.outputTokens, rate: rateOfPrice(rates.output) });
  }
  const [reason] = tally.missing();
  if (reason !== undefined) return { rung: 'warehouse', status: 'unavailable', reason, hitRatio: hitRatioOf(splits) };
  const tokenHours = storedTokenHours({ swarm, reuse, retentionSeconds: warehouse.retentionSeconds });
  const storage: SpendLine = {
    class: 'storage',
    tokens: null,
    tokenHours,
    usd: (tokenHours / 1e6) * warehouse.storageUsdPerMTokHour,
  };
  const charged = tally.lines();
  const lines = [
    ...charged.filter((line) => line.class !== 'output'),
    storage,
    ...charged.filter((line) => line.class === 'output'),
  ];
  return {
    rung: 'warehouse',
    status: 'priced',
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    policy: 'every prefix kept',
    lines,
    splits,
  };
}

/**
 * The ceiling: first touches at the input price, or at a write where the seller's or the warehouse's is cheaper, all else
 * read. Reads cost the lowest price any rung pays for a token it has sent before, so that neither a warehouse with cheaper
 * prices of its own nor another cache of the offer can undercut it.
 */
function ceilingRung({ context, warehouse }: { context: PricingContext; warehouse: WarehouseTerms }): Rung {
  const splits = splitCeiling({ swarm: context.swarm, thresholds: context.period.bands });
  const tally = createTally();
  for (const split of splits) {
    const rates = ratesOf({ context, split });
    const caches = [rates, ...ratesOfOtherCaches({ context, split })];
    const input = lowestInput({ rates, caches, set: warehouse.writeUsdPerMTok });
    tally.charge({ class: 'uncachedInput', tokens: split.uncachedTokens, rate: input });
    tally.charge({
      class: 'cacheRead',
      tokens: split.readTokens,
      rate: lowestRead({ caches, input, set: warehouse.readUsdPerMTok }),
    });
    tally.charge({ class: 'output', tokens: split.outputTokens, rate: rateOfPrice(rates.output) });
  }
  const [reason] = tally.missing();
  if (reason !== undefined) return { rung: 'ceiling', status: 'unavailable', reason, hitRatio: hitRatioOf(splits) };
  const lines = tally.lines();
  return {
    rung: 'ceiling',
    status: 'priced',
    usdPerMonth: totalUsd(lines),
    hitRatio: hitRatioOf(splits),
    policy: 'nothing computed twice',
    lines,
    splits,
  };
}

function ratesOfOtherCaches({ context, split }: { context: PricingContext; split: TokenSplit }): readonly RateSet[] {
  const { offer, period } = context;
  return (offer.cacheModes ?? []).flatMap(({ id }) => {
    const inMode = boughtInMode({ offer, period, cacheModeId: id });
    return inMode ? [ratesOf({ context: { ...context, ...inMode }, split })] : [];
  });
}

function lowestInput({
  rates,
  caches,
  set,
}: {
  rates: RateSet;
  caches: readonly RateSet[];
  set: UsdPerMTok | null;
}): Rate {
  const input = rateOfPrice(rates.input);
  if ('missing' in input) return input;
  const writes = caches
    .flatMap(({ cacheWrite }) => Object.values(cacheWrite))
    .flatMap((price) => knownRate(price) ?? []);
  return { usdPerMTok: Math.min(input.usdPerMTok, set ?? Infinity, ...writes) };
}

/** With a read dearer than input, not reading is what nothing can undercut. */
function lowestRead({ caches, input, set }: { caches: readonly RateSet[]; input: Rate; set: UsdPerMTok | null }): Rate {
  const reads = caches.flatMap(({ cacheRead }) => knownRate(cacheRead) ?? []);
  if (set === null && reads.length === 0) return rateOfPrice(caches[0]?.cacheRead);
  return { usdPerMTok: Math.min(set ?? Infinity, ...reads, 'missing' in input ? Infinity : input.usdPerMTok) };
}
