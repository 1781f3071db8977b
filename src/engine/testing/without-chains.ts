import { BlockReader } from '../block-reader.ts';
import { totalsOf, type BlockStream, type RequestStream } from '../request-stream.ts';

/** The same requests as plain lists of ids. */
export function withoutChains(stream: RequestStream): BlockStream {
  const reader = new BlockReader(stream);
  const lists = Array.from(stream.startSeconds, (_, request) => [...reader.idsOf(request)]);
  const firstBlock = new Float64Array(lists.length + 1);
  for (const [request, ids] of lists.entries()) firstBlock[request + 1] = (firstBlock[request] ?? 0) + ids.length;
  const { blockTokens, startSeconds, inputTokens, outputTokens } = stream;
  return {
    form: 'blocks',
    blockTokens,
    startSeconds,
    inputTokens,
    outputTokens,
    firstBlock,
    blockIds: Uint32Array.from(lists.flat()),
    uniqueBlocks: totalsOf(stream).uniqueBlocks,
  };
}
