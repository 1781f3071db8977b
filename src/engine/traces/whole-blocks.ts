import { BlockReader } from '../block-reader.ts';
import { BlockIdStreamBuilder } from '../prefix-chain.ts';
import { requestsIn, shortTokensOf, type RequestStream } from '../request-stream.ts';

/**
 * The stream as an engine sees it that caches full blocks only: a partial last block of a prompt is not looked up or kept.
 * A stream without partial blocks is returned as it is.
 * Example: 25 tokens in blocks of ten, A, B and half of C, become A and B, with 5 tokens that no cache can hold.
 */
export function withoutPartialBlocks(stream: RequestStream): RequestStream {
  const requests = requestsIn(stream);
  let partial = 0;
  for (let request = 0; request < requests; request++) if (shortTokensOf({ stream, request }) > 0) partial++;
  if (partial === 0) return stream;
  const reader = new BlockReader(stream);
  const builder = new BlockIdStreamBuilder({ blockTokens: stream.blockTokens });
  for (let request = 0; request < requests; request++) {
    const ids = reader.idsOf(request);
    builder.addRequest({
      startSeconds: stream.startSeconds[request] ?? 0,
      inputTokens: stream.inputTokens[request] ?? 0,
      outputTokens: stream.outputTokens[request] ?? 0,
      blockIds: shortTokensOf({ stream, request }) > 0 ? ids.subarray(0, ids.length - 1) : ids,
    });
  }
  return builder.build().stream;
}
