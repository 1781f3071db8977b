import type { Seconds, Tokens } from '../../domain/units.ts';
import { BlockLogBuilder, type GapCause } from './block-log.ts';
import { TokenBlocks } from './content-index.ts';
import { Digest, Repeats } from './digest.ts';
import type { FormatReader, LogEntry, ReaderOptions } from './format-reader.ts';
import { CHAINS_NOTE } from './hash-id-readers.ts';
import {
  fieldsOf,
  idsOf,
  listOf,
  LogError,
  numberOf,
  numberOrNone,
  parsed,
  tokensOf,
  type Fields,
} from './json-fields.ts';
import { LengthLogBuilder } from './length-log.ts';
import type { BlockLog, LengthLog, SkippedLine } from './log.ts';

export const SIMULATOR_BLOCK_TOKENS = 64;
const NANOSECONDS_PER_SECOND = 1e9;
const MOST_TOKEN_ID = 2 ** 32 - 1;
const MOST_SKIPPED = 100;
const WHERE = 'The row';

interface Call {
  readonly startSeconds: Seconds;
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Absent where the row lists no ids. */
  readonly tokenIds: readonly number[] | undefined;
  readonly cause: GapCause;
}

/**
 * Workloads of LLMServingSim: a request per line, or a session per line whose calls wait for each other and then for a
 * tool. With token ids a prompt is cut into blocks of 64 tokens, equal exactly where all tokens up to there are; rows
 * without them are lengths only, and are left out where others have ids. How long calls take is what that simulator
 * works out, so calls of a session start here as if answers took no time.
 * Source: casys-kaist/LLMServingSim, workloads/README.md.
 */
export class LlmServingSimReader implements FormatReader {
  readonly unit = 'line';
  readonly #blocks = new TokenBlocks({ blockTokens: SIMULATOR_BLOCK_TOKENS });
  readonly #log = new BlockLogBuilder({ blockTokens: SIMULATOR_BLOCK_TOKENS });
  readonly #lengths = new LengthLogBuilder();
  readonly #withoutIds: SkippedLine[] = [];
  readonly #repeats = new Repeats();
  readonly #keeps: boolean | undefined;
  /** Numbers given to sessions: each call may begin one. */
  #sessions = 0;
  #hasSessions = false;
  #hasFlatRows = false;

  constructor({ keepDuplicates }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  read({ text, line, file }: LogEntry): void {
    const fields = fieldsOf({ value: parsed({ text, where: WHERE }), where: WHERE });
    const isSession = 'sub_requests' in fields;
    const calls = isSession ? callsOf(fields) : [flatCallOf(fields)];
    const digest = new Digest().text(isSession ? String(fields['session_id']) : '');
    for (const { startSeconds, inputTokens, outputTokens, tokenIds } of calls)
      digest
        .number(startSeconds)
        .number(inputTokens)
        .number(outputTokens)
        .ids(tokenIds ?? []);
    // Only sessions carry a name of their own.
    if (this.#repeats.meet(digest.key()) && !(this.#keeps ?? !isSession)) return;
    if (isSession) this.#hasSessions = true;
    else this.#hasFlatRows = true;
    const session = this.#sessions++;
    for (const { tokenIds, cause, ...figures } of calls) {
      if (tokenIds) {
        const blockIds = this.#blocks.idsOf(tokenIds.slice(0, figures.inputTokens));
        this.#log.add({
          request: { ...figures, blockIds },
          label: (before) => {
            const own = isSession ? session : (before?.session ?? session);
            return { session: own, agent: own, cause };
          },
        });
        continue;
      }
      this.#lengths.add(figures);
      if (this.#withoutIds.length < MOST_SKIPPED)
        this.#withoutIds.push({ file, line, reason: `${WHERE} lists no token ids, others do` });
    }
  }

  finish(): BlockLog | LengthLog {
    const facts = {
      format: 'llm-serving-sim',
      duplicates: this.#repeats.count,
      duplicatesKept: this.#keeps ?? !this.#hasSessions,
    } as const;
    const sessionNotes = this.#hasSessions
      ? ['Calls of a session are timed as if answers took no time: the log says only how long tools take.']
      : [];
    if (this.#log.requests === 0)
      return this.#lengths.finish({
        ...facts,
        notes: [...sessionNotes, 'The log lists no token ids: it has lengths only, and reuse cannot be computed.'],
      });
    return this.#log.finish({
      ...facts,
      blockCount: 'floor',
      sharesBlocksAcrossFiles: true,
      sessionsByChains: this.#hasFlatRows,
      notes: [
        ...sessionNotes,
        ...(this.#hasFlatRows ? [CHAINS_NOTE] : []),
        ...(this.#lengths.requests > 0
          ? [`${this.#lengths.requests} requests list no token ids and are left out.`]
          : []),
      ],
      skipped: this.#withoutIds,
      skippedLines: this.#lengths.requests,
    });
  }
}

const secondsOf = (fields: Fields): Seconds =>
  numberOf({ fields, name: 'arrival_time_ns', where: WHERE }) / NANOSECONDS_PER_SECOND;

function flatCallOf(fields: Fields): Call {
  return { ...figuresOf({ fields, where: WHERE }), startSeconds: secondsOf(fields), cause: 'unknown' };
}

function callsOf(fields: Fields): readonly Call[] {
  let startSeconds = secondsOf(fields);
  const list = listOf({ fields, name: 'sub_requests', where: WHERE });
  if (list.length === 0) throw new LogError(`${WHERE}: sub_requests is empty`);
  return list.map((value, index) => {
    const where = `Its call ${index}`;
    const call = fieldsOf({ value, where });
    const own: Call = { ...figuresOf({ fields: call, where }), startSeconds, cause: index === 0 ? 'unknown' : 'tool' };
    const tool = numberOrNone({ fields: call, name: 'tool_duration_ns', where }) ?? 0;
    if (tool < 0) throw new LogError(`${where}: tool_duration_ns is ${tool}, below 0`);
    startSeconds += tool / NANOSECONDS_PER_SECOND;
    if (!Number.isFinite(startSeconds)) throw new LogError(`${where}: its tool never ends`);
    return own;
  });
}

function figuresOf({ fields, where }: { fields: Fields; where: string }): Omit<Call, 'startSeconds' | 'cause'> {
  const hasIds = (fields['input_tok_ids'] ?? null) !== null;
  const tokenIds = hasIds ? idsOf({ fields, name: 'input_tok_ids', where }) : undefined;
  if (tokenIds?.some((id) => id > MOST_TOKEN_ID))
    throw new LogError(`${where}: input_tok_ids holds an id above 2³² − 1`);
  return {
    inputTokens: countOf({ fields, name: 'input_toks', where }),
    outputTokens: countOf({ fields, name: 'output_toks', where }),
    tokenIds,
  };
}

function countOf({ fields, name, where }: { fields: Fields; name: string; where: string }): Tokens {
  const tokens = tokensOf({ fields, name, where });
  if (tokens > MOST_TOKEN_ID) throw new LogError(`${where}: ${name} is ${tokens}, above 2³² − 1`);
  return tokens;
}
