import type { Seconds } from '../../../domain/units.ts';
import type { FormatReader, LogEntry, LogUnit, ReaderOptions } from '../format-reader.ts';
import { LogError, type Fields } from '../json-fields.ts';
import { GAP_CAUSE_CODES, type UsageLog } from '../log.ts';
import { parseJson } from './json-values.ts';
import { isFields, nestedOf, textOf, usdOf } from './record-fields.ts';
import { agentNameOf, type UsageRow } from './rows.ts';
import { secondsOf } from './times.ts';
import { classesOf } from './token-classes.ts';
import { untoldLifeNote, UsageFacts } from './usage-facts.ts';

/** An answer that has been read, and where. */
interface Answer {
  index: number;
  file: number;
  requestId: string | undefined;
  session: string;
  isSidechain: boolean;
  /** The file in which a copy of it was counted last. */
  copyFile: number;
}

/** Who sent an entry. */
interface Speaker {
  readonly session: string;
  readonly agent: string;
  readonly isSidechain: boolean;
}

/** What was sent to an agent since its last request. */
interface Prompt {
  readonly startSeconds: Seconds;
  readonly cause: number;
}

/** Messages that Claude Code wrote itself, in place of an answer. */
const OWN_MODEL = '<synthetic>';

/**
 * Reads Claude Code's session files (`~/.claude/projects`, one JSON object per line).
 *
 * A request is an answer: lines that share message id and request id are parts of one, and the last says what it used.
 * The same answer in another file is a copy that a resumed session carries, and one in a sidechain under another request
 * id is the parent's, replayed: both count once, as the parent's. Without a request id an answer is told by its message id
 * within its session, as gateways use ids again. A request starts when the prompt, a person's or a tool's result, was
 * written down, and ends with the answer's last line; that prompt is also the cause of the gap before it.
 * `input_tokens` leaves cached tokens out. Each sidechain is an agent of its own.
 *
 * Left out without a word: lines of other types, and messages that Claude Code wrote itself. Ignored: tiers and speeds.
 */
export class ClaudeCodeReader implements FormatReader {
  readonly unit: LogUnit = 'line';
  readonly #facts: UsageFacts;
  /** By message id. */
  readonly #answers = new Map<string, Answer[]>();
  readonly #prompts = new Map<string, Prompt>();
  /** Of old versions, which name no agents: which sidechain an entry belongs to. */
  readonly #sidechains = new Map<string, string>();
  readonly #agents = new Set<string>();
  readonly #mentionedAgents = new Set<string>();
  #untoldLifeTokens = 0;

  constructor({ keepDuplicates }: ReaderOptions = {}) {
    this.#facts = new UsageFacts({ format: 'claude-code', keepDuplicates });
  }

  read({ text, file }: LogEntry): void {
    const entry = parseJson(text);
    if (!isFields(entry)) throw new LogError('it is not an object');
    const { type } = entry;
    if (type === 'user') this.#readPrompt({ entry, file });
    else if (type === 'assistant') this.#readAnswer({ entry, file });
    else if (type === 'progress') this.#noteAgent(entry);
  }

