import type { Tokens } from '../../../domain/units.ts';
import type { FormatReader, LogEntry, LogUnit, ReaderOptions } from '../format-reader.ts';
import { LogError, type Fields } from '../json-fields.ts';
import { GAP_CAUSE_CODES, type UsageLog } from '../log.ts';
import { parseJson } from './json-values.ts';
import { countOf, isFields, neededCountOf, nestedOf, textOf } from './record-fields.ts';
import type { UsageRow } from './rows.ts';
import { secondsOf } from './times.ts';
import { classesOf } from './token-classes.ts';
import { UsageFacts } from './usage-facts.ts';

/** Counts of a `token_count` event; cached and written tokens are parts of the input. */
interface Counts {
  readonly input: Tokens;
  readonly cached: Tokens;
  readonly written: Tokens;
  readonly output: Tokens;
}

/** What a file has said so far. */
interface Session {
  /** Its own id first; behind it those of the sessions whose history it carries. */
  readonly ids: string[];
  model: string;
  total: Counts | null;
  hasPerson: boolean;
  hasTool: boolean;
}

const COUNTS = ['input', 'cached', 'written', 'output'] as const;
const TOOL_OUTPUT = /_output$/;

/**
 * Reads Codex's session files (`~/.codex/sessions`, one JSON object per line): `token_count` events, with the model of
 * the `turn_context` before them.
 *
 * What a request used is `last_token_usage`; where that is missing, the cumulative `total_token_usage` less the one
 * before it; never both. An event that repeats the totals before it is an update of limits and no request. Totals that
 * fall begin again. Cached tokens are a part of the input.
 * A forked session begins with its parent's events, copied: an event with the same totals and the same last usage as one
 * before it counts once, at the earlier time, since copies carry the time of the fork. The first event of a session has
 * equal totals and usage, which another session may have by chance: it is a copy only within a family of forks.
 *
 * Times are those at which answers ended. Ignored: limits, reasoning tokens (a part of the output).
 */
export class CodexReader implements FormatReader {
  readonly unit: LogUnit = 'line';
  readonly #facts: UsageFacts;
  readonly #seen = new Map<string, { index: number; row: UsageRow }>();
  readonly #read = new Set<string>();
  readonly #parents = new Set<string>();
  #file = -1;
  #session: Session = newSession();

  constructor({ keepDuplicates }: ReaderOptions = {}) {
    this.#facts = new UsageFacts({ format: 'codex', keepDuplicates });
  }

  read({ text, file }: LogEntry): void {
    const entry = parseJson(text);
    if (!isFields(entry)) throw new LogError('it is not an object');
    if (file !== this.#file) {
      this.#file = file;
      this.#session = newSession();
    }
    const payload = nestedOf({ fields: entry, name: 'payload' });
    if (!payload) return;
    const session = this.#session;
    const kind = textOf({ fields: payload, names: ['type'] }) ?? '';
    switch (entry['type']) {
      case 'session_meta':
        this.#readMeta(payload);
        break;
      case 'turn_context':
        session.model = textOf({ fields: payload, names: ['model', 'model_name'] }) ?? session.model;
        break;
      case 'response_item':
        if (TOOL_OUTPUT.test(kind)) session.hasTool = true;
        break;
      case 'event_msg':
        if (kind === 'token_count') this.#readCount({ entry, payload });
        else if (kind === 'user_message') session.hasPerson = true;
        break;
    }
  }

