import { BlockReader } from '../block-reader.ts';
import { requestsIn, totalsOf, uniqueBlocksIn, type RequestStream } from '../request-stream.ts';
import type { Steps } from '../run-control.ts';
import { OrderedSet } from './ordered-set.ts';

const BLOCKS_PER_STEP = 2 ** 18;

/**
 * Block references that a cache of that many blocks would serve if it knew the future: the upper bound of every policy.
 * It takes references one after another from the root of each request, and when full it drops the block that is needed
 * last. With `admission` `optional` it need not take a block in that is needed later than all it holds; with `always` it
 * must, as in the textbook and in most simulators.
 *
 * Shape: one count. Steps: log₃₂(references) per reference. Memory: 9 bytes per reference.
 * Errors: a `RangeError` for a capacity that is not a whole number, or more than 2³¹ − 1 references.
 * Source: L. Belady, "A study of replacement algorithms for a virtual-storage computer", 1966.
 * Example: A B A with one block: A hits where B may be passed by, and misses where B must be taken in.
 * Ignores: that a prefix cache cannot use a block below a missing one. It may count such hits, so it is a bound, and not
 * what a prefix cache could reach.
 */
export function* beladyHits({
  stream,
  capacityBlocks,
  admission = 'optional',
}: {
  stream: RequestStream;
  capacityBlocks: number;
  admission?: 'optional' | 'always';
}): Steps<number> {
  if (!(Number.isSafeInteger(capacityBlocks) && capacityBlocks >= 0))
    throw new RangeError(`A capacity of ${capacityBlocks} blocks: it must be a whole number`);
  const references = totalsOf(stream).blocks;
  if (references >= 2 ** 31) throw new RangeError(`${references} references are more than 2³¹ − 1`);
  const next = nextUses({ stream, references });
  const requests = requestsIn(stream);
  // A held block is known by the place of its next use. Those without one are alike, so they are only counted.
  const held = new OrderedSet({ size: references });
  const isHeld = new Uint8Array(references);
  let useful = 0;
  let useless = 0;
  let hits = 0;
  for (let at = 0; at < references; at++) {
    const isHit = isHeld[at] === 1;
    if (isHit) {
      hits++;
      useful--;
      held.delete(at);
    }
    const use = next[at] ?? -1;
    const mustStay = isHit || admission === 'always';
    if (capacityBlocks > 0 && (use >= 0 || mustStay)) {
      let room = useful + useless < capacityBlocks;
      if (!room && useless > 0) {
        useless--;
        room = true;
      }
      const latest = room ? -1 : held.largest();
      if (!room && (mustStay || use < latest)) {
        held.delete(latest);
        isHeld[latest] = 0;
        useful--;
        room = true;
      }
      if (room && use < 0) useless++;
      else if (room) {
        held.add(use);
        isHeld[use] = 1;
        useful++;
      }
    }
    if (at % BLOCKS_PER_STEP === BLOCKS_PER_STEP - 1)
      yield { doneRequests: Math.floor((requests * at) / references), requests };
  }
  yield { doneRequests: requests, requests };
  return hits;
}

/** For each reference the place of the next one to the same block; −1 for the last. */
function nextUses({ stream, references }: { stream: RequestStream; references: number }): Int32Array {
  const reader = new BlockReader(stream);
  const next = new Int32Array(references).fill(-1);
  const last = new Int32Array(uniqueBlocksIn(stream)).fill(-1);
  let at = 0;
  for (let request = 0; request < requestsIn(stream); request++) {
    for (const block of reader.idsOf(request)) {
      const before = last[block] ?? -1;
      if (before >= 0) next[before] = at;
      last[block] = at++;
    }
  }
  return next;
}
