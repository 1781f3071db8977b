import type { Usd } from '../../domain/units.ts';
import { figuresOf, type FiguresUsd, type Lens, type UncertainFigure } from './figures.ts';
import type { UncertainInput } from './input.ts';
import type { Variation } from './variation.ts';

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
export function tornadoOf(asked: TornadoAsked): readonly TornadoBar[] {
  return [...tornadoBars(asked)];
}

interface TornadoAsked {
  readonly inputs: readonly UncertainInput[];
  readonly variation: Variation;
  readonly lens: Lens;
}

/** The same one by one, so that whoever asks can stop between them. */
export function* tornadoBars({ inputs, variation, lens }: TornadoAsked): Generator<TornadoBar> {
  for (const input of inputs)
    yield {
      input,
      atLow: figuresOf({ ...input.apply(variation, input.spread.low), lens }),
      atHigh: figuresOf({ ...input.apply(variation, input.spread.high), lens }),
    };
}

type Ends = Pick<TornadoBar, 'atLow' | 'atHigh'>;

/** How far a bar reaches between the ends that have a figure and today's; 0 where neither has one. */
export function reachUsd({ bar, figure, today }: { bar: Ends; figure: UncertainFigure; today: Usd }): Usd {
  const ends = [bar.atLow[figure], bar.atHigh[figure], today].filter((usd) => usd !== null);
  return Math.max(...ends) - Math.min(...ends);
}

/** Less of a figure than this is rounding of doubles. */
const RESIDUE_RATIO = 1e-9;

/**
 * Longest bar first; those that do not move the figure are left out. A bar without a figure at an end stays, however short: that
 * the input may lead to where nothing can be computed is worth knowing.
 */
export function rankedBars<Bar extends Ends>({
  bars,
  figure,
  today,
}: {
  bars: readonly Bar[];
  figure: UncertainFigure;
  today: Usd;
}): readonly Bar[] {
  const residueUsd = RESIDUE_RATIO * Math.abs(today);
  return bars
    .map((bar) => ({ bar, reach: reachUsd({ bar, figure, today }) }))
    .filter(({ bar, reach }) => reach > residueUsd || bar.atLow[figure] === null || bar.atHigh[figure] === null)
    .toSorted((a, b) => b.reach - a.reach)
    .map(({ bar }) => bar);
}
