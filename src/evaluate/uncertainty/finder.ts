import { crossingSteps, type Crossings } from '../../domain/uncertainty/crossings.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import { figuresOf, type Lens } from './figures.ts';
import type { FinderInput } from './finder-input.ts';
import type { Variation } from './variation.ts';

/** On ln x, or x: 49 values find a crossing that is wider than a fiftieth of the range. */
const STEPS = 48;

interface BreakEvenAsked {
  readonly input: FinderInput;
  readonly variation: Variation;
  readonly lens: Lens;
}

/** Where the saving changes its sign, and what it is at every value tried. */
export interface BreakEvenFound extends Omit<Crossings, 'points'> {
  readonly points: readonly {
    readonly value: number;
    readonly savingUsd: Usd | null;
    /** Of the bill without a warehouse at that value: bills grow with what is moved, shares need not. */
    readonly ratio: Ratio | null;
  }[];
}

/**
 * At which values of an input the warehouse begins or stops to pay, the rest of the scenario as it is.
 *
 * Example: with a rent ten times today's the saving may be gone; the crossing says from which rent on.
 * Ignores what `crossingsOf` ignores.
 */
export function breakEvenOf(asked: BreakEvenAsked): BreakEvenFound {
  const steps = breakEvenSteps(asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, stopping after every evaluation. */
export function* breakEvenSteps({ input, variation, lens }: BreakEvenAsked): Generator<void, BreakEvenFound, void> {
  const ratios = new Map<number, Ratio | null>();
  const found = yield* crossingSteps({
    figureAt: (value) => {
      const { saving, without } = figuresOf({ ...input.apply(variation, value), lens });
      ratios.set(value, saving !== null && without !== null && without > 0 ? saving / without : null);
      return saving;
    },
    values: valuesOf(input),
    isWhole: input.isWhole,
  });
  return {
    ...found,
    points: found.points.map(({ value, figure }) => ({ value, savingUsd: figure, ratio: ratios.get(value) ?? null })),
  };
}

/** Evenly over the range, and today's among them. */
export function valuesOf({ from, to, scale, isWhole, now }: FinderInput): readonly number[] {
  const values = Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = step / STEPS;
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return isWhole ? Math.round(value) : value;
  });
  const all = now !== null && now >= from && now <= to ? [...values, now] : values;
  return [...new Set(all)].toSorted((a, b) => a - b);
}
