import { gapsAtWindow, type GapMixture } from '../../swarm/gap-mixture.ts';
import type { Ratio, Seconds } from '../../units.ts';
import { gapLattice } from './gap-lattice.ts';
import {
  circleOf,
  multiply,
  powerOf,
  upperHalf,
  valuesOnCircle,
  type Circle,
  type ComplexValues,
} from './power-series.ts';

/** How many gaps in a row fit into a window. */
export interface GapsFitting {
  /** b: counts are told apart in steps of so many gaps; 1 but for windows that hold hundreds. */
  readonly step: number;
  /** F_j = P(G₁ + … + G_j ≤ T) for j = 0, b, 2b, …, falling, down to the first below 10⁻⁷ or to the most asked for. */
  readonly fitRatios: readonly Ratio[];
}

/** A power of 2, so that the circle has the fewest points. */
const CELLS = 512;
const MEAN_STEPS = 60;
const NEGLIGIBLE = 1e-7;

/**
 * Chances that j gaps in a row fit into a window T, for all j up to `mostGaps`.
 *
 *     F_j = [z^C] φ(z)^j × (1 + z) ÷ (2 (1 − z)),  φ(z) = Σ mass_i zⁱ,  T = C cells
 *
 * A sum that falls on the window itself counts half, as it stands for sums on both sides of it; sums of fixed gaps alone
 * count whole, as a window is inclusive. F_1 is taken from the distribution itself. Several gaps are told apart one by one
 * up to a mean of 120 that fit, beyond that by steps.
 *
 * Within 0.001 of a sum on a grid four times as fine, for recorded gaps and windows of 30 and 300 s.
 * Example: gaps of 60 s in 300 s: F_5 = 1, F_6 = 0.
 * Ignores: fixed gaps of different lengths without a common measure of at least T ÷ 512 are blurred like any others.
 */
export function gapsFitting({
  gap,
  windowSeconds,
  mostGaps,
}: {
  gap: GapMixture;
  windowSeconds: Seconds;
  mostGaps: number;
}): GapsFitting {
  const fixed = gap.filter(({ logSigma }) => logSigma === 0);
  const [only] = fixed;
  if (only && gap.length === 1) return fixedFitting({ gapSeconds: only.medianSeconds, windowSeconds, mostGaps });
  const cells = cellsFor({ fixed, windowSeconds });
  const circle = circleOf(2 * CELLS);
  const lattice = { cellSeconds: windowSeconds / cells, cells };
  const all = upperHalf(valuesOnCircle({ circle, coefficients: gapLattice({ gap, ...lattice }) }));
  const readouts = readoutsAt({ circle, cells });
  const step = Math.max(1, Math.floor(Math.min(meanFitting({ all, readouts }), mostGaps) / MEAN_STEPS));
  const every = powersOf({ base: powerOf({ values: all, exponent: step }) });
  const ties = fixed.length === 0 ? null : fixedPowers({ gap, fixed, lattice, circle, step });
  const first = 1 - gapsAtWindow({ gap, windowSeconds }).survivalRatio;
  const fitRatios: Ratio[] = [1];
  // One step further than asked for, as what lies between two steps is read off both.
  let last = 1;
  for (let j = step; j < mostGaps + 2 * step && last > 0; j += step) {
    const sum =
      read({ values: every(), readout: readouts.below }) +
      (ties ? read({ values: ties(), readout: readouts.at }) / 2 : 0);
    const ratio = Math.min(last, j === 1 ? first : sum);
    last = ratio < NEGLIGIBLE ? 0 : ratio;
    fitRatios.push(last);
  }
  return { step, fitRatios };
}

/** Counts of one fixed gap, with no lattice. */
function fixedFitting({
  gapSeconds,
  windowSeconds,
  mostGaps,
}: {
  gapSeconds: Seconds;
  windowSeconds: Seconds;
  mostGaps: number;
}): GapsFitting {
  // A quotient that should be a whole number may come out just below it.
  const fitting = Math.floor((windowSeconds / gapSeconds) * (1 + 1e-12));
  const fitRatios = Array.from({ length: Math.min(fitting, mostGaps) + 1 }, () => 1);
  if (fitting < mostGaps) fitRatios.push(0);
  return { step: 1, fitRatios };
}

