import { gapsAtWindow, meanGapSeconds, type GapMixture } from '../swarm/gap-mixture.ts';
import type { Ratio, Seconds } from '../units.ts';

/** Cells that a window is cut into. */
const CELLS = 128;
/** What numeric inversion may add to a chance. */
const ALIASING = 1e-8;
/** Chances below this count as none. */
const NEGLIGIBLE = 1e-9;

/** Gaps as multiples of a cell: `chances[i]` is that of i cells. The rest, up to 1, is longer than the last cell. */
export interface GapLattice {
  readonly cellSeconds: Seconds;
  readonly chances: Float64Array;
}

/** The last lattice of a mixture: sums and visits of one window need the same, and so do other numbers of replicas. */
const lastLattices = new WeakMap<GapMixture, { readonly seconds: Seconds; readonly lattice: GapLattice }>();

/**
 * Spreads every gap over the two multiples of a cell on either side of it, so that means stay as they are:
 *
 *     chance of i cells = (2 E[min(G, i c)] − E[min(G, (i − 1) c)] − E[min(G, (i + 1) c)]) ÷ c
 *
 * Example: a fixed gap of 2.5 cells is 2 or 3 cells, half the time each.
 */
export function gapLattice({ gap, seconds }: { gap: GapMixture; seconds: Seconds }): GapLattice {
  const known = lastLattices.get(gap);
  if (known?.seconds === seconds) return known.lattice;
  const lattice = computeLattice({ gap, seconds });
  lastLattices.set(gap, { seconds, lattice });
  return lattice;
}

function computeLattice({ gap, seconds }: { gap: GapMixture; seconds: Seconds }): GapLattice {
  const cellSeconds = seconds / CELLS;
  const limitedMean = (cells: number): Seconds =>
    cells === 0 ? 0 : gapsAtWindow({ gap, windowSeconds: cells * cellSeconds }).limitedMeanSeconds;
  const chances = new Float64Array(CELLS + 1);
  let before = 0;
  let at = 0;
  let after = limitedMean(1);
  chances[0] = Math.max(0, 1 - after / cellSeconds);
  for (let cells = 1; cells <= CELLS; cells++) {
    before = at;
    at = after;
    after = limitedMean(cells + 1);
    chances[cells] = Math.max(0, (2 * at - before - after) / cellSeconds);
  }
  return { cellSeconds, chances };
}

/**
 * P(G₁ + … + Gⱼ ≤ T) for j = 1 … `most`, at index j − 1.
 *
 * Gaps are put on a lattice of 128 cells (`gapLattice`), and the chances of sums are read off the powers of its generating
 * function φ on a circle of radius r < 1, by Cauchy's formula with N = 256 points zₗ:
 *
 *     P(Sⱼ ≤ T) = 1 ÷ (N r¹²⁸) × Σₗ φ(zₗ)ʲ (1 + zₗ) ÷ (2 (1 − zₗ)) × (−1)ˡ
 *
 * where (1 + z) ÷ 2 counts half of what lies on the edge of the window. One gap is exact, and so are gaps of one fixed
 * length. Within 0.1 points of simulated sums of heavy-tailed gaps; sums of several different fixed lengths are blurred by a cell
 * or two. Steps: 128 × (128 + most), whatever the window.
 * Source: J. Abate and W. Whitt, "Numerical inversion of probability generating functions" (1992).
 * Example: gaps of 100 s: 1, 1, 1, 0 within 300 s.
 */
export function sumsWithin({
  gap,
  windowSeconds,
  most,
}: {
  gap: GapMixture;
  windowSeconds: Seconds;
  most: number;
}): Float64Array {
  const within = new Float64Array(Math.max(0, most));
  if (within.length === 0 || windowSeconds <= 0) return within;
  if (windowSeconds === Infinity) return within.fill(1);
  const fixed = fixedGap(gap);
  if (fixed !== undefined) return within.map((_, i) => ((i + 1) * fixed <= windowSeconds ? 1 : 0));
  addLatticeSums({ within, lattice: gapLattice({ gap, seconds: windowSeconds }) });
  within[0] = 1 - gapsAtWindow({ gap, windowSeconds }).survivalRatio;
  // More gaps never take less time; what inversion leaves of that is made good.
  for (let i = 1; i < within.length; i++) within[i] = Math.min(within[i - 1] ?? 0, Math.max(0, within[i] ?? 0));
  return within;
}

/** The length of gaps that are all alike. */
function fixedGap(gap: GapMixture): Seconds | undefined {
  const [first] = gap;
  const isFixed = first && gap.every((part) => part.logSigma === 0 && part.medianSeconds === first.medianSeconds);
  return isFixed ? first.medianSeconds : undefined;
}

