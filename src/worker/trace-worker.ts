import type { FromTraceWorker, ToTraceWorker } from './trace-protocol.ts';
import { createTraceHandler } from './trace-handler.ts';

// A message to oneself comes back in a later turn of the event loop, without the delay that timers have.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

const handle = createTraceHandler({
  post: (answer: FromTraceWorker) => self.postMessage(answer),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
  now: () => performance.now(),
});

self.addEventListener('message', ({ data }: MessageEvent<ToTraceWorker>) => void handle(data));
