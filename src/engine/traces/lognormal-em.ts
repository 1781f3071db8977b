/** A sample of numbers with weights, put into bins: what an EM step costs then does not depend on how many there are. */
export interface WeightedBins {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** (Σ w)² ÷ Σ w² of the sample: how many equally weighted numbers tell as much. */
  readonly effectiveCount: number;
}

/** A part of a mixture of normal distributions. */
export interface NormalPart {
  readonly weight: number;
  readonly mean: number;
  readonly sigma: number;
}

export interface NormalFit {
  readonly parts: readonly NormalPart[];
  /** Of the effective count of numbers. */
  readonly logLikelihood: number;
  /** (3 k − 1) ln n − 2 ln L: the least is the best number of parts. */
  readonly bic: number;
}

/** A fiftieth of an e-fold: far below any spread that can be fitted. */
const BIN = 0.02;
/** Narrower parts are ties, not spread, and would take the likelihood to infinity. */
export const NARROWEST_SIGMA = 0.05;
const ENOUGH = 1e-10;
const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Where the sample is cut for a start: evenly, and with ever smaller tails, which mixtures of gaps have. */
const STARTS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[]],
  2: [[0.5], [0.85]],
  3: [
    [1 / 3, 2 / 3],
    [0.6, 0.9],
  ],
};

/** Bins of a sample; numbers of weight 0 are left out. Each bin stands at the mean of what it holds. */
export function binsOf({ values, weights }: { values: Float64Array; weights: Float64Array }): WeightedBins {
  const bins = new Map<number, { weight: number; sum: number }>();
  let total = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    const weight = weights[index] ?? 0;
    if (!(weight > 0)) continue;
    total += weight;
    squares += weight * weight;
    const key = Math.floor(value / BIN);
    const bin = bins.get(key);
    if (bin) {
      bin.weight += weight;
      bin.sum += weight * value;
    } else bins.set(key, { weight, sum: weight * value });
  }
  const sorted = [...bins.values()].map(({ weight, sum }) => ({ weight, value: sum / weight }));
  sorted.sort((a, b) => a.value - b.value);
  return {
    values: Float64Array.from(sorted, ({ value }) => value),
    weights: Float64Array.from(sorted, ({ weight }) => weight / total),
    effectiveCount: squares > 0 ? (total * total) / squares : 0,
  };
}

/**
 * A mixture of `parts` normal distributions fitted to a sample by expectation and maximisation, from two fixed starts, the
 * likelier result: the same sample gives the same fit.
 *
 * Formula: Dempster, Laird and Rubin's EM; σ at least 0.05. Example: half the sample around 0 and half around 5, each of
 * σ 1: weights 0.5, means 0 and 5.
 */
export function fitNormals({
  bins,
  parts,
  mostIterations,
}: {
  bins: WeightedBins;
  parts: number;
  mostIterations: number;
}): NormalFit {
  const fits = (STARTS[parts] ?? []).map((cuts) => improved({ bins, start: startAt({ bins, cuts }), mostIterations }));
  const [first, ...others] = fits;
  if (!first) throw new RangeError(`A mixture of ${parts} parts`);
  const best = others.reduce((most, fit) => (fit.logLikelihood > most.logLikelihood ? fit : most), first);
  const logLikelihood = best.logLikelihood * bins.effectiveCount;
  const bic = (3 * parts - 1) * Math.log(Math.max(2, bins.effectiveCount)) - 2 * logLikelihood;
  return { parts: best.parts, logLikelihood, bic };
}

/** Moments of the stretches between cuts, given as shares of the whole. */
function startAt({ bins, cuts }: { bins: WeightedBins; cuts: readonly number[] }): readonly NormalPart[] {
  const sums = [...cuts, 1].map(() => ({ weight: 0, sum: 0, squares: 0 }));
  let below = 0;
  for (const [bin, value] of bins.values.entries()) {
    const weight = bins.weights[bin] ?? 0;
    const middle = below + weight / 2;
    const part = sums[cuts.filter((cut) => middle > cut).length];
    below += weight;
    if (!part) continue;
    part.weight += weight;
    part.sum += weight * value;
    part.squares += weight * value * value;
  }
  // A stretch may be empty where ties are wider than it.
  return sums.filter(({ weight }) => weight > 0).map(partOf);
}

function partOf({ weight, sum, squares }: { weight: number; sum: number; squares: number }): NormalPart {
  const mean = sum / weight;
  return { weight, mean, sigma: Math.max(NARROWEST_SIGMA, Math.sqrt(Math.max(0, squares / weight - mean * mean))) };
}

function improved({
  bins,
  start,
  mostIterations,
}: {
  bins: WeightedBins;
  start: readonly NormalPart[];
  mostIterations: number;
}): { readonly parts: readonly NormalPart[]; readonly logLikelihood: number } {
  let parts = start;
  let before = -Infinity;
  for (let iteration = 0; ; iteration++) {
    const { sums, logLikelihood } = expectation({ bins, parts });
    if (iteration === mostIterations || logLikelihood - before < ENOUGH) return { parts, logLikelihood };
    before = logLikelihood;
    parts = sums.filter(({ weight }) => weight > 0).map(partOf);
  }
}

/** What each part would hold of the sample, and the mean log-likelihood of the parts as they are. */
function expectation({ bins, parts }: { bins: WeightedBins; parts: readonly NormalPart[] }) {
  const sums = parts.map(() => ({ weight: 0, sum: 0, squares: 0 }));
  const heights = parts.map(({ weight, sigma }) => Math.log(weight / sigma / SQRT_TWO_PI));
  const logs = new Float64Array(parts.length);
  let logLikelihood = 0;
  for (let bin = 0; bin < bins.values.length; bin++) {
    const value = bins.values[bin] ?? 0;
    const weight = bins.weights[bin] ?? 0;
    let most = -Infinity;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] ?? NO_PART;
      const z = (value - part.mean) / part.sigma;
      const log = (heights[index] ?? 0) - (z * z) / 2;
      logs[index] = log;
      most = Math.max(most, log);
    }
    // Relative to the largest, so that a value far from all parts does not vanish.
    let density = 0;
    for (let index = 0; index < parts.length; index++) {
      const relative = Math.exp((logs[index] ?? 0) - most);
      logs[index] = relative;
      density += relative;
    }
    logLikelihood += weight * (most + Math.log(density));
    for (let index = 0; index < parts.length; index++) {
      const sum = sums[index];
      if (!sum) continue;
      const share = (weight * (logs[index] ?? 0)) / density;
      sum.weight += share;
      sum.sum += share * value;
      sum.squares += share * value * value;
    }
  }
  return { sums, logLikelihood };
}

const NO_PART: NormalPart = { weight: 0, mean: 0, sigma: 1 };
