import type {
  BandwidthSample,
  BenchProgress,
  GpuMeasurement,
  GpuResult,
} from '../../../domain/bandwidth/measurement.ts';
import { MEBIBYTE } from '../environment.ts';
import { measureGpu } from '../measure-gpu.ts';
import { createFakeGpu, type FakeOptions } from './fake-gpu.ts';

export const SIZE = 4 * MEBIBYTE;

interface Asked {
  readonly options?: FakeOptions;
  readonly mostBytes?: number;
  readonly leastBytes?: number;
  readonly paceRatio?: number;
  readonly controller?: AbortController;
}

/** The whole protocol on the test device, with all it tells. */
export function start({ options = {}, mostBytes = SIZE, leastBytes = MEBIBYTE, paceRatio, controller }: Asked = {}) {
  const fake = createFakeGpu(options);
  const progress: BenchProgress[] = [];
  const samples: BandwidthSample[] = [];
  const result = measureGpu({
    environment: { gpu: fake.gpu, isSecureContext: true, now: fake.now },
    request: { mostBytes, paceRatio },
    signal: (controller ?? new AbortController()).signal,
    leastBytes,
    listener: { onProgress: (each) => void progress.push(each), onSample: (each) => void samples.push(each) },
  });
  return { fake, result, progress, samples };
}

export const run = async (asked: Asked = {}): Promise<GpuResult> => start(asked).result;

export async function measured(asked: Asked = {}): Promise<GpuMeasurement> {
  const result = await run(asked);
  if (result.status === 'failed') throw new Error(`${result.failure}: ${result.detail}`);
  return result;
}
