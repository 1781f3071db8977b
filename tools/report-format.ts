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

/** Values beside each other under a heading; a list of alike objects is a table of its own. */
function markdownOf(report: object): string {
  const blocks: string[] = [];
  section({ node: report, path: '', into: blocks });
  return blocks.join('\n\n');
}

function section({ node, path, into }: { node: object; path: string; into: string[] }): void {
  const leaves: ReportValue[] = [];
  const deeper: { readonly path: string; readonly node: object }[] = [];
  for (const [key, child] of Object.entries(node)) {
    const childPath = path === '' ? key : `${path}.${key}`;
    if (isLeaf(child)) leaves.push({ path: key, value: child });
    else if (typeof child === 'object' && child !== null) deeper.push({ path: childPath, node: child });
  }
  if (leaves.length > 0)
    into.push(
      (path === '' ? '' : `### ${path}\n\n`) +
        table({ head: ['figure', 'value'], rows: leaves.map((leaf) => [leaf.path, leaf.value]) }),
    );
  for (const child of deeper) {
    if (Array.isArray(child.node)) list({ items: child.node, path: child.path, into });
    else section({ node: child.node, path: child.path, into });
  }
}

function list({ items, path, into }: { items: readonly unknown[]; path: string; into: string[] }): void {
  if (items.every(isLeaf)) {
    if (items.length > 0) into.push(`### ${path}\n\n${table({ head: ['value'], rows: items.map((item) => [item]) })}`);
    return;
  }
  const objects = items.filter((item): item is object => typeof item === 'object' && item !== null);
  const head = [...new Set(objects.flatMap((item) => Object.keys(item).filter((key) => isLeaf(valueAt(item, key)))))];
  into.push(
    `### ${path}\n\n${table({ head, rows: objects.map((item) => head.map((key) => leafOf(valueAt(item, key)))) })}`,
  );
  objects.forEach((item, index) => {
    for (const [key, child] of Object.entries(item)) {
      if (isLeaf(child) || child === null || typeof child !== 'object') continue;
      const childPath = `${path}.${index}.${key}`;
      if (Array.isArray(child)) list({ items: child, path: childPath, into });
      else section({ node: child as object, path: childPath, into });
    }
  });
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
