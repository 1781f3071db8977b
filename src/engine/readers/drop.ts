import { createReader } from './create-reader.ts';
import { detectFormat, formatInWords, HEAD_CHARACTERS, KNOWN_FORMATS, MOST_HEAD_CHARACTERS } from './detect-format.ts';
import { FileEntries, type FileEntry } from './file-entries.ts';
import type { FormatReader } from './format-reader.ts';
import { LogError } from './json-fields.ts';
import type { LogFormat, ReadLog, SkippedLine } from './log.ts';
import type { UsageReaderOptions } from './usage/index.ts';

/** Skipped lines that are listed; all are counted. */
const MOST_SKIPPED = 100;
/** Files left out that get a note of their own. */
const MOST_NAMED = 5;

/** Thrown where a drop is refused as a whole. */
export class Refused extends Error {
  readonly file: number | undefined;

  constructor({ reason, file }: { reason: string; file?: number | undefined }) {
    super(reason);
    this.file = file;
  }
}

/** The files of a drop as they are read one after another. */
export class Drop {
  readonly #files: number;
  readonly #options: UsageReaderOptions;
  readonly #skipped: SkippedLine[] = [];
  readonly #notes: string[] = [];
  readonly #leftOut: { readonly file: number; readonly reason: string }[] = [];
  #skippedLines = 0;
  #format: LogFormat | undefined;
  #firstFile = 0;
  #isForced: boolean;
  #reader: FormatReader | undefined;

  constructor({
    format,
    files,
    options,
  }: {
    format: LogFormat | undefined;
    files: number;
    options: UsageReaderOptions;
  }) {
    this.#files = files;
    this.#options = options;
    this.#format = format;
    this.#isForced = format !== undefined;
  }

  startFile({ file, mayBeOther }: { file: number; mayBeOther: boolean }): FileInDrop {
    return new FileInDrop({ drop: this, index: file, mayBeOther });
  }

