import type { Ratio } from '../../units.ts';
import type { GapsFitting } from './gaps-fitting.ts';

/** How likely each turn of an agent starts a new life of what it has sent. */
export interface CycleStarts {
  /** v_k of turns k = 0, 1, …; v_0 = 1. */
  readonly ratios: Float64Array;
  /** Of every turn after those, to the last. */
  readonly settledRatio: Ratio;
}

/** Relative to the limit. */
const SETTLED = 1e-6;
const NEGLIGIBLE_MASS = 1e-12;

/**
 * The discrete renewal sequence of lives: turn 0 writes, all requests within the window of a write read it, and the first
 * one later writes again.
 *
 *     v_k = Σ_j v_{k−j} f_j,  f_j = F_{j−1} − F_j,  v_0 = 1;  settled 1 ÷ (1 + Σ F_j)
 *
 * F_j are the chances that j gaps fit into the window. Where they come in steps of b turns, lives are shared out between the
 * two multiples of b beside their length so that the mean is kept, and v_k is read off between multiples. No v_k is below
 * the chance `leastRatio` that the last gap alone outlasts the window. `hiddenRatio` is the chance that a request within the
 * window starts a new life all the same, in lives after the first: F_j is then (1 − hidden)^j of what it was.
 *
 * Example: gaps of 60 s, 150 s: v = 1, 0, 0, 1, 0, 0, 1.
 */
export function cycleStarts({
  fitting: { step, fitRatios },
  hiddenRatio = 0,
  laterTurns,
  leastRatio,
}: {
  fitting: GapsFitting;
  hiddenRatio?: Ratio;
  laterTurns: number;
  leastRatio: Ratio;
}): CycleStarts {
  const first = lifeLengths({ step, fitRatios });
  const later =
    hiddenRatio === 0
      ? first
      : lifeLengths({ step, fitRatios: fitRatios.map((ratio, i) => ratio * (1 - hiddenRatio) ** (i * step)) });
  const settledRatio = Math.max(leastRatio, 1 / later.meanTurns);
  const bounded = (ratio: Ratio): Ratio => Math.min(1, Math.max(leastRatio, ratio));
  const starts = renewals({
    first: first.masses,
    later: later.masses,
    nodes: Math.ceil(laterTurns / step),
    settled: settledRatio * step,
  });
  // Half a triangle stands on turn 0.
  starts[0] = 2 * (starts[0] ?? 0);
  const ratios = new Float64Array(Math.min((starts.length - 1) * step, laterTurns) + 1);
  for (let turn = 1; turn < ratios.length; turn++) {
    const node = Math.floor(turn / step);
    const past = turn / step - node;
    ratios[turn] = bounded(((1 - past) * (starts[node] ?? 0) + past * (starts[node + 1] ?? 0)) / step);
  }
  ratios[0] = 1;
  return { ratios, settledRatio };
}

interface LifeLengths {
  /** By multiples of the step, in turns from a life's start to the next one's. */
  readonly masses: readonly number[];
  readonly meanTurns: number;
}

function lifeLengths({ step, fitRatios }: GapsFitting): LifeLengths {
  // Mean of F over the turns from each multiple to the next, F being straight between them.
  const means = fitRatios.map((ratio, i) => {
    const next = fitRatios[i + 1] ?? 0;
    return (ratio + next) / 2 + (ratio - next) / (2 * step);
  });
  return {
    masses: means.map((ratio, i) => (means[i - 1] ?? 1) - ratio),
    meanTurns: step * means.reduce((sum, ratio) => sum + ratio, 0),
  };
}

/** Starts after the launch at each node, up to the last or to where they have stayed at their limit for a whole life. */
function renewals({
  first,
  later,
  nodes,
  settled,
}: {
  first: readonly number[];
  later: readonly number[];
  nodes: number;
  settled: number;
}): Float64Array {
  const shortest = Math.max(
    1,
    later.findIndex((mass, length) => length > 0 && mass > NEGLIGIBLE_MASS),
  );
  const others = 1 - (later[0] ?? 0);
  const starts = new Float64Array(nodes + 1);
  let calm = 0;
  for (let node = 0; node <= nodes; node++) {
    let sum = first[node] ?? 0;
    for (let length = shortest; length < later.length && length <= node; length++)
      sum += (later[length] ?? 0) * (starts[node - length] ?? 0);
    const ratio = sum / others;
    starts[node] = ratio;
    calm = Math.abs(ratio - settled) < SETTLED * settled ? calm + 1 : 0;
    if (calm >= later.length) return starts.subarray(0, node + 1);
  }
  return starts;
}
