import { WHOLE_BOOK } from '../evaluate/whole-book.ts';
import { createUncertaintyHandler } from './uncertainty-handler.ts';
import type { FromUncertaintyWorker, ToUncertaintyWorker } from './uncertainty-protocol.ts';

// A message to oneself comes back in a later turn of the event loop, without the delay that timers have.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

const handle = createUncertaintyHandler({
  post: (answer: FromUncertaintyWorker) => self.postMessage(answer),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
  book: WHOLE_BOOK,
});

self.addEventListener('message', ({ data }: MessageEvent<ToUncertaintyWorker>) => void handle(data));
