/** Where a figure passes through 0 as one input changes. */
export interface Crossing {
  readonly at: number;
  /** Sign of the figure beyond it. */
  readonly turns: 'positive' | 'negative';
}

export interface Crossings {
  readonly crossings: readonly Crossing[];
  /** Sign at the first value looked at that gave a figure; 0 counts as neither. */
  readonly startsAs: 'positive' | 'negative' | 'zero' | 'unknown';
  /** Every value tried, with what it gave; `null` where there was no figure. */
  readonly points: readonly { readonly value: number; readonly figure: number | null }[];
}

/** Ends the search where a crossing lies at 0, of which nothing is a millionth. */
const MOST_HALVINGS = 40;
/** Of the value itself: no input is known better. */
const CLOSE_RATIO = 1e-6;

interface CrossingsAsked {
  readonly figureAt: (value: number) => number | null;
  /** Ascending. */
  readonly values: readonly number[];
  readonly isWhole: boolean;
}

/**
 * Finds every change of sign of a figure over a range of one input: looked for on a grid, narrowed down by bisection to a
 * millionth of the value.
 *
 * Example: saving = 100 − 5 x over 0 … 40 turns negative at 20.
 * Two changes between neighbouring grid points are not seen; neither is a figure that touches 0 without crossing. Values without
 * a figure separate: nothing is bracketed across them. Whole inputs cross between two whole values; the one at which the new sign
 * holds is given.
 */
export function crossingsOf(asked: CrossingsAsked): Crossings {
  const steps = crossingSteps(asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, stopping after every value looked at, so that whoever asks can stop or do something else in between. */
export function* crossingSteps({ figureAt, values, isWhole }: CrossingsAsked): Generator<void, Crossings, void> {
  const points: { value: number; figure: number | null }[] = [];
  for (const value of values) {
    points.push({ value, figure: figureAt(value) });
    yield;
  }
  const crossings: Crossing[] = [];
  // A figure of exactly 0 has no sign: the last point with one is what the next is compared with.
  let before: { value: number; figure: number } | null = null;
  for (const { value, figure } of points) {
    if (figure === null) {
      before = null;
      continue;
    }
    if (figure === 0) continue;
    if (before && Math.sign(before.figure) !== Math.sign(figure))
      crossings.push({
        at: yield* narrowedSteps({ figureAt, low: before.value, high: value, sign: Math.sign(figure), isWhole }),
        turns: figure > 0 ? 'positive' : 'negative',
      });
    before = { value, figure };
  }
  const first = points.find(({ figure }) => figure !== null)?.figure;
  return { crossings, startsAs: signName(first), points };
}

function signName(figure: number | null | undefined): Crossings['startsAs'] {
  if (figure === null || figure === undefined) return 'unknown';
  return figure > 0 ? 'positive' : figure < 0 ? 'negative' : 'zero';
}

/** The least value tried at which the figure has the new sign. */
function* narrowedSteps({
  figureAt,
  low,
  high,
  sign,
  isWhole,
}: {
  figureAt: (value: number) => number | null;
  low: number;
  high: number;
  sign: number;
  isWhole: boolean;
}): Generator<void, number, void> {
  let [from, to] = [low, high];
  for (let i = 0; i < MOST_HALVINGS && to - from > CLOSE_RATIO * Math.abs(to); i++) {
    const middle = isWhole ? Math.floor((from + to) / 2) : (from + to) / 2;
    if (middle <= from || middle >= to) break;
    const figure = figureAt(middle);
    if (figure !== null && Math.sign(figure) === sign) to = middle;
    else from = middle;
    yield;
  }
  return to;
}
