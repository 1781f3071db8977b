import { blocksOf, requestsIn, type RequestStream } from './request-stream.ts';

/** Reads the block ids of one request after another, from either form of a stream, as numbers from 0. */
export class BlockReader {
  readonly #stream: RequestStream;
  /** Id of the block at depth 1 of each path, had it that block itself. */
  readonly #pathBase: Float64Array;
  readonly #room: Uint32Array;

  constructor(stream: RequestStream) {
    this.#stream = stream;
    const paths = stream.form === 'chained' ? stream.pathParent.length : 0;
    this.#pathBase = new Float64Array(paths);
    let longest = 0;
    for (let request = 0; request < requestsIn(stream); request++)
      longest = Math.max(longest, blocksOf({ stream, request }));
    this.#room = new Uint32Array(stream.form === 'chained' ? longest : 0);
    if (stream.form === 'blocks') return;
    let unique = 0;
    for (let path = 0; path < paths; path++) {
      const fork = stream.pathForkBlocks[path] ?? 0;
      this.#pathBase[path] = unique - fork;
      unique += (stream.pathBlocks[path] ?? 0) - fork;
    }
  }

  /** The ids from the root; the array is used again by the next call. */
  idsOf(request: number): Uint32Array {
    const stream = this.#stream;
    const blocks = blocksOf({ stream, request });
    if (stream.form === 'blocks') {
      const at = stream.firstBlock[request] ?? 0;
      return stream.blockIds.subarray(at, at + blocks);
    }
    const room = this.#room;
    let path = stream.requestPath[request] ?? 0;
    for (let end = blocks; end > 0; path = stream.pathParent[path] ?? 0) {
      const fork = stream.pathForkBlocks[path] ?? 0;
      const base = this.#pathBase[path] ?? 0;
      for (let at = fork; at < end; at++) room[at] = base + at;
      end = fork;
    }
    return room.subarray(0, blocks);
  }
}
