import { CSV_TERMS } from '../../shared/csv-terms.ts';
import type { CsvTable } from './table-csv.ts';

/** Spreadsheets take text without this mark for the letters of another alphabet. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Tables as CSV, one below the other; those with a caption have it above them. */
export async function csvText(tables: readonly CsvTable[]): Promise<string> {
  const { default: Papa } = await import('papaparse');
  return tables
    .map(({ caption, fields, data }) => {
      const body = Papa.unparse({ fields: [...fields], data: data.map((line) => [...line]) }, CSV_TERMS);
      return caption === '' || tables.length === 1 ? body : `${Papa.unparse([[caption]], CSV_TERMS)}\r\n${body}`;
    })
    .join('\r\n\r\n');
}
