import { figuresOf, type Lens } from './figures.ts';
import { uncertainInputs } from './inputs.ts';
import type { Variation } from './variation.ts';

/** Of a bill: what doubles lose on the way. */
const ROUNDING_RATIO = 1e-9;

/**
 * The uncertain inputs that move a figure although they are at their typical value, which is what the scenario says: none should.
 * With them how many were tried.
 */
export function movedWhenTypical({ variation, lens }: { variation: Variation; lens: Lens }): {
  readonly moved: readonly string[];
  readonly tried: number;
} {
  const today = figuresOf({ ...variation, lens });
  const inputs = uncertainInputs({ ...variation, lens });
  const most = ROUNDING_RATIO * (today.without ?? Number.NaN);
  const isSame = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) <= most;
  const moved = inputs.filter((input) => {
    const same = figuresOf({ ...input.apply(variation, input.spread.typical), lens });
    return !isSame(same.without, today.without) || !isSame(same.saving, today.saving);
  });
  return { moved: moved.map(({ id }) => id), tried: inputs.length };
}
