import { createRequire } from 'node:module';

/** What a cell holds: a number or a text, or a formula that is yet to be worked out. */
export type GridCell = { readonly value: number | string } | { readonly formula: string } | null;

/** Sheets by name, each row by row. */
export type Grids = Readonly<Record<string, readonly (readonly GridCell[])[]>>;

interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
}

interface RangePlace {
  readonly sheet: string;
  readonly from: { readonly row: number; readonly col: number };
  readonly to: { readonly row: number; readonly col: number };
}

interface Parser {
  parse(formula: string, position: CellPlace): unknown;
}

type ParserClass = new (hooks: {
  functions: Readonly<Record<string, (...given: readonly { readonly value: unknown }[]) => number>>;
  onCell: (place: CellPlace) => unknown;
  onRange: (place: RangePlace) => unknown[][];
}) => Parser;

// It has no types of its own.
const FormulaParser = createRequire(import.meta.url)('fast-formula-parser') as ParserClass;

/** A workbook's cells as a spreadsheet would show them: every formula worked out from the cells it names. */
export interface Recalculated {
  /** `Ladder!B5`; throws for what is no number. */
  number(address: string): number;
  cell(place: CellPlace): number | string | null;
}

export function recalculate(grids: Grids): Recalculated {
  const known = new Map<string, number | string | null>();
  const open = new Set<string>();
  const parsers: Parser[] = [];
  const cell = (place: CellPlace): number | string | null => {
    const key = `${place.sheet}!${place.row}:${place.col}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (open.has(key)) throw new Error(`A formula refers to itself: ${key}`);
    open.add(key);
    const content = grids[place.sheet]?.[place.row - 1]?.[place.col - 1] ?? null;
    const value = content === null ? null : 'value' in content ? content.value : worked(content.formula, place);
    open.delete(key);
    known.set(key, value);
    return value;
  };
  const hooks = {
    // Of numbers and cells, blank ones passed over as spreadsheets do: the package has none.
    functions: {
      MIN: (...given: readonly { readonly value: unknown }[]) =>
        Math.min(
          ...given.flatMap(({ value }) => {
            if (value === null) return [];
            if (typeof value !== 'number') throw new Error(`MIN of ${JSON.stringify(value)}`);
            return [value];
          }),
        ),
    },
    onCell: cell,
    onRange: ({ sheet, from, to }: RangePlace) =>
      Array.from({ length: to.row - from.row + 1 }, (_, r) =>
        Array.from({ length: to.col - from.col + 1 }, (__, c) => cell({ sheet, row: from.row + r, col: from.col + c })),
      ),
  };
  const worked = (formula: string, place: CellPlace): number | string => {
    // A parser that works out one formula cannot work out another meanwhile: one for each depth.
    const parser = parsers.pop() ?? new FormulaParser(hooks);
    const result = parser.parse(formula, place);
    parsers.push(parser);
    if (typeof result === 'number' || typeof result === 'string') return result;
    throw new Error(`${place.sheet}!${place.row}:${place.col} =${formula} comes to ${String(result)}`);
  };
  return {
    cell,
    number(address) {
      const value = cell(placeOf(address));
      if (typeof value !== 'number') throw new Error(`${address} holds ${String(value)}`);
      return value;
    },
  };
}

/** `'No cache'!H12` as a sheet, a row and a column, both counted from 1. */
export function placeOf(address: string): CellPlace {
  const match = /^'?(.*?)'?!([A-Z]+)(\d+)$/.exec(address);
  const [, sheet = '', letters = '', row = ''] = match ?? [];
  const col = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { sheet, row: Number(row), col };
}

/** The address of the first cell of a sheet's column whose row begins with a label. */
export function addressBeside({
  grids,
  sheet,
  label,
  column,
}: {
  grids: Grids;
  sheet: string;
  label: string;
  column: string;
}): string {
  const row = (grids[sheet] ?? []).findIndex(([first]) => first && 'value' in first && first.value === label);
  if (row < 0) throw new Error(`${sheet} has no row ${label}`);
  return `'${sheet}'!${column}${row + 1}`;
}

/** The same sheets with other numbers in some cells. */
export function withCells({ grids, changes }: { grids: Grids; changes: ReadonlyMap<string, number> }): Grids {
  const changed: Record<string, GridCell[][]> = {};
  for (const [name, rows] of Object.entries(grids)) changed[name] = rows.map((row) => [...row]);
  for (const [address, value] of changes) {
    const { sheet, row, col } = placeOf(address);
    const line = changed[sheet]?.[row - 1];
    if (!line) throw new Error(`There is no row at ${address}`);
    line[col - 1] = { value };
  }
  return changed;
}
