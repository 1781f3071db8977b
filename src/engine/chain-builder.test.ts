import { describe, expect, test } from 'vitest';
import { ChainStreamBuilder } from './chain-builder.ts';
import { totalsOf, type ChainedStream } from './request-stream.ts';
import { validateStream } from './validate-stream.ts';

/** The most paths that one prompt crosses. */
function nesting({ pathParent, requestPath }: ChainedStream): number {
  let most = 0;
  for (const leaf of requestPath) {
    let crossed = 0;
    for (let path = leaf; path >= 0; path = pathParent[path] ?? -1) crossed++;
    most = Math.max(most, crossed);
  }
  return most;
}

const figures = { startSeconds: 0, inputTokens: 1_000_000, outputTokens: 0 };

describe('building a stream by descent', () => {
  test('example: ten blocks, then a turn that adds one', () => {
    const builder = new ChainStreamBuilder({ blockTokens: 64 });
    const first = { startSeconds: 0, sharedBlocks: 0, newBlocks: 10, inputTokens: 650, outputTokens: 30 };
    expect(builder.addRequest(first)).toBe(0);
    const second = { startSeconds: 9, parent: 0, sharedBlocks: 10, newBlocks: 1, inputTokens: 730, outputTokens: 5 };
    expect(builder.addRequest(second)).toBe(1);
    const stream = builder.build();
    validateStream(stream);
    expect(stream.pathParent.length).toBe(1);
    expect([...stream.requestBlocks]).toEqual([10, 11]);
    expect(totalsOf(stream)).toEqual({
      requests: 2,
      inputTokens: 1_380,
      outputTokens: 35,
      blocks: 21,
      fullBlocks: 21,
      uniqueBlocks: 11,
    });
  });

  test('a growing conversation is one path, however many turns it has', () => {
    const builder = new ChainStreamBuilder({ blockTokens: 1 });
    for (let turn = 0; turn < 500; turn++)
      builder.addRequest({ ...figures, parent: turn > 0 ? turn - 1 : undefined, sharedBlocks: 7 * turn, newBlocks: 7 });
    expect(builder.build().pathParent.length).toBe(1);
  });

  test('a conversation that replaces its last block at every turn crosses few paths', () => {
    const builder = new ChainStreamBuilder({ blockTokens: 1 });
    for (let turn = 0; turn < 1_000; turn++)
      builder.addRequest({ ...figures, parent: turn > 0 ? turn - 1 : undefined, sharedBlocks: turn, newBlocks: 2 });
    const stream = builder.build();
    expect(stream.pathParent.length).toBe(1_000);
    expect(nesting(stream)).toBe(2);
  });

  test('a bushy forest crosses at most log₂(requests) + 1 paths', () => {
    const builder = new ChainStreamBuilder({ blockTokens: 1 });
    // A binary tree of prompts: request r goes on from request (r − 1) ÷ 2.
    for (let request = 0; request < 4_095; request++) {
      const depth = Math.floor(Math.log2(request + 1));
      const parent = request > 0 ? (request - 1) >> 1 : undefined;
      builder.addRequest({ ...figures, parent, sharedBlocks: 3 * depth, newBlocks: 3 });
    }
    const stream = builder.build();
    expect(nesting(stream)).toBeLessThanOrEqual(13);
    expect(totalsOf(stream).uniqueBlocks).toBe(4_095 * 3);
  });

  test('sorts by start, ties in the order of addition', () => {
    const builder = new ChainStreamBuilder({ blockTokens: 1 });
    for (const [startSeconds, inputTokens] of [[5, 1] as const, [0, 2] as const, [5, 3] as const, [0, 4] as const])
      builder.addRequest({ startSeconds, inputTokens, outputTokens: 0, sharedBlocks: 0, newBlocks: 1 });
    const stream = builder.build();
    expect([...stream.inputTokens]).toEqual([2, 4, 1, 3]);
    expect([...stream.startSeconds]).toEqual([0, 0, 5, 5]);
  });

  test.each([
    ['a parent to come', { parent: 1, sharedBlocks: 1, newBlocks: 0 }, 'Request 1 has parent 1'],
    ['more than the parent has', { parent: 0, sharedBlocks: 3, newBlocks: 0 }, 'shares 3 blocks; its parent has 2'],
    ['sharing without a parent', { sharedBlocks: 1, newBlocks: 0 }, 'shares 1 blocks; its parent has 0'],
    ['part of a block', { sharedBlocks: 0, newBlocks: 0.5 }, 'adds 0.5'],
    ['more blocks than tokens', { parent: 0, sharedBlocks: 2, newBlocks: 9, inputTokens: 10 }, 'has 11 blocks'],
  ])('refuses %s', (_, wrong, message) => {
    const builder = new ChainStreamBuilder({ blockTokens: 1 });
    builder.addRequest({ ...figures, sharedBlocks: 0, newBlocks: 2 });
    expect(() => builder.addRequest({ ...figures, ...wrong })).toThrow(message);
    expect(builder.build().requestBlocks.length).toBe(1);
  });
});
