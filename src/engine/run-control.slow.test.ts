import { describe, expect, test } from 'vitest';
import { ChainStreamBuilder } from './chain-builder.ts';
import { beladyHits } from './policies/belady.ts';
import { fifoHits } from './policies/fifo.ts';
import { windowWithoutRefresh } from './policies/window-without-refresh.ts';
import { replay, replaySteps } from './replay.ts';
import { Cancelled, finish, finishInTurns, type Progress, type Steps } from './run-control.ts';

/** Long enough for several steps of every kind of replay: 200,000 requests, 2 million references. */
function longStream() {
  const builder = new ChainStreamBuilder({ blockTokens: 1 });
  const figures = { inputTokens: 10, outputTokens: 0 };
  for (let request = 0; request < 200_000; request++) {
    const parent = request > 0 ? 0 : undefined;
    const sharedBlocks = parent === undefined ? 0 : 5;
    builder.addRequest({ ...figures, startSeconds: request, parent, sharedBlocks, newBlocks: 10 - sharedBlocks });
  }
  return builder.build();
}

const stream = longStream();
const requests = 200_000;
const kinds: readonly [string, () => Steps<unknown>][] = [
  ['by runs', () => replaySteps({ stream })],
  ['by blocks', () => replaySteps({ stream, order: 'sequential' })],
  ['without refresh', () => windowWithoutRefresh({ stream, windowSeconds: 100 })],
  ['Belady', () => beladyHits({ stream, capacityBlocks: 100 })],
  ['FIFO', () => fifoHits({ stream, capacityBlocks: 100 })],
];

describe.each(kinds)('a long computation, %s', (_, start) => {
  test('says how far it is, and that it is done', () => {
    const seen: Progress[] = [];
    finish(start(), { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.map(({ doneRequests }) => doneRequests)).toEqual(
      seen.map(({ doneRequests }) => doneRequests).toSorted((a, b) => a - b),
    );
    expect(seen.at(-1)).toEqual({ doneRequests: requests, requests });
  });

  test('stops at the next step when it is told to', () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    const onProgress = ({ doneRequests }: Progress) => {
      seen.push(doneRequests);
      signal.aborted = true;
    };
    const steps = start();
    expect(() => finish(steps, { onProgress, signal })).toThrow(Cancelled);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeLessThan(requests);
    // Nothing is left to go on with.
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });

  test('lets other work in, which may stop it', async () => {
    const signal = { aborted: false };
    let turns = 0;
    const pause = () =>
      new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    setImmediate(() => {
      signal.aborted = true;
    });
    const onProgress = () => turns++;
    await expect(finishInTurns(start(), { pause, signal, onProgress })).rejects.toThrow(Cancelled);
    expect(turns).toBeLessThanOrEqual(1);
  });
});

test('in turns or in one go, the result is the same', async () => {
  const inTurns = await finishInTurns(replaySteps({ stream }), { pause: () => Promise.resolve() });
  expect(inTurns).toEqual(replay({ stream }));
});
