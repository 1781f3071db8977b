import type { Rung, RungName } from '../../domain/spend/rung.ts';
import { rungNamed, type OfferGroup, type SpendEvaluation } from '../spend.ts';
import { chargesOf, type Charge } from './charges.ts';
import { type InputsSheet } from './inputs-sheet.ts';
import { offerName } from './input-cells.ts';
import { rateFormula } from './rate-formula.ts';
import { bandWords, familyOf, FAMILIES, RUNG_SHEETS, type ExportWords, type Family } from './words.ts';
import { draftSheet, formula, number, text, type Cell, type Sheet } from './workbook.ts';

/** Rows of one rung's sheet, as other sheets refer to them. */
export interface RungSheet {
  readonly sheet: Sheet;
  readonly rung: Rung;
  readonly rows: readonly ChargeRow[];
  /** The sum of all rows; `null` where the rung has no price. */
  readonly totalRef: string | null;
  /** Rows of a class family, of one offer or of all: they stand together. */
  rowsOf(asked: { family: Family; group?: number }): readonly ChargeRow[];
  /** Cells of a column over rows that stand together. */
  range(asked: { column: RungColumn; rows: readonly ChargeRow[] }): string;
}

export interface ChargeRow {
  readonly charge: Charge;
  readonly row: number;
  readonly usdPerMTok: number;
  readonly usd: number;
}

export type RungColumn = 'tokens' | 'rate' | 'usd' | 'usdAtOfferedRead';

export const RUNG_COLUMNS: Readonly<Record<RungColumn, string>> = {
  tokens: 'F',
  rate: 'G',
  usd: 'H',
  usdAtOfferedRead: 'J',
};
const HEAD_ROWS = 3;
const WIDTHS = [26, 38, 22, 30, 16, 20, 18, 18, 18, 18];

/**
 * One rung as a bill of its own: every class of every role, tokens × rate ÷ 10⁶, and the sum. Tokens are what the workload
 * and the policy come to and stay; rates are the cells of the inputs.
 */
export function rungSheet({
  name,
  evaluation,
  inputs,
  words,
  mergesRoles,
}: {
  name: RungName;
  evaluation: SpendEvaluation;
  inputs: InputsSheet;
  words: ExportWords;
  mergesRoles: boolean;
}): RungSheet {
  const rung = rungNamed({ ladder: evaluation.ladder, rung: name });
  const draft = draftSheet(RUNG_SHEETS[name]);
  draft.add([text(words.rung(name), 'title')]);
  const isPriced = rung.status === 'priced';
  draft.add([text(isPriced ? `Policy: ${rung.policy}.` : `No price: ${rung.reason}`, 'quiet')]);
  const isWarehouse = name === 'warehouse';
  draft.add(
    [
      'Class',
      'Offer',
      'Role',
      'Prompts',
      'Cache',
      'Tokens a month',
      'USD per M tokens',
      'USD a month',
      ...(isWarehouse ? ['Offer’s read price', 'USD at it'] : []),
    ].map((head) => text(head, 'head')),
  );
  const charges = isPriced ? chargesOf({ groups: evaluation.groups, rung: name }) : [];
  const rows = (mergesRoles ? withoutRoles(charges) : charges).map((charge): ChargeRow => {
    const group = groupAt({ evaluation, at: charge.group });
    const rate = rateFormula({ charge, rung: name, inputs });
    const usd = (charge.tokens * rate.value) / 1e6;
    const row = draft.add([]);
    const at = (column: RungColumn): string => `${RUNG_COLUMNS[column]}${row}`;
    const cells: readonly (Cell | null)[] = [
      text(words.spendClass(charge.class)),
      text(offerName(group), 'quiet'),
      text(charge.roleName),
      text(bandWords(bandOf({ group, charge })), 'quiet'),
      text(charge.class === 'storage' ? 'token-hours' : (charge.cacheModeId ?? 'its own'), 'quiet'),
      number({ value: charge.tokens, format: 'tokens' }),
      formula({ of: rate.formula, value: rate.value, format: 'usdPerMTok' }),
      formula({ of: `${at('tokens')}*${at('rate')}/1000000`, value: usd, format: 'usd' }),
      ...(isWarehouse && charge.class === 'cacheRead' ? offeredRead({ charge, inputs, row }) : []),
    ];
    draft.replace(row, cells);
    return { charge, row, usdPerMTok: rate.value, usd };
  });
  const totalRow = HEAD_ROWS + rows.length + 1;
  if (isPriced)
    draft.add([
      text('Total', 'total'),
      ...Array.from({ length: 6 }, () => text('', 'total')),
      rows.length === 0
        ? number({ value: 0, format: 'usd', look: 'total' })
        : formula({
            of: `SUM(${RUNG_COLUMNS.usd}${HEAD_ROWS + 1}:${RUNG_COLUMNS.usd}${HEAD_ROWS + rows.length})`,
            value: rung.usdPerMonth,
            format: 'usd',
            look: 'total',
          }),
    ]);
  return {
    sheet: draft.finish({ widths: WIDTHS, frozenRows: HEAD_ROWS }),
    rung,
    rows,
    totalRef: isPriced ? draft.ref({ column: RUNG_COLUMNS.usd, row: totalRow }) : null,
    rowsOf: ({ family, group }) =>
      rows.filter(({ charge }) => familyOf(charge.class) === family && (group === undefined || charge.group === group)),
    range: ({ column, rows: asked }) =>
      draft.range({ column: RUNG_COLUMNS[column], from: asked[0]?.row ?? 0, to: asked.at(-1)?.row ?? 0 }),
  };
}

