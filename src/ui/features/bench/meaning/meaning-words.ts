import type {
  AtLength,
  BenchView,
  BoundMachine,
  LengthComparison,
  LengthsOnMachine,
} from '../../../../evaluate/bench/bench-view.ts';
import { formatNumber, formatPercent, formatSignificant, formatTokens } from '../../../format/number.ts';
import { formatPace, formatRateBytes, formatShortSeconds } from '../bench-words.ts';
import { machineLabel } from './bound-series.ts';
import { LOCALE } from '../../../format/locale.ts';

/** Rounding of sums, and nothing that anybody reads. */
const NEGLIGIBLE = 1e-9;

/** What a machine's figure is: never both. */
export const ORIGIN_WORDS: Readonly<Record<BoundMachine['origin'], string>> = {
  measured: 'measured',
  'data-sheet': 'data sheet',
};

/** What tokens a second of a machine are: a bound by a data sheet only. From a measured bandwidth two errors pull either way. */
export const CLAIM_WORDS: Readonly<Record<BoundMachine['origin'], string>> = {
  measured: 'about',
  'data-sheet': 'at most',
};

/** The answer of the chart in a sentence or two. */
export function machinesInWords({ machines, contextTokens, measured }: BenchView): string {
  const known = machines.filter((row) => 'machine' in row);
  const own = known.find(({ machine }) => machine.origin === 'measured');
  const named = known.filter(({ machine }) => machine.origin === 'data-sheet');
  const context = `${formatTokens(contextTokens)} tokens of context`;
  if (known.length === 0) return 'The scenario’s model says too little for a bound.';
  const first = named[0];
  const ofFirst =
    first && `at most ${formatPace(first.bound.tokensPerSecond)} by the data sheet of ${machineLabel(first.machine)}`;
  if (own && measured) {
    const compared = ofFirst === undefined ? '' : `; ${ofFirst}`;
    return `At ${formatRateBytes(measured.bytesPerSecond)}, measured, reading allows one sequence about ${formatPace(own.bound.tokensPerSecond)} tokens a second at ${context}${compared}.`;
  }
  return `At ${context} reading allows one sequence so many tokens a second: ${ofFirst ?? 'nothing is known'}. Measure, and your own machine stands beside it.`;
}

/** `6.78 s`; `unknown` where nobody publishes how fast the machine multiplies, or how much of that a prompt reaches. */
export function prefillWords({ prefill: { seconds, isLowerBound } }: AtLength): string {
  if (seconds === null) return 'unknown';
  const typical = formatShortSeconds(seconds.typical);
  return isLowerBound ? `at least ${typical}` : typical;
}

/** What is known of a prefill beside: between what and what it lies, or how long reading every weight once takes. */
export function prefillDetail({
  at: {
    prefill: { seconds, atLeastSeconds },
  },
  origin,
}: {
  at: AtLength;
  origin: BoundMachine['origin'];
}): string {
  if (seconds === null && origin === 'measured') return `weights alone about ${formatShortSeconds(atLeastSeconds)}`;
  if (seconds === null) return `not below ${formatShortSeconds(atLeastSeconds)}`;
  if (seconds.low === seconds.high) return '';
  return `${formatShortSeconds(seconds.low)} to ${formatShortSeconds(seconds.high)}`;
}

/** `×62`: long ÷ short. */
export function timesWords(ratio: number | null): string {
  return ratio === null ? '–' : `× ${formatSignificant(ratio, 3)}`;
}

/** The comparison in a sentence: what grows with the prompt, and what does not. */
export function lengthsInWords({ shortTokens, longTokens, rows }: LengthComparison): string {
  const row = rows.find(({ prefillRatio }) => prefillRatio !== null) ?? rows[0];
  if (!row) return 'The scenario’s model says too little for a comparison.';
  const lengths = `From ${formatNumber(shortTokens, 0)} to ${formatNumber(longTokens, 0)} tokens`;
  const name = machineLabel(row.machine);
  const prefill =
    row.prefillRatio === null ? '' : `prefill takes ${formatSignificant(row.prefillRatio, 3)} times as long, and `;
  return `${lengths}, on ${name}: ${prefill}each token decoded behind it ${formatSignificant(row.decodeRatio, 3)} times: ${differenceWords(row)}.`;
}

/** `4.1 ms more a token, all of it cache`. */
export function differenceWords({ difference: { decodeSeconds, weightSeconds, kvSeconds } }: LengthsOnMachine): string {
  if (!(decodeSeconds > 0)) return 'no more a token';
  const more = `${formatShortSeconds(decodeSeconds)} more a token`;
  const isAllCache = Math.abs(weightSeconds) <= NEGLIGIBLE * decodeSeconds;
  if (isAllCache) return `${more}, all of it cache`;
  return `${more}, ${formatPercent(kvSeconds / decodeSeconds)} of it cache and ${formatPercent(weightSeconds / decodeSeconds)} weights`;
}

/** Why prefill is unknown, machine by machine. */
export function prefillReasons({ rows }: LengthComparison): readonly string[] {
  return rows.flatMap(({ machine, long }) =>
    long.prefill.why === null ? [] : [`${machine.name}: ${long.prefill.why}`],
  );
}

/** How many of a machine hold the model; a browser does not say of its own. */
export function unitsWords({ units, memoryKind }: Pick<BoundMachine, 'units' | 'memoryKind'>): string {
  const count = units.toLocaleString(LOCALE);
  if (memoryKind === 'on-chip') return `${count}, on-chip`;
  return memoryKind === 'unknown' ? 'not known' : count;
}
