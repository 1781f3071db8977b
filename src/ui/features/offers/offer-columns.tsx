import { helper } from './column-kinds.ts';
import { cacheColumns } from './columns-cache.tsx';
import { priceColumns } from './columns-prices.tsx';
import { workloadColumns } from './columns-workload.tsx';
import { byText } from './offer-table.ts';

/** Column that holds the row's name, its details and the way to use it; the table draws it. */
export const OFFER_COLUMN = 'offer';

export const offerColumns = helper.columns([
  helper.accessor(({ offer }) => offer.modelName, {
    id: OFFER_COLUMN,
    header: 'Offer',
    meta: { label: 'Offer', widthPx: 200 },
    sortFn: byText,
    enableHiding: false,
  }),
  workloadColumns,
  priceColumns,
  cacheColumns,
]);
