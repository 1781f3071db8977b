import { memo } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTable } from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { CheckMenu } from './CheckMenu.tsx';
import { HIDDEN_COLUMNS, OFFER_COLUMN, offerColumns } from './offer-columns.tsx';
import { matchesSearch, offerFeatures } from './offer-table.ts';
import { OffersTable, type OffersTableModel } from './OffersTable.tsx';
import { SourcePanelHost } from './SourcePanel.tsx';
import styles from './OffersPage.module.css';

const INITIAL_STATE = { sorting: [{ id: 'without', desc: false }], columnVisibility: { ...HIDDEN_COLUMNS } };

/** The table with its search, filters and column chooser. */
export const OffersCard = memo(function OffersCard({
  rows,
  isBusy,
}: {
  readonly rows: readonly OfferRow[];
  readonly isBusy: boolean;
}) {
  const table = useTable({
    features: offerFeatures,
    columns: offerColumns,
    data: rows,
    initialState: INITIAL_STATE,
    getRowId: ({ offer }) => offer.id,
    getColumnCanGlobalFilter: ({ id }) => id === OFFER_COLUMN,
    globalFilterFn: matchesSearch,
    enableSortingRemoval: false,
    enableMultiSort: false,
  });
  return (
    <>
      <Toolbar table={table} rows={rows} />
      <SourcePanelHost>
        <OffersTable table={table} isBusy={isBusy} />
      </SourcePanelHost>
      <Notes />
    </>
  );
});

function Toolbar({ table, rows }: { readonly table: OffersTableModel; readonly rows: readonly OfferRow[] }) {
  const sellers = [...new Set(rows.map(({ offer }) => offer.sellerName))];
  const chosen = (table.getColumn('seller')?.getFilterValue() as readonly string[] | undefined) ?? [];
  const query = (table.state.globalFilter as string | undefined) ?? '';
  const shown = table.getRowModel().rows.length;
  const isNarrowed = query !== '' || table.state.columnFilters.length > 0;
  const choose = ({ id, checked }: { id: string; checked: boolean }): void => {
    const next = checked ? [...chosen, id] : chosen.filter((seller) => seller !== id);
    table.getColumn('seller')?.setFilterValue(next.length > 0 ? next : undefined);
  };
  const columns = table.getAllLeafColumns().filter((column) => column.getCanHide());

  return (
    <search className={styles.toolbar}>
      <TextInput
        type="search"
        size="xs"
        className={styles.search}
        aria-label="Search offers by seller, model or id"
        placeholder="Seller, model or id"
        value={query}
        onChange={(event) => table.setGlobalFilter(event.currentTarget.value)}
      />
      <CheckMenu
        legend="Show offers of"
        summary={sellersText({ chosen, all: sellers.length })}
        options={sellers.map((seller) => ({ id: seller, label: seller }))}
        isChecked={(id) => chosen.includes(id)}
        onChange={choose}
        reset={{ label: 'All sellers', onClick: () => table.getColumn('seller')?.setFilterValue(undefined) }}
      />
      <CheckMenu
        legend="Columns"
        summary="Columns"
        options={columns.map(({ id, columnDef }) => ({ id, label: columnDef.meta?.label ?? id }))}
        isChecked={(id) => table.getColumn(id)?.getIsVisible() ?? false}
        onChange={({ id, checked }) => table.getColumn(id)?.toggleVisibility(checked)}
        reset={{ label: 'Show all', onClick: () => table.resetColumnVisibility() }}
      />
      <FilterBox table={table} column="sells" label="Caching sold" />
      <FilterBox table={table} column="geometry" label="KV geometry known" />
      <div className={styles.outcome}>
        {isNarrowed && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              table.setGlobalFilter('');
              table.resetColumnFilters(true);
            }}
          >
            Clear
          </Button>
        )}
        <output className={styles.count}>
          {shown} of {rows.length} offers
        </output>
      </div>
    </search>
  );
}

function sellersText({ chosen, all }: { chosen: readonly string[]; all: number }): string {
  if (chosen.length === 0) return 'All sellers';
  return chosen.length === 1 ? (chosen[0] ?? '') : `${chosen.length} of ${all} sellers`;
}

function FilterBox({
  table,
  column,
  label,
}: {
  readonly table: OffersTableModel;
  readonly column: 'sells' | 'geometry';
  readonly label: string;
}) {
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        checked={table.getColumn(column)?.getFilterValue() === true}
        onChange={(event) => table.getColumn(column)?.setFilterValue(event.currentTarget.checked ? true : undefined)}
      />
      {label}
    </label>
  );
}

/** How to read the table, and what its prices leave out. */
function Notes() {
  return (
    <ul className={styles.notes}>
      <li>
        Point at a price, or reach it with Tab and the arrow keys, for its source and day. A dashed line marks an
        assumption. “Not sold” and “unknown” are never counted as 0.
      </li>
      <li>
        Costs are this scenario’s workload in a month: under the best caching policy the seller sells today, and at the
        same prices with a token warehouse. Long prompts pay the rates of their band, request by request. A cache life
        whose write price is unknown is not costed, so a cheaper policy may exist there. Storage in the warehouse is
        reckoned from the model’s KV geometry where that is known, else from a stand-in.
      </li>
      <li>
        Left out: batch, flex, fast and priority modes, regional surcharges, price schedules by time of day, explicit
        caches with rent, discounts and commitments, taxes.
      </li>
    </ul>
  );
}
