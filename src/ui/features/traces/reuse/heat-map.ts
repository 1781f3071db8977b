import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { HitSurface, TraceRules } from '../../../../state/trace-types.ts';
import { formatSeconds, formatTokensShort } from '../../../format/number.ts';
import { windowMarkName } from '../../../format/window-mark.ts';
import { rateOf } from '../trace-words.ts';
import type { CapacityMark } from './capacity-marks.ts';
import { limitsInWords } from './reuse-words.ts';

export interface HeatCell {
  readonly ratio: number;
  /** Where it is: `kept 5 min, room for 1.20 M tokens`. */
  readonly limits: string;
  /** 0 (lowest of the map) … 1 (highest). */
  readonly shade: number;
}

export interface HeatRow {
  readonly label: string;
  readonly cells: readonly HeatCell[];
}

/** A line over the map where a life or a size lies, and what it is called. */
export interface HeatMark {
  /** A letter beside the line, a name in the legend. */
  readonly letter: string;
  readonly name: string;
  readonly axis: 'life' | 'size';
  /** 0 … 1 of the map’s height from the top, or width from the left. */
  readonly position: number;
}

export interface HeatMap {
  /** Longest life first, so that time rises as it does on other charts. */
  readonly rows: readonly HeatRow[];
  /** Smallest size first. */
  readonly columns: readonly string[];
  readonly lowestRatio: number;
  readonly highestRatio: number;
}

/** The joint surface as rows of cells to colour. */
export function heatMapOf({
  map,
  denominator,
}: {
  map: HitSurface['map'];
  denominator: TraceRules['denominator'];
}): HeatMap {
  const ratios = map.flatMap((row) => row.map(({ rates }) => rateOf({ rates, denominator })));
  const lowestRatio = ratios.reduce((least, ratio) => Math.min(least, ratio), 1);
  const highestRatio = ratios.reduce((most, ratio) => Math.max(most, ratio), 0);
  const range = highestRatio - lowestRatio;
  const rows = map.map((points) => ({
    label: lifeLabel(points[0]?.windowSeconds ?? Infinity),
    cells: points.map((point): HeatCell => {
      const ratio = rateOf({ rates: point.rates, denominator });
      return { ratio, limits: limitsInWords(point), shade: range > 0 ? (ratio - lowestRatio) / range : 1 };
    }),
  }));
  return {
    rows: rows.toReversed(),
    columns: (map[0] ?? []).map(({ capacityTokens }) => sizeLabel(capacityTokens)),
    lowestRatio,
    highestRatio,
  };
}

function lifeLabel(seconds: number): string {
  return seconds === Infinity ? '∞' : formatSeconds(Number(seconds.toPrecision(2)));
}

function sizeLabel(tokens: number): string {
  return tokens === Infinity ? '∞' : formatTokensShort(Number(tokens.toPrecision(2)));
}

/**
 * Where a value lies among rising steps, in steps and the part of one, by the logarithm; the middle of a step is its value.
 * `null` outside, and beyond the last finite step.
 */
export function placeAmong({ steps, value }: { steps: readonly number[]; value: number }): number | null {
  const finite = steps.filter((step) => step > 0 && step < Infinity);
  const first = finite[0];
  const last = finite.at(-1);
  if (first === undefined || last === undefined || !(value >= first && value <= last)) return null;
  const below = finite.findLastIndex((step) => step <= value);
  const from = finite[below] ?? first;
  const to = finite[below + 1];
  const part = to === undefined ? 0 : Math.log(value / from) / Math.log(to / from);
  return steps.indexOf(from) + part + 0.5;
}

/** Lines for the lives that are sold and for sizes with a name, as far as they lie on the map. */
export function heatMarks({
  map,
  lives,
  sizes,
}: {
  map: HitSurface['map'];
  lives: readonly WindowMark[];
  sizes: readonly CapacityMark[];
}): readonly HeatMark[] {
  const windows = map.map((row) => row[0]?.windowSeconds ?? Infinity);
  const capacities = (map[0] ?? []).map(({ capacityTokens }) => capacityTokens);
  const placed = [
    ...lives.map((mark) => ({
      name: windowMarkName(mark),
      axis: 'life' as const,
      // From the top, where the longest life is.
      at: placeAmong({ steps: windows, value: mark.windowSeconds }),
      of: windows.length,
    })),
    ...sizes.map(({ capacityTokens, label }) => ({
      name: label,
      axis: 'size' as const,
      at: placeAmong({ steps: capacities, value: capacityTokens }),
      of: capacities.length,
    })),
  ].flatMap(({ name, axis, at, of }) =>
    at === null ? [] : [{ name, axis, position: axis === 'life' ? 1 - at / of : at / of }],
  );
  return placed.map((mark, i) => ({ ...mark, letter: String.fromCharCode(65 + i) }));
}
