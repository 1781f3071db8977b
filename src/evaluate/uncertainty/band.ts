import { latinHypercube, percentileOf } from '../../domain/uncertainty/draws.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import { figuresOf, UNCERTAIN_FIGURES, type FiguresUsd, type Lens, type UncertainFigure } from './figures.ts';
import type { UncertainInput } from './input.ts';
import type { Variation } from './variation.ts';

/** Where a figure lies when every uncertain input is drawn at once. */
export interface FigureBand {
  readonly p10Usd: Usd;
  readonly p50Usd: Usd;
  readonly p90Usd: Usd;
  /** What the draws gave that gave this figure, ascending. */
  readonly drawnUsd: readonly Usd[];
}

export interface Band {
  readonly figures: Readonly<Record<UncertainFigure, FigureBand | null>>;
  /** Share of draws in which the warehouse saves money; `null` where no draw says. */
  readonly savesRatio: Ratio | null;
  readonly draws: number;
  /** Draws without any figure, and why most of them had none; `null` where all had one. */
  readonly failed: { readonly draws: number; readonly problem: string } | null;
}

/**
 * Draws of every input, evaluated one by one, so that a caller may stop between them.
 *
 * Yields the figures of each draw. Same seed, same draws.
 */
export function* drawnFigures({
  inputs,
  variation,
  lens,
  draws,
  uniform,
}: {
  inputs: readonly UncertainInput[];
  variation: Variation;
  lens: Lens;
  draws: number;
  uniform: () => number;
}): Generator<FiguresUsd> {
  const rows = latinHypercube({ spreads: inputs.map(({ spread }) => spread), draws, uniform });
  for (const row of rows) {
    const drawn = inputs.reduce((changed, input, column) => {
      const value = row[column];
      return value === undefined ? changed : input.apply(changed, value);
    }, variation);
    yield figuresOf({ ...drawn, lens });
  }
}

/**
 * P10, P50 and P90 of every figure over its draws.
 *
 * Example: a saving between −$20,000 (P10) and $90,000 (P90) that is above 0 in 83 % of draws.
 * Draws without a figure are left out and counted. Where no input is uncertain the three are one.
 */
export function bandOf(drawn: readonly FiguresUsd[]): Band {
  const bandFor = (figure: UncertainFigure): FigureBand | null => {
    const drawnUsd = drawn
      .map((figures) => figures[figure])
      .filter((usd) => usd !== null)
      .toSorted((a, b) => a - b);
    const at = (ratio: Ratio): Usd | undefined => percentileOf({ values: drawnUsd, ratio });
    const [p10Usd, p50Usd, p90Usd] = [at(0.1), at(0.5), at(0.9)];
    return p10Usd === undefined || p50Usd === undefined || p90Usd === undefined
      ? null
      : { p10Usd, p50Usd, p90Usd, drawnUsd };
  };
  const [without = null, kept = null, saving = null] = UNCERTAIN_FIGURES.map(bandFor);
  return {
    figures: { without, with: kept, saving },
    savesRatio: saving === null ? null : saving.drawnUsd.filter((usd) => usd > 0).length / saving.drawnUsd.length,
    draws: drawn.length,
    failed: failedOf(drawn),
  };
}

/** Draws whose workload or fleet cannot be. They are the large ones, so what is left of a band is too low by them. */
function failedOf(drawn: readonly FiguresUsd[]): Band['failed'] {
  const problems = drawn.flatMap(({ problem }) => problem ?? []);
  const counts = new Map<string, number>();
  // Numbers differ from draw to draw where the reason is the same.
  for (const problem of problems) counts.set(kindOf(problem), (counts.get(kindOf(problem)) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const example = most && problems.find((problem) => kindOf(problem) === most[0]);
  return example === undefined ? null : { draws: problems.length, problem: example };
}

function kindOf(problem: string): string {
  return problem.replaceAll(/[\d.,]+/g, '#');
}
