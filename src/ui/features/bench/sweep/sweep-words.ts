import { formatPercent } from '../../../format/number.ts';
import { formatBuffer, formatRateBytes } from '../bench-words.ts';
import type { SweepShape } from '../sweep-shape.ts';

/** Where caches end and what memory itself gives, in sentences. */
export function sweepInWords({ shoulders, plateau, lastChangeRatio }: SweepShape): string {
  if (lastChangeRatio === null) return 'One size alone does not show where a cache ends.';
  const steps = shoulders.map(
    ({ fromBytes, toBytes, beforeBytesPerSecond, afterBytesPerSecond }) =>
      `Between ${formatBuffer(fromBytes)} and ${formatBuffer(toBytes)} the rate falls from ${formatRateBytes(beforeBytesPerSecond)} to ${formatRateBytes(afterBytesPerSecond)}: a cache ends there.`,
  );
  const caches = steps.length === 0 ? 'No cache shows: the rate does not fall as arrays grow.' : steps.join(' ');
  const end =
    plateau === null
      ? `The last doubling still changes it by ${formatPercent(lastChangeRatio)}, so memory’s own rate is not reached.`
      : `From ${formatBuffer(plateau.fromBytes)} on it stays at ${formatRateBytes(plateau.bytesPerSecond)}, within 7 %.`;
  return `${caches} ${end}`;
}
