import { createCpuHandler } from './cpu-handler.ts';
import type { FromCpuWorker, ToCpuWorker } from './protocol.ts';

const handle = createCpuHandler({
  post: (answer: FromCpuWorker) => self.postMessage(answer),
  // Every worker counts from its own beginning; the origin makes the counts comparable.
  nowMs: () => performance.timeOrigin + performance.now(),
});

self.addEventListener('message', ({ data }: MessageEvent<ToCpuWorker>) => void handle(data));
