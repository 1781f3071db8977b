import writeExcelFile, { type CellObject, type Feature, type Sheet as SheetToWrite } from 'write-excel-file/browser';
import type { Workbook, WorkbookPort } from '../state/ports.ts';

/** What pictures could be made of; there are none. */
type Contents = File | Blob | ArrayBuffer;

/** Writes workbooks as .xlsx files. Loaded with the first that is asked for. */
export const workbookPort: WorkbookPort = {
  async write(workbook) {
    const sheets = workbook.sheets.map((sheet): SheetToWrite<Contents> => ({
      sheet: sheet.name,
      data: sheet.rows.map((row) => row.map((cell) => (cell === null ? null : cellToWrite(cell)))),
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: sheet.frozenRows,
    }));
    const blob = await writeExcelFile(sheets, { fontSize: 11, features: [keptValues(workbook)] }).toBlob();
    return blob.arrayBuffer();
  },
};

type Cell = NonNullable<Workbook['sheets'][number]['rows'][number][number]>;
type Look = Cell['look'];
type Format = Extract<Cell, { kind: 'number' }>['format'];

const FORMATS: Readonly<Record<Format, string>> = {
  usd: '[$$-409]#,##0.00;-[$$-409]#,##0.00',
  usdPerMTok: '[$$-409]#,##0.00######',
  tokens: '#,##0',
  ratio: '0.00%',
  number: '#,##0.####',
};

/** Blue for what may be changed, as spreadsheets of finance have it. */
const LOOKS: Readonly<Record<Look, CellObject>> = {
  plain: {},
  title: { fontWeight: 'bold', fontSize: 13 },
  head: { fontWeight: 'bold', backgroundColor: '#E9EDF1', bottomBorderStyle: 'thin', bottomBorderColor: '#9AA3AF' },
  input: { textColor: '#0000D0', backgroundColor: '#FFF9E5' },
  total: { fontWeight: 'bold', topBorderStyle: 'thin', topBorderColor: '#545D69' },
  quiet: { textColor: '#545D69' },
};

function cellToWrite(cell: Cell): CellObject | null {
  const look = LOOKS[cell.look];
  switch (cell.kind) {
    case 'text':
      // A blank keeps its colour, so that a price may be typed there.
      return cell.text === '' ? look : { ...look, type: String, value: cell.text };
    case 'number':
      return { ...look, type: Number, value: cell.value, format: FORMATS[cell.format] };
    case 'formula':
      return { ...look, type: 'Formula', value: cell.formula, format: FORMATS[cell.format] };
  }
}

/**
 * Formulas keep what they come to beside them: previews, and spreadsheets that open a downloaded file protected, show that and
 * compute nothing. Whoever opens it to work in it has all of it computed anew.
 */
function keptValues(workbook: Workbook): Feature<Contents> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) =>
            xml.replaceAll(
              /(<c r="([A-Z]+)(\d+)"[^>]*>)(<f>[^<]*<\/f>)(<\/c>)/g,
              (whole, open: string, letters: string, row: string, formula: string, close: string) => {
                const cell = workbook.sheets[sheetIndex]?.rows[Number(row) - 1]?.[columnAt(letters)];
                return cell?.kind === 'formula' ? `${open}${formula}<v>${cell.value}</v>${close}` : whole;
              },
            ),
        },
        'xl/workbook.xml': {
          transformElementAttributes: (tag, attributes) =>
            tag === 'calcPr' ? { ...attributes, fullCalcOnLoad: 1 } : attributes,
        },
      },
    },
  };
}

/** `A` is 0. */
function columnAt(letters: string): number {
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
