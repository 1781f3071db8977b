import type { HitSurface, SurfacePoint, TraceRules } from '../../../../state/trace-types.ts';
import { rateOf } from '../trace-words.ts';

/** A point as the charts draw it. */
export interface CurveRow {
  /** Seconds kept, or tokens held. */
  readonly x: number;
  readonly ratio: number;
}

/** Hit rate against time or size; what has no limit is the ceiling and not a point of the curve. */
export function curveRows({
  points,
  of,
  denominator,
}: {
  points: readonly SurfacePoint[];
  of: 'windowSeconds' | 'capacityTokens';
  denominator: TraceRules['denominator'];
}): readonly CurveRow[] {
  return points.flatMap((point) => {
    const x = point[of];
    return x === Infinity || x <= 0 ? [] : [{ x, ratio: rateOf({ rates: point.rates, denominator }) }];
  });
}

/**
 * The curve at a life. A hit rate only rises with the life, so between two points of the curve it is at least that of the
 * shorter one; `null` below the first.
 */
export function pointAtLife({
  retention,
  lifeSeconds,
}: {
  retention: HitSurface['retention'];
  lifeSeconds: number;
}): { readonly point: SurfacePoint; readonly isExact: boolean } | null {
  const point = retention.findLast(({ windowSeconds }) => windowSeconds <= lifeSeconds);
  if (!point) return null;
  const isLast = retention.at(-1) === point;
  // What the longest finite window keeps, every longer one does: the log is over.
  return { point, isExact: isLast || point.windowSeconds === lifeSeconds };
}

/** From a round tenth below the lowest up to all. */
export function shareDomain(ratios: readonly number[]): [number, number] {
  const lowest = ratios.reduce((least, ratio) => Math.min(least, ratio), 1);
  return [Math.max(0, Math.floor(lowest * 10) / 10), 1];
}

const NICE_SECONDS = [1, 10, 60, 300, 3_600, 21_600, 86_400, 604_800, 2_592_000];

/** Domain and ticks of an axis of seconds that reaches as far as a log does. */
export function secondsAxis(seconds: readonly number[]): {
  readonly domain: [number, number];
  readonly ticks: number[];
} {
  const first = seconds[0] ?? 10;
  const last = Math.max(seconds.at(-1) ?? 10, first * 2);
  const ticks = NICE_SECONDS.filter((tick) => tick >= first && tick <= last);
  return { domain: [first, last], ticks: ticks.length > 1 ? ticks : [first, last] };
}
