import type {
  AdapterIdentity,
  BenchRecord,
  BenchWarning,
  CpuMeasurement,
  GpuMeasurement,
  KernelShape,
} from '../domain/bandwidth/measurement.ts';
import type { MeasuredFigure } from '../evaluate/bench/bench-view.ts';
import type { Scenario } from '../scenario/schema.ts';

/** A measured bandwidth on its way into the scenario and out of it again. */

/** What a scenario carries of a measurement. */
export type CarriedFigure = NonNullable<Scenario['measured']>;
export type BenchPart = MeasuredFigure['part'];

/** As long as the schema takes. */
const MOST_CHARACTERS = 120;
/** Samples differ in the third digit; more would only lengthen the link. */
const DIGITS = 5;

/** The GPU's figure, where it says something of memory: a software adapter's is the speed of its arithmetic. */
export function gpuFigureOf(record: BenchRecord | null): GpuMeasurement | null {
  const gpu = record?.gpu;
  return gpu?.status === 'measured' && !isSoftware(gpu) ? gpu : null;
}

export function cpuFigureOf(record: BenchRecord | null): CpuMeasurement | null {
  return record?.cpu?.status === 'measured' ? record.cpu : null;
}

/** Whether the adapter says of itself that it is software. */
export function isSoftware({ adapter, warnings }: Pick<GpuMeasurement, 'adapter' | 'warnings'>): boolean {
  return adapter.isFallback || warnings.includes('software-adapter');
}

/** The part that a record speaks for: the GPU's figure where it is one of memory beyond doubt, else the processor's. */
export function leadingPart(record: BenchRecord | null): BenchPart | null {
  const [gpu, cpu] = [gpuFigureOf(record), cpuFigureOf(record)];
  if (gpu && !gpu.warnings.includes('suspected-software')) return 'gpu';
  if (cpu) return 'cpu';
  return gpu ? 'gpu' : null;
}

/**
 * One part of a record as the scenario carries it; `null` where that part has no figure of memory. The day is that of the
 * record's start in UTC, rates have five digits, and raw samples stay behind.
 */
export function carriedFigureOf({
  record,
  part,
  cardId,
}: {
  record: BenchRecord;
  part: BenchPart;
  /** As the visitor confirmed it; a processor has none. */
  cardId: string | null;
}): CarriedFigure | null {
  const gpu = gpuFigureOf(record);
  const cpu = cpuFigureOf(record);
  const shared = {
    browser: short(browserWords(record.environment.userAgent)),
    measuredOn: record.startedAt.slice(0, 10),
  };
  if (part === 'gpu' && gpu)
    return {
      processor: 'gpu',
      ...ratesOf(gpu),
      bufferBytes: gpu.bufferBytes,
      timer: gpu.timer,
      method: short(kernelWords(gpu.kernel)),
      adapter: short(adapterWords(gpu.adapter)),
      ...shared,
      cardId,
      warnings: [...gpu.warnings],
    };
  if (part === 'cpu' && cpu)
    return {
      processor: 'cpu',
      ...ratesOf(cpu),
      bufferBytes: cpu.workers * cpu.bytesPerWorker,
      timer: 'wall',
      method: short(workersWords(cpu)),
      adapter: short(coresWords(record.environment.logicalCores)),
      ...shared,
      cardId: null,
      warnings: [...cpu.warnings],
    };
  return null;
}

/** What is computed with from a figure that the scenario carries. */
export function figureOfCarried(carried: CarriedFigure): MeasuredFigure {
  return {
    part: carried.processor,
    bytesPerSecond: carried.medianBytesPerSecond,
    origin: 'link',
    warnings: carried.warnings.filter(isWarning),
  };
}

/** Whether a scenario carries just this figure. */
export function isSameFigure(a: CarriedFigure, b: CarriedFigure): boolean {
  const keys = Object.keys(a) as (keyof CarriedFigure)[];
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

const WARNINGS: Readonly<Record<BenchWarning, true>> = {
  'software-adapter': true,
  'suspected-software': true,
  noisy: true,
  'plateau-not-reached': true,
  'timers-disagree': true,
  'hidden-tab': true,
  'small-limits': true,
};

/** A link may bring a doubt that only a later version knows. */
export function isWarning(code: string): code is BenchWarning {
  return Object.hasOwn(WARNINGS, code);
}

/** `block, 8 loads in flight, 256 wide`: a read kernel in few words. */
export function kernelWords({ map, unroll, workgroupSize }: KernelShape): string {
  return `${map}, ${unroll} ${unroll === 1 ? 'load' : 'loads'} in flight, ${workgroupSize} wide`;
}

/** `2 workers, memory of each its own`. */
export function workersWords({ workers, memory }: Pick<CpuMeasurement, 'workers' | 'memory'>): string {
  const count = workers === 1 ? '1 worker' : `${workers} workers`;
  return `${count}, ${memory === 'shared' ? 'one shared memory' : 'memory of each its own'}`;
}

export function coresWords(logicalCores: number): string {
  return logicalCores === 1 ? '1 logical core' : `${logicalCores} logical cores`;
}

/** What an adapter says of itself: `nvidia ada-lovelace`. */
export function adapterWords({ vendor, architecture, device, description }: AdapterIdentity): string {
  const told = [vendor, architecture, device, description].filter((text) => text.trim() !== '');
  return told.length === 0 ? 'an adapter that does not say what it is' : [...new Set(told)].join(' ');
}

/** First the names that others carry in theirs. */
const BROWSERS = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|HeadlessChrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+(?:\.\d+)?).*Safari\//],
] as const;
const SYSTEMS = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['ChromeOS', /CrOS/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh|Mac OS X/],
  ['Linux', /Linux|X11/],
] as const;

/** `Chrome 156 on Linux`; an unknown browser's own words. */
export function browserWords(userAgent: string): string {
  const system = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0];
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}${system === undefined ? '' : ` on ${system}`}`;
  }
  return userAgent.trim() === '' ? 'a browser that does not say what it is' : userAgent;
}

function ratesOf({ read }: Pick<GpuMeasurement, 'read'>) {
  const rounded = (rate: number): number => Number(rate.toPrecision(DIGITS));
  return {
    medianBytesPerSecond: rounded(read.medianBytesPerSecond),
    worstBytesPerSecond: rounded(read.worstBytesPerSecond),
    bestBytesPerSecond: rounded(read.bestBytesPerSecond),
    samples: read.samples,
  };
}

function short(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
