import { BlockReader } from '../block-reader.ts';
import { requestsIn, uniqueBlocksIn, type RequestStream } from '../request-stream.ts';
import type { Steps } from '../run-control.ts';

const BLOCKS_PER_STEP = 2 ** 20;

/**
 * Block references that a cache of that many blocks serves when it drops whichever it has held longest, read or not:
 * general cache simulators' FIFO. References come one after another from the root of each request.
 *
 * Shape: one count. Steps: one per reference. Errors: a `RangeError` for a capacity that is not a whole number.
 * Example: A B A C A with two blocks: A hits once; C then drops A, the oldest, and A misses.
 * Ignores: that a prefix cache cannot use a block below a missing one.
 */
export function* fifoHits({
  stream,
  capacityBlocks,
}: {
  stream: RequestStream;
  capacityBlocks: number;
}): Steps<number> {
  if (!(Number.isSafeInteger(capacityBlocks) && capacityBlocks >= 0))
    throw new RangeError(`A capacity of ${capacityBlocks} blocks: it must be a whole number`);
  const unique = uniqueBlocksIn(stream);
  const isHeld = new Uint8Array(unique);
  // More room than there are blocks is never filled.
  const row = new Int32Array(Math.min(capacityBlocks, unique)).fill(-1);
  const requests = requestsIn(stream);
  const reader = new BlockReader(stream);
  let next = 0;
  let hits = 0;
  let work = 0;
  for (let request = 0; request < requests; request++) {
    const ids = reader.idsOf(request);
    for (const block of ids) {
      if (isHeld[block] === 1) {
        hits++;
        continue;
      }
      if (row.length === 0) continue;
      const oldest = row[next] ?? -1;
      if (oldest >= 0) isHeld[oldest] = 0;
      row[next] = block;
      isHeld[block] = 1;
      next = next + 1 === row.length ? 0 : next + 1;
    }
    work += ids.length;
    if (work >= BLOCKS_PER_STEP) {
      work = 0;
      yield { doneRequests: request + 1, requests };
    }
  }
  yield { doneRequests: requests, requests };
  return hits;
}
