import * as z from 'zod/mini';
import { rateOfNumber } from './feed-rate.ts';
import { feedId, isPlainObject, rowWith, UNPRICED, UNUSABLE, type FeedRow } from './feed-row.ts';

/** Other fields (names, limits, bands, modes, prices of sound and of reasoning) are left alone, whatever they hold. */
const modelSchema = z.object({ cost: z.nullish(z.unknown()) });
const costSchema = z.object({
  input: z.number(),
  output: z.number(),
  cache_read: z.nullish(z.number()),
  cache_write: z.nullish(z.number()),
});

/**
 * The rows of a models.dev document, one by one, so that a reader can stop; `null` where the document is none.
 *
 * Shape: `{ [provider]: { models: { [model]: { cost?: { input, output, cache_read?, cache_write? } } } } }`, numbers in USD
 * per million tokens (packages/core/src/schema.ts of anomalyco/models.dev, looked at 2026-11-20). A provider without
 * models has no row.
 */
export function modelsDevRows(document: unknown): Iterable<FeedRow> | null {
  if (!isPlainObject(document)) return null;
  const providers = Object.entries(document).flatMap(([provider, entry]) =>
    isPlainObject(entry) && isPlainObject(entry['models']) ? [{ provider, models: entry['models'] }] : [],
  );
  return providers.length === 0 ? null : rowsOf(providers);
}

function* rowsOf(
  providers: readonly { readonly provider: string; readonly models: Readonly<Record<string, unknown>> }[],
): Generator<FeedRow> {
  for (const { provider, models } of providers)
    // The key is the id: `models[key].id` repeats it.
    for (const [model, entry] of Object.entries(models)) yield rowOf({ provider, model, entry });
}

function rowOf({ provider, model, entry }: { provider: string; model: string; entry: unknown }): FeedRow {
  const listed = modelSchema.safeParse(entry);
  if (!listed.success) return UNUSABLE;
  if (listed.data.cost === undefined || listed.data.cost === null) return UNPRICED;
  const cost = costSchema.safeParse(listed.data.cost);
  if (!cost.success || !feedId.safeParse(provider).success || !feedId.safeParse(model).success) return UNUSABLE;
  const { input, output, cache_read: read, cache_write: write } = cost.data;
  return rowWith({
    provider,
    model,
    rates: {
      input: rateOfNumber(input),
      output: rateOfNumber(output),
      cacheRead: read === undefined || read === null ? null : rateOfNumber(read),
      cacheWrite: write === undefined || write === null ? null : rateOfNumber(write),
      cacheWrite1h: null,
    },
  });
}
