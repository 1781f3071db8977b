import type { Tokens } from '../domain/units.ts';
import { BlockIndex } from './block-index.ts';
import { chainedStreamOf } from './chain-builder.ts';
import { Continuations } from './continuations.ts';
import { growableFloat64, growableInt32, growableUint32 } from './growable.ts';
import { PrefixForest } from './prefix-forest.ts';
import { pick, RequestLog, type RequestFigures } from './request-log.ts';
import type { BlockStream, RequestStream } from './request-stream.ts';

export interface BlockIdRequest extends RequestFigures {
  /** Ids of the prompt's blocks, from its root: whole numbers from 0 to 2⁵³ − 1. */
  readonly blockIds: ArrayLike<number>;
  /**
   * Leading ids that one earlier request of the same scope lists in the same places, where the caller knows: they are
   * not looked up again. Default: 0.
   */
  readonly knownBlocks?: number;
}

/** Whether every id of a stream has one parent; where not, the first id that broke the rule. */
export type Chaining =
  | { readonly state: 'chained' }
  | {
      readonly state: 'broken';
      /** In the order of addition. */
      readonly request: number;
      /** Of the id in the request, from 0. */
      readonly position: number;
      readonly blockId: number;
    };

interface KnownPrefix {
  readonly depth: number;
  /** −1 at the root. */
  readonly last: number;
  /** Whether the id after them, where it is known too, was met in the same place before. */
  readonly chained: boolean;
}

const NOTHING_KNOWN: KnownPrefix = { depth: 0, last: -1, chained: false };
const NO_TAIL = { tail: -1 };

/**
 * Builds a stream from requests that list their block ids: for traces. Ids are prefix-chained when each always has the
 * same id before it (or is always first); then only new tails are stored, 8 bytes per distinct block while reading and
 * nothing per block afterwards. The first id with a second parent turns the whole stream, what was added before
 * included, into plain lists of ids; `build` says which it was.
 *
 * Errors: a `RangeError` that names the value; that request is not added.
 * Example: [1, 2], [1, 2, 3], [1, 4] are chained; adding [2, 3] breaks the rule at position 0, since 2 came after 1.
 * Ignores: hash collisions; equal ids in one scope are the same block.
 */
export class BlockIdStreamBuilder {
  readonly #log: RequestLog;
  readonly #index = new BlockIndex();
  readonly #forest = new PrefixForest();
  readonly #continuations = new Continuations(this.#forest);
  /** Per block the block before it. */
  readonly #parents = growableInt32();
  readonly #tails = growableInt32();
  readonly #blocks = growableUint32();
  /** Set once ids turn out not to be chained: every reference so far, block by block. */
  #references: ReturnType<typeof growableUint32> | undefined;
  #chaining: Chaining = { state: 'chained' };

  constructor({ blockTokens }: { blockTokens: Tokens }) {
    this.#log = new RequestLog({ blockTokens });
  }

  /** From here on equal ids mean other blocks than before: for files that number their blocks each for itself. */
  startScope(): void {
    this.#index.clear();
  }

