import type { CsvTable } from './table-csv.ts';

/** Spreadsheets take text without this mark for the letters of another alphabet. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Tables as CSV, one below the other; those with a caption have it above them. */
export async function csvText(tables: readonly CsvTable[]): Promise<string> {
  const { default: Papa } = await import('papaparse');
  // A cell that begins like a formula must not run as one.
  const terms = { escapeFormulae: true, newline: '\r\n' };
  return tables
    .map(({ caption, fields, data }) => {
      const body = Papa.unparse({ fields: [...fields], data: data.map((line) => [...line]) }, terms);
      return caption === '' || tables.length === 1 ? body : `${Papa.unparse([[caption]], terms)}\r\n${body}`;
    })
    .join('\r\n\r\n');
}
