import { BlockLogBuilder } from './block-log.ts';
import { readCodingSession, type CodingSession, type PrefixTokens } from './coding-session.ts';
import { Digest, Repeats } from './digest.ts';
import type { FormatReader, LogEntry, ReaderOptions } from './format-reader.ts';
import { IdLists, type IdList } from './id-lists.ts';
import { cutList, type CutList } from './json-elements.ts';
import { fieldsOf, LogError, type Fields } from './json-fields.ts';
import type { BlockLog, SkippedLine } from './log.ts';

const FORMAT = 'kv-cache-tester';
/** Characters parsed, or blocks added, between two steps. */
const STEP = 4_000_000;
const MOST_SKIPPED = 100;

/**
 * Sessions of kv-cache-tester: a file each, with block ids of its own. An entry that is broken is skipped and the rest
 * is read; so is a file that ends early, as far as it goes. A file whose list of requests was read before is the same
 * session: the published set has copies.
 */
export class KvCacheTesterReader implements FormatReader {
  readonly unit = 'document';
  readonly #keeps: boolean;
  readonly #repeats = new Repeats();
  readonly #skipped: SkippedLine[] = [];
  readonly #notes: string[] = [];
  #skippedEntries = 0;
  #log: BlockLogBuilder | undefined;
  #sessions = 0;
  /** By agent. */
  readonly #prefixes: PrefixTokens[] = [];

  constructor({ keepDuplicates = false }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  *read({ text, file }: LogEntry): Generator<void, void> {
    const cut = yield* cutList({ text, name: 'requests' });
    const parts = cut && (yield* parsedInSteps(cut));
    // Where the cuts cannot be right, the whole text decides.
    const json = parts?.isSound ? parts.json : (parsedOrNone(text) ?? parts?.json);
    if (json === undefined) throw new LogError('The file is not JSON');
    yield;
    const bad = new Map<number, string>();
    const session = readCodingSession(json, {
      onBadEntry: ({ entry, reason }) => {
        if (!bad.has(entry)) bad.set(entry, reason);
      },
    });
    if (parts?.endsEarly && json === parts.json)
      bad.set(parts.json.requests.length + 1, 'The file ends early; what was whole of it is read');
    yield* this.#add(session);
    for (const [entry, reason] of bad) this.#skip({ file, line: entry, reason });
  }

  *#add(session: CodingSession): Generator<void, void> {
    const log = (this.#log ??= new BlockLogBuilder({ blockTokens: session.blockTokens }));
    if (session.blockTokens !== log.blockTokens)
      throw new LogError(
        `The session has blocks of ${session.blockTokens} tokens, the files before have ${log.blockTokens}`,
      );
    const isRepeat = this.#repeats.meet(keyOf(session));
    if (isRepeat && !this.#keeps) return;
    log.startScope();
    const agents = new Map<number, number>();
    const added = new Set<IdList>();
    let blocks = 0;
    for (const row of session.rows) {
      const { idList } = row;
      const knownBlocks = idList?.before && added.has(idList.before) ? idList.sharedBlocks : 0;
      if (idList) added.add(idList);
      const agent = agents.get(row.agent) ?? this.#prefixes.length;
      if (!agents.has(row.agent)) this.#prefixes.push(session.prefixes[row.agent] ?? { tool: NaN, system: NaN });
      agents.set(row.agent, agent);
      const { startSeconds, inputTokens, outputTokens, blockIds, cause } = row;
      const endSeconds = row.saysEnd ? row.endSeconds : undefined;
      log.add({
        request: { startSeconds, inputTokens, outputTokens, blockIds, knownBlocks },
        label: () => ({ session: this.#sessions, agent, cause, endSeconds }),
      });
      blocks += blockIds.length;
      if (blocks < STEP) continue;
      yield;
      blocks = 0;
    }
    this.#sessions++;
  }

  #skip(skipped: SkippedLine): void {
    this.#skippedEntries++;
    if (this.#skipped.length < MOST_SKIPPED) this.#skipped.push(skipped);
  }

  finish(): BlockLog {
    if (!this.#log) throw new LogError('No session could be read');
    const { count } = this.#repeats;
    if (count > 0)
      this.#notes.push(
        `${count} of ${this.#sessions + (this.#keeps ? 0 : count)} sessions repeat the requests of another; they are ${this.#keeps ? 'counted again' : 'left out'}.`,
      );
    if (this.#sessions > 1)
      this.#notes.push('Every session numbers its own blocks: what sessions have in common cannot be seen.');
    const log = this.#log.finish({
      format: FORMAT,
      blockCount: 'floor',
      sharesBlocksAcrossFiles: false,
      duplicates: count,
      duplicatesKept: this.#keeps,
      notes: this.#notes,
      skipped: this.#skipped,
      skippedLines: this.#skippedEntries,
    });
    return {
      ...log,
      recordedPrefixTokens: {
        tool: Float64Array.from(this.#prefixes, ({ tool }) => tool),
        system: Float64Array.from(this.#prefixes, ({ system }) => system),
      },
    };
  }
}

interface CutDocument {
  readonly json: Fields & { readonly requests: readonly unknown[] };
  /** Whether all of the text was JSON, so that the cuts were right. */
  readonly isSound: boolean;
  readonly endsEarly: boolean;
}

/** Parses a cut document; elements that are not JSON stay as nothing. */
function* parsedInSteps(cut: CutList): Generator<void, CutDocument | undefined> {
  const rest = parsedOrNone(cut.rest);
  const head = rest ?? parsedOrNone(cut.head);
  if (head === undefined) return undefined;
  const requests: unknown[] = [];
  let characters = 0;
  const lists = new IdLists();
  for (const element of cut.elements) {
    requests.push(withIdList({ element, lists }) ?? parsedOrNone(element));
    characters += element.length;
    if (characters < STEP) continue;
    yield;
    characters = 0;
  }
  return {
    json: { ...fieldsOf({ value: head, where: 'The file' }), requests },
    isSound: cut.isWhole && rest !== undefined && !requests.includes(undefined),
    endsEarly: !cut.isWhole || rest === undefined,
  };
}

const IDS = /"hash_ids"\s*:\s*\[/g;

/**
 * A request whose ids are read apart from the rest; `undefined` where it is not one object with one plain list of ids,
 * which leaves the whole to a parser.
 */
function withIdList({ element, lists }: { element: string; lists: IdLists }): Fields | undefined {
  IDS.lastIndex = 0;
  if (!IDS.test(element)) return undefined;
  const open = IDS.lastIndex;
  const close = element.indexOf(']', open);
  if (close < 0 || element.includes('"hash_ids"', close)) return undefined;
  const fields = parsedOrNone(element.slice(0, open) + element.slice(close));
  if (typeof fields !== 'object' || fields === null) return undefined;
  // A list elsewhere, as in an object within it, is not this one.
  const { hash_ids: emptied } = fields as Fields;
  if (!Array.isArray(emptied) || emptied.length > 0) return undefined;
  const list = lists.read(element.slice(open, close));
  return list && { ...fields, hash_ids: list };
}

function parsedOrNone(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyOf({ rows }: CodingSession): number {
  const digest = new Digest();
  for (const { startSeconds, endSeconds, inputTokens, outputTokens, agent, blockIds, idList } of rows) {
    digest.number(startSeconds).number(endSeconds).number(inputTokens).number(outputTokens).number(agent);
    if (idList) digest.number(idList.sharedBlocks).ids(idList.ids.subarray(idList.sharedBlocks));
    else digest.ids(blockIds);
  }
  return digest.key();
}