/** What the same reads cost at the seller's own price, which tells the read price's part of a saving. */
function offeredRead({
  charge,
  inputs,
  row,
}: {
  charge: Charge;
  inputs: InputsSheet;
  row: number;
}): readonly (Cell | null)[] {
  const offered = inputs.rate({ ...charge, name: 'cacheRead' });
  if (!offered) return [];
  return [
    formula({ of: offered.ref, value: offered.value, format: 'usdPerMTok', look: 'quiet' }),
    formula({
      of: `${RUNG_COLUMNS.tokens}${row}*I${row}/1000000`,
      value: (charge.tokens * offered.value) / 1e6,
      format: 'usd',
      look: 'quiet',
    }),
  ];
}

export function groupAt({ evaluation, at }: { evaluation: SpendEvaluation; at: number }): OfferGroup {
  const group = evaluation.groups[at];
  if (!group) throw new Error(`There is no offer at place ${at}`);
  return group;
}

/** The band of a charge's list, which may be another cache's. */
export function bandOf({ group, charge }: { group: OfferGroup; charge: Charge }) {
  if (charge.band === null) return undefined;
  const { offer, period } = group.context;
  const list =
    charge.cacheModeId === null
      ? period
      : (offer.cacheModes
          ?.find(({ id }) => id === charge.cacheModeId)
          ?.periods.find(({ from, to }) => from === period.from && to === period.to) ?? period);
  return list.bands[charge.band];
}

/** Roles added together: a workload of very many rows stays one that opens quickly. */
function withoutRoles(charges: readonly Charge[]): readonly Charge[] {
  const byKey = new Map<string, Charge>();
  for (const charge of charges) {
    const { tokens, roleName: _apart, ...place } = charge;
    const key = JSON.stringify(place);
    byKey.set(key, { ...charge, roleName: 'all roles', tokens: (byKey.get(key)?.tokens ?? 0) + tokens });
  }
  return [...byKey.values()];
}

/** Families that a rung pays for, in the order of bills. */
export function familiesOf(sheets: readonly RungSheet[]): readonly Family[] {
  return FAMILIES.filter((family) => sheets.some((sheet) => sheet.rowsOf({ family }).length > 0));
}
