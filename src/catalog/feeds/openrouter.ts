import * as z from 'zod/mini';
import type { UsdPerMTok } from '../../domain/units.ts';
import { rateOfTokenPrice } from './feed-rate.ts';
import { feedId, isPlainObject, rowWith, UNPRICED, UNUSABLE, type FeedRow } from './feed-row.ts';

/** The feed writes text; its description allows numbers as well. */
const perToken = z.union([z.string(), z.number()]);
const modelSchema = z.object({ id: feedId, pricing: z.nullish(z.unknown()) });
const pricingSchema = z.object({
  prompt: perToken,
  completion: perToken,
  input_cache_read: z.nullish(perToken),
  input_cache_write: z.nullish(perToken),
  input_cache_write_1h: z.nullish(perToken),
  discount: z.nullish(z.number()),
});

/**
 * The rows of OpenRouter's list of models, one by one; `null` where the document is none. All have the provider
 * `openrouter` and a model `maker/model`.
 *
 * Shape: `{ data: [{ id, pricing: { prompt, completion, input_cache_read?, input_cache_write?, input_cache_write_1h? } }] }`,
 * texts in USD per token (PublicPricing of OpenRouter's client libraries, looked at 2026-11-20). Unusable are prices that
 * depend on where a request is routed, which the feed writes as -1, and those under a discount of OpenRouter's own.
 */
export function openRouterRows(document: unknown): Iterable<FeedRow> | null {
  if (!isPlainObject(document) || !Array.isArray(document['data'])) return null;
  return rowsOf(document['data']);
}

function* rowsOf(models: readonly unknown[]): Generator<FeedRow> {
  for (const entry of models) yield rowOf(entry);
}

function rowOf(entry: unknown): FeedRow {
  const listed = modelSchema.safeParse(entry);
  if (!listed.success) return UNUSABLE;
  if (listed.data.pricing === undefined || listed.data.pricing === null) return UNPRICED;
  const pricing = pricingSchema.safeParse(listed.data.pricing);
  if (!pricing.success || (pricing.data.discount ?? 0) !== 0) return UNUSABLE;
  const { prompt, completion, input_cache_read, input_cache_write, input_cache_write_1h } = pricing.data;
  return rowWith({
    provider: 'openrouter',
    model: listed.data.id,
    rates: {
      input: rateOf(prompt),
      output: rateOf(completion),
      cacheRead: rateOf(input_cache_read),
      cacheWrite: rateOf(input_cache_write),
      cacheWrite1h: rateOf(input_cache_write_1h),
    },
  });
}

function rateOf(usdPerToken: string | number | null | undefined): UsdPerMTok | undefined | null {
  return usdPerToken === undefined || usdPerToken === null ? null : rateOfTokenPrice(String(usdPerToken));
}
