/** Sums that are whole but for rounding must not cost one more. */
const ROUNDING = 1e-9;

/** Whole nodes, drives or cards for a need. Example: 2.0000000001 is 2, 2.1 is 3, nothing is 0. */
export function wholeUnits(need: number): number {
  return Math.max(0, Math.ceil(need - ROUNDING));
}
