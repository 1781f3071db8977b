import type { AdapterIdentity, BandwidthSample, BenchProgress, GpuResult } from '../../domain/bandwidth/measurement.ts';
import type { GpuRequest } from '../gpu/environment.ts';

/** What a page sends to the worker that measures its graphics card. One measurement in a worker's life. */
export type ToGpuWorker = { readonly type: 'measure'; readonly request: GpuRequest } | { readonly type: 'cancel' };

/**
 * What it answers: any number of the others, then exactly one `done`, which holds all of them again. They are told one by one
 * so that a worker that is ended or crashes takes nothing along that was found.
 */
export type FromGpuWorker =
  | { readonly type: 'progress'; readonly progress: BenchProgress }
  | { readonly type: 'adapter'; readonly adapter: AdapterIdentity }
  | { readonly type: 'sample'; readonly sample: BandwidthSample }
  | { readonly type: 'done'; readonly result: GpuResult };