  /**
   * Adds a request and returns which earlier one it goes on, counted in the order of addition: one whose prompt's full
   * blocks this prompt begins with. −1 for none, and once ids have turned out not to be chained.
   */
  addRequest(request: BlockIdRequest): number {
    const { blockIds } = request;
    const known = this.#references
      ? NOTHING_KNOWN
      : knownPrefix({ request, index: this.#index, parents: this.#parents.values });
    for (let position = known.depth; position < blockIds.length; position++) this.#index.get(blockIds[position] ?? -1);
    this.#log.add({ figures: request, blocks: blockIds.length });
    const before = this.#references ? -1 : this.#addChained({ request, known });
    if (!this.#references && this.#chaining.state === 'broken') this.#giveUpChaining();
    if (this.#references) this.#addReferences(blockIds);
    this.#blocks.push(blockIds.length);
    return before;
  }

  /** `order` gives the number of each request of the stream in the order of addition. */
  build(): { readonly stream: RequestStream; readonly chaining: Chaining; readonly order: Uint32Array } {
    const blocks = this.#blocks.toArray();
    const references = this.#references;
    const stream = references
      ? blockStreamOf({
          log: this.#log,
          blocks,
          references: references.values,
          uniqueBlocks: this.#parents.length,
        })
      : chainedStreamOf({ log: this.#log, forest: this.#forest, tails: this.#tails.toArray(), blocks });
    return { stream, chaining: this.#chaining, order: this.#log.order() };
  }

  /** Adds the request as a path of the forest; where it cannot be one, only `#chaining` is changed. */
  #addChained({ request, known }: { request: BlockIdRequest; known: KnownPrefix }): number {
    const { blockIds, inputTokens } = request;
    if (!known.chained) return this.#breakAt({ blockIds, position: known.depth });
    const newBlocks = blockIds.length - known.depth;
    const index = this.#index;
    const parents = this.#parents;
    parents.reserve(parents.length + newBlocks);
    const { values } = parents;
    let { last } = known;
    for (let position = known.depth; position < blockIds.length; position++) {
      const id = blockIds[position] ?? -1;
      // A known id below a new one has another parent than before.
      if (index.get(id) >= 0) return this.#breakAt({ blockIds, position });
      const block = parents.length++;
      index.set(id, block);
      values[block] = last;
      last = block;
    }
    let { tail } = known.depth === 0 ? NO_TAIL : this.#forest.locate(known.last);
    const fullBlocks = Math.min(blockIds.length, Math.floor(inputTokens / this.#log.blockTokens));
    const before = this.#continuations.add({ tail, sharedBlocks: known.depth, fullBlocks, addsTail: newBlocks > 0 });
    if (newBlocks > 0) tail = this.#forest.addTail({ tail, forkBlocks: known.depth, newBlocks });
    this.#tails.push(tail);
    return before;
  }

  #breakAt({ blockIds, position }: { blockIds: ArrayLike<number>; position: number }): number {
    this.#chaining = { state: 'broken', request: this.#tails.length, position, blockId: blockIds[position] ?? -1 };
    return -1;
  }

  /** Writes out the requests so far. A tail's blocks are numbered as the forest numbers them. */
  #giveUpChaining(): void {
    const references = growableUint32();
    for (let request = 0; request < this.#blocks.length; request++) {
      const depth = this.#blocks.at(request);
      const at = references.length;
      references.reserve(at + depth);
      this.#forest.writeChain({ tail: this.#tails.at(request), depth, into: references.values, at });
      references.length = at + depth;
    }
    this.#references = references;
  }

  #addReferences(blockIds: ArrayLike<number>): void {
    for (let position = 0; position < blockIds.length; position++) {
      const id = blockIds[position] ?? -1;
      const known = this.#index.get(id);
      if (known < 0) {
        this.#index.set(id, this.#parents.length);
        this.#parents.push(-1);
      }
      this.#references?.push(known < 0 ? this.#parents.length - 1 : known);
    }
  }
}

/** How many leading ids are known as one path from a root, and the last of their blocks. Runs once per reference. */
function knownPrefix({
  request,
  index,
  parents,
}: {
  request: BlockIdRequest;
  index: BlockIndex;
  parents: Int32Array;
}): KnownPrefix {
  const { direct } = index;
  const { blockIds, knownBlocks = 0 } = request;
  const { length } = blockIds;
  let last = knownBlocks > 0 ? index.get(blockIds[knownBlocks - 1] ?? -1) : -1;
  for (let depth = knownBlocks; depth < length; depth++) {
    const id = blockIds[depth] as number;
    const small = id | 0;
    const block = small === id && small >= 0 && small < direct.length ? (direct[small] as number) : index.get(id);
    if (block < 0) return { depth, last, chained: true };
    if (parents[block] !== last) return { depth, last, chained: false };
    last = block;
  }
  return { depth: length, last, chained: true };
}

function blockStreamOf({
  log,
  blocks,
  references,
  uniqueBlocks,
}: {
  log: RequestLog;
  blocks: Uint32Array;
  references: Uint32Array;
  uniqueBlocks: number;
}): BlockStream {
  const firstAdded = growableFloat64();
  let total = 0;
  for (const count of blocks) {
    firstAdded.push(total);
    total += count;
  }
  const { order, columns } = log.inOrderOfTime();
  const counts = pick({ values: blocks, order });
  const firstBlock = new Float64Array(counts.length + 1);
  const blockIds = new Uint32Array(total);
  for (const [request, count] of counts.entries()) {
    const at = firstBlock[request] ?? 0;
    const from = firstAdded.at(order[request] ?? 0);
    blockIds.set(references.subarray(from, from + count), at);
    firstBlock[request + 1] = at + count;
  }
  return { form: 'blocks', ...columns, firstBlock, blockIds, uniqueBlocks };
}
