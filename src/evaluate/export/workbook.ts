/** How a cell's number is to be read. */
export type CellFormat = 'usd' | 'usdPerMTok' | 'tokens' | 'ratio' | 'number';

/** `input` is a number that the reader may change: everything that follows from it moves. */
export type CellLook = 'plain' | 'title' | 'head' | 'input' | 'total' | 'quiet';

/** One cell of a sheet; `null` in a row is a blank. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly look: CellLook }
  | { readonly kind: 'number'; readonly value: number; readonly format: CellFormat; readonly look: CellLook }
  | {
      readonly kind: 'formula';
      /** Without the leading `=`. */
      readonly formula: string;
      /** What it comes to as it stands, for programs that show a workbook without computing it. */
      readonly value: number;
      readonly format: CellFormat;
      readonly look: CellLook;
    };

export type Row = readonly (Cell | null)[];

export interface Sheet {
  readonly name: string;
  /** Of each column, in characters. */
  readonly widths: readonly number[];
  /** Rows that stay in sight. */
  readonly frozenRows: number;
  readonly rows: readonly Row[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** A text cell. A spreadsheet must take no name for a formula: `=1+1` becomes `'=1+1`. */
export function text(content: string, look: CellLook = 'plain'): Cell {
  return { kind: 'text', text: harmless(content), look };
}

export function number({
  value,
  format,
  look = 'plain',
}: {
  value: number;
  format: CellFormat;
  look?: CellLook;
}): Cell {
  return { kind: 'number', value, format, look };
}

export function formula({
  of,
  value,
  format,
  look = 'plain',
}: {
  of: string;
  value: number;
  format: CellFormat;
  look?: CellLook;
}): Cell {
  return { kind: 'formula', formula: of, value, format, look };
}

const MOST_CHARACTERS = 2_000;

/** What starts like a formula is told apart from one by an apostrophe, as in CSV files. */
function harmless(content: string): string {
  const short = content.length > MOST_CHARACTERS ? `${content.slice(0, MOST_CHARACTERS - 1)}…` : content;
  return /^[\s]*[=+\-@\t\r]/.test(short) ? `'${short}` : short;
}

/** A sheet that is being written, row by row. */
export interface SheetDraft {
  readonly name: string;
  /** Adds a row and says which it is, counted from 1. */
  add(row: Row): number;
  /** Puts cells into a row whose place they had to know. */
  replace(row: number, cells: Row): void;
  /** A row's cell as other sheets name it: `Inputs!E7`. */
  ref(place: { column: string; row: number }): string;
  /** Cells of one column, first to last. */
  range(place: { column: string; from: number; to: number }): string;
  finish(shape: { widths: readonly number[]; frozenRows: number }): Sheet;
}

export function draftSheet(name: string): SheetDraft {
  const rows: Row[] = [];
  const prefix = /^[A-Za-z]+$/.test(name) ? `${name}!` : `'${name}'!`;
  return {
    name,
    add: (row) => rows.push(row),
    replace(row, cells) {
      rows[row - 1] = cells;
    },
    ref: ({ column, row }) => `${prefix}${column}${row}`,
    range: ({ column, from, to }) => `${prefix}${column}${from}:${column}${to}`,
    finish: ({ widths, frozenRows }) => ({ name, widths, frozenRows, rows }),
  };
}
