import type { SpendEvaluation } from '../spend.ts';
import { offerName } from './input-cells.ts';
import { bandOf, groupAt, type ChargeRow, type RungSheet } from './rung-sheet.ts';
import { bandWords, familyOf, FAMILIES, type ExportWords } from './words.ts';
import { draftSheet, formula, text, type Cell, type Sheet } from './workbook.ts';

const HEAD_ROWS = 3;
const WIDTHS = [26, 38, 30, 20, 16, 18, 20, 16, 18];

/** One line of both bills: a class of an offer at one price list; roles together. */
interface BillLine {
  readonly without: readonly ChargeRow[];
  readonly with: readonly ChargeRow[];
}

/**
 * The bill without and with the warehouse, class by class: tokens × rate ÷ 10⁶, with the sum. Classes of several offers or price
 * bands have a line each. Without: the best policy sold. Tokens and rates are cells of the rungs' sheets.
 */
export function billSheet({
  evaluation,
  without,
  with: kept,
  words,
}: {
  evaluation: SpendEvaluation;
  without: RungSheet;
  with: RungSheet;
  words: ExportWords;
}): { readonly sheet: Sheet } {
  const draft = draftSheet('Bill');
  draft.add([text('What is paid for, without and with the warehouse', 'title')]);
  draft.add([
    text(
      kept.rung.status === 'priced'
        ? 'Tokens × rate ÷ 10⁶; storage in token-hours. Rates are those on the sheet Inputs.'
        : `With the warehouse there is no price: ${kept.rung.reason}`,
      'quiet',
    ),
  ]);
  draft.add(
    [
      'Class',
      'Offer',
      'Prompts',
      'Without: tokens a month',
      'USD per M',
      'USD a month',
      'With: tokens a month',
      'USD per M',
      'USD a month',
    ].map((head) => text(head, 'head')),
  );
  const lines = linesOf({ without, with: kept });
  for (const line of lines) {
    const { charge } = line.without[0] ?? line.with[0] ?? fail();
    const group = groupAt({ evaluation, at: charge.group });
    const row = draft.add([]);
    draft.replace(row, [
      text(words.spendClass(charge.class)),
      text(offerName(group), 'quiet'),
      text(
        `${bandWords(bandOf({ group, charge }))}${charge.cacheModeId === null ? '' : ` · ${charge.cacheModeId} cache`}`,
        'quiet',
      ),
      ...sideCells({ sheet: without, rows: line.without, columns: ['D', 'E'], row }),
      ...sideCells({ sheet: kept, rows: line.with, columns: ['G', 'H'], row }),
    ]);
  }
  const last = HEAD_ROWS + lines.length;
  const total = ({ sheet, column }: { sheet: RungSheet; column: string }): Cell | null =>
    sheet.rung.status === 'priced' && lines.length > 0
      ? formula({
          of: `SUM(${column}${HEAD_ROWS + 1}:${column}${last})`,
          value: sheet.rung.usdPerMonth,
          format: 'usd',
          look: 'total',
        })
      : text(sheet.rung.status === 'priced' ? '' : 'no price', 'total');
  draft.add([
    text('Total', 'total'),
    ...Array.from({ length: 4 }, () => text('', 'total')),
    total({ sheet: without, column: 'F' }),
    text('', 'total'),
    text('', 'total'),
    total({ sheet: kept, column: 'I' }),
  ]);
  return { sheet: draft.finish({ widths: WIDTHS, frozenRows: HEAD_ROWS }) };
}

function fail(): never {
  throw new Error('A line of the bill has two sides, and one at least holds something');
}

/** A side of a line; blank where the side has nothing of it. */
function sideCells({
  sheet,
  rows,
  columns: [tokens, rate],
  row,
}: {
  sheet: RungSheet;
  rows: readonly ChargeRow[];
  columns: readonly [tokens: string, rate: string];
  row: number;
}): readonly (Cell | null)[] {
  const [first] = rows;
  if (!first) return [null, null, null];
  const sum = (of: (line: ChargeRow) => number): number => rows.reduce((total, line) => total + of(line), 0);
  return [
    formula({
      of: `SUM(${sheet.range({ column: 'tokens', rows })})`,
      value: sum(({ charge }) => charge.tokens),
      format: 'tokens',
    }),
    // Rows of one price list pay one rate.
    formula({
      of: sheet.range({ column: 'rate', rows: [first] }).split(':')[0] ?? '',
      value: first.usdPerMTok,
      format: 'usdPerMTok',
    }),
    formula({ of: `${tokens}${row}*${rate}${row}/1000000`, value: sum(({ usd }) => usd), format: 'usd' }),
  ];
}

/** Rows of both sides by class and price list, in the order of bills. */
function linesOf({ without, with: kept }: { without: RungSheet; with: RungSheet }): readonly BillLine[] {
  const byKey = new Map<string, { without: ChargeRow[]; with: ChargeRow[] }>();
  const lineOf = ({ charge: { class: spendClass, group, cacheModeId, band } }: ChargeRow) => {
    const key = JSON.stringify([spendClass, group, cacheModeId, band]);
    const line = byKey.get(key) ?? { without: [], with: [] };
    byKey.set(key, line);
    return line;
  };
  for (const row of without.rows) lineOf(row).without.push(row);
  for (const row of kept.rows) lineOf(row).with.push(row);
  const familyAt = ({ without: [a], with: [b] }: BillLine): number => {
    const charge = (a ?? b)?.charge;
    return charge ? FAMILIES.indexOf(familyOf(charge.class)) : 0;
  };
  return [...byKey.values()].toSorted((a, b) => familyAt(a) - familyAt(b));
}
