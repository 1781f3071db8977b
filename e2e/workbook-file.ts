import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { GridCell, Grids } from './recalculate.ts';
import { placeOf } from './recalculate.ts';

/** An .xlsx file as its sheets' cells: texts, numbers and formulas. Only what this app writes is read. */
export function gridsOfFile(bytes: Uint8Array): Grids {
  const files = unzipSync(bytes);
  const strings = [...fileText(files, 'xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    unescaped([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text = '']) => text).join('')),
  );
  return Object.fromEntries(
    sheetNames(files).map((name, i) => {
      const rows: GridCell[][] = [];
      const xml = fileText(files, sheetPath(i));
      for (const [, attributes = '', content = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const address = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
        const { row, col } = placeOf(`${name}!${address}`);
        const line = (rows[row - 1] ??= []);
        line[col - 1] = cellOf({ attributes, content, strings });
      }
      return [name, Array.from(rows, (line) => Array.from(line ?? [], (cell) => cell ?? null))];
    }),
  );
}

function cellOf({
  attributes,
  content,
  strings,
}: {
  attributes: string;
  content: string;
  strings: readonly string[];
}): GridCell {
  const formula = /<f>(.*?)<\/f>/s.exec(content)?.[1];
  if (formula !== undefined) return { formula: unescaped(formula) };
  const value = /<v>(.*?)<\/v>/s.exec(content)?.[1];
  if (value === undefined) return null;
  return { value: attributes.includes('t="s"') ? (strings[Number(value)] ?? '') : Number(value) };
}

/** The same file with other numbers in some cells, and nothing known of what formulas come to. */
export function fileWithCells({
  bytes,
  changes,
}: {
  bytes: Uint8Array;
  changes: ReadonlyMap<string, number>;
}): Uint8Array {
  const files = unzipSync(bytes);
  const names = sheetNames(files);
  const written: Record<string, Uint8Array> = { ...files };
  names.forEach((name, i) => {
    let xml = fileText(files, sheetPath(i)).replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1');
    for (const [address, value] of changes) {
      const { sheet } = placeOf(address);
      const cell = address.slice(address.lastIndexOf('!') + 1);
      if (sheet === name) xml = xml.replace(new RegExp(`(<c r="${cell}"[^>]*>)<v>[^<]*</v>`), `$1<v>${value}</v>`);
    }
    written[sheetPath(i)] = strToU8(xml);
  });
  return zipSync(written);
}

function sheetNames(files: Readonly<Record<string, Uint8Array>>): readonly string[] {
  return [...fileText(files, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name = '']) =>
    unescaped(name),
  );
}

function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function fileText(files: Readonly<Record<string, Uint8Array>>, path: string): string {
  const file = files[path];
  if (!file) throw new Error(`The workbook has no ${path}`);
  return strFromU8(file);
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
