import type { Seconds } from '../../domain/units.ts';
import { BlockReader } from '../block-reader.ts';
import { requestsIn, uniqueBlocksIn, type RequestStream } from '../request-stream.ts';
import type { Steps } from '../run-control.ts';

const BLOCKS_PER_STEP = 2 ** 20;

/**
 * Leading blocks that each request finds in a cache without limit of size that drops a block a fixed time after it was
 * written, however often it is read: what a window is worth where reads do not renew it.
 *
 * A block that is missing hides those behind it. A server then computes the whole rest of the prompt again and has it to
 * store again; `writes` says what becomes of blocks that were hidden and not yet dropped. `recomputed`: they are stored
 * anew like the missing ones, as of an entry that is a prompt's whole prefix, which cannot be older than its own head;
 * a prompt's blocks are then found together or not at all. `missing`: they keep their old time, as of a store of single
 * blocks that asks only for what it lacks, and as simulators count; heads and tails then expire in turns.
 *
 * Formula: hit ⇔ now − written ≤ T, for leading blocks. Shape: one count per request. Steps: one per reference.
 * Errors: a `RangeError` for a window that is negative or not a number.
 * Example: request A at 0, 40 and 70 s with T = 60 s: found at 40 s, not at 70 s (a window with refresh finds it).
 * Ignores: that requests of one instant cannot read what each other writes.
 */
export function* windowWithoutRefresh({
  stream,
  windowSeconds,
  writes = 'recomputed',
}: {
  stream: RequestStream;
  windowSeconds: Seconds;
  writes?: 'recomputed' | 'missing';
}): Steps<Uint32Array> {
  if (!(windowSeconds >= 0)) throw new RangeError(`A window of ${windowSeconds} seconds`);
  const requests = requestsIn(stream);
  const reader = new BlockReader(stream);
  // Not a number where a block was never written: then no window is long enough, not even one without end.
  const written = new Float64Array(uniqueBlocksIn(stream)).fill(NaN);
  const hitBlocks = new Uint32Array(requests);
  let work = 0;
  for (let request = 0; request < requests; request++) {
    const now = stream.startSeconds[request] ?? 0;
    const ids = reader.idsOf(request);
    let leading = 0;
    while (leading < ids.length && now - (written[ids[leading] ?? 0] ?? 0) <= windowSeconds) leading++;
    hitBlocks[request] = leading;
    for (let at = leading; at < ids.length; at++) {
      const block = ids[at] ?? 0;
      const isHidden = now - (written[block] ?? 0) <= windowSeconds;
      if (!isHidden || writes === 'recomputed') written[block] = now;
    }
    work += ids.length;
    if (work >= BLOCKS_PER_STEP) {
      work = 0;
      yield { doneRequests: request + 1, requests };
    }
  }
  yield { doneRequests: requests, requests };
  return hitBlocks;
}
