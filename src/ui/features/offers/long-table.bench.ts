import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { useTable, type SortingState } from '@tanstack/react-table';
import { bench, describe } from 'vitest';
import { CORE_BOOK } from '../../../evaluate/testing/core-book.ts';
import { offerCsv } from '../../../evaluate/offer-csv.ts';
import { offerRows, type OfferRow } from '../../../evaluate/offer-row.ts';
import { rankOffers } from '../../../evaluate/ranking.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { filterOffers, groupBySeller } from './arrange.ts';
import { offerColumns } from './offer-columns.tsx';
import { offerFeatures } from './offer-table.ts';
import { COLUMNS, FIRST_VIEW } from './offer-view.ts';

/** What the Offers page computes for 3,000 rows before it draws. Bar for all of it with the drawing: 50 ms. */

const OPTIONS = { time: 400, warmupTime: 200 };

const CATALOGUE = offerRows({
  scenario: BASE_SCENARIO,
  book: CORE_BOOK,
  ranking: rankOffers(BASE_SCENARIO, CORE_BOOK),
  workload: BASE_SCENARIO.workload,
});

/** The catalogue over and over, each time under other ids and at other costs. */
const ROWS: readonly OfferRow[] = Array.from({ length: 3_000 }, (_, i) => i).flatMap((i) => {
  const row = CATALOGUE[i % CATALOGUE.length];
  if (!row) return [];
  const factor = 1 + ((i * 7_919) % 1_000) / 1_000;
  return {
    ...row,
    offer: { ...row.offer, id: `${row.offer.id}~${i}`, modelName: `${row.offer.modelName} ${i}` },
    cost: row.cost.status === 'priced' ? { ...row.cost, withoutUsd: row.cost.withoutUsd * factor } : row.cost,
  };
});

function Sorted({ sorting }: { readonly sorting: SortingState }) {
  const table = useTable({
    features: offerFeatures,
    columns: offerColumns,
    data: ROWS,
    initialState: { sorting },
    getRowId: ({ offer }) => offer.id,
  });
  return table.getRowModel().rows[0]?.id;
}

describe('3,000 offers', () => {
  bench(
    'filtered by words and needs',
    () =>
      void filterOffers({
        rows: ROWS,
        view: { ...FIRST_VIEW, query: 'claude 1', needs: ['cache', 'runs', 'priced', 'sold'] },
      }),
    OPTIONS,
  );
  bench('grouped by seller', () => void groupBySeller({ rows: ROWS, offerOf: ({ offer }) => offer }), OPTIONS);
  for (const id of ['without', 'offer', 'reuse'])
    bench(
      `table made and sorted by ${id}`,
      () => void renderToStaticMarkup(createElement(Sorted, { sorting: [{ id, desc: true }] })),
      OPTIONS,
    );
  bench('export', () => void offerCsv({ rows: ROWS, columns: COLUMNS, priceSize: 'M' }), OPTIONS);
});