  finish(): UsageLog {
    const orphans = [...this.#parents].filter((id) => !this.#read.has(id)).length;
    if (orphans > 0)
      this.#facts.note(
        `${orphans} sessions were forked whose own files are not among those read: requests copied from them are counted at the time of the fork.`,
      );
    this.#facts.note('Times are those at which answers ended: the log does not say when requests began.');
    // Ids have done their work: the log keeps none.
    for (const names of [this.#seen, this.#read, this.#parents]) names.clear();
    return this.#facts.finish();
  }

  #readMeta(payload: Fields): void {
    const { ids } = this.#session;
    const id = textOf({ fields: payload, names: ['id', 'session_id'] });
    const parent = textOf({ fields: payload, names: ['forked_from_id', 'parent_thread_id'] });
    // The file's own id stands first; one that comes later is the parent's, copied with its history.
    if (id !== undefined && ids.length === 0) this.#read.add(id);
    else if (id !== undefined && !ids.includes(id)) this.#parents.add(id);
    if (parent !== undefined) this.#parents.add(parent);
    for (const name of [id, parent]) if (name !== undefined && !ids.includes(name)) ids.push(name);
  }

  #readCount({ entry, payload }: { entry: Fields; payload: Fields }): void {
    const info = nestedOf({ fields: payload, name: 'info' });
    if (!info) return;
    const totalFields = nestedOf({ fields: info, name: 'total_token_usage' });
    const lastFields = nestedOf({ fields: info, name: 'last_token_usage' });
    const total = totalFields && countsOf(totalFields);
    const session = this.#session;
    const before = session.total;
    if (total && before && COUNTS.every((name) => total[name] === before[name])) return;
    const last = lastFields ? countsOf(lastFields) : total && differenceOf({ total, before });
    if (!last) throw new LogError('a count of tokens without any');
    if (COUNTS.every((name) => last[name] === 0)) {
      session.total = total ?? before;
      return;
    }
    const seconds = secondsOf({ value: entry['timestamp'], name: 'timestamp' });
    const row: UsageRow = {
      ...classesOf({
        input_tokens: last.input,
        input_tokens_details: { cached_tokens: last.cached, cache_write_tokens: last.written },
        output_tokens: last.output,
      }),
      startSeconds: seconds,
      endSeconds: seconds,
      session: session.ids[0] ?? `file ${this.#file}`,
      model: session.model,
      cause: causeOf(session),
    };
    this.#take({ row, names: total ? namesOf({ total, last, session, file: this.#file }) : [] });
    session.total = total ?? before;
    session.hasPerson = false;
    // Whatever follows in a turn was started by a tool: its output may be written before or after the count.
    session.hasTool = session.hasTool || row.cause === GAP_CAUSE_CODES.person;
  }

  #take({ row, names }: { row: UsageRow; names: readonly string[] }): void {
    const facts = this.#facts;
    const known = names.map((name) => this.#seen.get(name)).find((seen) => seen !== undefined);
    if (known) facts.duplicates++;
    if (known && !facts.keepsDuplicates) {
      if (row.startSeconds < known.row.startSeconds) {
        facts.rows.set({ index: known.index, row });
        known.row = row;
      }
      for (const name of names) this.#seen.set(name, known);
      return;
    }
    const added = { index: facts.addRequest(row), row };
    for (const name of names) this.#seen.set(name, added);
  }
}

function newSession(): Session {
  return { ids: [], model: 'unknown', total: null, hasPerson: false, hasTool: false };
}

function countsOf(fields: Fields): Counts {
  return {
    input: neededCountOf({ fields, names: ['input_tokens'] }),
    cached: countOf({ fields, names: ['cached_input_tokens', 'cache_read_input_tokens'] }) ?? 0,
    written: countOf({ fields, names: ['cache_write_input_tokens'] }) ?? 0,
    output: countOf({ fields, names: ['output_tokens'] }) ?? 0,
  };
}

function differenceOf({ total, before }: { total: Counts; before: Counts | null }): Counts {
  if (!before || COUNTS.some((name) => total[name] < before[name])) return total;
  return {
    input: total.input - before.input,
    cached: total.cached - before.cached,
    written: total.written - before.written,
    output: total.output - before.output,
  };
}

function causeOf({ hasPerson, hasTool }: Session): number {
  if (hasPerson) return GAP_CAUSE_CODES.person;
  return hasTool ? GAP_CAUSE_CODES.tool : GAP_CAUSE_CODES.unknown;
}

/** Names under which an event may be met again: one everywhere, or, of a session's first, one per session it belongs to. */
function namesOf({
  total,
  last,
  session,
  file,
}: {
  total: Counts;
  last: Counts;
  session: Session;
  file: number;
}): readonly string[] {
  const event = [...COUNTS.map((name) => total[name]), ...COUNTS.map((name) => last[name])].join(' ');
  if (COUNTS.some((name) => total[name] !== last[name])) return [event];
  const ids = session.ids.length > 0 ? session.ids : [`file ${file}`];
  return ids.map((id) => JSON.stringify([event, id]));
}
