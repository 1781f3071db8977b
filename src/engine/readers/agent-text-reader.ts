import { BlockLogBuilder } from './block-log.ts';
import { TextBlocks } from './content-index.ts';
import { Digest, Repeats } from './digest.ts';
import type { FormatReader, LogEntry, ReaderOptions } from './format-reader.ts';
import { fieldsOf, LogError, numberOf, parsed, textOf } from './json-fields.ts';
import type { BlockLog } from './log.ts';

/** Assumed: English prose and code have 3.5 to 4.5 characters a token. */
export const CHARACTERS_PER_TOKEN = 4;
export const BLOCK_CHARACTERS = 256;
const MICROSECONDS_PER_SECOND = 1e6;
const WHERE = 'The row';

/**
 * Traces that hold what agents sent as text: `{timestamp (µs), input, output, session_id}`, one call per line, where
 * `input` is all the text of the session that the call sends, not only what is new. Texts are turned into block ids at
 * once and dropped. The same text has the same blocks in every session and file. A row with the same session, time and
 * input repeats one.
 * Source: LMCache/lmcache-agent-trace (miniswe, taubench, magagent): each call's input begins with that of the call before.
 */
export class AgentTextReader implements FormatReader {
  readonly unit = 'line';
  readonly #log = new BlockLogBuilder({ blockTokens: BLOCK_CHARACTERS / CHARACTERS_PER_TOKEN });
  readonly #blocks = new TextBlocks({ blockCharacters: BLOCK_CHARACTERS });
  readonly #sessions = new Map<string | number, number>();
  readonly #repeats = new Repeats();
  readonly #keeps: boolean;

  constructor({ keepDuplicates = false }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  read({ text }: LogEntry): void {
    const fields = fieldsOf({ value: parsed({ text, where: WHERE }), where: WHERE });
    const startSeconds = numberOf({ fields, name: 'timestamp', where: WHERE }) / MICROSECONDS_PER_SECOND;
    const input = textOf({ fields, name: 'input', where: WHERE });
    const output = (fields['output'] ?? null) === null ? '' : textOf({ fields, name: 'output', where: WHERE });
    const name = fields['session_id'];
    if (typeof name !== 'string' && typeof name !== 'number') throw new LogError(`${WHERE} has no session_id`);
    const digest = new Digest().text(String(name)).number(startSeconds).text(input);
    if (this.#repeats.meet(digest.key()) && !this.#keeps) return;
    const session = this.#sessions.get(name) ?? this.#sessions.size;
    this.#sessions.set(name, session);
    this.#log.add({
      request: {
        startSeconds,
        inputTokens: Math.ceil(input.length / CHARACTERS_PER_TOKEN),
        outputTokens: Math.ceil(output.length / CHARACTERS_PER_TOKEN),
        blockIds: this.#blocks.idsOf(input),
      },
      label: () => ({ session, agent: session }),
    });
  }

  finish(): BlockLog {
    return this.#log.finish({
      format: 'agent-text',
      blockCount: 'floor',
      sharesBlocksAcrossFiles: true,
      duplicates: this.#repeats.count,
      duplicatesKept: this.#keeps,
      notes: [
        `The log has texts and no token counts: tokens are assumed at ${CHARACTERS_PER_TOKEN} characters each, blocks are ${BLOCK_CHARACTERS} characters. Rates hold for the text; numbers of tokens are rough, most of all where it is not English.`,
        'Each call’s input is taken for its whole prompt: what an agent sends beside it, such as tools and its own answers, is not in the log.',
      ],
    });
  }
}
