import type { FromSimulationWorker, ToSimulationWorker } from './protocol.ts';
import { createSimulationHandler } from './simulation-handler.ts';

// A message to oneself comes back in a later turn of the event loop, without the delay that timers have.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

const handle = createSimulationHandler({
  post: (answer: FromSimulationWorker) => self.postMessage(answer),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
});

self.addEventListener('message', ({ data }: MessageEvent<ToSimulationWorker>) => void handle(data));
