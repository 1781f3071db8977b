import type { SavingPart } from '../../domain/spend/saving.ts';
import { lineTotals } from '../../domain/spend/lines.ts';
import { rungNamed, type OfferGroup, type SpendEvaluation } from '../spend.ts';
import { offerName } from './input-cells.ts';
import type { RungColumn, RungSheet } from './rung-sheet.ts';
import { FAMILIES, PART_WORDS, type Family } from './words.ts';
import { formula, number, text, type Cell, type SheetDraft } from './workbook.ts';

/** Where the sums over all offers stand. */
export interface SavingCells {
  readonly totalRef: string;
  readonly partRefs: readonly { readonly part: SavingPart['part']; readonly ref: string; readonly usd: number }[];
}

interface Side {
  readonly sheet: RungSheet;
  readonly group: number;
}

const LETTERS = 'BCDEFGHIJKLMNOPQRSTUVWXYZ';
const PARTS = ['retention', 'premium', 'readPrice', 'storage', 'pings'] as const;

/**
 * The saving's parts, a column for each offer in use and one for their sum. Its formulas are those of
 * `domain/spend/saving`: what is written at the write price held, the difference of read prices, of rents and of pings; the
 * rest is retention.
 */
export function savingColumns({
  draft,
  evaluation,
  without,
  kept,
}: {
  draft: SheetDraft;
  evaluation: SpendEvaluation;
  without: RungSheet;
  kept: RungSheet;
}): SavingCells {
  const { groups, saving } = evaluation;
  const totals = LETTERS[groups.length] ?? 'C';
  draft.add([text('', 'head'), ...groups.map((group) => text(offerName(group), 'head')), text('All offers', 'head')]);
  const first = draft.add([]);
  const rowAt = (offset: number): number => first + offset;
  const columns = groups.map((group, at) =>
    columnOf({
      letter: LETTERS[at] ?? 'B',
      first,
      group,
      before: { sheet: without, group: at },
      after: { sheet: kept, group: at },
    }),
  );
  const usdOf = (part: SavingPart['part']): number => saving?.parts.find((found) => found.part === part)?.usd ?? 0;
  const labels: readonly (readonly [string, number | null])[] = [
    ['Held: USD per M tokens that the best policy pays for writes', null],
    [`Saved by ${PART_WORDS.premium}`, usdOf('premium')],
    [`Saved by ${PART_WORDS.readPrice}`, usdOf('readPrice')],
    [`Saved by ${PART_WORDS.storage} (negative: it costs)`, usdOf('storage')],
    [`Saved by ${PART_WORDS.pings}`, usdOf('pings')],
    [`Saved by ${PART_WORDS.retention}`, usdOf('retention')],
    ['Saving', saving?.totalUsd ?? 0],
  ];
  labels.forEach(([label, usd], offset) => {
    const isTotal = offset === labels.length - 1;
    const cells: Row = [
      text(label, isTotal ? 'total' : 'plain'),
      ...columns.map((column) => column[offset] ?? null),
      usd === null
        ? null
        : formula({
            of: `SUM(${LETTERS[0] ?? 'B'}${rowAt(offset)}:${LETTERS[groups.length - 1] ?? 'B'}${rowAt(offset)})`,
            value: usd,
            format: 'usd',
            look: isTotal ? 'total' : 'plain',
          }),
    ];
    if (offset === 0) draft.replace(first, cells);
    else draft.add(cells);
  });
  const ref = (offset: number): string => draft.ref({ column: totals, row: rowAt(offset) });
  const offsets: Readonly<Record<SavingPart['part'], number>> = {
    premium: 1,
    readPrice: 2,
    storage: 3,
    pings: 4,
    retention: 5,
  };
  return {
    totalRef: ref(6),
    partRefs: PARTS.map((part) => ({ part, ref: ref(offsets[part]), usd: usdOf(part) })),
  };
}

type Row = readonly (Cell | null)[];

