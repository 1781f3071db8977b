import Papa from 'papaparse';

/** How a verb's result is written. */
export const FORMATS = ['json', 'csv', 'md'] as const;
export type Format = (typeof FORMATS)[number];

type Leaf = string | number | boolean | null;

/** One value of a report with where it stands: `spend.ladder.2.usdPerMonth`. */
export interface ReportValue {
  readonly path: string;
  readonly value: Leaf;
}

/**
 * A report, as JSON, as two columns of paths and values for spreadsheets, or as tables for a ticket. What is not known is `null`
 * in JSON and blank elsewhere; never 0.
 *
 * Example: `{ spend: { without: { usdPerMonth: 5 } } }` has one CSV line, `spend.without.usdPerMonth,5`.
 */
export function formatReport({ report, format }: { report: object; format: Format }): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  return format === 'csv' ? csvOf(report) : markdownOf(report);
}

/** A result that people read as a table, and programs in one of the formats. */
export class TableReport {
  /** As it is written where no format is asked for. */
  readonly text: string;
  readonly report: object;
  /** What CSV has a line of each for. */
  readonly rows: readonly object[];

  constructor({ text, report, rows }: { text: string; report: object; rows: readonly object[] }) {
    this.text = text;
    this.report = report;
    this.rows = rows;
  }
}

/** What a verb answered, in the format asked for, or else as the verb writes it by itself. */
export function writtenAnswer({ answer, format }: { answer: object; format: Format | null }): string {
  if (!(answer instanceof TableReport)) return formatReport({ report: answer, format: format ?? 'json' });
  if (format === null) return answer.text;
  return format === 'csv'
    ? Papa.unparse([...answer.rows], { newline: '\n', escapeFormulae: true })
    : formatReport({ report: answer.report, format });
}

/** The plain object behind what a verb answered. */
export function reportOf(answer: object): object {
  return answer instanceof TableReport ? answer.report : answer;
}

/** Every value of a report, in its order. */
export function valuesOf(report: object): readonly ReportValue[] {
  const values: ReportValue[] = [];
  collect({ node: report, path: '', into: values });
  return values;
}

function collect({ node, path, into }: { node: unknown; path: string; into: ReportValue[] }): void {
  if (node !== null && typeof node === 'object') {
    for (const [key, child] of Object.entries(node))
      collect({ node: child, path: path === '' ? key : `${path}.${key}`, into });
    return;
  }
  if (node === null || typeof node === 'string' || typeof node === 'boolean' || typeof node === 'number')
    into.push({ path, value: node });
}

function csvOf(report: object): string {
  return Papa.unparse(
    {
      fields: ['path', 'value'],
      data: valuesOf(report).map(({ path, value }) => [path, value]),
    },
    // A name that begins with = would be run by a spreadsheet.
    { newline: '\n', escapeFormulae: true },
  );
}

/** Values beside each other under a heading; a list of alike objects, or several of them by name, is a table of its own. */
function markdownOf(report: object): string {
  const blocks: string[] = [];
  section({ node: report, path: '', into: blocks });
  return blocks.join('\n\n');
}

function section({ node, path, into }: { node: object; path: string; into: string[] }): void {
  if (areAlike(Object.values(node))) {
    const items = Object.entries(node).map(([name, item]: [string, object]) => ({ [NAME]: name, ...item }));
    list({ items, path, into, keys: Object.keys(node) });
    return;
  }
  const cells: ReportValue[] = [];
  const deeper: { readonly path: string; readonly node: object }[] = [];
  for (const [key, child] of Object.entries(node)) {
    const childPath = path === '' ? key : `${path}.${key}`;
    if (isCell(child)) cells.push({ path: key, value: cellOf(child) });
    else if (typeof child === 'object' && child !== null) deeper.push({ path: childPath, node: child });
  }
  if (cells.length > 0)
    into.push(
      (path === '' ? '' : `### ${path}\n\n`) +
        table({ head: ['figure', 'value'], rows: cells.map((cell) => [cell.path, cell.value]) }),
    );
  for (const child of deeper) {
    if (Array.isArray(child.node)) list({ items: child.node, path: child.path, into });
    else section({ node: child.node, path: child.path, into });
  }
}

const NAME = 'name';

/** Several objects with the same fields, none of which is called as their own names are to be. */
function areAlike(children: readonly unknown[]): boolean {
  if (children.length < 2 || !children.every((child) => isPlainObject(child) && !Object.hasOwn(child, NAME)))
    return false;
  return new Set(children.map((child) => Object.keys(child as object).join('\n'))).size === 1;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list({
  items,
  path,
  into,
  keys,
}: {
  items: readonly unknown[];
  path: string;
  into: string[];
  /** Of the items in their paths; their numbers where absent. */
  keys?: readonly string[];
}): void {
  if (items.every(isLeaf)) {
    if (items.length > 0) into.push(`### ${path}\n\n${table({ head: ['value'], rows: items.map((item) => [item]) })}`);
    return;
  }
  const objects = items.filter((item): item is object => typeof item === 'object' && item !== null);
  const head = [...new Set(objects.flatMap((item) => Object.keys(item).filter((key) => isCell(valueAt(item, key)))))];
  into.push(
    (path === '' ? '' : `### ${path}\n\n`) +
      table({ head, rows: objects.map((item) => head.map((key) => cellOf(valueAt(item, key)))) }),
  );
  objects.forEach((item, index) => {
    for (const [key, child] of Object.entries(item)) {
      if (isCell(child) || child === null || typeof child !== 'object') continue;
      const childPath = `${path === '' ? '' : `${path}.`}${keys?.[index] ?? index}.${key}`;
      if (Array.isArray(child)) list({ items: child, path: childPath, into });
      else section({ node: child as object, path: childPath, into });
    }
  });
}

/** Longer lists have a table of their own. */
const MOST_IN_CELL = 4;

/** What fits into a cell: a value, or a few of them. */
function isCell(value: unknown): boolean {
  return (
    isLeaf(value) || (Array.isArray(value) && value.length > 0 && value.length <= MOST_IN_CELL && value.every(isLeaf))
  );
}

/** Several as one text; blank where none of them is known. */
function cellOf(value: unknown): Leaf {
  if (!Array.isArray(value)) return leafOf(value);
  return value.every((item) => item === null)
    ? null
    : value.map((item) => (item === null ? '–' : String(item))).join(', ');
}

function valueAt(item: object, key: string): unknown {
  return Object.hasOwn(item, key) ? (item as Record<string, unknown>)[key] : undefined;
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function leafOf(value: unknown): Leaf {
  return isLeaf(value) ? value : null;
}

function table({ head, rows }: { head: readonly string[]; rows: readonly (readonly Leaf[])[] }): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const isFigures = head.map((_, column) =>
    rows.every((row) => row[column] === null || typeof row[column] === 'number'),
  );
  return [
    line(head.map(escaped)),
    line(isFigures.map((isFigure) => (isFigure ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => (cell === null ? '' : escaped(String(cell)))))),
  ].join('\n');
}

/** A name must neither end a cell nor become markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|`<>*_[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
