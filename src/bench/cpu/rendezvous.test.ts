import { expect, test } from 'vitest';
import { createControl, joinRound } from './rendezvous.ts';

/** What another worker's arrival does. */
const arrive = (control: SharedArrayBuffer) => void Atomics.add(new Int32Array(control), 0, 1);

test('the last to come lets all begin', () => {
  const control = createControl();
  arrive(control);
  arrive(control);
  joinRound({ control, workers: 3, round: 1 }).begin();
  // Whoever looks from now on sees that the round has begun.
  expect(Atomics.load(new Int32Array(control), 1)).toBe(1);
});

test('one that waits in vain does not wait for ever', () => {
  const control = createControl();
  expect(() => joinRound({ control, workers: 2, round: 1, patienceMs: 5 }).begin()).toThrow('did not begin');
});

test('one stops all, in this round and not in the next', () => {
  const control = createControl();
  const first = joinRound({ control, workers: 1, round: 1 });
  const other = joinRound({ control, workers: 1, round: 1 });
  first.begin();
  expect(other.isStopped()).toBe(false);
  first.stop();
  expect(other.isStopped()).toBe(true);
  const next = joinRound({ control, workers: 1, round: 2 });
  next.begin();
  expect(next.isStopped()).toBe(false);
});

test('the last to come wakes a thread that waits', async () => {
  // Node's own threads, which read no TypeScript: they do by hand what `begin` does for one that is not the last.
  const { Worker } = await import('node:worker_threads');
  const control = createControl();
  const thread = new Worker(
    `const { workerData: control, parentPort } = require('node:worker_threads');
     const words = new Int32Array(control);
     Atomics.add(words, 0, 1);
     parentPort.postMessage('waits');
     parentPort.postMessage(Atomics.wait(words, 1, 0, 20_000));`,
    { eval: true, workerData: control },
  );
  const heard: unknown[] = [];
  await new Promise<void>((resolve) => {
    thread.on('message', (said) => {
      heard.push(said);
      if (said === 'waits') joinRound({ control, workers: 2, round: 1 }).begin();
      else resolve();
    });
  });
  await thread.terminate();
  // It either slept and was woken, or came to wait when the round had begun already.
  expect(['ok', 'not-equal']).toContain(heard[1]);
});
