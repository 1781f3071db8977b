import type { Tokens } from '../domain/units.ts';

/**
 * The stream of requests that every replay reads: columns of typed arrays, in order of time, ties in the order in which
 * they were added. All of it can be sent to a worker as it stands.
 *
 * A request reads a chain of whole cache blocks from the root of its prompt. Tokens beyond its blocks cannot be cached
 * and count as missed. The last block may be partial (traces that round block counts up); then its tokens are fewer.
 * Ignored: how long a request runs.
 */
interface RequestColumns {
  readonly blockTokens: Tokens;
  readonly startSeconds: Float64Array;
  readonly inputTokens: Uint32Array;
  readonly outputTokens: Uint32Array;
}

/**
 * Prompts whose blocks are prefix-chained: each block has one parent, so a prompt is a path in a forest. The forest is
 * cut into paths, and a request is a path and a depth on it; its memory does not depend on how long prompts are.
 *
 * Path p holds the blocks at depths `pathForkBlocks[p]` + 1 … `pathBlocks[p]` of its chain; the blocks above are those of
 * path `pathParent[p]` (−1: none). A parent's index is smaller than its children's.
 * Example: prompts ABC, ABCD, ABX are two paths, ABCD (no parent) and X (parent 0, fork 2), and three requests
 * (path 0, 3 blocks), (path 0, 4 blocks), (path 1, 3 blocks).
 */
export interface ChainedStream extends RequestColumns {
  readonly form: 'chained';
  readonly requestPath: Uint32Array;
  readonly requestBlocks: Uint32Array;
  readonly pathParent: Int32Array;
  readonly pathForkBlocks: Uint32Array;
  readonly pathBlocks: Uint32Array;
}

/**
 * Prompts as plain lists of block ids, 4 bytes per reference: for ids that are not prefix-chained. Request r refers to
 * `blockIds[firstBlock[r]]` … `blockIds[firstBlock[r + 1] − 1]`; ids are 0 … `uniqueBlocks` − 1.
 */
export interface BlockStream extends RequestColumns {
  readonly form: 'blocks';
  readonly firstBlock: Float64Array;
  readonly blockIds: Uint32Array;
  readonly uniqueBlocks: number;
}

export type RequestStream = ChainedStream | BlockStream;

/** How much there is in a stream: the denominators of every hit rate. */
export interface StreamTotals {
  readonly requests: number;
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Block references, repeated ones included. */
  readonly blocks: number;
  /** Of these, references to blocks that the request fills to the last token. */
  readonly fullBlocks: number;
  readonly uniqueBlocks: number;
}

export const requestsIn = (stream: RequestStream): number => stream.startSeconds.length;

/** Blocks that a request refers to. */
export function blocksOf({ stream, request }: { stream: RequestStream; request: number }): number {
  if (stream.form === 'chained') return stream.requestBlocks[request] ?? 0;
  return (stream.firstBlock[request + 1] ?? 0) - (stream.firstBlock[request] ?? 0);
}

/** The first request after `request` that starts later. */
export function endOfInstant({ stream, request }: { stream: RequestStream; request: number }): number {
  const { startSeconds } = stream;
  let end = request + 1;
  while (end < startSeconds.length && startSeconds[end] === startSeconds[request]) end++;
  return end;
}

/** Tokens that a request's last block lacks to be full: 0 where its blocks are all full. */
export function shortTokensOf({ stream, request }: { stream: RequestStream; request: number }): Tokens {
  return Math.max(0, blocksOf({ stream, request }) * stream.blockTokens - (stream.inputTokens[request] ?? 0));
}

/**
 * Counts what a stream holds.
 * Example: requests ABC and ABCD of 100 tokens per block with 350 and 390 input tokens: 740 input tokens, 7 blocks,
 * 6 of them full, 4 unique.
 */
export function totalsOf(stream: RequestStream): StreamTotals {
  let inputTokens = 0;
  let outputTokens = 0;
  let blocks = 0;
  let partialBlocks = 0;
  const requests = requestsIn(stream);
  for (let request = 0; request < requests; request++) {
    inputTokens += stream.inputTokens[request] ?? 0;
    outputTokens += stream.outputTokens[request] ?? 0;
    blocks += blocksOf({ stream, request });
    if (shortTokensOf({ stream, request }) > 0) partialBlocks++;
  }
  const uniqueBlocks = uniqueBlocksIn(stream);
  return { requests, inputTokens, outputTokens, blocks, fullBlocks: blocks - partialBlocks, uniqueBlocks };
}

/** What several streams hold that share no block. */
export function sumTotals(streams: readonly StreamTotals[]): StreamTotals {
  const sum = (field: keyof StreamTotals) => streams.reduce((total, stream) => total + stream[field], 0);
  return {
    requests: sum('requests'),
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    blocks: sum('blocks'),
    fullBlocks: sum('fullBlocks'),
    uniqueBlocks: sum('uniqueBlocks'),
  };
}

/** Distinct blocks of a stream. */
export function uniqueBlocksIn(stream: RequestStream): number {
  if (stream.form === 'blocks') return stream.uniqueBlocks;
  let unique = 0;
  for (const [path, end] of stream.pathBlocks.entries()) unique += end - (stream.pathForkBlocks[path] ?? 0);
  return unique;
}
