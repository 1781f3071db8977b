import { expect, test } from 'vitest';
import { sumOfWords } from '../gpu/checksum.ts';
import { createCpuHandler } from './cpu-handler.ts';
import type { FromCpuWorker, Go, SetUp, ToCpuWorker } from './protocol.ts';
import { createControl } from './rendezvous.ts';

const BYTES = 2 ** 20;
const own: SetUp = { type: 'set-up', index: 0, workers: 1, bytesPerWorker: BYTES, memory: { from: 'own' } };
const go = (change: Partial<Go> = {}): Go => ({
  type: 'go',
  kernel: 'read',
  round: 1,
  startAtMs: 0,
  windowMs: 10,
  ...change,
});

/** A worker whose clock advances by one millisecond whenever it is looked at. */
function createWorker({ fromMs = 1_000 } = {}) {
  let ms = fromMs;
  const said: FromCpuWorker[] = [];
  const handle = createCpuHandler({ post: (answer) => said.push(answer), nowMs: () => ms++ });
  return {
    async say(message: ToCpuWorker): Promise<FromCpuWorker | undefined> {
      await handle(message);
      return said.at(-1);
    },
    said,
  };
}

test('fills its memory, checks it, and tells how far it was when', async () => {
  const { say, said } = createWorker();
  expect(await say(own)).toEqual({ type: 'set-up' });
  expect(await say({ type: 'fill' })).toEqual({ type: 'filled' });
  const sum = sumOfWords({ fromWord: 0, toWord: BYTES / 4 });
  expect(await say({ type: 'check' })).toEqual({ type: 'checked', expected: sum, found: sum });
  // Looked at once for whether it is time, once for the start, then after every pass: ten of them last 10 ms.
  const ran = await say(go());
  expect(ran).toEqual({
    type: 'ran',
    marks: {
      atMs: Float64Array.from({ length: 11 }, (_, k) => 1_002 + k),
      movedBytes: Float64Array.from({ length: 11 }, (_, k) => k * BYTES),
    },
  });
  expect(said).toHaveLength(4);
});

test('begins when it is told to, unless that is by another clock', async () => {
  const { say } = createWorker({ fromMs: 1_000 });
  await say(own);
  await say({ type: 'fill' });
  await say({ type: 'check' });
  const begunAt = (answer: FromCpuWorker | undefined) => (answer?.type === 'ran' ? answer.marks.atMs[0] : undefined);
  expect(begunAt(await say(go({ startAtMs: 1_100 })))).toBe(1_101);
  expect(begunAt(await say(go({ round: 2, startAtMs: 50_000 })))).toBeLessThan(1_200);
});

test('every kernel runs and is checked', async () => {
  const { say } = createWorker();
  await say(own);
  await say({ type: 'fill' });
  await say({ type: 'check' });
  for (const kernel of ['read', 'triad', 'copy', 'write'] as const)
    expect(await say(go({ kernel }))).toMatchObject({ type: 'ran' });
});

test('reading what was never filled comes to the wrong sum', async () => {
  const { say } = createWorker();
  await say(own);
  await say({ type: 'check' });
  expect(await say(go())).toMatchObject({ type: 'failed', failure: 'wrong-result' });
});

test('workers of one memory get it from the first, and a stretch of it each', async () => {
  const control = createControl();
  const { port1, port2 } = new MessageChannel();
  const first = createWorker();
  const second = createWorker();
  const both = { type: 'set-up', workers: 2, bytesPerWorker: BYTES } as const;
  const waits = second.say({ ...both, index: 1, memory: { from: 'another', maker: port2, control } });
  await first.say({ ...both, index: 0, memory: { from: 'made-for-all', others: [port1], control } });
  expect(await waits).toEqual({ type: 'set-up' });
  await first.say({ type: 'fill' });
  await second.say({ type: 'fill' });
  const middle = BYTES / 4;
  const sums = [
    sumOfWords({ fromWord: 0, toWord: middle }),
    sumOfWords({ fromWord: middle, toWord: 2 * middle }),
  ] as const;
  expect(await first.say({ type: 'check' })).toEqual({ type: 'checked', expected: sums[0], found: sums[0] });
  expect(await second.say({ type: 'check' })).toEqual({ type: 'checked', expected: sums[1], found: sums[1] });

  // The other has arrived; and has stopped everybody before the first pass ended.
  const words = new Int32Array(control);
  words[0] = 1;
  words[2] = 1;
  const ran = await first.say(go());
  expect(ran?.type === 'ran' && ran.marks.movedBytes).toEqual(Float64Array.from([0, BYTES]));
});

test('memory that is not there is told apart from what is broken', async () => {
  const { say } = createWorker();
  expect(await say({ ...own, bytesPerWorker: 2 ** 40 })).toMatchObject({ type: 'failed', failure: 'out-of-memory' });
  expect(await say({ type: 'fill' })).toMatchObject({ type: 'failed', failure: 'crashed' });
});
