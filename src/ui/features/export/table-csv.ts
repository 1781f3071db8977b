import { unmarked } from '../../format/exact.ts';
import { readCell, type ReadCell } from './read-cell.ts';

/** A cell as it stands in a table, its figures marked (`format/exact`). */
export interface ShownCell {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** Names its row. */
  readonly isRowHead: boolean;
}

export interface ShownTable {
  readonly caption: string;
  readonly head: readonly (readonly ShownCell[])[];
  readonly body: readonly (readonly ShownCell[])[];
}

/** A table ready for a CSV writer: `null` is a blank. */
export interface CsvTable {
  readonly caption: string;
  readonly fields: readonly string[];
  readonly data: readonly (readonly (string | number | null)[])[];
}

const REMARKS = 'Remarks';
const UNIT = 'Unit';

/**
 * A table of the page for a file: its rows and columns in their order, the unit in each header, numbers with all their
 * digits. A column that shows several figures in a cell becomes several; where its rows count different things, the unit is in a
 * column of its own. What stands in place of a figure or beside it ("no
 * price", "roughly") is in the last column, present where there is any; a dash is a blank.
 *
 * Example: cells `$1,235` and `no price` under `without` become `without (USD)` with 1234.56 and a blank, remarked
 * `without: no price`.
 * Leaves out rows of details that somebody has opened, and columns of pictures.
 */
export function csvTable({ caption, head, body }: ShownTable): CsvTable {
  const heads = expand(head);
  const rows = expand(body.filter((row) => !isDetail({ row, head })));
  const width = Math.max(0, ...heads.map((row) => row.length), ...rows.map((row) => row.length));
  const shown = Array.from({ length: width }, (_, at) =>
    columnsOf({ label: labelOf({ heads, at }), cells: rows.map((row) => row[at] ?? null) }),
  )
    .flat()
    .filter(({ label, cells }) => label !== '' || cells.some((cell) => cell !== null));
  const inRows = rows.map((_, r) => ({
    units: [...new Set(shown.flatMap(({ units }) => units?.[r] || []))].join(', '),
    remarks: shown.flatMap(({ label, words }) => (words?.[r] ? [`${bare(label)}: ${words[r]}`] : [])).join(' | '),
  }));
  const hasUnits = inRows.some(({ units }) => units !== '');
  const hasRemarks = inRows.some(({ remarks }) => remarks !== '');
  return {
    caption,
    fields: [
      ...distinct(shown.map(({ label }) => label)),
      ...(hasUnits ? [UNIT] : []),
      ...(hasRemarks ? [REMARKS] : []),
    ],
    data: inRows.map(({ units, remarks }, r) => [
      ...shown.map(({ cells }) => cells[r] ?? null),
      ...(hasUnits ? [units || null] : []),
      ...(hasRemarks ? [remarks || null] : []),
    ]),
  };
}

/** A label without the unit behind it. */
function bare(label: string): string {
  return label.replace(/ \([^()]*\)$/, '');
}

type Slot = { readonly text: string; readonly isRowHead: boolean } | null;

/** Cells at the places they cover: what spans several stands in the first. */
function expand(rows: readonly (readonly ShownCell[])[]): readonly (readonly Slot[])[] {
  const grid: (Slot | undefined)[][] = rows.map(() => []);
  rows.forEach((row, r) => {
    let at = 0;
    for (const cell of row) {
      while (grid[r]?.[at] !== undefined) at++;
      for (let down = 0; down < cell.rowSpan; down++)
        for (let across = 0; across < cell.colSpan; across++) {
          const line = grid[r + down];
          if (line) line[at + across] = down === 0 && across === 0 ? cell : null;
        }
      at += cell.colSpan;
    }
  });
  return grid.map((row) => Array.from(row, (slot) => slot ?? null));
}

/** A row of one cell across the table: details, or a sentence that no row is left. */
function isDetail({ row, head }: { row: readonly ShownCell[]; head: ShownTable['head'] }): boolean {
  const width = Math.max(0, ...head.map((cells) => cells.reduce((sum, { colSpan }) => sum + colSpan, 0)));
  return row.length === 1 && width > 1 && (row[0]?.colSpan ?? 1) >= width;
}

/** Group and column, where a head has several rows. A group's name stands above each of its columns. */
function labelOf({ heads, at }: { heads: readonly (readonly Slot[])[]; at: number }): string {
  const names = heads.flatMap((row, level) => {
    const isLast = level === heads.length - 1;
    // A name that spans columns is the one left of it.
    let from = at;
    while (!isLast && from > 0 && row[from] === null) from--;
    const name = unmarked(row[from]?.text ?? '').trim();
    return name === '' ? [] : [name];
  });
  return [...new Set(names)].join(': ');
}

interface Column {
  readonly label: string;
  readonly cells: readonly (string | number | null)[];
  /** Row by row, where the column counts different things; else the unit is in the label. */
  readonly units: readonly string[] | null;
  /** What stands in place of a figure or beside it, row by row. */
  readonly words: readonly string[] | null;
}

function columnsOf({ label, cells }: { label: string; cells: readonly Slot[] }): readonly Column[] {
  const read = cells.map((cell) => readCell(cell?.text ?? ''));
  const shown = cells.map(
    (cell) =>
      unmarked(cell?.text ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim() || null,
  );
  const plain: Column = { label, cells: shown, units: null, words: null };
  if (!isNumeric(read)) return [plain];
  // A row's name stays where it is no figure: `now` above months 1 to 24.
  const isHead = cells.some((cell) => cell?.isRowHead === true);
  const words = isHead ? null : read.map((cell) => cell.words);
  const most = Math.max(...read.map(({ figures }) => figures.length));
  return Array.from({ length: most }, (_, place): Column => {
    const units = read.map(({ figures }) => figures[place]?.unit ?? '');
    const known = new Set(units.filter((unit, r) => unit !== '' || read[r]?.figures[place] !== undefined));
    const [unit = ''] = known;
    return {
      label: known.size === 1 ? withUnit({ label, unit }) : label,
      cells: read.map(({ figures, words: besides }, r) => {
        const figure = figures[place];
        if (isHead && (besides !== '' || !figure)) return place === 0 ? (shown[r] ?? null) : null;
        if (!figure) return null;
        return Number.isFinite(figure.value) ? figure.value : figure.shown;
      }),
      units: known.size > 1 ? units : null,
      words: place === 0 ? words : null,
    };
  });
}

/** The unit behind a name that does not have it yet. */
function withUnit({ label, unit }: { label: string; unit: string }): string {
  const isNamed =
    unit === '' ||
    label
      .toLowerCase()
      .split(/[^a-z/]+/)
      .some((word) => word.startsWith(unit.toLowerCase()) && unit.length > 2);
  return isNamed ? label : `${label} (${unit})`.trim();
}

/** Most cells are figures and nothing else; one figure each, where they count different things. */
function isNumeric(read: readonly ReadCell[]): boolean {
  const pure = read.filter(({ figures, words }) => figures.length > 0 && words === '');
  const mixed = read.filter(({ figures, words }) => figures.length > 0 && words !== '');
  if (pure.length === 0 || mixed.length > pure.length) return false;
  const most = Math.max(...read.map(({ figures }) => figures.length));
  return (
    most === 1 ||
    Array.from({ length: most }).every(
      (_, place) => new Set(read.flatMap(({ figures }) => figures[place]?.unit || [])).size <= 1,
    )
  );
}

/** Two columns of one name would be one to most programs. */
function distinct(labels: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} ${count}`;
  });
}
