import { blocksOf, requestsIn, type BlockStream, type ChainedStream, type RequestStream } from './request-stream.ts';

/** The most blocks or requests a stream may have: counts of a replay are 32-bit integers. */
const MOST = 2 ** 31 - 1;

/**
 * Throws a `RangeError` that names the column, the index and the value where a stream breaks a rule of its format:
 * unequal lengths, times that are not finite or go back, more blocks than input tokens can fill, a path that leaves its
 * parent beyond the parent's end, a request beyond its path, an unknown block id. One pass over the columns.
 */
export function validateStream(stream: RequestStream): void {
  const requests = requestsIn(stream);
  const { blockTokens, startSeconds, inputTokens } = stream;
  if (!(Number.isSafeInteger(blockTokens) && blockTokens > 0)) fail({ column: 'blockTokens', value: blockTokens });
  for (const column of ['inputTokens', 'outputTokens'] as const) sameLength({ stream, column, length: requests });
  if (stream.form === 'chained') validateChains(stream);
  else validateBlocks(stream);
  let before = -Infinity;
  let blocks = 0;
  for (let request = 0; request < requests; request++) {
    const start = startSeconds[request] ?? NaN;
    if (!Number.isFinite(start) || start < before) fail({ column: 'startSeconds', index: request, value: start });
    before = start;
    const own = blocksOf({ stream, request });
    if (!(own >= 0)) fail({ column: 'blocks of request', index: request, value: own });
    blocks += own;
    // The last block may be partial, but not empty.
    if (own > Math.ceil((inputTokens[request] ?? 0) / blockTokens))
      fail({ column: 'blocks of request', index: request, value: own });
  }
  if (requests > MOST) fail({ column: 'requests', value: requests });
  if (stream.form === 'blocks' && blocks !== stream.blockIds.length)
    fail({ column: 'blockIds.length', value: stream.blockIds.length });
}

function validateChains(stream: ChainedStream): void {
  const { pathParent, pathForkBlocks, pathBlocks, requestPath, requestBlocks } = stream;
  sameLength({ stream, column: 'requestPath', length: requestsIn(stream) });
  sameLength({ stream, column: 'requestBlocks', length: requestsIn(stream) });
  sameLength({ stream, column: 'pathForkBlocks', length: pathParent.length });
  sameLength({ stream, column: 'pathBlocks', length: pathParent.length });
  let unique = 0;
  for (const [path, parent] of pathParent.entries()) {
    const fork = pathForkBlocks[path] ?? 0;
    const end = pathBlocks[path] ?? 0;
    if (parent >= path || parent < -1) fail({ column: 'pathParent', index: path, value: parent });
    const above = parent < 0 ? 0 : (pathBlocks[parent] ?? 0);
    if (fork > above || (parent >= 0 && fork <= (pathForkBlocks[parent] ?? 0)))
      fail({ column: 'pathForkBlocks', index: path, value: fork });
    if (end <= fork) fail({ column: 'pathBlocks', index: path, value: end });
    unique += end - fork;
  }
  if (unique > MOST) fail({ column: 'unique blocks', value: unique });
  for (const [request, blocks] of requestBlocks.entries()) {
    const path = requestPath[request] ?? 0;
    if (blocks > 0 && (blocks > (pathBlocks[path] ?? 0) || blocks <= (pathForkBlocks[path] ?? 0)))
      fail({ column: 'requestBlocks', index: request, value: blocks });
  }
}

function validateBlocks(stream: BlockStream): void {
  const { firstBlock, blockIds, uniqueBlocks } = stream;
  sameLength({ stream, column: 'firstBlock', length: requestsIn(stream) + 1 });
  if (!(Number.isSafeInteger(uniqueBlocks) && uniqueBlocks >= 0 && uniqueBlocks <= MOST))
    fail({ column: 'uniqueBlocks', value: uniqueBlocks });
  if (firstBlock[0] !== 0) fail({ column: 'firstBlock', index: 0, value: firstBlock[0] });
  for (let index = 0; index < blockIds.length; index++)
    if ((blockIds[index] ?? 0) >= uniqueBlocks) fail({ column: 'blockIds', index, value: blockIds[index] });
}

function sameLength<S extends RequestStream>({
  stream,
  column,
  length,
}: {
  stream: S;
  column: keyof S & string;
  length: number;
}): void {
  const found = (stream[column] as ArrayLike<number>).length;
  if (found !== length) fail({ column: `${column}.length`, value: found });
}

function fail({ column, index, value }: { column: string; index?: number; value: number | undefined }): never {
  throw new RangeError(`Request stream: ${column}${index === undefined ? '' : `[${index}]`} is ${value}`);
}
