import type { Bytes, Ratio, Seconds } from '../units.ts';

/**
 * What a bandwidth measurement came to. The GPU's figure and the processor's are two results of two shapes, so that one can
 * never stand in for the other.
 */

/** How a span was timed: by the device's own clock, or by the page's. */
export type BenchTimer = 'timestamp' | 'wall';

/** How elements are dealt to invocations: `grid` over the whole dispatch, `block` a stretch per workgroup, `thread` one per invocation. */
export type IndexMap = 'grid' | 'block' | 'thread';

/** One shape of a read kernel. */
export interface KernelShape {
  readonly map: IndexMap;
  /** Loads in flight per invocation, each with a sum of its own. */
  readonly unroll: number;
  readonly workgroupSize: number;
  readonly workgroups: number;
}

/** Where samples of a bandwidth lie, in bytes per second. */
export interface BandwidthSpread {
  readonly medianBytesPerSecond: number;
  readonly bestBytesPerSecond: number;
  readonly worstBytesPerSecond: number;
  readonly lowerQuartileBytesPerSecond: number;
  readonly upperQuartileBytesPerSecond: number;
  readonly samples: number;
}

/** One timed submission, as it was. */
export interface BandwidthSample {
  readonly kernel: string;
  readonly bufferBytes: Bytes;
  readonly passes: number;
  /** Counted as the row says: a read once, a copy as what is read and what is written. */
  readonly bytesMoved: Bytes;
  readonly wallSeconds: Seconds;
  /** `null`: the device has no clock for us, or the span was too short for it. */
  readonly deviceSeconds: Seconds | null;
  readonly purpose: 'tune' | 'warm-up' | 'headline' | 'secondary' | 'sweep';
}

/** What a row counts for every byte of an array: STREAM's convention, without what a write reads first. */
export type SecondaryRow = 'write' | 'copy' | 'triad' | 'buffer-copy';
export const ARRAYS_COUNTED: Readonly<Record<SecondaryRow, number>> = { write: 1, copy: 2, triad: 3, 'buffer-copy': 2 };

/** One size of the sweep. */
export interface SweepPoint {
  readonly bufferBytes: Bytes;
  readonly medianBytesPerSecond: number;
}

/** What the adapter says of itself. Empty where it says nothing. */
export interface AdapterIdentity {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallback: boolean;
  /** WebGL's name of the renderer, which may be another GPU of the same machine. */
  readonly renderer: string | null;
}

export type BenchWarning =
  | 'software-adapter'
  | 'suspected-software'
  | 'noisy'
  | 'plateau-not-reached'
  | 'timers-disagree'
  | 'hidden-tab'
  | 'small-limits';

/** What made an adapter suspected of being software: how slow it is, how slow beside the processor, or another name of it. */
export type SoftwareSuspicion = 'slow-and-flat' | 'below-processor' | 'renderer-name';

/** Why there is no figure. */
export type GpuFailure =
  | 'no-webgpu'
  | 'insecure-page'
  | 'no-adapter'
  | 'no-device'
  | 'out-of-memory'
  | 'wrong-result'
  | 'device-lost'
  | 'cancelled'
  | 'crashed';

/** A figure of a GPU, with how it was got. */
export interface GpuMeasurement {
  readonly status: 'measured';
  readonly adapter: AdapterIdentity;
  readonly bufferBytes: Bytes;
  /** The largest buffer of the first attempt; larger than `bufferBytes` where memory ran out. */
  readonly askedBytes: Bytes;
  readonly bindingBytes: Bytes;
  readonly kernel: KernelShape;
  readonly timer: BenchTimer;
  /** |device ÷ wall − 1| of the headline samples; `null` without a device clock. */
  readonly timerDisagreementRatio: Ratio | null;
  /** Of an empty submission, start to answer. */
  readonly emptySubmitSeconds: Seconds;
  readonly read: BandwidthSpread;
  readonly secondary: Readonly<Partial<Record<SecondaryRow, BandwidthSpread>>>;
  /** Ascending sizes. */
  readonly sweep: readonly SweepPoint[];
  /** Median of every shape that was tried, checked for the right sum first. */
  readonly tuned: readonly { readonly shape: KernelShape; readonly bytesPerSecond: number }[];
  readonly checksum: { readonly expected: number; readonly found: number; readonly kernelsChecked: number };
  readonly warnings: readonly BenchWarning[];
  /** Why `suspected-software` is among the warnings; left out where it is not, or where nobody kept it. */
  readonly suspicions?: readonly SoftwareSuspicion[];
  readonly samples: readonly BandwidthSample[];
}

export type GpuResult =
  | GpuMeasurement
  | {
      readonly status: 'failed';
      readonly failure: GpuFailure;
      /** The browser's own words, for who wants them. */
      readonly detail: string;
      readonly adapter: AdapterIdentity | null;
      readonly samples: readonly BandwidthSample[];
    };

export type CpuFailure = 'no-wasm-simd' | 'no-workers' | 'out-of-memory' | 'wrong-result' | 'cancelled' | 'crashed';

/** A figure of the processor's memory. */
export interface CpuMeasurement {
  readonly status: 'measured';
  readonly workers: number;
  /** `shared`: one memory and a common start, where the page is isolated; `private`: one each. */
  readonly memory: 'shared' | 'private';
  readonly bytesPerWorker: Bytes;
  /** Bytes in the time in which all workers ran ÷ that time, never a sum of each one's best. */
  readonly read: BandwidthSpread;
  readonly secondary: Readonly<Partial<Record<Exclude<SecondaryRow, 'buffer-copy'>, BandwidthSpread>>>;
  /** Median by number of workers tried. */
  readonly byWorkers: readonly { readonly workers: number; readonly bytesPerSecond: number }[];
  readonly checksum: { readonly expected: number; readonly found: number };
  readonly warnings: readonly Extract<BenchWarning, 'noisy' | 'hidden-tab' | 'small-limits'>[];
  readonly samples: readonly { readonly kernel: string; readonly workers: number; readonly bytesPerSecond: number }[];
}

export type CpuResult =
  CpuMeasurement | { readonly status: 'failed'; readonly failure: CpuFailure; readonly detail: string };

/** Everything a run found, as it can be saved. `null`: not asked for. */
export interface BenchRecord {
  readonly schema: 'tokenhouse-bench/1';
  /** ISO 8601 instant at which it began. */
  readonly startedAt: string;
  readonly environment: {
    readonly userAgent: string;
    readonly isCrossOriginIsolated: boolean;
    readonly logicalCores: number;
    /** Rough, as the browser tells it; `null` where it does not. */
    readonly deviceMemoryBytes: Bytes | null;
  };
  readonly gpu: GpuResult | null;
  readonly cpu: CpuResult | null;
}

/** How far a run is. */
export interface BenchProgress {
  readonly part: 'gpu' | 'cpu';
  readonly step: 'start' | 'allocate' | 'fill' | 'check' | 'tune' | 'warm-up' | 'read' | 'secondary' | 'sweep';
  /** Of this part, 0 … 1. */
  readonly doneRatio: Ratio;
}
