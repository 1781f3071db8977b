import { boughtInMode, strategiesOf, type CachingStrategy } from '../../domain/offer/strategy.ts';
import type { Offer, PricePeriod } from '../../domain/offer/rate-card.ts';

/** A way of caching whole prompts under one life, with the cache that it is bought in. */
export interface LogStrategy {
  readonly strategy: Exclude<CachingStrategy, { kind: 'mixed' }>;
  /** In that cache: its policy and its prices. */
  readonly offer: Offer;
  readonly period: PricePeriod;
}

/**
 * The ways of caching that a log can be priced under: each life of each cache, with every common beginning found again where
 * the seller allows that, else with whole prompts only. Left out are those that treat shared beginnings apart from the rest
 * of a prompt (marks on prefixes only, two lives, stored prefixes): a log does not tell the two apart.
 * Example: lives of 5 minutes and 1 hour, with marks enough to share prefixes, are two.
 */
export function logStrategiesOf({ offer, period }: { offer: Offer; period: PricePeriod }): readonly LogStrategy[] {
  const found: LogStrategy[] = [];
  for (const strategy of strategiesOf({ offer, period })) {
    if (strategy.kind !== 'single' && strategy.kind !== 'shared') continue;
    const { cacheModeId, ttl } = strategy;
    const bought = cacheModeId === undefined ? { offer, period } : boughtInMode({ offer, period, cacheModeId });
    if (bought) found.push({ strategy, ...bought });
    // Comes after the same life without sharing, which it can only better.
    const lesser = found.findIndex(
      (other) =>
        strategy.kind === 'shared' &&
        other.strategy.kind === 'single' &&
        other.strategy.ttl.id === ttl.id &&
        other.strategy.cacheModeId === cacheModeId,
    );
    if (lesser >= 0) found.splice(lesser, 1);
  }
  return found;
}
