import type { CachePolicy, TtlOption } from '../../domain/offer/cache-policy.ts';
import type { Fact } from '../../domain/fact.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../../domain/units.ts';
import { derived, measured, published } from '../provenance.ts';
import {
  ANTHROPIC_CACHE_RULE,
  CEREBRAS_CACHE_RULE,
  MINIMAX_CACHE_RULE,
  MOONSHOT_CACHE_MEASURED,
  MOONSHOT_CACHE_RULE,
  OPENAI_CACHE_RULE_56,
  OPENAI_CACHE_RULE_PRE_56,
  type Source,
} from '../sources.ts';
import { MINIMAX_PASSIVE_CACHE, NO_MARKS, NOT_GUARANTEED } from './best-effort-caches.ts';

/**
 * Prompt caches whose life the seller states, and the absence of one.
 *
 * `refreshedByRead` is true only where the seller says so.
 */

const MINUTE = 60;

/** Without a price for reading there is no cache to buy; the facts below are never used. */
export function notSoldCache(seller: Source): CachePolicy {
  return {
    trigger: 'none',
    ttls: [],
    match: 'any-prefix',
    maxBreakpoints: NO_MARKS,
    minPrefixTokens: derived(1, seller, 'Without meaning: no cache is sold.'),
    granularityTokens: derived(1, seller, 'Without meaning: no cache is sold.'),
    hitRatio: derived(0, seller, 'No cache is sold, so nothing is found in one.'),
  };
}

/** Minimum prefixes differ by model and do not follow a trend, so every offer states its own. */
export function anthropicCache({ minPrefixTokens }: { minPrefixTokens: Fact<number> }): CachePolicy {
  const clock = 'Counted from the start of the request; every hit starts it again at no charge.';
  const ttl = (id: string, seconds: number): TtlOption => ({
    id,
    seconds: published(seconds, ANTHROPIC_CACHE_RULE, clock),
    semantics: 'minimum',
    refreshedByRead: true,
  });
  return {
    trigger: 'explicit',
    ttls: [ttl('5m', 5 * MINUTE), ttl('1h', SECONDS_PER_HOUR)],
    match: 'breakpoints',
    maxBreakpoints: 4,
    minPrefixTokens,
    granularityTokens: published(
      1,
      ANTHROPIC_CACHE_RULE,
      'Exact to the token at a breakpoint; the search for one goes back over 20 content blocks at most.',
    ),
    hitRatio: derived(
      1,
      ANTHROPIC_CACHE_RULE,
      'An exact prefix within its life is found; there is no service-level promise.',
    ),
  };
}

/** GPT-5.6 and later: one implied mark and up to three explicit ones; matches only at marks. */
export const OPENAI_CACHE: CachePolicy = {
  trigger: 'automatic',
  ttls: [openAiTtl('30m', 30 * MINUTE), openAiTtl('12h', 12 * SECONDS_PER_HOUR)],
  match: 'breakpoints',
  maxBreakpoints: 4,
  minPrefixTokens: published(1_024, OPENAI_CACHE_RULE_56),
  granularityTokens: published(1, OPENAI_CACHE_RULE_56, 'Exact to the token at a breakpoint, not rounded.'),
  hitRatio: derived(
    1,
    OPENAI_CACHE_RULE_56,
    'The life is a stated minimum and matching is exact. Misses within 30 minutes have been reported for Codex ' +
      'subscriptions (earendil-works/pi issue 8463).',
  ),
};

function openAiTtl(id: string, seconds: number): TtlOption {
  return {
    id,
    seconds: published(
      seconds,
      OPENAI_CACHE_RULE_56,
      'A minimum: entries may live longer. Whether a hit extends it is not stated, so it is taken not to.',
    ),
    semantics: 'minimum',
    refreshedByRead: false,
  };
}

/** GPT-5.5: automatic, with 24-hour retention the only choice, and free. */
export const OPENAI_CACHE_24H: CachePolicy = {
  trigger: 'automatic',
  ttls: [
    {
      id: '24h',
      seconds: published(SECONDS_PER_DAY, OPENAI_CACHE_RULE_PRE_56, 'Up to 24 hours: a maximum, not a promise.'),
      semantics: 'best-effort',
      refreshedByRead: false,
    },
  ],
  match: 'any-prefix',
  maxBreakpoints: NO_MARKS,
  minPrefixTokens: published(1_024, OPENAI_CACHE_RULE_PRE_56),
  granularityTokens: published(128, OPENAI_CACHE_RULE_PRE_56),
  hitRatio: NOT_GUARANTEED,
};

export const MOONSHOT_CACHE: CachePolicy = {
  trigger: 'automatic',
  ttls: [
    {
      id: '5m',
      seconds: published(
        5 * MINUTE,
        MOONSHOT_CACHE_RULE,
        'The default. Measured on the Kimi Code endpoint: found after 300 s, gone after 1,800 s. Whether a hit extends it ' +
          'is not stated.',
      ),
      semantics: 'best-effort',
      refreshedByRead: false,
    },
    {
      id: '1h',
      seconds: published(
        SECONDS_PER_HOUR,
        MOONSHOT_CACHE_RULE,
        'On request. One reseller could not make it work (2026-10-25). Whether a hit extends it is not stated.',
      ),
      semantics: 'best-effort',
      refreshedByRead: false,
    },
  ],
  match: 'any-prefix',
  maxBreakpoints: NO_MARKS,
  minPrefixTokens: measured(256, MOONSHOT_CACHE_MEASURED, 'One block; shorter prefixes are not reused.'),
  granularityTokens: measured(256, MOONSHOT_CACHE_MEASURED),
  hitRatio: NOT_GUARANTEED,
};

/** Where a price for explicit writes is listed, 5 minutes can be bought beside the automatic cache. */
export const MINIMAX_CACHE: CachePolicy = {
  ...MINIMAX_PASSIVE_CACHE,
  ttls: [
    {
      id: '5m',
      seconds: published(5 * MINUTE, MINIMAX_CACHE_RULE, 'Explicit mode (cache_control, 4 marks), renewed by use.'),
      semantics: 'minimum',
      refreshedByRead: true,
    },
    ...MINIMAX_PASSIVE_CACHE.ttls,
  ],
};

export const CEREBRAS_CACHE: CachePolicy = {
  trigger: 'automatic',
  ttls: [
    {
      id: 'auto',
      seconds: published(
        5 * MINUTE,
        CEREBRAS_CACHE_RULE,
        'Guaranteed; up to an hour as load allows. Whether a hit extends it is not stated.',
      ),
      semantics: 'minimum',
      refreshedByRead: false,
    },
  ],
  match: 'any-prefix',
  maxBreakpoints: NO_MARKS,
  minPrefixTokens: derived(600, CEREBRAS_CACHE_RULE, 'One block: 100 to 600 tokens, the longer end.'),
  granularityTokens: derived(600, CEREBRAS_CACHE_RULE, 'Blocks of 100 to 600 tokens, the longer end.'),
  hitRatio: derived(1, CEREBRAS_CACHE_RULE, 'The seller guarantees the 5 minutes.'),
};
