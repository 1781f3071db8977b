import { SECONDS_PER_HOUR } from '../../../domain/units.ts';
import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import type { Fact } from '../../../domain/fact.ts';
import { assumed, derived, published } from '../../provenance.ts';
import {
  ALIBABA_CACHE_RULE,
  ANTHROPIC_CACHE_RULE,
  FIREWORKS_CACHE_RULE,
  MINIMAX_CACHE_RULE,
  MISTRAL_CACHE_RULE,
  OPENAI_CACHE_RULE_56,
  OPENAI_CACHE_RULE_PRE_56,
} from '../../sources.ts';
import { FIREWORKS_CACHE, MISTRAL_CACHE, NOT_GUARANTEED, TOGETHER_CACHE } from '../best-effort-caches.ts';
import { OPENAI_CACHE, OPENAI_CACHE_24H } from '../cache-policies.ts';
import { clocked } from './authoring.ts';
import { AZURE_CACHE_RULE, BEDROCK_CACHE_RULE, DEEPSEEK_CACHE_RULE, STEPFUN_CACHE_RULE } from './sources.ts';

/** Rules of prompt caches in full: what the short catalogue says of them and what calculations do not use yet. */

const MINUTE = 60;

export function anthropicRule(old: CachePolicy): CachePolicy {
  return {
    ...old,
    ttls: clocked(old.ttls, 'request-start'),
    guaranteed: published(
      false,
      ANTHROPIC_CACHE_RULE,
      'Deterministic on an exact prefix, without a service-level promise.',
    ),
    lookBack: published({ count: 20, unit: 'content blocks' }, ANTHROPIC_CACHE_RULE),
    shorterPrefixFallback: published(
      true,
      ANTHROPIC_CACHE_RULE,
      'Earlier breakpoints are tried, within the look-back.',
    ),
    invalidators: [
      'Any change to tools, system or messages before the breakpoint, in that order.',
      'Another model or speed (fast mode has a cache of its own).',
      'A mark for 1 hour behind one for 5 minutes is refused: longer lives come first.',
    ],
  };
}

export function openAiRule(old: CachePolicy): CachePolicy {
  return {
    ...old,
    guaranteed: derived(false, OPENAI_CACHE_RULE_56, 'A least life is stated, no service-level promise.'),
    lookBack: published({ count: 80, unit: 'breakpoints' }, OPENAI_CACHE_RULE_56),
    shorterPrefixFallback: published(false, OPENAI_CACHE_RULE_56, 'A prefix is found at a breakpoint or not at all.'),
    affinity: { key: 'prompt_cache_key', stickyIdleSeconds: null },
  };
}

export function olderOpenAiRule(old: CachePolicy): CachePolicy {
  return {
    ...old,
    guaranteed: published(false, OPENAI_CACHE_RULE_PRE_56),
    shorterPrefixFallback: published(true, OPENAI_CACHE_RULE_PRE_56, 'In steps of 128 tokens.'),
    affinity: { key: 'the first 256 tokens or so, and prompt_cache_key', stickyIdleSeconds: null },
  };
}

/** Before GPT-5.5: in memory by default, 24 hours on request and free of charge. */
export const OPENAI_CACHE_IN_MEMORY: CachePolicy = olderOpenAiRule({
  ...OPENAI_CACHE_24H,
  ttls: [
    {
      id: 'auto',
      seconds: published(
        5 * MINUTE,
        OPENAI_CACHE_RULE_PRE_56,
        'In memory: 5 to 10 minutes without use, an hour at most. The shorter end.',
      ),
      semantics: 'best-effort',
      refreshedByRead: true,
      clock: 'last-use',
    },
    ...OPENAI_CACHE_24H.ttls,
  ],
});

export function minimaxExplicitRule(): CachePolicy {
  return {
    trigger: 'explicit',
    ttls: [
      {
        id: '5m',
        seconds: published(5 * MINUTE, MINIMAX_CACHE_RULE, 'Renewed by use.'),
        semantics: 'minimum',
        refreshedByRead: true,
        clock: 'last-use',
      },
    ],
    match: 'breakpoints',
    maxBreakpoints: 4,
    minPrefixTokens: published(512, MINIMAX_CACHE_RULE),
    granularityTokens: derived(1, MINIMAX_CACHE_RULE, 'Marks as in Anthropic’s interface: exact to the token.'),
    hitRatio: derived(1, MINIMAX_CACHE_RULE, 'An exact prefix within its life is found.'),
    lookBack: published({ count: 20, unit: 'content blocks' }, MINIMAX_CACHE_RULE),
  };
}

