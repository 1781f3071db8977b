import type { ReadLog } from './log.ts';

/** What a reader is given at once: a line without its end, or a whole file. */
export type LogUnit = 'line' | 'document';

export interface LogEntry {
  readonly text: string;
  /** From 1; of a document, 1. */
  readonly line: number;
  /** Index of the file in the order given. A reader of lines sees a file's first line when this changes. */
  readonly file: number;
}

export interface ReaderOptions {
  /**
   * Whether a row or session that repeats an earlier one counts again. Default: no where rows or sessions carry ids of
   * their own or are whole documents; yes where two equal rows may well be two requests.
   */
  readonly keepDuplicates?: boolean | undefined;
}

/**
 * Reads one format. One reader reads all files of a drop, in their order; it keeps numbers and never a prompt's text.
 *
 * `finish` may be called once. It gives what the reader itself knows: `files`, `skippedLines` and `skipped` are then only
 * those of entries inside documents (`files` is 0), and `readLogs` adds its own: lines for which `read` threw, lines too
 * long, files that ended early.
 */
export interface FormatReader {
  readonly unit: LogUnit;
  /** Of a format that comes both ways, which way the file with this beginning is; without it, `unit`. */
  readonly unitOf?: (head: string) => LogUnit;
  /**
   * Takes an entry in. Blank lines are never given. Errors: a `LogError` says why the entry is not read, in words that
   * hold nothing of its text; the reader is then as before and goes on with the next.
   * A reader of large documents may give its work in steps of some milliseconds each; the entry is then read once they
   * have been run to their end, and steps throw what `read` would.
   */
  read(entry: LogEntry): void | Iterable<unknown>;
  /** Errors: a `LogError` where nothing was read that could be a log. */
  finish(): ReadLog;
}
