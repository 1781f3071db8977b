import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MeasureCpuOptions } from '../bench/cpu/measure-cpu.ts';
import type { FromGpuWorker, ToGpuWorker } from '../bench/worker/protocol.ts';
import type {
  AdapterIdentity,
  BandwidthSample,
  BenchProgress,
  CpuMeasurement,
  CpuResult,
  GpuMeasurement,
} from '../domain/bandwidth/measurement.ts';
import type { BenchRequest } from '../state/bench-types.ts';
import type { GpuWorker, GpuWorkerListener } from './bench-gpu.ts';
import { createBenchPort } from './bench.ts';

const GIBIBYTE = 2 ** 30;
const BOTH: BenchRequest = { parts: ['gpu', 'cpu'], mostBytes: GIBIBYTE };
const ADAPTER: AdapterIdentity = {
  vendor: 'acme',
  architecture: 'anvil-2',
  device: '',
  description: '',
  isFallback: false,
  renderer: null,
};
const GPU = {
  status: 'measured',
  adapter: ADAPTER,
  read: { medianBytesPerSecond: 900e9 },
  warnings: [],
} as unknown as GpuMeasurement;
const CPU = { status: 'measured', read: { medianBytesPerSecond: 40e9 }, warnings: [] } as unknown as CpuMeasurement;
const SAMPLE = { kernel: 'read', passes: 3 } as BandwidthSample;
const ENVIRONMENT = { userAgent: 'test', isCrossOriginIsolated: true, logicalCores: 8, deviceMemoryBytes: null };
const PROGRESS: BenchProgress = { part: 'gpu', step: 'fill', doneRatio: 0.1 };

