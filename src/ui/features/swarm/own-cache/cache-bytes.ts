import type { Offer } from '../../../../domain/offer/rate-card.ts';
import { kvSizeOf } from '../../../../domain/kv-cache/size.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import { isProblem, resolveGeometry } from '../../../../evaluate/resolve.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';

/** What a further token takes in the scenario's KV cache, and whose geometry says so. */
export interface CacheBytes {
  readonly bytesPerToken: number;
  readonly geometryName: string;
  readonly isStandIn: boolean;
}

/** `null` where the scenario names a model that is not known. */
export function cacheBytesOf({
  kv,
  offer,
  book,
}: {
  kv: ScenarioState['scenario']['kv'];
  offer: Offer | undefined;
  book: OfferBook;
}): CacheBytes | null {
  const geometry = resolveGeometry({ kv, offer, book });
  if (isProblem(geometry)) return null;
  const { groups, name, origin } = geometry;
  return {
    bytesPerToken: kvSizeOf({ groups, dtype: kv.dtype }).marginalBytesPerToken,
    geometryName: name,
    isStandIn: origin === 'stand-in',
  };
}
