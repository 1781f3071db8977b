import { BlockLogBuilder } from './block-log.ts';
import { Digest, Repeats } from './digest.ts';
import type { FormatReader, LogEntry, ReaderOptions } from './format-reader.ts';
import { fieldsOf, idsOf, LogError, numberOf, parsed, tokensOf, type Fields } from './json-fields.ts';
import type { BlockLog } from './log.ts';
import { MOONCAKE_BLOCK_TOKENS, mooncakeRow } from './mooncake.ts';

export const BAILIAN_BLOCK_TOKENS = 16;

const WHERE = 'The row';

export const CHAINS_NOTE =
  'The log does not name sessions. A request counts to the session of an earlier one where its prompt begins with all full blocks of that one’s; others begin a session of their own.';

/**
 * Mooncake traces: one request per line, blocks of 512 tokens rounded up, times in milliseconds. All files of a drop
 * share their ids. Equal rows may be two requests and are kept unless told otherwise; sessions are derived.
 */
export class MooncakeReader implements FormatReader {
  readonly unit = 'line';
  readonly #log = new BlockLogBuilder({ blockTokens: MOONCAKE_BLOCK_TOKENS });
  readonly #repeats = new Repeats();
  readonly #keeps: boolean;

  constructor({ keepDuplicates = true }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  read({ text }: LogEntry): void {
    const request = mooncakeRow({ value: parsed({ text, where: WHERE }), where: WHERE });
    const { startSeconds, inputTokens, outputTokens, blockIds } = request;
    this.#log.check(request);
    const digest = new Digest().number(startSeconds).number(inputTokens).number(outputTokens).ids(blockIds);
    if (this.#repeats.meet(digest.key()) && !this.#keeps) return;
    const own = this.#log.requests;
    this.#log.add({ request, label: (before) => ({ session: before?.session ?? own, agent: before?.session ?? own }) });
  }

  finish(): BlockLog {
    return this.#log.finish({
      format: 'mooncake',
      blockCount: 'ceil',
      sharesBlocksAcrossFiles: true,
      duplicates: this.#repeats.count,
      duplicatesKept: this.#keeps,
      sessionsByChains: true,
      notes: [CHAINS_NOTE],
    });
  }
}

/**
 * Qwen-Bailian traces: one request per line, blocks of 16 tokens, times in seconds. A request names the one before it in
 * its session, and itself, so a row with the same `chat_id` repeats one.
 * Source: alibaba-edu/qwen-bailian-usagetraces-anon, README and docs/qa-context-growth-pattern.md (the last block is
 * padded: ids are rounded up).
 */
export class BailianReader implements FormatReader {
  readonly unit = 'line';
  readonly #log = new BlockLogBuilder({ blockTokens: BAILIAN_BLOCK_TOKENS });
  /** Session of every chat id that a row has, or has named as its parent. */
  readonly #sessions = new Map<string | number, number>();
  readonly #read = new Set<string | number>();
  readonly #keeps: boolean;
  #duplicates = 0;
  #orphans = 0;

  constructor({ keepDuplicates = false }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  read({ text }: LogEntry): void {
    const fields = fieldsOf({ value: parsed({ text, where: WHERE }), where: WHERE });
    const chat = chatOf({ fields, name: 'chat_id' });
    if (chat === undefined) throw new LogError(`${WHERE} has no chat_id`);
    const isRepeat = this.#read.has(chat);
    if (isRepeat && !this.#keeps) {
      this.#duplicates++;
      return;
    }
    const parent = chatOf({ fields, name: 'parent_chat_id' });
    const request = {
      startSeconds: numberOf({ fields, name: 'timestamp', where: WHERE }),
      inputTokens: tokensOf({ fields, name: 'input_length', where: WHERE }),
      outputTokens: tokensOf({ fields, name: 'output_length', where: WHERE }),
      blockIds: idsOf({ fields, name: 'hash_ids', where: WHERE }),
    };
    const named = parent === undefined ? undefined : this.#sessions.get(parent);
    const session = this.#sessions.get(chat) ?? named ?? this.#log.requests;
    this.#log.add({ request, label: () => ({ session, agent: session }) });
    if (isRepeat) this.#duplicates++;
    if (parent !== undefined && !this.#read.has(parent)) this.#orphans++;
    this.#read.add(chat);
    this.#sessions.set(chat, session);
    if (parent !== undefined && named === undefined) this.#sessions.set(parent, session);
  }

  finish(): BlockLog {
    const orphans = this.#orphans;
    return this.#log.finish({
      format: 'qwen-bailian',
      blockCount: 'ceil',
      sharesBlocksAcrossFiles: true,
      duplicates: this.#duplicates,
      duplicatesKept: this.#keeps,
      notes:
        orphans === 0
          ? []
          : [
              `${orphans} requests go on one that is not read before them: their sessions began before the log, or rows are out of order.`,
            ],
    });
  }
}

/** −1 and null stand for none. */
function chatOf({ fields, name }: { fields: Fields; name: string }): string | number | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined || value === -1 || value === '-1' || value === '') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new LogError(`${WHERE}: ${name} is neither a number nor a text`);
  return value;
}
