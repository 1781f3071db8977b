import Papa from 'papaparse';
import { LogError } from '../json-fields.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** A cell that runs over more than this is an open quote and no cell. */
const MOST_ROW_CHARACTERS = 4_000_000;

/**
 * A CSV whose lines are given one by one. Its first line names the columns; the delimiter is the one that stands there
 * most often, outside of quotes. A row may run over several lines inside quotes.
 */
export class CsvTable {
  readonly header: readonly string[];
  readonly #delimiter: string;
  #open: string[] = [];
  #openCharacters = 0;

  /** Errors: a `LogError` where the line names fewer than two columns, or one twice. */
  constructor(line: string) {
    const text = line.replace(/^\uFEFF/, '');
    const bare = text.replaceAll(/"[^"]*"/g, '');
    const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length - 1);
    this.#delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
    this.header = this.#cellsOf(text).map((name) => name.trim());
    if (this.header.length < 2) throw new LogError('its first line does not name columns');
    if (new Set(this.header.filter((name) => name !== '')).size < this.header.filter((name) => name !== '').length)
      throw new LogError('its first line names a column twice');
  }

  /** Whether a row has begun and not ended. */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** The row that ends on this line; `null` while one goes on. Errors: a `LogError` where it has more cells than columns. */
  rowOf(line: string): Readonly<Record<string, string>> | null {
    // An odd number of quotes opens a row that goes on, or closes it: each line is counted once, however long the row.
    const isOdd = quotesIn(line) % 2 === 1;
    if (isOdd !== this.isOpen) {
      this.#open.push(line);
      this.#openCharacters += line.length;
      if (this.#openCharacters <= MOST_ROW_CHARACTERS) return null;
      this.#close();
      throw new LogError('a quote in it does not end');
    }
    const cells = this.#cellsOf(this.isOpen ? [...this.#open, line].join('\n') : line);
    this.#close();
    if (cells.length !== this.header.length)
      throw new LogError(`it has ${cells.length} cells, but there are ${this.header.length} columns`);
    const row: Record<string, string> = {};
    for (const [index, name] of this.header.entries()) row[name] = cells[index] ?? '';
    return row;
  }

  #close(): void {
    this.#open = [];
    this.#openCharacters = 0;
  }

  #cellsOf(text: string): readonly string[] {
    // Most rows have no quotes, and then are cut twenty times faster.
    if (!text.includes('"')) return text.split(this.#delimiter);
    return Papa.parse<readonly string[]>(text, { delimiter: this.#delimiter }).data[0] ?? [];
  }
}

function quotesIn(text: string): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes++;
  return quotes;
}
