import type { Price } from '../domain/offer/rate-card.ts';
import type { IdleBreakEven, ReuseBreakEven } from './break-even.ts';
import type { OfferCost } from './offer-compare-cost.ts';
import type { OfferRow } from './offer-row.ts';

/** A figure or the reason why there is none. */
export type FigureValue =
  | { readonly state: 'known'; readonly value: number | string }
  | { readonly state: 'not-sold' | 'unknown' | 'none'; readonly reason: string };

export function known(value: number | string): FigureValue {
  return { state: 'known', value };
}

/** There is no such figure, and nothing is missing. */
export function none(reason: string): FigureValue {
  return { state: 'none', reason };
}

export function notSold(reason: string): FigureValue {
  return { state: 'not-sold', reason };
}

export function ofPrice(price: Price): FigureValue {
  return price.state === 'priced' ? known(price.perMTok.value) : price;
}

/** Reads a figure off a cost; where there is no cost, its reason is the figure's. */
export function ofCost(
  pick: (cost: Extract<OfferCost, { status: 'priced' }>) => FigureValue,
): (row: OfferRow) => FigureValue {
  return ({ cost }) => {
    if (cost.status === 'pending') return none('Not costed yet.');
    if (cost.status === 'excluded') return none(cost.reason);
    return pick(cost);
  };
}

/** More reads than this pay for a write. */
export function ofReuse(reuse: ReuseBreakEven): FigureValue {
  if (reuse.state === 'exists') return known(reuse.reuses);
  return { state: reuse.state === 'unknown' ? 'unknown' : 'none', reason: reuse.reason };
}

/** Seconds up to which pings pay. */
export function ofIdle(idle: IdleBreakEven): FigureValue {
  if (idle.state === 'exists') return known(idle.idleSeconds);
  return { state: idle.state === 'unknown' ? 'unknown' : 'none', reason: idle.reason };
}

/** What is read, or why there is nothing to read. */
export function orElse({ value, missing }: { value: number | undefined; missing: FigureValue }): FigureValue {
  return value === undefined ? missing : known(value);
}

/** A figure of the life with this id; where the offer sells no such life, that is the reason. */
export function ofLife<T extends { readonly ttl: { readonly id: string } }>({
  lives,
  row,
  ttlId,
  pick,
}: {
  lives: readonly T[];
  row: OfferRow;
  ttlId: string;
  pick: (life: T) => FigureValue;
}): FigureValue {
  const found = lives.find(({ ttl }) => ttl.id === ttlId);
  return found ? pick(found) : noSuchLife({ row, ttlId });
}

export function noSuchLife({ row, ttlId }: { row: OfferRow; ttlId: string }): FigureValue {
  return notSold(`${row.offer.sellerName} sells no life “${ttlId}” for ${row.offer.modelName}.`);
}

export function noCacheReason({ cacheRead }: OfferRow): string {
  return cacheRead.state === 'priced' ? 'No cache is sold.' : cacheRead.reason;
}
