import type { Usd } from '../../domain/units.ts';
import { figuresOf, type FiguresUsd, type UncertainFigure } from './figures.ts';
import type { UncertainInput, Variation } from './inputs.ts';

/** What one input alone does to a scenario's figures. */
export interface TornadoBar {
  readonly input: UncertainInput;
  readonly atLow: FiguresUsd;
  readonly atHigh: FiguresUsd;
}

/**
 * Every uncertain input at its low and its high end, the others as they are.
 *
 * Example: storage rent from a quarter to twice moves the saving by what storage costs, less or more; the bill without a warehouse
 * does not move at all.
 * Ignores that inputs act together; `bandOf` does not.
 */
export function tornadoOf({
  inputs,
  variation,
}: {
  inputs: readonly UncertainInput[];
  variation: Variation;
}): readonly TornadoBar[] {
  return inputs.map((input) => ({
    input,
    atLow: figuresOf(input.apply(variation, input.spread.low)),
    atHigh: figuresOf(input.apply(variation, input.spread.high)),
  }));
}

/** How far a bar reaches from end to end and from today's figure; 0 where a figure is missing at an end. */
export function reachUsd({
  bar: { atLow, atHigh },
  figure,
  today,
}: {
  bar: TornadoBar;
  figure: UncertainFigure;
  today: Usd;
}): Usd {
  const ends = [atLow[figure], atHigh[figure], today].filter((usd) => usd !== null);
  return ends.length < 3 ? 0 : Math.max(...ends) - Math.min(...ends);
}

/** Longest bar first; those that do not move the figure are left out. */
export function rankedBars({
  bars,
  figure,
  today,
}: {
  bars: readonly TornadoBar[];
  figure: UncertainFigure;
  today: Usd;
}): readonly TornadoBar[] {
  return bars
    .map((bar) => ({ bar, reach: reachUsd({ bar, figure, today }) }))
    .filter(({ reach }) => reach > 0)
    .toSorted((a, b) => b.reach - a.reach)
    .map(({ bar }) => bar);
}