  /** The reader for a file with this beginning; `undefined` where the file is left out. */
  readerFor({ head, file, mayBeOther }: { head: string; file: number; mayBeOther: boolean }): FormatReader | undefined {
    const isEmpty = head.trim() === '';
    const detected = this.#isForced && !isEmpty ? undefined : detectFormat(head);
    if (detected?.state === 'unknown') {
      this.#leftOut.push({ file, reason: isEmpty ? 'it is empty' : 'it is in no known format' });
      if (isEmpty || mayBeOther) return undefined;
      throw this.#refused({ reason: detected.reason, file });
    }
    if (detected && this.#format !== undefined && detected.format !== this.#format)
      throw new Refused({
        reason: `File ${this.#firstFile + 1} is of one format (${formatInWords(this.#format)}), file ${file + 1} of another (${formatInWords(detected.format)}). Read one format at a time.`,
        file,
      });
    if (this.#format === undefined) this.#firstFile = file;
    this.#format ??= detected?.format;
    if (this.#format === undefined) throw new Error('A format is forced or detected');
    this.#reader ??= createReader({ format: this.#format, ...this.#options });
    return this.#reader;
  }

  /** Leaves a file out or refuses the drop. The reason goes on "The file …". */
  refuse({ reason, file, mayBeOther }: { reason: string; file: number; mayBeOther: boolean }): void {
    if (!mayBeOther) throw this.#refused({ reason: `The file ${reason}.`, file });
    this.#leftOut.push({ file, reason: `it ${reason}` });
  }

  note(file: number, problem: string): void {
    const first = problem.charAt(0).toUpperCase() + problem.slice(1);
    this.#notes.push(this.#files > 1 ? `File ${file + 1}: ${problem}.` : `${first}.`);
  }

  skip(skipped: SkippedLine): void {
    this.#skippedLines++;
    if (this.#skipped.length < MOST_SKIPPED) this.#skipped.push(skipped);
  }

  finish(): ReadLog {
    const [leftOut] = this.#leftOut;
    if (!this.#reader) {
      if (!leftOut) throw new Refused({ reason: 'There is no file to read.' });
      const what =
        this.#files === 1
          ? `The file cannot be read: ${leftOut.reason}.`
          : `None of ${this.#files} files can be read; of the first, ${leftOut.reason}.`;
      throw new Refused({ reason: `${what} ${KNOWN_FORMATS}`, file: leftOut.file });
    }
    const log = this.#finished(this.#reader);
    const skipped = [...log.skipped, ...this.#skipped].sort((a, b) => a.file - b.file || a.line - b.line);
    for (const { file, reason } of this.#leftOut.slice(0, MOST_NAMED)) this.note(file, `${reason} and is left out`);
    const more = this.#leftOut.length - MOST_NAMED;
    if (more > 0) this.#notes.push(`${more} more files are left out: they are empty or in no known format.`);
    return {
      ...log,
      files: this.#files - this.#leftOut.length,
      skippedLines: log.skippedLines + this.#skippedLines,
      skipped: skipped.slice(0, MOST_SKIPPED),
      notes: [...log.notes, ...this.#notes],
    };
  }

  #finished(reader: FormatReader): ReadLog {
    try {
      return reader.finish();
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      const [first] = this.#skipped;
      const lines = this.#skippedLines;
      const why = first
        ? ` ${lines === 1 ? 'One line was' : `${lines} lines were`} skipped; ${this.#files > 1 ? `file ${first.file + 1}, ` : ''}line ${first.line}: ${first.reason}.`
        : '';
      throw new Refused({ reason: `${error.message}.${why}`, file: first?.file });
    }
  }

  #refused({ reason, file }: { reason: string; file: number }): Refused {
    return new Refused({ reason: this.#files > 1 ? `File ${file + 1} of ${this.#files}: ${reason}` : reason, file });
  }
}

/** One file: its beginning tells the format, then its text goes to the reader line by line or whole. */
export class FileInDrop {
  readonly #drop: Drop;
  readonly #index: number;
  readonly #mayBeOther: boolean;
  #head: string | undefined = '';
  #headHasLine = false;
  #isFirstLook = true;
  #entries: FileEntries | undefined;
  #reader: FormatReader | undefined;

  constructor({ drop, index, mayBeOther }: { drop: Drop; index: number; mayBeOther: boolean }) {
    this.#drop = drop;
    this.#index = index;
    this.#mayBeOther = mayBeOther;
  }

  get isLeftOut(): boolean {
    return this.#head === undefined && this.#reader === undefined;
  }

  /** Told that the rest of it, or all, cannot be read; one that is `isOther` is whole, but no log. */
  refuse({ reason, isOther }: { reason: string; isOther: boolean }): void {
    this.#drop.refuse({ reason, file: this.#index, mayBeOther: isOther && this.#mayBeOther });
    this.#head = undefined;
  }

  /** Takes text in; gives the characters done at each step. */
  *push(piece: string): Generator<number, void> {
    if (this.#head === undefined) {
      if (this.#entries) yield* this.#take(this.#entries.push(piece));
      return;
    }
    this.#head += piece;
    if (this.#isEnough(piece)) yield* this.#start(this.#head);
  }

  *end(): Generator<number, void> {
    if (this.#head !== undefined) yield* this.#start(this.#head);
    if (this.#entries) yield* this.#take(this.#entries.end());
  }

  /** Whether the beginning tells the format, or is all of it that is looked at. */
  #isEnough(piece: string): boolean {
    this.#headHasLine ||= piece.includes('\n');
    const head = this.#head ?? '';
    if (head.length < HEAD_CHARACTERS) return false;
    if (this.#headHasLine || head.length >= MOST_HEAD_CHARACTERS) return true;
    if (!this.#isFirstLook) return false;
    this.#isFirstLook = false;
    return detectFormat(head).state === 'known';
  }

  *#start(head: string): Generator<number, void> {
    this.#head = undefined;
    const reader = this.#drop.readerFor({ head, file: this.#index, mayBeOther: this.#mayBeOther });
    if (!reader) return;
    this.#reader = reader;
    this.#entries = new FileEntries({ unit: reader.unitOf?.(head) ?? reader.unit });
    yield* this.#take(this.#entries.push(head));
  }

  *#take(entries: Iterable<FileEntry>): Generator<number, void> {
    for (const entry of entries) {
      const file = this.#index;
      const { line } = entry;
      if (entry.kind === 'too-long') {
        this.#drop.skip({ file, line, reason: 'longer than what can be held at a time' });
        continue;
      }
      try {
        const steps = this.#reader?.read({ text: entry.text, line, file });
        if (steps) for (const _ of steps) yield 0;
      } catch (error) {
        if (!(error instanceof LogError)) throw error;
        this.#drop.skip({ file, line, reason: error.message });
      }
    }
  }
}
