import type { FromGpuWorker, ToGpuWorker } from '../bench/worker/protocol.ts';
import type {
  AdapterIdentity,
  BandwidthSample,
  BenchProgress,
  GpuFailure,
  GpuResult,
} from '../domain/bandwidth/measurement.ts';
import type { Bytes, Ratio } from '../domain/units.ts';

/** The part of a `Worker` that is used here, for tests to stand in for. */
export interface GpuWorker {
  postMessage(message: ToGpuWorker): void;
  terminate(): void;
}

export interface GpuWorkerListener {
  readonly onMessage: (message: FromGpuWorker) => void;
  /** The worker is of no more use; why, in a sentence. */
  readonly onCrash: (reason: string) => void;
}

/** How long a worker may take to stop before it is ended: 100 ms, less a timer's delay. */
const PATIENCE_MS = 80;
/** A graphics driver that no longer answers says nothing; on the slowest device that was tried a whole run took 62 s. */
const SILENCE_MS = 60_000;

/** Resolves when the worker has answered, has crashed, has been silent for too long, or 80 ms after a cancel at the latest. */
export function runGpu({
  startGpu,
  paceRatio,
  mostBytes,
  onProgress,
  signal,
}: {
  startGpu: (listener: GpuWorkerListener) => GpuWorker;
  paceRatio: Ratio | undefined;
  mostBytes: Bytes;
  onProgress: (progress: BenchProgress) => void;
  signal: AbortSignal;
}): Promise<GpuResult> {
  return new Promise((resolve) => {
    let worker: GpuWorker | undefined;
    let isSettled = false;
    let adapter: AdapterIdentity | null = null;
    const samples: BandwidthSample[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const settle = (result: GpuResult): void => {
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      worker?.terminate();
      worker = undefined;
      resolve(result);
    };
    const fail = ({ failure, detail }: { failure: GpuFailure; detail: string }): void =>
      settle({ status: 'failed', failure, detail, adapter, samples });
    const cancelled = (): void => fail({ failure: 'cancelled', detail: 'Stopped before it was done.' });
    const expectAnswer = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          fail({ failure: 'crashed', detail: `Nothing was heard of the graphics card for ${SILENCE_MS / 1_000} s.` }),
        SILENCE_MS,
      );
    };
    function cancel(): void {
      clearTimeout(timer);
      timer = setTimeout(cancelled, PATIENCE_MS);
      worker?.postMessage({ type: 'cancel' });
    }

    const listen = (message: FromGpuWorker): void => {
      if (!worker) return;
      if (!signal.aborted) expectAnswer();
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'adapter') ({ adapter } = message);
      else if (message.type === 'sample') samples.push(message.sample);
      else settle(message.result);
    };

    if (signal.aborted) return cancelled();
    signal.addEventListener('abort', cancel);
    try {
      worker = startGpu({ onMessage: listen, onCrash: (detail) => fail({ failure: 'crashed', detail }) });
      // It may have crashed while it was being started.
      if (isSettled) return worker.terminate();
      expectAnswer();
      worker.postMessage({ type: 'measure', request: { mostBytes, paceRatio } });
    } catch (error) {
      fail({
        failure: 'crashed',
        detail: `This browser cannot measure in the background: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  });
}
