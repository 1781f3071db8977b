import type { GapMixture } from '../../swarm/gap-mixture.ts';
import type { Seconds } from '../../units.ts';
import { gapLattice } from './gap-lattice.ts';
import { circleOf, coefficientsOf, multiply, powerOf, valuesOnCircle, type ComplexValues } from './power-series.ts';

/** Expected requests by multiples of a cell. */
export interface RequestDensities {
  /** An agent's later requests, by time since its first. */
  readonly sent: Float64Array;
  /** The requests that follow one of an agent's later ones, any of them alike, by time since that. */
  readonly sentAfterWrite: Float64Array;
}

/**
 * When an agent of q later turns sends them.
 *
 *     sent = Σ_{k=1}^q φᵏ = φ (1 − φ^q) ÷ (1 − φ)
 *     sent after = Σ_{k=1}^q (1 − k/q) φᵏ = sent − (sent ÷ q − φ^{q+1}) ÷ (1 − φ)
 *
 * as series, φ being the lattice of gaps. Their sums are q and (q − 1) ÷ 2. `cells` is a power of 2.
 * Example: gaps of one cell, q = 3: sent 0, 1, 1, 1; after 0, ⅔, ⅓, 0.
 */
export function requestDensities({
  gap,
  laterTurns,
  cellSeconds,
  cells,
}: {
  gap: GapMixture;
  laterTurns: number;
  cellSeconds: Seconds;
  cells: number;
}): RequestDensities {
  const circle = circleOf(2 * cells);
  const phi = valuesOnCircle({ circle, coefficients: gapLattice({ gap, cellSeconds, cells: cells - 1 }) });
  const beyond = powerOf({ values: phi, exponent: laterTurns });
  multiply({ values: beyond, by: phi });
  const sent = quotient({ numerator: difference({ from: phi, take: beyond }), phi });
  const perTurn = { re: sent.re.map((re) => re / laterTurns), im: sent.im.map((im) => im / laterTurns) };
  const ended = quotient({ numerator: difference({ from: perTurn, take: beyond }), phi });
  const after = difference({ from: sent, take: ended });
  return {
    sent: coefficientsOf({ circle, values: sent, count: cells }),
    sentAfterWrite: coefficientsOf({ circle, values: after, count: cells }),
  };
}

function difference({ from, take }: { from: ComplexValues; take: ComplexValues }): ComplexValues {
  return {
    re: from.re.map((re, m) => re - (take.re[m] ?? 0)),
    im: from.im.map((im, m) => im - (take.im[m] ?? 0)),
  };
}

/** The numerator ÷ (1 − φ). */
function quotient({ numerator, phi }: { numerator: ComplexValues; phi: ComplexValues }): ComplexValues {
  const values = { re: numerator.re.slice(), im: numerator.im.slice() };
  for (let m = 0; m < phi.re.length; m++) {
    const x = 1 - (phi.re[m] ?? 0);
    const y = -(phi.im[m] ?? 0);
    const norm = x * x + y * y;
    const re = numerator.re[m] ?? 0;
    const im = numerator.im[m] ?? 0;
    values.re[m] = (re * x + im * y) / norm;
    values.im[m] = (im * x - re * y) / norm;
  }
  return values;
}
