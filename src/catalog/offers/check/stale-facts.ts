import type { Offer } from '../../../domain/offer/rate-card.ts';
import { factsIn } from './facts-in.ts';

/** Values of one offer that nobody has checked for long. */
export interface StaleFacts {
  readonly offerId: string;
  /** Day of the oldest check among them. */
  readonly oldest: string;
  readonly source: string;
  readonly values: number;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Values last checked more than so many days before a day, by offer and source, the oldest first.
 *
 * Example: a price checked on 2026-08-01 is 112 days old on 2026-11-21, and stale at 90. Assumptions are left out: there
 * is nothing to check them against.
 */
export function staleFacts({
  offers,
  on,
  staleDays,
}: {
  offers: readonly Offer[];
  on: string;
  staleDays: number;
}): readonly StaleFacts[] {
  const limit = new Date(Date.parse(on) - staleDays * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  const found = new Map<string, StaleFacts>();
  for (const offer of offers) {
    for (const { provenance } of factsIn(offer)) {
      if (provenance.kind === 'assumed' || provenance.checkedOn >= limit) continue;
      const key = `${offer.id} ${provenance.source}`;
      const old = found.get(key);
      found.set(key, {
        offerId: offer.id,
        oldest: old && old.oldest < provenance.checkedOn ? old.oldest : provenance.checkedOn,
        source: provenance.source,
        values: (old?.values ?? 0) + 1,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.oldest < b.oldest ? -1 : Number(a.oldest > b.oldest)));
}
