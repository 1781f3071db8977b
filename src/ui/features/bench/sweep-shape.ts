import type { SweepPoint } from '../../../domain/bandwidth/measurement.ts';

/** A step down of the curve: what was faster below it ends here. */
export interface Shoulder {
  readonly fromBytes: number;
  readonly toBytes: number;
  readonly beforeBytesPerSecond: number;
  readonly afterBytesPerSecond: number;
}

/** How a sweep reads: where caches end, and whether memory's own rate is reached. */
export interface SweepShape {
  readonly shoulders: readonly Shoulder[];
  /** Sizes from here to the last one differ from it by less than the limit; `null` where the last two already do. */
  readonly plateau: { readonly fromBytes: number; readonly bytesPerSecond: number } | null;
  /** |last ÷ the one before − 1|; `null` with fewer than two sizes. */
  readonly lastChangeRatio: number | null;
}

/** A doubling that loses less than this is noise, or memory itself. */
const LEAST_FALL = 0.1;
/** All doublings of a shoulder together. */
const LEAST_SHOULDER = 0.2;
/** What sizes of a plateau may differ by. */
const PLATEAU_RATIO = 0.07;

/**
 * Shoulders are runs of falling steps that lose a fifth or more together; the plateau is what lies within 7 % of the last size.
 * Rates below the fastest size are not looked at: there the work is too short for the machine.
 */
export function shapeOfSweep(sweep: readonly SweepPoint[]): SweepShape {
  const fastest = sweep.reduce((best, point, i) => (rateAt(sweep, best) < point.medianBytesPerSecond ? i : best), 0);
  const shoulders: Shoulder[] = [];
  for (let i = fastest; i + 1 < sweep.length;) {
    let end = i;
    while (end + 1 < sweep.length && rateAt(sweep, end + 1) < (1 - LEAST_FALL) * rateAt(sweep, end)) end++;
    const [from, to] = [sweep[i], sweep[end]];
    if (from && to && to.medianBytesPerSecond < (1 - LEAST_SHOULDER) * from.medianBytesPerSecond)
      shoulders.push({
        fromBytes: from.bufferBytes,
        toBytes: to.bufferBytes,
        beforeBytesPerSecond: from.medianBytesPerSecond,
        afterBytesPerSecond: to.medianBytesPerSecond,
      });
    i = Math.max(end, i + 1);
  }
  return { shoulders, ...plateauOf(sweep) };
}

function plateauOf(sweep: readonly SweepPoint[]): Pick<SweepShape, 'plateau' | 'lastChangeRatio'> {
  const last = sweep.at(-1);
  const before = sweep.at(-2);
  if (!last || !before) return { plateau: null, lastChangeRatio: null };
  const isNear = ({ medianBytesPerSecond }: SweepPoint): boolean =>
    Math.abs(medianBytesPerSecond / last.medianBytesPerSecond - 1) < PLATEAU_RATIO;
  const first = sweep.findLastIndex((point) => !isNear(point)) + 1;
  const from = sweep[first];
  return {
    plateau: from && from !== last ? { fromBytes: from.bufferBytes, bytesPerSecond: last.medianBytesPerSecond } : null,
    lastChangeRatio: Math.abs(last.medianBytesPerSecond / before.medianBytesPerSecond - 1),
  };
}

function rateAt(sweep: readonly SweepPoint[], i: number): number {
  return sweep[i]?.medianBytesPerSecond ?? 0;
}
