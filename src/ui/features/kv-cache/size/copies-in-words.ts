import type { Bytes } from '../../../../domain/units.ts';
import { formatNumber, formatSignificant } from '../../../format/number.ts';

/** How near to a whole number still counts as one: engines round the cache up to blocks. */
const NEARLY = 0.005;

/** What the ranks hold against the one copy that is stored. */
export function copiesInWords({ allRanksBytes, storedBytes }: { allRanksBytes: Bytes; storedBytes: Bytes }): string {
  if (storedBytes <= 0) return 'nothing is cached';
  const copies = allRanksBytes / storedBytes;
  const whole = Math.round(copies);
  if (Math.abs(copies - 1) < NEARLY) return 'the ranks share one copy; a warehouse stores one too';
  if (whole > 1 && Math.abs(copies - whole) < NEARLY * whole)
    return `the ranks together hold ${formatNumber(whole, 0)} copies; a warehouse stores one`;
  return copies > 1
    ? `the ranks together hold ${formatSignificant(copies, 3)} × what a warehouse stores`
    : `the ranks together hold ${formatSignificant(copies, 3)} of what a warehouse stores`;
}
