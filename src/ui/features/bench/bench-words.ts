import type {
  BandwidthSpread,
  BenchProgress,
  BenchTimer,
  SecondaryRow,
} from '../../../domain/bandwidth/measurement.ts';
import { formatBinaryBytes, formatPercent, formatSeconds, formatSignificant } from '../../format/number.ts';

/** Words for measurements. */

export const PART_WORDS = {
  gpu: { name: 'Graphics card', long: 'Graphics card (GPU)', of: 'the graphics card' },
  cpu: { name: 'Processor', long: 'Processor (CPU)', of: 'the processor' },
} as const;

/** Three digits: samples differ in the third. GB are 10⁹ bytes. */
export function formatRateBytes(bytesPerSecond: number): string {
  if (bytesPerSecond === 0) return '0';
  return bytesPerSecond >= 1e12
    ? `${formatSignificant(bytesPerSecond / 1e12, 3)} TB/s`
    : `${formatSignificant(bytesPerSecond / 1e9, 3)} GB/s`;
}

/** 128 µs · 1.4 ms · 2 s. */
export function formatShortSeconds(seconds: number): string {
  if (seconds >= 1) return formatSeconds(seconds);
  return seconds >= 1e-3 ? `${formatSignificant(seconds * 1e3, 3)} ms` : `${formatSignificant(seconds * 1e6, 3)} µs`;
}

/** Tokens a second: three digits at any size, as many as a bandwidth has. */
export function formatPace(tokensPerSecond: number): string {
  return formatSignificant(tokensPerSecond, 3);
}

/** `882 to 909 GB/s (3.0 % of the median)`: the middle half of the samples. */
export function middleHalfWords(spread: BandwidthSpread): string {
  const { lowerQuartileBytesPerSecond: low, upperQuartileBytesPerSecond: high, medianBytesPerSecond } = spread;
  const share = (high - low) / medianBytesPerSecond;
  return `${formatRateBytes(low)} to ${formatRateBytes(high)} (${formatPercent(share)} of the median)`;
}

export const TIMER_WORDS: Readonly<Record<BenchTimer, string>> = {
  timestamp: 'the device’s own clock',
  wall: 'the page’s clock',
};

/** What is done and what is counted for every byte of an array. */
export const SECONDARY_WORDS: Readonly<Record<SecondaryRow, { readonly name: string; readonly counts: string }>> = {
  write: { name: 'Write', counts: 'each byte written once' },
  copy: { name: 'Copy', counts: 'each byte read and written: twice' },
  triad: { name: 'Triad, a = b + 3 c', counts: 'two reads and a write: three times' },
  'buffer-copy': { name: 'The browser’s own copy', counts: 'each byte read and written: twice' },
};
export const SECONDARY_ROWS = ['write', 'copy', 'triad', 'buffer-copy'] as const satisfies readonly SecondaryRow[];

const STEPS: Readonly<Record<BenchProgress['step'], string>> = {
  start: 'getting ready',
  allocate: 'allocating memory',
  fill: 'filling it with hashed numbers',
  check: 'checking every sum',
  tune: 'trying shapes of the loop',
  'warm-up': 'warming up',
  read: 'reading, sample by sample',
  secondary: 'writing and copying',
  sweep: 'reading smaller sizes',
};

/** The processor's loops are fixed; what is tried there is how many of them at once. */
const CPU_STEPS: Partial<typeof STEPS> = { tune: 'trying numbers of workers' };

/** `Graphics card: warming up`. Changes with the step only, so that it can be said aloud. */
export function stepWords({
  progress,
  isCancelling,
}: {
  progress: BenchProgress | null;
  isCancelling: boolean;
}): string {
  if (isCancelling) return 'Cancelling…';
  if (progress === null) return 'Starting…';
  const { part, step } = progress;
  return `${PART_WORDS[part].name}: ${(part === 'cpu' ? CPU_STEPS[step] : undefined) ?? STEPS[step]}…`;
}

/** How long a part takes where memory is not slow. */
const USUAL_SECONDS = 15;
/** What copy and triad write is half as large as what is read. */
const WITH_TARGET = 1.5;
/** All workers of the processor together take no more. */
const MOST_CPU_BYTES = 2 ** 30;

/** How long a run takes and how much memory, said before it begins. */
export function costWords({ parts, mostBytes }: { parts: readonly ('gpu' | 'cpu')[]; mostBytes: number }): string {
  if (parts.length === 0) return 'Choose at least one part to measure.';
  const memory = parts.map((part) =>
    part === 'gpu'
      ? `${sizeWords(mostBytes * WITH_TARGET)} of graphics memory`
      : `${sizeWords(MOST_CPU_BYTES)} of the processor’s`,
  );
  return `A run takes about ${USUAL_SECONDS * parts.length} s and up to ${memory.join(', then up to ')}. A fan may spin up; software in place of a graphics card takes longer.`;
}

/** 1.5 GiB · 384 MiB: no more digits than a size of halves has. */
function sizeWords(bytes: number): string {
  return bytes >= 2 ** 30
    ? `${formatSignificant(bytes / 2 ** 30, 3)} GiB`
    : `${formatSignificant(bytes / 2 ** 20, 3)} MiB`;
}

/** `256 MiB`: arrays are whole numbers of these. */
export const formatBuffer = formatBinaryBytes;

/** `0x0f3a91bc`: sums are of 32 bits. */
export function formatChecksum(sum: number): string {
  return `0x${(sum >>> 0).toString(16).padStart(8, '0')}`;
}
