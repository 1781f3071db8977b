import type { Tokens } from '../../domain/units.ts';
import { BlockIdStreamBuilder, type BlockIdRequest, type Chaining } from '../prefix-chain.ts';
import type { RequestStream } from '../request-stream.ts';
import { fieldsOf, idsOf, LogError, numberOf, parsed, tokensOf } from './json-fields.ts';

/** Tokens per block of the published Mooncake traces. */
export const MOONCAKE_BLOCK_TOKENS = 512;
const MILLISECONDS_PER_SECOND = 1_000;

/**
 * Parses a Mooncake trace: one JSON object per line, `{timestamp (ms), input_length, output_length, hash_ids}`. Blank
 * lines are skipped. Throws a `LogError` with the number of the first line that is not such an object, and for a text
 * without any. For files of any size, and with lines that are broken, use `readLogs`.
 * Source: kvcache-ai/Mooncake, FAST25-release/traces.
 */
export function parseMooncake(text: string): readonly BlockIdRequest[] {
  const rows: BlockIdRequest[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `Line ${index + 1}`;
    rows.push(mooncakeRow({ value: parsed({ text: line, where }), where }));
  }
  if (rows.length === 0) throw new LogError('The text holds no request');
  return rows;
}

/** One row of a Mooncake trace. `where` names it in errors. */
export function mooncakeRow({ value, where }: { value: unknown; where: string }): BlockIdRequest {
  const fields = fieldsOf({ value, where });
  return {
    startSeconds: numberOf({ fields, name: 'timestamp', where }) / MILLISECONDS_PER_SECOND,
    inputTokens: tokensOf({ fields, name: 'input_length', where }),
    outputTokens: tokensOf({ fields, name: 'output_length', where }),
    blockIds: idsOf({ fields, name: 'hash_ids', where }),
  };
}

/**
 * The stream of a Mooncake trace. Its ids count blocks rounded up: the last block of a request may be partial.
 * Errors: a `RangeError` that names the request when it has more ids than its input fills, as with a wrong `blockTokens`.
 */
export function mooncakeStream({
  rows,
  blockTokens = MOONCAKE_BLOCK_TOKENS,
}: {
  rows: readonly BlockIdRequest[];
  blockTokens?: Tokens;
}): { readonly stream: RequestStream; readonly chaining: Chaining } {
  const builder = new BlockIdStreamBuilder({ blockTokens });
  for (const row of rows) builder.addRequest(row);
  return builder.build();
}