/** One offer's parts, from top to bottom. */
function columnOf({
  letter,
  first,
  group,
  before,
  after,
}: {
  letter: string;
  first: number;
  group: OfferGroup;
  before: Side;
  after: Side;
}): Row {
  const saving = group.ladder.saving;
  const usdOf = (part: SavingPart['part']): number => saving?.parts.find((found) => found.part === part)?.usd ?? 0;
  const at = (offset: number): string => `${letter}${first + offset}`;
  const usd = ({ of, value }: { of: string; value: number }): Cell => formula({ of, value, format: 'usd' });
  const written = sumOf({ side: after, family: 'cacheWrite', column: 'tokens' });
  const paid = sumOf({ side: after, family: 'cacheWrite', column: 'usd' });
  const reads = after.sheet.rowsOf({ family: 'cacheRead', group: after.group });
  const atOffered = after.sheet.range({ column: 'usdAtOfferedRead', rows: reads });
  return [
    formula({
      of: heldFormula({ before, after }),
      value: saving?.heldWriteUsdPerMTok ?? 0,
      format: 'usdPerMTok',
    }),
    usd({ of: `${written}*${at(0)}/1000000-${paid}`, value: usdOf('premium') }),
    // Where the seller sells no reads, their price cannot be told from retention and stays in it.
    reads.length > 0 && isReadOffered({ group, reads: reads.map(({ charge }) => charge.band) })
      ? usd({
          of: `SUM(${atOffered})-${sumOf({ side: after, family: 'cacheRead', column: 'usd' })}`,
          value: usdOf('readPrice'),
        })
      : number({ value: 0, format: 'usd' }),
    usd({
      of: `${sumOf({ side: before, family: 'storage', column: 'usd' })}-${sumOf({ side: after, family: 'storage', column: 'usd' })}`,
      value: usdOf('storage'),
    }),
    usd({ of: sumOf({ side: before, family: 'pings', column: 'usd' }), value: usdOf('pings') }),
    usd({ of: `${at(6)}-${at(1)}-${at(2)}-${at(3)}-${at(4)}`, value: usdOf('retention') }),
    formula({
      of: `${totalOf(before)}-${totalOf(after)}`,
      value: saving?.totalUsd ?? 0,
      format: 'usd',
      look: 'total',
    }),
  ];
}

/** Cells of a family of one offer, as a sum; `0` where there are none. */
function sumOf({ side, family, column }: { side: Side; family: Family; column: RungColumn }): string {
  const rows = side.sheet.rowsOf({ family, group: side.group });
  return rows.length === 0 ? '0' : `SUM(${side.sheet.range({ column, rows })})`;
}

function totalOf(side: Side): string {
  const sums = FAMILIES.map((family) => sumOf({ side, family, column: 'usd' })).filter((sum) => sum !== '0');
  return `(${sums.join('+') || '0'})`;
}

/** Write dollars ÷ written tokens of the best policy; else what it pays for input; else what the warehouse writes at. */
function heldFormula({ before, after }: { before: Side; after: Side }): string {
  const tried: readonly (readonly [Side, Family])[] = [
    [before, 'cacheWrite'],
    [before, 'uncachedInput'],
    [after, 'cacheWrite'],
  ];
  const found = tried.find(([side, family]) => side.sheet.rowsOf({ family, group: side.group }).length > 0);
  if (!found) return '0';
  const [side, family] = found;
  return `1000000*${sumOf({ side, family, column: 'usd' })}/${sumOf({ side, family, column: 'tokens' })}`;
}

function isReadOffered({ group, reads }: { group: OfferGroup; reads: readonly (number | null)[] }): boolean {
  const { base, bands } = group.resolved.period;
  const isKnown = reads.every((band) => (band === null ? base : bands[band]?.rates)?.cacheRead.state === 'priced');
  const rung = rungNamed({ ladder: group.ladder, rung: 'warehouse' });
  return isKnown && rung.status === 'priced' && lineTotals({ lines: rung.lines, prefix: 'cacheRead' }).tokens > 0;
}
