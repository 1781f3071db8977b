/** A figure with the bounds it is believed to lie in: low ≤ typical ≤ high. */
export interface Estimate {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** A figure that is known, or that somebody set: all three are the same. */
export function exactly(value: number): Estimate {
  return { low: value, typical: value, high: value };
}

/** The same function of all three, where it never falls as its argument rises. */
export function mapEstimate(estimate: Estimate, rising: (value: number) => number): Estimate {
  return { low: rising(estimate.low), typical: rising(estimate.typical), high: rising(estimate.high) };
}

/** The same function of all three, where it never rises: the bounds change places. */
export function invertEstimate(estimate: Estimate, falling: (value: number) => number): Estimate {
  return { low: falling(estimate.high), typical: falling(estimate.typical), high: falling(estimate.low) };
}

/** Bound by bound: what are lows together is the low of the sum, so errors are taken to go the same way. */
export function addEstimates(...estimates: readonly Estimate[]): Estimate {
  return estimates.reduce(
    (sum, { low, typical, high }) => ({ low: sum.low + low, typical: sum.typical + typical, high: sum.high + high }),
    exactly(0),
  );
}
