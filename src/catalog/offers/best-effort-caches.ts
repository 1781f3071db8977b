import type { CachePolicy } from '../../domain/offer/cache-policy.ts';
import type { Fact } from '../../domain/fact.ts';
import { SECONDS_PER_HOUR } from '../../domain/units.ts';
import { assumed, measured, published } from '../provenance.ts';
import {
  ALIBABA_CACHE_RULE,
  GEMINI_MINIMUMS,
  GROQ_CACHE_RULE,
  MINIMAX_CACHE_RULE,
  MISTRAL_CACHE_RULE,
  XAI_CACHE_MEASURED,
} from '../sources.ts';

/**
 * Prompt caches that promise nothing: they work unasked, evict by load and guarantee no hit.
 *
 * They are taken to evict what was used least recently, so a read counts as use.
 */

const TEN_MINUTES = 600;
/** Where prefixes are found by hashing blocks no marks are set: one implied end is all there is. */
export const NO_MARKS = 1;

export const NOT_GUARANTEED: Fact<number> = assumed(
  0.9,
  'The seller does not guarantee hits (load, eviction and routing decide) and publishes no rate. 0.9 is a guess to question.',
);

const UNSTATED_MINIMUM = assumed(1_024, 'The seller states no minimum; 1,024 is the figure most sellers publish.');
const UNSTATED_GRANULARITY = assumed(128, 'The seller states no block size; 128 is what OpenAI and xAI use.');
const UNSTATED_LIFE = assumed(
  TEN_MINUTES,
  'The seller names no life and evicts by load. 10 minutes is the longer end of the 5 to 10 idle minutes that OpenAI ' +
    'gave for its in-memory cache, the only published figure for a cache of this kind.',
);

function bestEffort({
  seconds = UNSTATED_LIFE,
  minPrefixTokens = UNSTATED_MINIMUM,
  granularityTokens = UNSTATED_GRANULARITY,
}: {
  seconds?: Fact<number>;
  minPrefixTokens?: Fact<number>;
  granularityTokens?: Fact<number>;
} = {}): CachePolicy {
  return {
    trigger: 'automatic',
    ttls: [{ id: 'auto', seconds, semantics: 'best-effort', refreshedByRead: true }],
    match: 'any-prefix',
    maxBreakpoints: NO_MARKS,
    minPrefixTokens,
    granularityTokens,
    hitRatio: NOT_GUARANTEED,
  };
}

/** The cache every Gemini request uses unless an explicit one is named. */
export const GEMINI_IMPLICIT_CACHE: CachePolicy = bestEffort({
  seconds: assumed(
    SECONDS_PER_HOUR,
    'Entries are gone within 24 hours of their creation, most sooner; they sit in memory and in a durable tier. An hour ' +
      'lies between the minutes of a memory-only cache and the day that is the most.',
  ),
  minPrefixTokens: published(4_096, GEMINI_MINIMUMS, 'On Vertex AI 2,048 has been stated for earlier models.'),
});

/** The automatic cache of MiniMax alone; expiry follows the load. */
export const MINIMAX_PASSIVE_CACHE: CachePolicy = bestEffort({ minPrefixTokens: published(512, MINIMAX_CACHE_RULE) });

export const ZAI_CACHE: CachePolicy = bestEffort();

/** Evicted at any time by load or restart, and kept per server. */
export const XAI_CACHE: CachePolicy = bestEffort({ granularityTokens: measured(128, XAI_CACHE_MEASURED) });

export const MISTRAL_CACHE: CachePolicy = bestEffort({
  minPrefixTokens: published(64, MISTRAL_CACHE_RULE, 'One block.'),
  granularityTokens: published(64, MISTRAL_CACHE_RULE),
});

/** The implicit mode only: explicit and implicit exclude each other in one request, and their reads differ in price. */
export const ALIBABA_IMPLICIT_CACHE: CachePolicy = bestEffort({
  minPrefixTokens: published(1_024, ALIBABA_CACHE_RULE, 'Raised from 256.'),
});

export const GROQ_CACHE: CachePolicy = bestEffort({
  seconds: published(
    2 * SECONDS_PER_HOUR,
    GROQ_CACHE_RULE,
    'Everything expires after 2 hours without use: a maximum, not a promise.',
  ),
});

export const FIREWORKS_CACHE: CachePolicy = bestEffort({
  seconds: assumed(
    TEN_MINUTES,
    'The seller says “at least several minutes”, up to several hours by load, the oldest going first. 10 minutes is near ' +
      'the lower end.',
  ),
});

export const TOGETHER_CACHE: CachePolicy = bestEffort();
