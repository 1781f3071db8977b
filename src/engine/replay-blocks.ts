import { BlockReader } from './block-reader.ts';
import type { HitTally } from './hit-tally.ts';
import { LruStack } from './lru-stack.ts';
import { endOfInstant, requestsIn, uniqueBlocksIn, type RequestStream } from './request-stream.ts';
import type { Steps } from './run-control.ts';

/** Some tens of milliseconds of work. */
const BLOCKS_PER_STEP = 2 ** 18;

/**
 * When a request touches its blocks. `leaf-first`: it looks all of them up, then touches them from the leaf to the root
 * (engines that free the tail of a sequence first). `sequential`: it looks up and touches one block after the other from
 * the root (what a general cache simulator does with the ids); the head of a prompt then leaves the cache before its tail.
 */
export type TouchOrder = 'leaf-first' | 'sequential';

/**
 * Replays requests block by block through one LRU stack (Mattson's method with a Fenwick tree): exact for ids of any
 * kind. Only leading blocks count, since a prefix cache cannot use a block after a missing one: a block's age and distance
 * are the largest of its own and those before it in the request. Every block of a request is touched, found or not.
 *
 * Steps: 3 log₂(distinct blocks) per reference. Memory: 20 bytes per distinct block.
 * Source: R. Mattson, J. Gecsei, D. Slutz, I. Traiger, "Evaluation techniques for storage hierarchies", 1970.
 * Example: requests AB, BA. The second finds B at distance 2 (A lies above it), then A at 1, which counts as 2.
 */
export function* replayBlocks({
  stream,
  tally,
  order,
  blindTies,
}: {
  stream: RequestStream;
  tally: HitTally;
  order: TouchOrder;
  blindTies: boolean;
}): Steps<void> {
  const requests = requestsIn(stream);
  const replay = new BlockReplay({ stream, tally });
  let work = 0;
  for (let done = 0; done < requests;) {
    const end = blindTies ? endOfInstant({ stream, request: done }) : done + 1;
    if (order === 'sequential') work += replay.accessInTurn(done++);
    else {
      for (let request = done; request < end; request++) replay.lookUp(request);
      for (; done < end; done++) work += replay.touch(done);
    }
    if (work >= BLOCKS_PER_STEP && done < requests) {
      work = 0;
      yield { doneRequests: done, requests };
    }
  }
  yield { doneRequests: requests, requests };
}

class BlockReplay {
  readonly #stream: RequestStream;
  readonly #tally: HitTally;
  readonly #reader: BlockReader;
  readonly #stack: LruStack;
  /** Start of the last request that touched a block. */
  readonly #lastStart: Float64Array;
  /** Of the request being counted. */
  #start = 0;

  constructor({ stream, tally }: { stream: RequestStream; tally: HitTally }) {
    const blocks = uniqueBlocksIn(stream);
    this.#stream = stream;
    this.#tally = tally;
    this.#reader = new BlockReader(stream);
    this.#stack = new LruStack({ blocks });
    this.#lastStart = new Float64Array(blocks);
  }

  /** Counts the request's leading blocks and leaves the stack as it is. */
  lookUp(request: number): void {
    const ids = this.#reader.idsOf(request);
    this.#begin(request);
    let found = 0;
    while (found < ids.length && this.#find(ids[found] ?? 0)) found++;
    this.#count({ isLast: found === ids.length });
  }

  /** Touches the request's blocks from the leaf to the root; says how many. */
  touch(request: number): number {
    const ids = this.#reader.idsOf(request);
    const start = this.#stream.startSeconds[request] ?? 0;
    for (let at = ids.length - 1; at >= 0; at--) this.#touch({ block: ids[at] ?? 0, start });
    return ids.length;
  }

  /** Counts and touches the request's blocks one after the other from the root; says how many. */
  accessInTurn(request: number): number {
    const ids = this.#reader.idsOf(request);
    const start = this.#stream.startSeconds[request] ?? 0;
    this.#begin(request);
    let found = 0;
    for (let at = 0; at < ids.length; at++) {
      const block = ids[at] ?? 0;
      if (found === at && this.#find(block)) found++;
      this.#touch({ block, start });
    }
    this.#count({ isLast: found === ids.length });
    return ids.length;
  }

  #begin(request: number): void {
    const { reuse } = this.#tally;
    this.#tally.startRequest(request);
    this.#start = this.#stream.startSeconds[request] ?? 0;
    reuse.above = 0;
    reuse.blocks = 0;
    reuse.ageSeconds = 0;
    reuse.first = true;
  }

  /** Takes in the next leading block, if it is there. Blocks that lie one below the other are counted together. */
  #find(block: number): boolean {
    const above = this.#stack.distanceOf(block) - 1;
    if (above < 0) return false;
    const age = this.#start - (this.#lastStart[block] ?? 0);
    const { reuse } = this.#tally;
    if (reuse.blocks > 0 && above === reuse.above + reuse.blocks && age <= reuse.ageSeconds) {
      reuse.blocks++;
      return true;
    }
    const deepest = reuse.above + reuse.blocks - 1;
    this.#count({ isLast: false });
    reuse.above = Math.max(above, deepest);
    reuse.blocks = 1;
    reuse.ageSeconds = Math.max(age, reuse.ageSeconds);
    return true;
  }

  #count({ isLast }: { isLast: boolean }): void {
    const { reuse } = this.#tally;
    if (reuse.blocks === 0) return;
    reuse.last = isLast;
    this.#tally.add();
    reuse.first = false;
    reuse.blocks = 0;
  }

  #touch({ block, start }: { block: number; start: number }): void {
    this.#stack.touch(block);
    this.#lastStart[block] = start;
  }
}
