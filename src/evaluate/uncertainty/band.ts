import { latinHypercube, percentileOf } from '../../domain/uncertainty/draws.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import { figuresOf, UNCERTAIN_FIGURES, type FiguresUsd, type UncertainFigure } from './figures.ts';
import type { UncertainInput, Variation } from './inputs.ts';

/** Where a figure lies when every uncertain input is drawn at once. */
export interface FigureBand {
  readonly p10Usd: Usd;
  readonly p50Usd: Usd;
  readonly p90Usd: Usd;
  /** Draws that gave this figure. */
  readonly draws: number;
}

export interface Band {
  readonly figures: Readonly<Record<UncertainFigure, FigureBand | null>>;
  /** Share of draws in which the warehouse saves money; `null` where no draw says. */
  readonly savesRatio: Ratio | null;
  readonly draws: number;
}

/**
 * Draws of every input, evaluated one by one, so that a caller may stop between them.
 *
 * Yields the figures of each draw. Same seed, same draws.
 */
export function* drawnFigures({
  inputs,
  variation,
  draws,
  uniform,
}: {
  inputs: readonly UncertainInput[];
  variation: Variation;
  draws: number;
  uniform: () => number;
}): Generator<FiguresUsd> {
  const rows = latinHypercube({ spreads: inputs.map(({ spread }) => spread), draws, uniform });
  for (const row of rows)
    yield figuresOf(
      inputs.reduce((changed, input, column) => {
        const value = row[column];
        return value === undefined ? changed : input.apply(changed, value);
      }, variation),
    );
}

/**
 * P10, P50 and P90 of every figure over its draws.
 *
 * Example: a saving between −$20,000 (P10) and $90,000 (P90) that is above 0 in 83 % of draws.
 * Draws without a figure are left out and counted. Where no input is uncertain the three are one.
 */
export function bandOf(drawn: readonly FiguresUsd[]): Band {
  const bandFor = (figure: UncertainFigure): FigureBand | null => {
    const values = drawn.map((figures) => figures[figure]).filter((usd) => usd !== null);
    const at = (ratio: Ratio): Usd | undefined => percentileOf({ values, ratio });
    const [p10Usd, p50Usd, p90Usd] = [at(0.1), at(0.5), at(0.9)];
    return p10Usd === undefined || p50Usd === undefined || p90Usd === undefined
      ? null
      : { p10Usd, p50Usd, p90Usd, draws: values.length };
  };
  const savings = drawn.map(({ saving }) => saving).filter((usd) => usd !== null);
  const [without, kept, saving] = UNCERTAIN_FIGURES.map(bandFor);
  return {
    figures: { without: without ?? null, with: kept ?? null, saving: saving ?? null },
    savesRatio: savings.length > 0 ? savings.filter((usd) => usd > 0).length / savings.length : null,
    draws: drawn.length,
  };
}
