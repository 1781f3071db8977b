import { countAt, objectAt, type Json } from './fields.ts';
import type { ReadUsage } from './usage-reading.ts';

/**
 * Cohere: what is billed stands in billed_units, beside the longer count of tokens that its own preamble adds to.
 *
 * Example: billed 2,406 and 2 of 2,935 and 4 tokens: input 2,406, output 2. Cached tokens are of the longer count and no
 * seller's list prices them, so they are told and not billed.
 */
export function readCohere(json: Json): ReadUsage {
  const billed = objectAt({ json, key: 'billed_units' });
  const cached = countAt({ json, key: 'cached_tokens' }) ?? 0;
  return {
    usage: {
      inputTokens: countAt({ json: billed, key: 'input_tokens' }) ?? 0,
      cacheReadTokens: 0,
      cacheWriteTokens: {},
      outputTokens: countAt({ json: billed, key: 'output_tokens' }) ?? 0,
    },
    reportedTokens: null,
    serviceTier: null,
    notes: cached > 0 ? [`${cached} tokens came from a cache; billed units do not tell them apart`] : [],
  };
}
