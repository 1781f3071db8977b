import type { GpuEnvironment } from '../gpu/environment.ts';
import type { measureGpu } from '../gpu/measure-gpu.ts';
import type { FromGpuWorker, ToGpuWorker } from './protocol.ts';

/** 20 messages a second are enough for a bar. */
const PROGRESS_SECONDS = 0.05;

/** Answers the messages of a page. The promise resolves when the message is answered for good. */
export function createGpuHandler({
  environment,
  measure,
  post,
}: {
  environment: GpuEnvironment;
  measure: typeof measureGpu;
  post: (answer: FromGpuWorker) => void;
}): (message: ToGpuWorker) => Promise<void> {
  const stop = new AbortController();
  let told = { atSeconds: -Infinity, step: '' };
  return async (message) => {
    if (message.type === 'cancel') {
      stop.abort();
      return;
    }
    const result = await measure({
      environment,
      request: message.request,
      signal: stop.signal,
      listener: {
        onProgress(progress) {
          const atSeconds = environment.now();
          if (progress.step === told.step && atSeconds - told.atSeconds < PROGRESS_SECONDS) return;
          told = { atSeconds, step: progress.step };
          post({ type: 'progress', progress });
        },
        onAdapter: (adapter) => post({ type: 'adapter', adapter }),
        onSample: (sample) => post({ type: 'sample', sample }),
      },
    });
    post({ type: 'done', result });
  };
}
