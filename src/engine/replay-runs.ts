import { Fenwick } from './fenwick.ts';
import type { HitTally } from './hit-tally.ts';
import { endOfInstant, requestsIn, uniqueBlocksIn, type ChainedStream } from './request-stream.ts';
import type { Steps } from './run-control.ts';

/** Some milliseconds of work. */
const REQUESTS_PER_STEP = 16_384;

/**
 * Replays prefix-chained requests through one LRU stack, leaf-first: a request looks all its blocks up, then touches them
 * from the leaf to the root, so that a parent is always more recent than its children. Gives the tally the exact age and
 * stack distance of every block found.
 *
 * Why whole runs can be counted at once: after a request its blocks lie on top of the stack in order of depth. Later
 * requests take away leading ones only, since chains that share a block share all above it. So what is left of a request
 * is one run, deeper in the stack than the runs of all later requests:
 *
 *     distance of its i-th block left = blocks left of later requests + i
 *
 * and a Fenwick tree over requests sums the blocks left. Along a chain the owners go back in time, so the hits of any
 * window and capacity are leading blocks. Steps: log²(requests) per request on average, whatever its length.
 *
 * With `blindTies` requests of one instant look up before any of them touches; then a run found is still whole, and
 * lies below the blocks left of later requests alone.
 *
 * Example: requests ABC, AB, ABC. The second finds A and B at distances 1 and 2; the third finds A and B, now owned by
 * the second, at 1 and 2, and C at 3.
 */
export function* replayRuns({
  stream,
  tally,
  blindTies,
}: {
  stream: ChainedStream;
  tally: HitTally;
  blindTies: boolean;
}): Steps<void> {
  const stack = new RunStack({ stream, tally });
  const requests = requestsIn(stream);
  for (let done = 0; done < requests;) {
    const stepEnd = Math.min(requests, done + REQUESTS_PER_STEP);
    while (done < stepEnd) {
      const end = blindTies ? endOfInstant({ stream, request: done }) : done + 1;
      if (end === done + 1) stack.access(done++);
      else {
        for (let request = done; request < end; request++) stack.lookUp(request);
        for (; done < end; done++) stack.touch(done);
      }
    }
    yield { doneRequests: done, requests };
  }
}

const NONE = -1;

/** The LRU stack as runs. A run is a stretch of one path whose blocks were last touched by the same request. */
class RunStack {
  readonly #stream: ChainedStream;
  readonly #tally: HitTally;
  /** Blocks left of each request. */
  readonly #left: Fenwick;
  /** Per path its first run. The runs of a path follow one another from its fork down to the deepest block seen. */
  readonly #firstRun: Int32Array;
  readonly #runOwner: Int32Array;
  /** Depth of the last block. */
  readonly #runEnd: Uint32Array;
  readonly #nextRun: Int32Array;
  #freeRun = NONE;
  #runs = 0;
  /** Of the walk at hand: its request, the request's paths, leaf first, and what it does. */
  #request = NONE;
  readonly #paths: Uint32Array;
  #takes = false;
  #counts = false;
  /** Blocks of one owner found and not yet settled: `#pending` of them down to depth `#seen`. */
  #owner = NONE;
  #pending = 0;
  #seen = 0;

  constructor({ stream, tally }: { stream: ChainedStream; tally: HitTally }) {
    const requests = requestsIn(stream);
    const paths = stream.pathParent.length;
    // A run ends where a request ends or a path leaves, at each such place at most one.
    const places = requests + 2 * paths;
    if (uniqueBlocksIn(stream) >= 2 ** 31) throw new RangeError('More distinct blocks than 2³¹ − 1');
    this.#stream = stream;
    this.#tally = tally;
    this.#left = new Fenwick(requests);
    this.#firstRun = new Int32Array(paths).fill(NONE);
    this.#runOwner = new Int32Array(places);
    this.#runEnd = new Uint32Array(places);
    this.#nextRun = new Int32Array(places);
    this.#paths = new Uint32Array(deepestNesting(stream));
  }