function addLatticeSums({ within, lattice: { chances } }: { within: Float64Array; lattice: GapLattice }): void {
  const points = 2 * CELLS;
  const radius = ALIASING ** (1 / points);
  const damped = chances.map((chance, cells) => chance * radius ** cells);
  const scale = 1 / (points * radius ** CELLS);
  // P(Sⱼ ≤ T) ≤ φ(r)ʲ ÷ r¹²⁸: beyond some j there is nothing to add.
  const decay = -Math.log(
    Math.min(
      1,
      damped.reduce((sum, chance) => sum + chance, 0),
    ),
  );
  const farthest = (-Math.log(NEGLIGIBLE) - CELLS * Math.log(radius)) / decay;
  const terms = Math.min(within.length, Math.ceil(farthest));
  for (let point = 0; point <= CELLS; point++) {
    let re = 0;
    let im = 0;
    for (let cells = 0; cells <= CELLS; cells++) {
      const turn = (point * cells) % points;
      re += (damped[cells] ?? 0) * (COSINES[turn] ?? 0);
      im += (damped[cells] ?? 0) * (SINES[turn] ?? 0);
    }
    const x = radius * (COSINES[point] ?? 0);
    const y = radius * (SINES[point] ?? 0);
    // (1 + z) ÷ (1 − z) = (1 − |z|² + 2iy) ÷ |1 − z|².
    const distance2 = (1 - x) ** 2 + y * y;
    // All points but the two on the axis have a conjugate with the same real part.
    const weight = ((point === 0 || point === CELLS ? 0.5 : 1) * (point % 2 === 0 ? scale : -scale)) / distance2;
    let powerRe = weight * (1 - radius * radius);
    let powerIm = weight * 2 * y;
    for (let term = 0; term < terms; term++) {
      const next = powerRe * re - powerIm * im;
      powerIm = powerRe * im + powerIm * re;
      powerRe = next;
      within[term] = (within[term] ?? 0) + powerRe;
    }
  }
}

const ANGLES = Float64Array.from({ length: 2 * CELLS }, (_, i) => (Math.PI * i) / CELLS);
const COSINES = ANGLES.map(Math.cos);
const SINES = ANGLES.map(Math.sin);

/** Γ, the time between two visits of a replica by an agent whose requests are each drawn one of k replicas. */
export interface VisitGaps {
  /** P(Γ > t). */
  survivalRatio(seconds: Seconds): Ratio;
  /** E[min(Γ, T)]; Infinity gives k × E[G]. */
  limitedMeanSeconds(windowSeconds: Seconds): Seconds;
}

/**
 * Γ = G₁ + … + Gⱼ with j geometric, P(j) = p (1 − p)^(j − 1), p = 1 ÷ k, on a lattice up to `seconds`, by the recursion
 * h = p f + (1 − p) f ∗ h, with straight lines between its points; beyond it the tail is taken as exponential with Γ's mean,
 * k × E[G]. Within a point of drawn gaps from some ten cells on.
 * Example: gaps of exponential length thin out to exponential ones k times as long.
 */
export function visitGaps({
  gap,
  replicas,
  seconds,
}: {
  gap: GapMixture;
  replicas: number;
  seconds: Seconds;
}): VisitGaps {
  const { cellSeconds, chances } = gapLattice({ gap, seconds });
  const visit = 1 / replicas;
  const first = chances[0] ?? 0;
  const visits = new Float64Array(CELLS + 1);
  const survival = new Float64Array(CELLS + 1);
  const integral = new Float64Array(CELLS + 1);
  let passed = 0;
  for (let cells = 0; cells <= CELLS; cells++) {
    let sum = 0;
    for (let i = 1; i <= cells; i++) sum += (chances[i] ?? 0) * (visits[cells - i] ?? 0);
    const chance = (visit * (chances[cells] ?? 0) + (1 - visit) * sum) / (1 - (1 - visit) * first);
    visits[cells] = chance;
    survival[cells] = cells === 0 ? 1 : Math.max(0, 1 - passed - chance / 2);
    passed += chance;
    if (cells > 0)
      integral[cells] =
        (integral[cells - 1] ?? 0) + (((survival[cells] ?? 0) + (survival[cells - 1] ?? 0)) / 2) * cellSeconds;
  }
  const mean = replicas * meanGapSeconds(gap);
  const last = survival[CELLS] ?? 0;
  const between = (values: Float64Array, at: number): number => {
    const cells = Math.min(CELLS - 1, Math.floor(at));
    const left = values[cells] ?? 0;
    return left + ((values[cells + 1] ?? 0) - left) * (at - cells);
  };
  return {
    survivalRatio: (at) =>
      at <= seconds ? between(survival, at / cellSeconds) : last * Math.exp(-(at - seconds) / mean),
    limitedMeanSeconds: (windowSeconds) => {
      if (windowSeconds === Infinity) return mean;
      if (windowSeconds <= seconds) return Math.min(mean, between(integral, windowSeconds / cellSeconds));
      const beyond = last * mean * (1 - Math.exp(-(windowSeconds - seconds) / mean));
      return Math.min(mean, (integral[CELLS] ?? 0) + beyond);
    },
  };
}
