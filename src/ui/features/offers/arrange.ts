import { isSameModel } from '../../../evaluate/offer-compare.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { wordsMatch } from '../../shared/words-match.ts';
import type { Need, OfferView } from './offer-view.ts';

type Filters = Pick<OfferView, 'query' | 'sellers' | 'triggers' | 'needs' | 'modelOf' | 'shown'>;

/** The rows that pass every filter, in their order. */
export function filterOffers({ rows, view }: { rows: readonly OfferRow[]; view: Filters }): readonly OfferRow[] {
  const { query, sellers, triggers, needs, modelOf, shown } = view;
  const model = rows.find(({ offer }) => offer.id === modelOf)?.offer;
  return rows.filter(
    (row) =>
      wordsMatch({ query, text: `${row.offer.modelName} ${row.offer.sellerName} ${row.offer.id}` }) &&
      (sellers.length === 0 || sellers.includes(row.offer.seller)) &&
      (triggers.length === 0 || triggers.includes(row.offer.cachePolicy.trigger)) &&
      (model === undefined || isSameModel(model, row.offer)) &&
      needs.every((need) => MEETS[need]({ row, shown })),
  );
}

const MEETS: Record<Need, (asked: { row: OfferRow; shown: Filters['shown'] }) => boolean> = {
  cache: ({ row }) => row.sellsCaching,
  // While costs are being worked out nothing is known to be impossible.
  runs: ({ row }) => row.cost.status !== 'excluded',
  priced: ({ row }) => row.input.state === 'priced' && row.output.state === 'priced',
  geometry: ({ row }) => row.hasGeometry,
  sold: ({ row, shown }) => !shown.some((column) => lacks({ row, column })),
};

/** Whether a column of the row says “not sold”. */
function lacks({ row, column }: { row: OfferRow; column: Filters['shown'][number] }): boolean {
  switch (column) {
    case 'with':
      return row.cost.status === 'priced' && row.cost.warehouse.state === 'not-sold';
    case 'input':
      return row.input.state === 'not-sold';
    case 'output':
      return row.output.state === 'not-sold';
    case 'read':
      return row.cacheRead.state === 'not-sold';
    case 'write':
      return row.cacheWrites.length === 0 || row.cacheWrites.some(({ price }) => price.state === 'not-sold');
    case 'caching':
    case 'reuse':
    case 'idle':
    case 'minimum':
      return !row.sellsCaching;
    default:
      return false;
  }
}

/** Rows of one seller. */
export interface SellerGroup<T> {
  readonly sellerName: string;
  readonly rows: readonly T[];
}

/**
 * The rows by seller: sellers in the order of their first row, rows in the order they had. Sorted by cost, the seller with
 * the cheapest offer comes first.
 */
export function groupBySeller<T>({
  rows,
  offerOf,
}: {
  rows: readonly T[];
  offerOf: (row: T) => OfferRow['offer'];
}): readonly SellerGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const { sellerName } = offerOf(row);
    const group = groups.get(sellerName);
    if (group) group.push(row);
    else groups.set(sellerName, [row]);
  }
  return [...groups].map(([sellerName, grouped]) => ({ sellerName, rows: grouped }));
}
