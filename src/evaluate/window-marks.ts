import type { Offer } from '../domain/offer/rate-card.ts';
import type { Seconds } from '../domain/units.ts';

/** A window that curves over time have drawn on them. */
export interface WindowMark {
  /** `automatic`: a life the seller does not name. */
  readonly kind: 'ttl' | 'automatic' | 'warehouse';
  readonly windowSeconds: Seconds;
  /** The seller does not say how long it is. */
  readonly assumed: boolean;
}

/** How far back memory of one's own reaches, drawn beside the windows that are sold. */
export interface TierMark {
  readonly kind: 'tier';
  /** As people call it: `HBM`. */
  readonly name: string;
  readonly windowSeconds: Seconds;
  /** A machine that nobody has bought yet. */
  readonly assumed: true;
}

/** The lives an offer sells and the warehouse's retention, shortest first. An unknown offer sells none. */
export function windowMarks({
  offer,
  retentionSeconds,
}: {
  offer: Offer | undefined;
  retentionSeconds: Seconds;
}): readonly WindowMark[] {
  const sold = (offer?.cachePolicy.ttls ?? []).map(({ id, seconds }): WindowMark => ({
    kind: id === 'auto' ? 'automatic' : 'ttl',
    windowSeconds: seconds.value,
    assumed: seconds.kind === 'assumed',
  }));
  const warehouse: WindowMark = { kind: 'warehouse', windowSeconds: retentionSeconds, assumed: false };
  return [...sold, warehouse].toSorted((a, b) => a.windowSeconds - b.windowSeconds);
}
