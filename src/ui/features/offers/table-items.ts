import type { SellerGroup } from './arrange.ts';
import type { OfferTableRow } from './offer-table.ts';

/** A line of the table's body: each is one `<tr>` with a height of its own. */
export type TableItem =
  | { readonly kind: 'seller'; readonly key: string; readonly sellerName: string; readonly count: number }
  | { readonly kind: 'offer'; readonly key: string; readonly row: OfferTableRow }
  | { readonly kind: 'details'; readonly key: string; readonly row: OfferTableRow };

/** The lines of a table: sellers above their offers where these are grouped, details below the rows that are open. */
export function tableItems({
  groups,
  isGrouped,
  open,
}: {
  groups: readonly SellerGroup<OfferTableRow>[];
  isGrouped: boolean;
  open: ReadonlySet<string>;
}): readonly TableItem[] {
  const items: TableItem[] = [];
  for (const { sellerName, rows } of groups) {
    if (isGrouped) items.push({ kind: 'seller', key: `seller:${sellerName}`, sellerName, count: rows.length });
    for (const row of rows) {
      items.push({ kind: 'offer', key: row.id, row });
      if (open.has(row.id)) items.push({ kind: 'details', key: `details:${row.id}`, row });
    }
  }
  return items;
}
