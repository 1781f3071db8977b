import type { BenchProgress, CpuMeasurement, CpuResult } from '../../../domain/bandwidth/measurement.ts';
import { measureCpu, type MeasureCpuOptions } from '../measure-cpu.ts';
import { createFakeMachine, type FakeMachine } from './fake-machine.ts';

export const MIB = 2 ** 20;
export const GB = 1e9;

/** What `measureCpu` says of a machine, by default one with two cores of 10 GB/s each. */
export async function measureOn({
  change = {},
  ...fake
}: Partial<FakeMachine> & { change?: Partial<MeasureCpuOptions> } = {}) {
  const machine = createFakeMachine({ rateOf: () => 10 * GB, ...fake });
  const progress: BenchProgress[] = [];
  const result = await measureCpu({
    mostBytesPerWorker: 512 * MIB,
    logicalCores: 2,
    isIsolated: false,
    startWorker: machine.startWorker,
    nowMs: machine.nowMs,
    onProgress: (told) => progress.push(told),
    signal: new AbortController().signal,
    ...change,
  });
  const { started, ended } = machine.counts();
  // However it ends, no worker is left with its memory.
  if (ended !== started) throw new Error(`${started} workers were started, ${ended} ended.`);
  return { result, machine, progress };
}

export function measured(result: CpuResult): CpuMeasurement {
  if (result.status === 'failed') throw new Error(`${result.failure}: ${result.detail}`);
  return result;
}

export const failureOf = (result: CpuResult) => (result.status === 'failed' ? result.failure : undefined);