/** Cells in the window: so many that fixed gaps within it are whole numbers of cells, where that can be. */
function cellsFor({ fixed, windowSeconds }: { fixed: GapMixture; windowSeconds: Seconds }): number {
  const within = fixed.filter(({ medianSeconds }) => medianSeconds <= windowSeconds);
  for (let cells = CELLS; cells > CELLS / 2; cells--) {
    const fits = within.every(({ medianSeconds }) => {
      const inCells = (medianSeconds / windowSeconds) * cells;
      return Math.abs(inCells - Math.round(inCells)) < 1e-9;
    });
    if (fits) return cells;
  }
  return CELLS;
}

/** Sums of fixed gaps alone: their share of all gaps stays in the masses. */
function fixedPowers({
  gap,
  fixed,
  lattice,
  circle,
  step,
}: {
  gap: GapMixture;
  fixed: GapMixture;
  lattice: { readonly cellSeconds: Seconds; readonly cells: number };
  circle: Circle;
  step: number;
}): () => ComplexValues {
  const weightOf = (parts: GapMixture): number => parts.reduce((sum, { weight }) => sum + weight, 0);
  const share = weightOf(fixed) / weightOf(gap);
  const coefficients = gapLattice({ gap: fixed, ...lattice }).map((mass) => mass * share);
  return powersOf({ base: powerOf({ values: upperHalf(valuesOnCircle({ circle, coefficients })), exponent: step }) });
}

/** The base, its square, its cube …, one at each call, in the same arrays. */
function powersOf({ base }: { base: ComplexValues }): () => ComplexValues {
  const power = powerOf({ values: base, exponent: 0 });
  return () => {
    multiply({ values: power, by: base });
    return power;
  };
}

/** Factors that read one figure off values on the upper half of a circle. */
interface Readouts {
  /** The coefficients below C, and half of that at C. */
  readonly below: ComplexValues;
  /** The coefficient at C. */
  readonly at: ComplexValues;
}

function readoutsAt({ circle: { points, radius }, cells }: { circle: Circle; cells: number }): Readouts {
  const half = points / 2;
  const below = { re: new Float64Array(half + 1), im: new Float64Array(half + 1) };
  const at = { re: new Float64Array(half + 1), im: new Float64Array(half + 1) };
  const scale = radius ** -cells / points;
  for (let m = 0; m <= half; m++) {
    const angle = (2 * Math.PI * m) / points;
    // The lower half mirrors the upper one but for its two ends.
    const weight = m === 0 || m === half ? scale : 2 * scale;
    const atRe = weight * Math.cos(angle * cells);
    const atIm = -weight * Math.sin(angle * cells);
    const x = radius * Math.cos(angle);
    const y = radius * Math.sin(angle);
    // (1 + z) ÷ (2 (1 − z)) = (1 − |z|² + 2iy) ÷ (2 |1 − z|²)
    const below2 = 2 * ((1 - x) ** 2 + y ** 2);
    const sumRe = (1 - x * x - y * y) / below2;
    const sumIm = (2 * y) / below2;
    at.re[m] = atRe;
    at.im[m] = atIm;
    below.re[m] = atRe * sumRe - atIm * sumIm;
    below.im[m] = atRe * sumIm + atIm * sumRe;
  }
  return { below, at };
}

/** Re Σ values × readout. */
function read({ values, readout }: { values: ComplexValues; readout: ComplexValues }): number {
  let sum = 0;
  for (let m = 0; m < values.re.length; m++)
    sum += (values.re[m] ?? 0) * (readout.re[m] ?? 0) - (values.im[m] ?? 0) * (readout.im[m] ?? 0);
  return sum;
}

/** Σ_j F_j, j from 1, from the series φ ÷ (1 − φ). */
function meanFitting({ all, readouts: { below } }: { all: ComplexValues; readouts: Readouts }): number {
  let sum = 0;
  for (let m = 0; m < all.re.length; m++) {
    const x = all.re[m] ?? 0;
    const y = all.im[m] ?? 0;
    const norm = (1 - x) ** 2 + y ** 2;
    const re = (x * (1 - x) - y * y) / norm;
    const im = y / norm;
    sum += re * (below.re[m] ?? 0) - im * (below.im[m] ?? 0);
  }
  return sum;
}
