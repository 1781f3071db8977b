import type { AdapterIdentity, BandwidthSample, BenchProgress } from '../../domain/bandwidth/measurement.ts';
import type { Bytes, Ratio, Seconds } from '../../domain/units.ts';

/** What the protocol needs of the place it runs in: a worker of a page, Node with a package, or a test. */
export interface GpuEnvironment {
  /** `navigator.gpu`; `undefined` where there is none. */
  readonly gpu: Pick<GPU, 'requestAdapter'> | undefined;
  /** Only secure pages have WebGPU: the reason there is none. */
  readonly isSecureContext: boolean;
  /** A clock that never goes back, from any beginning. */
  readonly now: () => Seconds;
}

/** What is to be measured. */
export interface GpuRequest {
  /** The array that is read; half as much again is taken for what copy and triad write. */
  readonly mostBytes: Bytes;
  /** 1: samples long enough for a figure. Less shortens samples and warm-up, and leaves out nothing. */
  readonly paceRatio?: Ratio | undefined;
}

export interface GpuListener {
  readonly onProgress?: ((progress: BenchProgress) => void) | undefined;
  /** As soon as it is known, so that it is not lost with a crash. */
  readonly onAdapter?: ((adapter: AdapterIdentity) => void) | undefined;
  readonly onSample?: ((sample: BandwidthSample) => void) | undefined;
}

/** Bits of a buffer's usage, fixed by the standard (W3C WebGPU §5.1.2); Node has no globals for them. */
export const BUFFER_USAGE = {
  mapRead: 0x1,
  copySource: 0x4,
  copyDestination: 0x8,
  uniform: 0x40,
  storage: 0x80,
  queryResolve: 0x200,
} as const;

/** `GPUMapMode.READ` (W3C WebGPU §5.5). */
export const MAP_READ = 0x1;

export const MEBIBYTE = 2 ** 20;

/** The largest power of two that is not above a number of at least 1. */
export const powerOfTwoUpTo = (value: number): number => 2 ** Math.floor(Math.log2(value));
