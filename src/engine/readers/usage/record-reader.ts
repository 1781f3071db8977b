import type { FormatReader, LogEntry, LogUnit } from '../format-reader.ts';
import { LogError, type Fields } from '../json-fields.ts';
import type { UsageLog } from '../log.ts';
import { CsvTable } from './csv-table.ts';
import { jsonEntriesOf, parseJson, unitOfJson } from './json-values.ts';
import { isFields } from './record-fields.ts';
import type { UsageFacts } from './usage-facts.ts';

/** How a format's records are found and read. */
export interface RecordFormat {
  readonly facts: UsageFacts;
  /** The records in a JSON value: itself, or those of a list or a page. Errors: a `LogError` where it cannot hold any. */
  readonly recordsIn: (value: unknown) => readonly unknown[];
  /** Reads a record, of JSON or of a CSV's row. Errors: a `LogError`; nothing has been taken then. */
  readonly take: (record: Fields) => void;
  /** What is there to be told when all has been read. */
  readonly more?: () => Pick<UsageLog, 'cells' | 'csv'>;
  /** Looks at a CSV's first line. Errors: a `LogError` where the format cannot be in this table. */
  readonly takeHeader?: (header: readonly string[]) => void;
}

/**
 * Reads records that come as a JSON document, as pages of one after another, as one JSON value per line or as a CSV:
 * which of them, each file says by its beginning.
 */
export class RecordReader implements FormatReader {
  readonly unit: LogUnit = 'document';
  readonly #format: RecordFormat;
  #file = -1;
  #line = 0;
  #table: CsvTable | null = null;

  constructor(format: RecordFormat) {
    this.#format = format;
  }

  unitOf(head: string): LogUnit {
    return unitOfJson(head);
  }

  read({ text, line, file }: LogEntry): void {
    if (file !== this.#file) {
      this.#endTable();
      this.#file = file;
    }
    this.#line = line;
    if (!this.#table && /^\s*\uFEFF?\s*[[{]/.test(text)) this.#readJson(text.replace(/^\s*\uFEFF/, ''));
    else if (line === 1 && text.includes('\n')) this.#readLines(text);
    else this.#readRow(text);
  }

  finish(): UsageLog {
    this.#endTable();
    return this.#format.facts.finish(this.#format.more?.());
  }

  #readJson(text: string): void {
    const entries = text.includes('\n') ? jsonEntriesOf(text) : [{ value: parseJson(text) }];
    const records = entries.flatMap((entry) =>
      'value' in entry ? this.#recordsIn(entry.value) : [new LogError('it is not JSON')],
    );
    if (records.length === 0) throw new LogError('it holds no rows');
    for (const [index, record] of records.entries()) {
      try {
        if (record instanceof LogError) throw record;
        if (!isFields(record)) throw new LogError('it is not an object');
        this.#format.take(record);
      } catch (error) {
        // A line or a file that is one record is skipped by the caller, who counts them.
        if (!(error instanceof LogError) || records.length === 1) throw error;
        this.#format.facts.skip({ file: this.#file, line: index + 1, reason: error.message });
      }
    }
  }

  #recordsIn(value: unknown): readonly unknown[] {
    try {
      return this.#format.recordsIn(value);
    } catch (error) {
      if (error instanceof LogError) return [error];
      throw error;
    }
  }

  #readLines(text: string): void {
    for (const [index, row] of text.split('\n').entries()) {
      if (row.trim() === '') continue;
      try {
        this.#readRow(row.endsWith('\r') ? row.slice(0, -1) : row);
      } catch (error) {
        // Without a first line that names columns there is no row to go on with.
        if (!(error instanceof LogError) || !this.#table) throw error;
        this.#format.facts.skip({ file: this.#file, line: index + 1, reason: error.message });
      }
    }
  }

  #readRow(text: string): void {
    if (!this.#table) {
      const table = new CsvTable(text);
      this.#format.takeHeader?.(table.header);
      this.#table = table;
      return;
    }
    const row = this.#table.rowOf(text);
    if (row) this.#format.take(row);
  }

  #endTable(): void {
    if (this.#table?.isOpen)
      this.#format.facts.skip({ file: this.#file, line: this.#line, reason: 'a quote in it does not end' });
    this.#table = null;
  }
}
