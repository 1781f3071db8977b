import { growableInt32, growableUint32 } from './growable.ts';
import { cutIntoPaths } from './heavy-paths.ts';
import { PrefixForest } from './prefix-forest.ts';
import { pick, RequestLog, type RequestFigures } from './request-log.ts';
import type { ChainedStream } from './request-stream.ts';
import type { Tokens } from '../domain/units.ts';

/** A request's prompt: the first blocks of an earlier request's prompt, then blocks never seen before. */
export interface ChainedRequest extends RequestFigures {
  /** What `addRequest` returned for the earlier request; absent for a prompt that shares nothing. */
  readonly parent?: number | undefined;
  /** Leading blocks in common with it. */
  readonly sharedBlocks: number;
  readonly newBlocks: number;
}

/**
 * Builds a stream whose prompts are known by descent: for generators of swarms. Requests may be added in any order of
 * time, parents first; `build` sorts them by start, ties in the order of addition. A request costs about 40 bytes,
 * whatever its length.
 *
 * Errors: a `RangeError` that names the request and the value, for a parent that is not there yet, more shared blocks
 * than it has, or more blocks than input tokens fill (`inputTokens` ÷ `blockTokens`, rounded up).
 * Example: 64-token blocks; `addRequest({ startSeconds: 0, sharedBlocks: 0, newBlocks: 10, inputTokens: 650,
 * outputTokens: 30 })` returns 0, and its next turn, `{ startSeconds: 9, parent: 0, sharedBlocks: 10, newBlocks: 1,
 * inputTokens: 730, outputTokens: 5 }`, reads 10 of its 11 blocks again.
 * Ignores: what blocks contain. New blocks are new even where another request has written the same words.
 */
export class ChainStreamBuilder {
  readonly #log: RequestLog;
  readonly #forest = new PrefixForest();
  readonly #tails = growableInt32();
  readonly #blocks = growableUint32();

  constructor({ blockTokens }: { blockTokens: Tokens }) {
    this.#log = new RequestLog({ blockTokens });
  }

  /** Adds a request and returns its handle: 0, 1, 2, … */
  addRequest(request: ChainedRequest): number {
    const { parent, sharedBlocks, newBlocks } = request;
    const handle = this.#log.length;
    if (!isCount(sharedBlocks) || !isCount(newBlocks))
      throw new RangeError(
        `Request ${handle} shares ${sharedBlocks} blocks and adds ${newBlocks}; they must be whole numbers from 0`,
      );
    if (parent !== undefined && !(Number.isSafeInteger(parent) && parent >= 0 && parent < handle))
      throw new RangeError(`Request ${handle} has parent ${parent}, which has not been added`);
    const most = parent === undefined ? 0 : this.#blocks.at(parent);
    if (sharedBlocks > most)
      throw new RangeError(`Request ${handle} shares ${sharedBlocks} blocks; its parent has ${most}`);
    const blocks = sharedBlocks + newBlocks;
    this.#log.add({ figures: request, blocks });
    const above = sharedBlocks === 0 || parent === undefined ? -1 : this.#tails.at(parent);
    let tail = -1;
    if (newBlocks > 0) tail = this.#forest.addTail({ tail: above, forkBlocks: sharedBlocks, newBlocks });
    else if (sharedBlocks > 0) tail = this.#forest.holderOf({ tail: above, depth: sharedBlocks });
    this.#tails.push(tail);
    this.#blocks.push(blocks);
    return handle;
  }

  build(): ChainedStream {
    return chainedStreamOf({
      log: this.#log,
      forest: this.#forest,
      tails: this.#tails.toArray(),
      blocks: this.#blocks.toArray(),
    });
  }
}

function isCount(blocks: number): boolean {
  return Number.isSafeInteger(blocks) && blocks >= 0;
}

/** The stream of requests known by the tail that holds their last block and their number of blocks. */
export function chainedStreamOf({
  log,
  forest,
  tails,
  blocks,
}: {
  log: RequestLog;
  forest: PrefixForest;
  tails: Int32Array;
  blocks: Uint32Array;
}): ChainedStream {
  const { order, columns } = log.inOrderOfTime();
  const requestBlocks = pick({ values: blocks, order });
  const requestTail = Int32Array.from(order, (index) => tails[index] ?? -1);
  return { form: 'chained', ...columns, requestBlocks, ...cutIntoPaths({ forest, requestTail, requestBlocks }) };
}