  finish(): UsageLog {
    const facts = this.#facts;
    if (this.#untoldLifeTokens > 0) facts.note(untoldLifeNote(this.#untoldLifeTokens));
    const absent = [...this.#mentionedAgents].filter((agent) => !this.#agents.has(agent)).length;
    if (absent > 0)
      facts.note(
        `${absent} sub-agents are mentioned whose own files are not among those read: their tokens are missing.`,
      );
    // Ids have done their work: the log keeps none.
    for (const names of [this.#answers, this.#prompts, this.#sidechains, this.#agents]) names.clear();
    return facts.finish();
  }

  #readPrompt({ entry, file }: { entry: Fields; file: number }): void {
    const speaker = this.#speakerOf({ entry, file });
    if (entry['isMeta'] === true || entry['isCompactSummary'] === true) return;
    const startSeconds = secondsOf({ value: entry['timestamp'], name: 'timestamp' });
    const isTool = speaker.isSidechain || holdsToolResult(entry);
    const cause = isTool ? GAP_CAUSE_CODES.tool : GAP_CAUSE_CODES.person;
    this.#prompts.set(agentNameOf(speaker), { startSeconds, cause });
  }

  #readAnswer({ entry, file }: { entry: Fields; file: number }): void {
    const speaker = this.#speakerOf({ entry, file });
    const message = nestedOf({ fields: entry, name: 'message' });
    if (!message) throw new LogError('it holds no message');
    if (message['model'] === OWN_MODEL || entry['isApiErrorMessage'] === true) return;
    if (!isFields(message['usage'])) throw new LogError('an answer without usage');
    const endSeconds = secondsOf({ value: entry['timestamp'], name: 'timestamp' });
    const name = agentNameOf(speaker);
    const prompt = this.#prompts.get(name);
    const row: UsageRow = {
      ...classesOf(withoutEmptySplit(message['usage'])),
      // An answer cannot end before its prompt: then the clock was set back.
      startSeconds: Math.min(prompt?.startSeconds ?? endSeconds, endSeconds),
      endSeconds,
      session: speaker.session,
      agent: speaker.agent,
      model: textOf({ fields: message, names: ['model'] }) ?? 'unknown',
      cause: prompt?.cause ?? GAP_CAUSE_CODES.unknown,
      reportedUsd: usdOf({ fields: entry, names: ['costUSD'] }),
    };
    const id = textOf({ fields: message, names: ['id'] });
    const requestId = textOf({ fields: entry, names: ['requestId'] });
    const isPart = this.#takeAnswer({ row, id, requestId, speaker, file });
    // What came in between the parts of an answer, as a tool's result, belongs to the next request.
    if (!isPart) this.#prompts.delete(name);
  }

  /** Whether it is a later part of an answer. */
  #takeAnswer({
    row,
    id,
    requestId,
    speaker: { session, isSidechain },
    file,
  }: {
    row: UsageRow;
    id: string | undefined;
    requestId: string | undefined;
    speaker: Speaker;
    file: number;
  }): boolean {
    if (id === undefined) {
      this.#add(row);
      return false;
    }
    const answers = this.#answers.get(id) ?? [];
    const isOfSession = (answer: Answer): boolean => answer.session === session;
    const same = answers.findLast(
      (answer) => answer.requestId === requestId && (requestId !== undefined || isOfSession(answer)),
    );
    if (same?.file === file) {
      this.#replace({ index: same.index, row });
      return true;
    }
    const known = same ?? answers.find((answer) => isOfSession(answer) && (answer.isSidechain || isSidechain));
    // A copy is counted once per file, however many parts it comes in.
    if (known && known.copyFile !== file) this.#facts.duplicates++;
    if (known) known.copyFile = file;
    if (!known || this.#facts.keepsDuplicates) {
      answers.push({ index: this.#add(row), file, requestId, session, isSidechain, copyFile: -1 });
      this.#answers.set(id, answers);
    } else if (known.isSidechain && !isSidechain) {
      // The parent's line tells the session and agent that asked; a sidechain's copy of it does not.
      this.#untoldLifeTokens += row.cacheWriteOtherTokens - this.#facts.rows.untoldLifeTokensOf(known.index);
      this.#facts.rows.set({ index: known.index, row });
      Object.assign(known, { file, requestId, session, isSidechain });
    }
    return false;
  }

  #add(row: UsageRow): number {
    const index = this.#facts.addRequest(row);
    this.#untoldLifeTokens += row.cacheWriteOtherTokens;
    return index;
  }

  /** A later part of an answer: its tokens and its end, at the start and for the cause of the first. */
  #replace({ index, row }: { index: number; row: UsageRow }): void {
    const { rows } = this.#facts;
    const before = rows.untoldLifeTokensOf(index);
    const startSeconds = Math.min(rows.startOf(index), row.startSeconds);
    rows.set({ index, row: { ...row, startSeconds, cause: rows.causeOf(index) } });
    this.#untoldLifeTokens += row.cacheWriteOtherTokens - before;
  }

  #speakerOf({ entry, file }: { entry: Fields; file: number }): Speaker {
    const session = textOf({ fields: entry, names: ['sessionId', 'session_id'] }) ?? `file ${file}`;
    if (entry['isSidechain'] !== true) return { session, agent: '', isSidechain: false };
    const named = textOf({ fields: entry, names: ['agentId'] });
    if (named !== undefined) {
      this.#agents.add(named);
      return { session, agent: named, isSidechain: true };
    }
    const uuid = textOf({ fields: entry, names: ['uuid'] });
    const parent = textOf({ fields: entry, names: ['parentUuid'] });
    const agent = (parent === undefined ? undefined : this.#sidechains.get(parent)) ?? `chain of ${uuid ?? file}`;
    if (uuid !== undefined) this.#sidechains.set(uuid, agent);
    return { session, agent, isSidechain: true };
  }

  /** A line in which the main agent watches a sub-agent: a copy of what stands in the sub-agent's own file. */
  #noteAgent(entry: Fields): void {
    const agent = textOf({ fields: nestedOf({ fields: entry, name: 'data' }) ?? {}, names: ['agentId'] });
    if (agent !== undefined) this.#mentionedAgents.add(agent);
  }
}

function holdsToolResult(entry: Fields): boolean {
  const content = nestedOf({ fields: entry, name: 'message' })?.['content'];
  return Array.isArray(content) && content.some((item) => isFields(item) && item['type'] === 'tool_result');
}

/** Gateways fill the split by life with zeros that they do not mean. */
function withoutEmptySplit(usage: Fields): Fields {
  const split = usage['cache_creation'];
  if (!isFields(split) || Object.values(split).some((tokens) => tokens !== 0)) return usage;
  const { cache_creation: _empty, ...rest } = usage;
  return rest;
}
