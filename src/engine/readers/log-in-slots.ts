import type { Seconds } from '../../domain/units.ts';
import { pick } from '../request-log.ts';
import { blocksOf, requestsIn, type BlockStream, type RequestStream } from '../request-stream.ts';
import type { BlockLog } from './log.ts';

/**
 * The stream of recorded sessions that share one cache, if `slots` people play them back to back: slot s plays sessions
 * s, s + slots, s + 2 slots, … in the order in which they were read, and begins the next when the last response of the
 * one before has ended. A response of which the log does not say the end is taken to end where it starts. Ties in time go
 * to the earlier session, then to the earlier request.
 * Errors: a `RangeError` for slots that are no whole number above 0.
 * Example: three sessions of 10, 20 and 30 s in two slots begin at 0, 0 and 10 s.
 * Ignores: times of the log between sessions, so it is for logs whose sessions each begin at 0.
 */
export function streamInSlots({ log, slots }: { log: BlockLog; slots: number }): RequestStream {
  if (!(Number.isSafeInteger(slots) && slots > 0))
    throw new RangeError(`${slots} slots: it must be a whole number above 0`);
  const { stream, labels } = log;
  const begins = beginsOf({ log, slots });
  const startSeconds = stream.startSeconds.map((start, request) => (begins[labels.session[request] ?? 0] ?? 0) + start);
  const at = (request: number): Seconds => startSeconds[request] ?? 0;
  const session = (request: number): number => labels.session[request] ?? 0;
  const order = Uint32Array.from(startSeconds.keys());
  order.sort((a, b) => at(a) - at(b) || session(a) - session(b) || a - b);
  const columns = {
    blockTokens: stream.blockTokens,
    startSeconds: Float64Array.from(order, at),
    inputTokens: pick({ values: stream.inputTokens, order }),
    outputTokens: pick({ values: stream.outputTokens, order }),
  };
  if (stream.form === 'blocks') return { ...stream, ...columns, ...listsInOrder({ stream, order }) };
  const { requestPath, requestBlocks } = stream;
  return {
    ...stream,
    ...columns,
    requestPath: pick({ values: requestPath, order }),
    requestBlocks: pick({ values: requestBlocks, order }),
  };
}

function beginsOf({ log, slots }: { log: BlockLog; slots: number }): Float64Array {
  const { stream, labels, sessions } = log;
  const lastEnds = new Float64Array(sessions);
  const begins = new Float64Array(sessions);
  for (const [request, session] of labels.session.entries()) {
    const start = stream.startSeconds[request] ?? 0;
    const said = labels.endSeconds[request] ?? NaN;
    lastEnds[session] = Math.max(lastEnds[session] ?? 0, Number.isNaN(said) ? start : said);
  }
  const freeSeconds = new Float64Array(slots);
  for (let session = 0; session < sessions; session++) {
    const begin = freeSeconds[session % slots] ?? 0;
    begins[session] = begin;
    freeSeconds[session % slots] = begin + (lastEnds[session] ?? 0);
  }
  return begins;
}

function listsInOrder({ stream, order }: { stream: BlockStream; order: Uint32Array }): {
  readonly firstBlock: Float64Array;
  readonly blockIds: Uint32Array;
} {
  const firstBlock = new Float64Array(requestsIn(stream) + 1);
  const blockIds = new Uint32Array(stream.blockIds.length);
  for (const [index, request] of order.entries()) {
    const at = firstBlock[index] ?? 0;
    const from = stream.firstBlock[request] ?? 0;
    const blocks = blocksOf({ stream, request });
    blockIds.set(stream.blockIds.subarray(from, from + blocks), at);
    firstBlock[index + 1] = at + blocks;
  }
  return { firstBlock, blockIds };
}
