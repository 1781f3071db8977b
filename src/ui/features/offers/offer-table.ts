import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';

/** What the page needs to know of a column beyond its values. */
export interface OfferColumnMeta {
  /** As the column chooser and the header's button name it. */
  readonly label: string;
  readonly numeric?: boolean;
  /** Part of the workload's cost: an offer that cannot run it shows the reason across these. */
  readonly isCost?: boolean;
  /** Its cells open to sources. */
  readonly hasFigures?: boolean;
}

export const offerFeatures = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<OfferColumnMeta>(),
});

export type OfferTableRow = Row<typeof offerFeatures, OfferRow>;

/** What the free-text search looks at. */
function searchText({ offer }: OfferRow): string {
  return `${offer.modelName} ${offer.sellerName} ${offer.id}`.toLowerCase();
}

/** Keeps a row that holds every word, in any order. */
export function matchesSearch(row: OfferTableRow, _columnId: string, query: string): boolean {
  const text = searchText(row.original);
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Keeps rows of the listed sellers; none listed keeps all. */
export function isOneOf(row: OfferTableRow, columnId: string, chosen: readonly string[]): boolean {
  return chosen.length === 0 || chosen.includes(row.getValue<string>(columnId));
}

export function isWanted(row: OfferTableRow, columnId: string, wanted: boolean): boolean {
  return !wanted || row.getValue<boolean>(columnId);
}

/** Ascending; the table turns it round. Missing values never get here: `sortUndefined` keeps them last. */
export function byNumber(a: OfferTableRow, b: OfferTableRow, columnId: string): number {
  return a.getValue<number>(columnId) - b.getValue<number>(columnId);
}

export function byText(a: OfferTableRow, b: OfferTableRow, columnId: string): number {
  return a.getValue<string>(columnId).localeCompare(b.getValue<string>(columnId), 'en', { numeric: true });
}
