import { withSuspicion, withWarning } from '../bench/gpu/plausibility.ts';
import type { CpuWorker, CpuWorkerListener } from '../bench/cpu/crew.ts';
import type { MeasureCpuOptions } from '../bench/cpu/measure-cpu.ts';
import type { BenchProgress, BenchRecord, CpuResult, GpuResult } from '../domain/bandwidth/measurement.ts';
import type { Bytes, Ratio } from '../domain/units.ts';
import type { BenchPort, BenchRequest } from '../state/bench-types.ts';
import { createBenchPage, type BenchPage } from './bench-page.ts';
import { runGpu, type GpuWorker, type GpuWorkerListener } from './bench-gpu.ts';

/** The processor's workers take no more together by themselves; less than that is a wish to spare memory. */
const ALL_WORKERS_BYTES = 2 ** 30;

export interface BenchParts {
  readonly startGpu: (listener: GpuWorkerListener) => GpuWorker;
  readonly startCpu: (listener: CpuWorkerListener) => CpuWorker;
  readonly measureCpu: (options: MeasureCpuOptions) => Promise<CpuResult>;
  readonly page: BenchPage;
  /** 1: samples long enough for a figure. Less is for tests of the page, and leaves out nothing. */
  readonly paceRatio?: Ratio | undefined;
}

/**
 * Measurements beside the page: the graphics card in a worker of its own, then the processor in several, never both at once.
 * Workers live as long as their part, because ending them is what gives their memory back.
 */
export function createBenchPort(parts: BenchParts): BenchPort {
  let last: { readonly cancel: () => void; readonly record: Promise<BenchRecord> } | undefined;
  return {
    run(request, onProgress) {
      const before = last;
      before?.cancel();
      const stop = new AbortController();
      const run = async (): Promise<BenchRecord> => {
        await before?.record;
        return measureAll({ parts, request, onProgress, signal: stop.signal });
      };
      last = { record: run(), cancel: () => stop.abort() };
      return last;
    },
  };
}

async function measureAll({
  parts,
  request,
  onProgress,
  signal,
}: {
  parts: BenchParts;
  request: BenchRequest;
  onProgress: (progress: BenchProgress) => void;
  signal: AbortSignal;
}): Promise<BenchRecord> {
  const { page } = parts;
  const startedAt = page.now();
  const tell = (progress: BenchProgress): void => {
    if (!signal.aborted) onProgress(progress);
  };
  const isAsked = (part: 'gpu' | 'cpu'): boolean => request.parts.includes(part);
  let gpu: GpuResult | null = null;
  let cpu: CpuResult | null = null;
  if (isAsked('gpu')) {
    const hidden = page.watchHidden();
    const renderer = page.renderer();
    const found = await runGpu({
      startGpu: parts.startGpu,
      paceRatio: parts.paceRatio,
      mostBytes: request.mostBytes,
      onProgress: tell,
      signal,
    });
    const named = found.adapter ? { ...found, adapter: { ...found.adapter, renderer } } : found;
    gpu =
      hidden.wasHidden() && named.status === 'measured' ? withWarning({ result: named, warning: 'hidden-tab' }) : named;
    hidden.stop();
  }
  if (isAsked('cpu')) {
    const hidden = page.watchHidden();
    cpu = await runCpu({ parts, mostBytes: request.mostBytes, onProgress: tell, signal, wasHidden: hidden.wasHidden });
    hidden.stop();
  }
  return {
    schema: 'tokenhouse-bench/1',
    startedAt,
    environment: page.environment,
    gpu: gpu && withSuspicion({ gpu, cpu }),
    cpu,
  };
}

function runCpu({
  parts: { measureCpu, startCpu, page, paceRatio = 1 },
  mostBytes,
  onProgress,
  signal,
  wasHidden,
}: {
  parts: BenchParts;
  mostBytes: Bytes;
  onProgress: (progress: BenchProgress) => void;
  signal: AbortSignal;
  wasHidden: () => boolean;
}): Promise<CpuResult> {
  const { logicalCores, isCrossOriginIsolated } = page.environment;
  return measureCpu({
    mostBytesPerWorker: mostBytes < ALL_WORKERS_BYTES ? mostBytes / logicalCores : mostBytes,
    logicalCores,
    isIsolated: isCrossOriginIsolated,
    startWorker: startCpu,
    onProgress,
    signal,
    paceRatio,
    wasHidden,
  }).catch((error: unknown) => ({
    status: 'failed',
    failure: signal.aborted ? 'cancelled' : 'crashed',
    detail: error instanceof Error ? error.message : String(error),
  }));
}

interface Listener<Message> {
  readonly onMessage: (message: Message) => void;
  readonly onCrash: (reason: string) => void;
}

function heard<Message>({ worker, listener }: { worker: Worker; listener: Listener<Message> }): Worker {
  worker.addEventListener('message', ({ data }: MessageEvent<Message>) => listener.onMessage(data));
  worker.addEventListener('messageerror', () => listener.onCrash('The answer of the measurement could not be read.'));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    listener.onCrash(
      event.message ? `The measurement stopped: ${event.message}` : 'The measurement could not be loaded.',
    );
  });
  return worker;
}

const startGpu = (listener: GpuWorkerListener): GpuWorker =>
  heard({
    worker: new Worker(new URL('../bench/worker/gpu-worker.ts', import.meta.url), { type: 'module' }),
    listener,
  });

const startCpu = (listener: CpuWorkerListener): CpuWorker =>
  heard({
    worker: new Worker(new URL('../bench/cpu/cpu-worker.ts', import.meta.url), { type: 'module' }),
    listener,
  });

let shared: BenchPort | undefined;

/** The page's one port. */
export function benchPort({ paceRatio }: Pick<BenchParts, 'paceRatio'> = {}): BenchPort {
  shared ??= createBenchPort({
    startGpu,
    startCpu,
    measureCpu: async (options) => (await import('../bench/cpu/measure-cpu.ts')).measureCpu(options),
    page: createBenchPage(window),
    paceRatio,
  });
  return shared;
}
