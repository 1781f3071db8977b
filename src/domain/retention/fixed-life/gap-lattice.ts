import { gapsAtWindow, type GapMixture } from '../../swarm/gap-mixture.ts';
import type { Seconds } from '../../units.ts';

/**
 * The distribution of gaps, moved to multiples of a cell: every gap is shared out between the two multiples beside it so that
 * its mean is kept, however small it is against the cell.
 *
 *     mass at i = (2 I(ih) − I((i − 1)h) − I((i + 1)h)) ÷ h,  I(t) = E[min(G, t)],  at 0: 1 − I(h) ÷ h
 *
 * Source: the hat functions of linear interpolation; E over them needs only the second integral of the distribution.
 */
export function gapLattice({
  gap,
  cellSeconds,
  cells,
}: {
  gap: GapMixture;
  cellSeconds: Seconds;
  cells: number;
}): Float64Array {
  const masses = new Float64Array(cells + 1);
  let before = 1;
  let limited = 0;
  for (let i = 0; i <= cells; i++) {
    const next = gapsAtWindow({ gap, windowSeconds: (i + 1) * cellSeconds }).limitedMeanSeconds;
    const slope = (next - limited) / cellSeconds;
    masses[i] = Math.max(0, before - slope);
    before = slope;
    limited = next;
  }
  return masses;
}
