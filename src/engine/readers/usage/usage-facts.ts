import { LogError } from '../json-fields.ts';
import type { LogFormat, SkippedLine, UsageLog } from '../log.ts';
import { UsageRows, type UsageRow } from './rows.ts';
import { promptTokensOf } from './token-classes.ts';

const MOST_LISTED = 100;

/** What a reader of usage collects: its rows, and the facts about the reading. */
export class UsageFacts {
  readonly rows = new UsageRows();
  readonly keepsDuplicates: boolean;
  duplicates = 0;
  readonly #format: LogFormat;
  readonly #notes: string[] = [];
  readonly #seen = new Set<string>();
  readonly #skipped: SkippedLine[] = [];
  #skippedLines = 0;
  #knowsSessions = false;
  #hasBuckets = false;

  constructor({ format, keepDuplicates = false }: { format: LogFormat; keepDuplicates?: boolean | undefined }) {
    this.#format = format;
    this.keepsDuplicates = keepDuplicates;
  }

  /** A row that is a request. */
  addRequest(row: UsageRow): number {
    if (row.session !== undefined) this.#knowsSessions = true;
    return this.rows.add(row);
  }

  /** A row that is a bucket of requests. An empty one is none: reports have a bucket for every hour. */
  addBucket(row: UsageRow): void {
    this.#hasBuckets = true;
    if (promptTokensOf(row) + row.outputTokens > 0) this.rows.add(row);
  }

  /**
   * Whether a row with this name is left out since one was read before it; counts it. Remember it with `remember` once
   * the row has been added.
   */
  isRepeat(name: string | undefined): boolean {
    if (name === undefined || !this.#seen.has(name)) return false;
    this.duplicates++;
    return !this.keepsDuplicates;
  }

  remember(name: string | undefined): void {
    if (name !== undefined) this.#seen.add(name);
  }

  /** Told once, however often it is noted. */
  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  skip(line: SkippedLine): void {
    this.#skippedLines++;
    if (this.#skipped.length < MOST_LISTED) this.#skipped.push(line);
  }

  finish(more: Pick<UsageLog, 'cells' | 'csv'> = {}): UsageLog {
    this.#seen.clear();
    if (this.rows.length === 0) throw new LogError(`No request of the format ${this.#format} was found`);
    const knowsSessions = this.#knowsSessions && !this.#hasBuckets;
    return {
      evidence: 'usage',
      format: this.#format,
      files: 0,
      skippedLines: this.#skippedLines,
      skipped: this.#skipped,
      duplicates: this.duplicates,
      duplicatesKept: this.keepsDuplicates,
      notes: this.#notes,
      isPerRequest: !this.#hasBuckets,
      knowsSessions,
      ...this.rows.build({ knowsSessions }),
      ...more,
    };
  }
}

/**
 * What it means for a cost that the life of written tokens is not told.
 * Five-minute writes are sold at 1.25 times the input price and writes for an hour at 2 times (Anthropic's price list):
 * 1 − 1.25 ÷ 2 = 37.5 %.
 */
export function untoldLifeNote(tokens: number): string {
  return (
    `For ${tokens} tokens written to the cache the log does not say for how long. Priced as writes for five minutes ` +
    '(1.25 times the input price) they cost up to 37.5 % too little if they were writes for an hour (2 times).'
  );
}

/** That sessions cannot be told apart, and what cannot be said then. */
export const NO_SESSIONS_NOTE =
  'The log does not tell sessions apart: what an endless cache could have given, and what gaps cost, cannot be inferred.';
/** That reads are not told. */
export const NO_CACHE_NOTE =
  'Rows without figures for the cache are left out of hit rates: that they read nothing is not known.';
