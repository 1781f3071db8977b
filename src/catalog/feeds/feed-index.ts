import type { FeedPrice } from './feed.ts';

/** A day at the end of an id: `-20251001`, `-2025-10-01`. Four digits are part of the name: they tell releases apart. */
const DATE = /-20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$/;

export type FoundPrice =
  { readonly status: 'found'; readonly price: FeedPrice } | { readonly status: 'absent' | 'ambiguous' };

/** A feed's prices, found by the names of a model. */
export interface FeedIndex {
  /** The first likeness and name that find anything decide. Several finds count only if they state the same prices. */
  find(wanted: { provider: string; models: readonly string[] }): FoundPrice;
}

/**
 * Finds models by name: spelled alike; alike but for capitals, and dots for dashes; alike but for a day at the end of the
 * feed's name. Never by the beginning of a name: `claude-sonnet-5` and `claude-sonnet-5-5` are two models.
 *
 * Example: `claude-opus-5-5` finds `claude-opus-5.5` but neither `claude-opus-5.5:batch` nor `claude-opus-5.5-fast`.
 */
export function indexFeed(prices: readonly FeedPrice[]): FeedIndex {
  const likenesses = [
    { keyOf: spelled, byKey: grouped({ prices, keyOf: spelled }) },
    { keyOf: folded, byKey: grouped({ prices, keyOf: folded }) },
    // Only the feed's day is dropped: another day in our own name is another model.
    { keyOf: folded, byKey: grouped({ prices, keyOf: (model) => folded(model).replace(DATE, '') }) },
  ];
  return {
    find({ provider, models }) {
      for (const { keyOf, byKey } of likenesses)
        for (const model of models) {
          const found = byKey.get(keyFor({ provider, model: keyOf(model) })) ?? [];
          const [first] = found;
          if (first === undefined) continue;
          return found.every((other) => areSame({ one: first, other }))
            ? { status: 'found', price: first }
            : { status: 'ambiguous' };
        }
      return { status: 'absent' };
    },
  };
}

function grouped({
  prices,
  keyOf,
}: {
  prices: readonly FeedPrice[];
  keyOf: (model: string) => string;
}): ReadonlyMap<string, readonly FeedPrice[]> {
  const groups = new Map<string, FeedPrice[]>();
  for (const price of prices) {
    const key = keyFor({ provider: price.provider, model: keyOf(price.model) });
    const group = groups.get(key);
    if (group) group.push(price);
    else groups.set(key, [price]);
  }
  return groups;
}

function keyFor({ provider, model }: { provider: string; model: string }): string {
  return JSON.stringify([provider, model]);
}

function spelled(model: string): string {
  return model;
}

function folded(model: string): string {
  return model.toLowerCase().replaceAll('.', '-');
}

function areSame({ one, other }: { one: FeedPrice; other: FeedPrice }): boolean {
  return (['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWrite1h'] as const).every(
    (name) => one.usdPerMTok[name] === other.usdPerMTok[name],
  );
}
