import type { Tokens } from '../../domain/units.ts';
import { BlockIdStreamBuilder, type BlockIdRequest, type Chaining } from '../prefix-chain.ts';
import type { RequestStream } from '../request-stream.ts';
import { fieldsOf, LogError, numberOf, numbersOf } from './json-fields.ts';

/** Tokens per block of the published Mooncake traces. */
export const MOONCAKE_BLOCK_TOKENS = 512;
const MILLISECONDS_PER_SECOND = 1_000;

/**
 * Parses a Mooncake trace: one JSON object per line, `{timestamp (ms), input_length, output_length, hash_ids}`. Blank
 * lines are skipped. Throws a `LogError` with the number of the first line that is not such an object, and for a text
 * without any.
 * Source: kvcache-ai/Mooncake, FAST25-release/traces.
 */
export function parseMooncake(text: string): readonly BlockIdRequest[] {
  const rows: BlockIdRequest[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `Line ${index + 1}`;
    const fields = fieldsOf({ value: parsed({ line, where }), where });
    rows.push({
      startSeconds: numberOf({ fields, name: 'timestamp', where }) / MILLISECONDS_PER_SECOND,
      inputTokens: numberOf({ fields, name: 'input_length', where }),
      outputTokens: numberOf({ fields, name: 'output_length', where }),
      blockIds: numbersOf({ fields, name: 'hash_ids', where }),
    });
  }
  if (rows.length === 0) throw new LogError('The text holds no request');
  return rows;
}

function parsed({ line, where }: { line: string; where: string }): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new LogError(`${where} is not JSON`);
  }
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
