import { measureGpu } from '../gpu/measure-gpu.ts';
import { createGpuHandler } from './gpu-handler.ts';
import type { FromGpuWorker, ToGpuWorker } from './protocol.ts';

// Where there is no WebGPU, the type promises it all the same.
const { gpu }: { readonly gpu?: GPU } = self.navigator;

const handle = createGpuHandler({
  environment: { gpu, isSecureContext: self.isSecureContext, now: () => performance.now() / 1_000 },
  measure: measureGpu,
  post: (answer: FromGpuWorker) => self.postMessage(answer),
});

self.addEventListener('message', ({ data }: MessageEvent<ToGpuWorker>) => void handle(data));