  /** Looks a request's blocks up and touches them. */
  access(request: number): void {
    this.#counts = true;
    this.#walk({ request, takes: true });
  }

  /** Looks a request's blocks up and leaves the stack as it is. */
  lookUp(request: number): void {
    this.#counts = true;
    this.#walk({ request, takes: false });
  }

  /** Touches a request's blocks, uncounted. */
  touch(request: number): void {
    this.#counts = false;
    this.#walk({ request, takes: true });
  }

  #walk({ request, takes }: { request: number; takes: boolean }): void {
    const { requestPath, requestBlocks, pathParent, pathForkBlocks } = this.#stream;
    const blocks = requestBlocks[request] ?? 0;
    if (blocks === 0) return;
    this.#tally.startRequest(request);
    let nested = 0;
    for (let path = requestPath[request] ?? 0; path !== NONE; path = pathParent[path] ?? NONE)
      this.#paths[nested++] = path;
    this.#takes = takes;
    this.#request = request;
    this.#owner = NONE;
    this.#pending = 0;
    this.#seen = 0;
    while (nested > 0) {
      const path = this.#paths[--nested] ?? 0;
      const end = nested > 0 ? (pathForkBlocks[this.#paths[nested - 1] ?? 0] ?? 0) : blocks;
      this.#follow({ path, end });
    }
    this.#settle();
    if (takes) this.#left.add(request, blocks);
  }

  /** Goes along the path's runs down to depth `end`, and where the walk takes them, makes them one run of the request. */
  #follow({ path, end }: { path: number; end: number }): void {
    const takes = this.#takes;
    let run = this.#firstRun[path] ?? NONE;
    while (run !== NONE && this.#seen < end) {
      const runEnd = this.#runEnd[run] ?? 0;
      const foundEnd = runEnd < end ? runEnd : end;
      const owner = this.#runOwner[run] ?? NONE;
      if (owner !== this.#owner) {
        this.#settle();
        this.#owner = owner;
      }
      this.#pending += foundEnd - this.#seen;
      this.#seen = foundEnd;
      if (runEnd > end) break;
      const next = this.#nextRun[run] ?? NONE;
      if (takes) {
        this.#nextRun[run] = this.#freeRun;
        this.#freeRun = run;
      }
      run = next;
    }
    if (!takes) return;
    const own = this.#newRun();
    this.#runOwner[own] = this.#request;
    this.#runEnd[own] = end;
    this.#nextRun[own] = run;
    this.#firstRun[path] = own;
  }

  #newRun(): number {
    const free = this.#freeRun;
    if (free === NONE) return this.#runs++;
    this.#freeRun = this.#nextRun[free] ?? NONE;
    return free;
  }

  /** Counts the pending blocks, and takes them from their owner. */
  #settle(): void {
    const blocks = this.#pending;
    if (blocks === 0) return;
    const owner = this.#owner;
    if (this.#counts) {
      const { startSeconds, requestBlocks } = this.#stream;
      const { reuse } = this.#tally;
      const firstDepth = this.#seen - blocks;
      // Blocks taken before these lay above them in the stack, though they are left of nobody now.
      const taken = this.#takes ? firstDepth : 0;
      reuse.above = taken + this.#left.total - this.#left.sumThrough(owner);
      reuse.blocks = blocks;
      reuse.ageSeconds = (startSeconds[this.#request] ?? 0) - (startSeconds[owner] ?? 0);
      reuse.first = firstDepth === 0;
      reuse.last = this.#seen === requestBlocks[this.#request];
      this.#tally.add();
    }
    if (this.#takes) this.#left.add(owner, -blocks);
    this.#pending = 0;
  }
}

/** The most paths that one chain crosses. */
function deepestNesting({ pathParent }: ChainedStream): number {
  const depths = new Uint32Array(pathParent.length);
  let deepest = 0;
  for (const [path, parent] of pathParent.entries()) {
    const depth = parent < 0 ? 1 : (depths[parent] ?? 0) + 1;
    depths[path] = depth;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}
