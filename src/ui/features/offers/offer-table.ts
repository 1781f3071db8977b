import {
  columnPinningFeature,
  columnVisibilityFeature,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type Column,
  type ReactTable,
  type Row,
  type TableState,
} from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { LOCALE } from '../../format/locale.ts';

/** What the page needs to know of a column beyond its values. */
export interface OfferColumnMeta {
  /** As the column chooser and the header's button name it. */
  readonly label: string;
  /** Where widths must not follow the rows in sight: in a long table, and beside pinned columns. */
  readonly widthPx: number;
  readonly numeric?: boolean;
  /** Part of the workload's cost: an offer that cannot run it shows the reason across these. */
  readonly isCost?: boolean;
  /** Its cells open to sources. */
  readonly hasFigures?: boolean;
}

export const offerFeatures = tableFeatures({
  columnPinningFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<OfferColumnMeta>(),
});

export type Features = typeof offerFeatures;
export type OfferTableRow = Row<Features, OfferRow>;
export type OffersTableModel = ReactTable<Features, OfferRow, TableState<Features>>;

/** Ascending; the table turns it round. Missing values never get here: `sortUndefined` keeps them last. */
export function byNumber(a: OfferTableRow, b: OfferTableRow, columnId: string): number {
  return a.getValue<number>(columnId) - b.getValue<number>(columnId);
}

const collator = new Intl.Collator(LOCALE, { numeric: true });

export function byText(a: OfferTableRow, b: OfferTableRow, columnId: string): number {
  return collator.compare(a.getValue<string>(columnId), b.getValue<string>(columnId));
}

/** The visible columns as they stand: pinned ones first, in the order of their pinning. */
export function columnsInOrder(table: OffersTableModel): readonly Column<Features, OfferRow>[] {
  const visible = table.getVisibleLeafColumns();
  const { start } = table.state.columnPinning;
  return [
    ...start.flatMap((id) => visible.find((column) => column.id === id) ?? []),
    ...visible.filter(({ id }) => !start.includes(id)),
  ];
}