class FakeWorker implements GpuWorker {
  readonly got: ToGpuWorker[] = [];
  isTerminated = false;
  readonly listener: GpuWorkerListener;
  constructor(listener: GpuWorkerListener) {
    this.listener = listener;
  }
  postMessage(message: ToGpuWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(message: FromGpuWorker): void {
    this.listener.onMessage(message);
  }
}

function start({
  measureCpu = () => Promise.resolve(CPU),
  startGpu,
}: { measureCpu?: (options: MeasureCpuOptions) => Promise<CpuResult>; startGpu?: () => GpuWorker } = {}) {
  const workers: FakeWorker[] = [];
  const asked: MeasureCpuOptions[] = [];
  const page = { isHidden: false, watchers: 0 };
  const progress: BenchProgress[] = [];
  const port = createBenchPort({
    startGpu:
      startGpu ??
      ((listener) => {
        const worker = new FakeWorker(listener);
        workers.push(worker);
        return worker;
      }),
    startCpu: () => {
      throw new Error('Not in this test.');
    },
    measureCpu: (options) => {
      asked.push(options);
      return measureCpu(options);
    },
    page: {
      environment: ENVIRONMENT,
      now: () => '2026-11-21T18:00:00.000Z',
      renderer: () => 'ANGLE (Acme Anvil)',
      watchHidden: () => {
        page.watchers += 1;
        return { wasHidden: () => page.isHidden, stop: () => void (page.watchers -= 1) };
      },
    },
    paceRatio: 0.5,
  });
  const at = (i: number): FakeWorker => {
    const worker = workers[i];
    if (!worker) throw new Error(`No worker ${i}`);
    return worker;
  };
  const run = (request: BenchRequest) => port.run(request, (each) => void progress.push(each));
  return { run, workers, at, asked, page, progress };
}

/** What was sent has been looked at. */
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('measures the card, then the processor, and puts both into one record', async () => {
  const { run, at, asked, progress, page } = start();
  const { record } = run(BOTH);
  await turn();
  expect(at(0).got).toEqual([{ type: 'measure', request: { mostBytes: GIBIBYTE, paceRatio: 0.5 } }]);
  at(0).answer({ type: 'progress', progress: PROGRESS });
  await turn();
  expect(asked).toHaveLength(0);
  at(0).answer({ type: 'done', result: GPU });
  expect(await record).toEqual({
    schema: 'tokenhouse-bench/1',
    startedAt: '2026-11-21T18:00:00.000Z',
    environment: ENVIRONMENT,
    gpu: { ...GPU, adapter: { ...ADAPTER, renderer: 'ANGLE (Acme Anvil)' } },
    cpu: CPU,
  });
  expect(progress).toEqual([PROGRESS]);
  expect(asked[0]).toMatchObject({ mostBytesPerWorker: GIBIBYTE, logicalCores: 8, isIsolated: true, paceRatio: 0.5 });
  // Its memory is given back, and nobody listens any more.
  expect(at(0).isTerminated).toBe(true);
  expect(page.watchers).toBe(0);
});

test('measures only what was asked for', async () => {
  const cpu = start();
  expect(await cpu.run({ ...BOTH, parts: ['cpu'] }).record).toMatchObject({ gpu: null, cpu: CPU });
  expect(cpu.workers).toHaveLength(0);
  const gpu = start();
  const { record } = gpu.run({ ...BOTH, parts: ['gpu'] });
  await turn();
  gpu.at(0).answer({ type: 'done', result: GPU });
  expect(await record).toMatchObject({ cpu: null });
  expect(gpu.asked).toHaveLength(0);
});

test('where less memory may be taken, the workers share it', async () => {
  const { run, asked } = start();
  await run({ parts: ['cpu'], mostBytes: GIBIBYTE / 4 }).record;
  expect(asked[0]?.mostBytesPerWorker).toBe(GIBIBYTE / 32);
});

test('a card far below the processor beside it is suspected to be that', async () => {
  const { run, at } = start();
  const { record } = run(BOTH);
  await turn();
  at(0).answer({ type: 'done', result: { ...GPU, read: { ...GPU.read, medianBytesPerSecond: 14e9 } } });
  expect((await record).gpu).toMatchObject({ warnings: ['suspected-software'] });
});

test('a page that was hidden meanwhile says so', async () => {
  const { run, at, page, asked } = start();
  const { record } = run(BOTH);
  await turn();
  page.isHidden = true;
  at(0).answer({ type: 'done', result: GPU });
  expect((await record).gpu).toMatchObject({ warnings: ['hidden-tab'] });
  expect(asked[0]?.wasHidden?.()).toBe(true);
});

describe('a cancel', () => {
  test('is asked for, and what the worker answers is kept', async () => {
    const { run, at, progress, asked } = start({
      measureCpu: ({ signal }) =>
        Promise.resolve({ status: 'failed', failure: signal.aborted ? 'cancelled' : 'crashed', detail: '' }),
    });
    const { record, cancel } = run(BOTH);
    await turn();
    cancel();
    expect(at(0).got.at(-1)).toEqual({ type: 'cancel' });
    at(0).answer({ type: 'progress', progress: PROGRESS });
    const result = { status: 'failed', failure: 'cancelled', detail: '', adapter: ADAPTER, samples: [SAMPLE] } as const;
    at(0).answer({ type: 'done', result });
    expect(await record).toMatchObject({
      gpu: { failure: 'cancelled', samples: [SAMPLE] },
      cpu: { failure: 'cancelled' },
    });
    expect(progress).toEqual([]);
    expect(asked).toHaveLength(1);
  });
  test('ends a worker that does not stop within 100 ms, and keeps what it had told', async () => {
    const { run, at } = start();
    const { record, cancel } = run({ ...BOTH, parts: ['gpu'] });
    await turn();
    at(0).answer({ type: 'adapter', adapter: ADAPTER });
    at(0).answer({ type: 'sample', sample: SAMPLE });
    cancel();
    await vi.advanceTimersByTimeAsync(100);
    expect(at(0).isTerminated).toBe(true);
    expect((await record).gpu).toMatchObject({
      status: 'failed',
      failure: 'cancelled',
      adapter: { vendor: 'acme', renderer: 'ANGLE (Acme Anvil)' },
      samples: [SAMPLE],
    });
    // Too late to count.
    at(0).answer({ type: 'done', result: GPU });
  });
  test('before the card is reached starts no worker', async () => {
    const { run, workers } = start();
    const { record, cancel } = run({ ...BOTH, parts: ['gpu'] });
    cancel();
    expect((await record).gpu).toMatchObject({ failure: 'cancelled', adapter: null });
    expect(workers).toHaveLength(0);
  });
  test('comes with the next run', async () => {
    const { run, at } = start();
    const first = run({ ...BOTH, parts: ['gpu'] });
    await turn();
    const second = run({ ...BOTH, parts: ['gpu'] });
    await vi.advanceTimersByTimeAsync(100);
    expect((await first.record).gpu).toMatchObject({ failure: 'cancelled' });
    expect(at(0).isTerminated).toBe(true);
    at(1).answer({ type: 'done', result: GPU });
    expect((await second.record).gpu).toMatchObject({ status: 'measured' });
  });
});

describe('a worker of no more use', () => {
  test('is an answer with what it had told, and the processor is measured all the same', async () => {
    const { run, at } = start();
    const { record } = run(BOTH);
    await turn();
    at(0).answer({ type: 'adapter', adapter: ADAPTER });
    at(0).answer({ type: 'sample', sample: SAMPLE });
    at(0).listener.onCrash('The measurement stopped: out of memory');
    expect(await record).toMatchObject({
      gpu: {
        failure: 'crashed',
        detail: 'The measurement stopped: out of memory',
        adapter: { vendor: 'acme' },
        samples: [SAMPLE],
      },
      cpu: { status: 'measured' },
    });
  });
  test('is one that says nothing for a minute', async () => {
    const { run, at } = start();
    const { record } = run({ ...BOTH, parts: ['gpu'] });
    await vi.advanceTimersByTimeAsync(50_000);
    at(0).answer({ type: 'progress', progress: PROGRESS });
    await vi.advanceTimersByTimeAsync(50_000);
    expect(at(0).isTerminated).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await record).gpu).toMatchObject({ failure: 'crashed', detail: expect.stringContaining('60 s') });
  });
  test('is one that never started', async () => {
    const { run } = start({
      startGpu: () => {
        throw new Error('refused by policy');
      },
    });
    expect((await run({ ...BOTH, parts: ['gpu'] }).record).gpu).toMatchObject({
      failure: 'crashed',
      detail: 'This browser cannot measure in the background: refused by policy',
    });
  });
  test('so is a part for the processor that cannot be loaded', async () => {
    const { run } = start({ measureCpu: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect((await run({ ...BOTH, parts: ['cpu'] }).record).cpu).toEqual({
      status: 'failed',
      failure: 'crashed',
      detail: 'Failed to fetch',
    });
  });
});
