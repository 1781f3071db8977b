import { describe, expect, test } from 'vitest';
import type { BlockStream, ChainedStream } from './request-stream.ts';
import { validateStream } from './validate-stream.ts';

const columns = {
  blockTokens: 10,
  startSeconds: Float64Array.of(0, 1, 1),
  inputTokens: Uint32Array.of(30, 40, 25),
  outputTokens: new Uint32Array(3),
};
// ABC, ABCD, ABX: the third has a partial last block.
const chained: ChainedStream = {
  ...columns,
  form: 'chained',
  requestPath: Uint32Array.of(0, 0, 1),
  requestBlocks: Uint32Array.of(3, 4, 3),
  pathParent: Int32Array.of(-1, 0),
  pathForkBlocks: Uint32Array.of(0, 2),
  pathBlocks: Uint32Array.of(4, 3),
};
const blocks: BlockStream = {
  ...columns,
  form: 'blocks',
  firstBlock: Float64Array.of(0, 3, 7, 10),
  blockIds: Uint32Array.of(0, 1, 2, 0, 1, 2, 3, 0, 1, 4),
  uniqueBlocks: 5,
};

describe('a stream', () => {
  test('of either form passes', () => {
    expect(() => validateStream(chained)).not.toThrow();
    expect(() => validateStream(blocks)).not.toThrow();
  });

  test.each([
    ['time going back', { ...chained, startSeconds: Float64Array.of(0, 1, 0.5) }, 'startSeconds[2] is 0.5'],
    ['time without a value', { ...chained, startSeconds: Float64Array.of(0, NaN, 1) }, 'startSeconds[1] is NaN'],
    ['columns of unequal length', { ...chained, outputTokens: new Uint32Array(2) }, 'outputTokens.length is 2'],
    ['blocks of no tokens', { ...chained, blockTokens: 0 }, 'blockTokens is 0'],
    ['an empty last block', { ...chained, inputTokens: Uint32Array.of(30, 40, 20) }, 'blocks of request[2] is 3'],
    ['a child before its parent', { ...chained, pathParent: Int32Array.of(-1, 1) }, 'pathParent[1] is 1'],
    ['a fork beyond the parent', { ...chained, pathForkBlocks: Uint32Array.of(0, 5) }, 'pathForkBlocks[1] is 5'],
    ['a fork off nothing', { ...chained, pathForkBlocks: Uint32Array.of(1, 2) }, 'pathForkBlocks[0] is 1'],
    ['a path without blocks', { ...chained, pathBlocks: Uint32Array.of(4, 2) }, 'pathBlocks[1] is 2'],
    ['a request beyond its path', { ...chained, requestBlocks: Uint32Array.of(5, 4, 3) }, 'requestBlocks[0] is 5'],
    ['a request above its path', { ...chained, requestBlocks: Uint32Array.of(3, 4, 2) }, 'requestBlocks[2] is 2'],
    ['a path that is not there', { ...chained, requestPath: Uint32Array.of(0, 0, 7) }, 'requestBlocks[2] is 3'],
    ['an unknown id', { ...blocks, uniqueBlocks: 4 }, 'blockIds[9] is 4'],
    ['ids without a request', { ...blocks, blockIds: new Uint32Array(11) }, 'blockIds.length is 11'],
    ['a request that ends before it begins', { ...blocks, firstBlock: Float64Array.of(0, 3, 2, 10) }, 'is -1'],
  ])('with %s is refused', (_, stream, message) => {
    expect(() => validateStream(stream)).toThrow(message);
  });
});