export const ALIBABA_EXPLICIT_CACHE: CachePolicy = {
  trigger: 'explicit',
  ttls: [
    {
      id: '5m',
      seconds: published(5 * MINUTE, ALIBABA_CACHE_RULE, 'Starts again with every hit.'),
      semantics: 'minimum',
      refreshedByRead: true,
      clock: 'last-use',
    },
  ],
  match: 'breakpoints',
  maxBreakpoints: 4,
  minPrefixTokens: published(1_024, ALIBABA_CACHE_RULE),
  granularityTokens: derived(1, ALIBABA_CACHE_RULE, 'Exact to the token at a mark.'),
  hitRatio: derived(1, ALIBABA_CACHE_RULE, 'Deterministic, the seller says.'),
  guaranteed: published(true, ALIBABA_CACHE_RULE),
  lookBack: published({ count: 20, unit: 'content blocks' }, ALIBABA_CACHE_RULE),
  invalidators: ['Excludes the implicit cache within a request.', 'An entry exists only after the response.'],
};

const UNSTATED = 'Neither life nor hit rate is stated';

export const DEEPSEEK_CACHE: CachePolicy = {
  trigger: 'automatic',
  ttls: [
    {
      id: 'auto',
      seconds: assumed(
        6 * SECONDS_PER_HOUR,
        'On disk for “hours to days”, best effort. 6 hours is near the lower end of what is said.',
      ),
      semantics: 'best-effort',
      refreshedByRead: true,
    },
  ],
  match: 'any-prefix',
  maxBreakpoints: 1,
  minPrefixTokens: published(64, DEEPSEEK_CACHE_RULE, 'One block.'),
  granularityTokens: published(64, DEEPSEEK_CACHE_RULE, 'Documented since 2024; not looked at again for V4.1.'),
  hitRatio: NOT_GUARANTEED,
  guaranteed: published(false, DEEPSEEK_CACHE_RULE),
};

export const STEPFUN_CACHE: CachePolicy = {
  ...TOGETHER_CACHE,
  guaranteed: derived(false, STEPFUN_CACHE_RULE, `${UNSTATED}.`),
};

/** Caches of sellers that list a price for reading and publish no rule. */
export const UNKNOWN_RULE_CACHE: CachePolicy = TOGETHER_CACHE;

export function bedrockCache({
  ttlSeconds,
  minPrefixTokens,
}: {
  ttlSeconds: Readonly<Record<string, Fact<number>>>;
  minPrefixTokens: Fact<number>;
}): CachePolicy {
  return {
    trigger: 'explicit',
    ttls: Object.entries(ttlSeconds).map(([id, seconds]) => ({
      id,
      seconds,
      semantics: 'minimum',
      refreshedByRead: true,
    })),
    match: 'breakpoints',
    maxBreakpoints: 4,
    minPrefixTokens,
    granularityTokens: derived(1, BEDROCK_CACHE_RULE, 'Exact to the token at a cachePoint.'),
    hitRatio: derived(1, BEDROCK_CACHE_RULE, 'An exact prefix within its life is found; no promise is made.'),
    guaranteed: published(false, BEDROCK_CACHE_RULE),
    lookBack: published(
      { count: 20, unit: 'content blocks' },
      BEDROCK_CACHE_RULE,
      'Of the simplified form with one marker, for Claude only.',
    ),
    invalidators: [
      'Lives may not grow from tools over system to messages.',
      'Cross-region inference can send a request where its prefix is not.',
    ],
  };
}

export const AZURE_CACHE: CachePolicy = {
  ...openAiRule(OPENAI_CACHE),
  ttls: OPENAI_CACHE.ttls.filter(({ id }) => id === '30m'),
  hitRatio: derived(1, AZURE_CACHE_RULE, 'As at OpenAI: the life is a stated minimum and matching is exact.'),
};

export const MISTRAL_RULE: CachePolicy = {
  ...MISTRAL_CACHE,
  guaranteed: published(false, MISTRAL_CACHE_RULE),
  affinity: { key: 'prompt_cache_key, which need not be unique', stickyIdleSeconds: null },
};

export const FIREWORKS_RULE: CachePolicy = {
  ...FIREWORKS_CACHE,
  guaranteed: derived(false, FIREWORKS_CACHE_RULE, 'The oldest entries go first, by load.'),
};
