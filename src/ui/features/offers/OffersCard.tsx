import { memo, useCallback, useMemo, useRef } from 'react';
import { Button } from '@mantine/core';
import { functionalUpdate, useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { isSameModel, MOST_COMPARED } from '../../../evaluate/offer-compare.ts';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { Card } from '../../shared/Card.tsx';
import { filterOffers, groupBySeller } from './arrange.ts';
import { ComparePanel } from './ComparePanel.tsx';
import type { Exported } from './ExportButton.tsx';
import { offerColumns, OFFER_COLUMN } from './offer-columns.tsx';
import { columnsInOrder, offerFeatures, type OfferTableRow } from './offer-table.ts';
import { COLUMNS, FIRST_VIEW, UNFILTERED, type OfferView } from './offer-view.ts';
import { OffersNotes } from './OffersNotes.tsx';
import { OffersTable } from './OffersTable.tsx';
import { OffersToolbar } from './OffersToolbar.tsx';
import { SourcePanelHost } from './SourcePanel.tsx';
import type { RowChoices } from './TableLines.tsx';
import { useOfferView } from './use-offer-view.ts';
import styles from './OffersPage.module.css';

/** The table with its search, filters and column chooser, and the offers chosen for comparison. */
export const OffersCard = memo(function OffersCard({
  rows,
  asOf,
  isBoughtAsSet,
  isBusy,
}: {
  readonly rows: readonly OfferRow[];
  readonly asOf: string;
  /** Not simply at list prices, pay as you go. */
  readonly isBoughtAsSet: boolean;
  readonly isBusy: boolean;
}) {
  const { view, change } = useOfferView();
  const filtered = useFiltered({ rows, view });
  const state = useTableState(view);
  const table = useTable({
    features: offerFeatures,
    columns: offerColumns,
    data: filtered,
    state,
    onSortingChange: (updater: Updater<SortingState>) =>
      change({ sorting: sortingFrom(functionalUpdate(updater, [...view.sorting])) }),
    getRowId: ({ offer }) => offer.id,
    enableSortingRemoval: false,
    enableMultiRemove: true,
  });
  const tableRows = table.getRowModel().rows;
  const groups = useMemo(
    () =>
      view.isGrouped
        ? groupBySeller({ rows: tableRows, offerOf: ({ original }: OfferTableRow) => original.offer })
        : [{ sellerName: '', rows: tableRows }],
    [tableRows, view.isGrouped],
  );
  const compared = useMemo(
    () => view.compared.flatMap((id) => rows.find(({ offer }) => offer.id === id) ?? []),
    [rows, view.compared],
  );
  const onCompare = useCallback(
    ({ id, checked }: { id: string; checked: boolean }) =>
      change({ compared: checked ? [...view.compared, id] : view.compared.filter((other) => other !== id) }),
    [change, view.compared],
  );
  const choices = useMemo<RowChoices>(
    () => ({
      compared: new Set(view.compared),
      canCompareMore: view.compared.length < MOST_COMPARED,
      onCompare,
      sellersOfModel: ({ offer }) => rows.filter((other) => isSameModel(offer, other.offer)).length,
      onSameModel: (id) => change({ ...UNFILTERED, modelOf: id }),
    }),
    [rows, view.compared, change, onCompare],
  );
  const exported = (): Exported => ({
    rows: groups.flatMap((group) => group.rows.map(({ original }) => original)),
    columns: columnsInOrder(table).map(({ id }) => id),
    priceSize: view.priceSize,
    asOf,
  });
  const panel = useRef<HTMLDivElement>(null);

  return (
    <>
      <Card
        title="What does each seller charge, and what would this workload cost there?"
        hint={`List prices of ${asOf}, ${isBoughtAsSet ? 'bought as set under Buying' : 'standard mode'}. Price alone: models do not do the work equally well.`}
      >
        <OffersToolbar
          table={table}
          rows={rows}
          shownCount={tableRows.length}
          view={view}
          change={change}
          exported={exported}
        />
        {compared.length > 0 && (
          <p className={styles.chosen}>
            {compared.length} of at most {MOST_COMPARED} chosen.{' '}
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                panel.current?.scrollIntoView({ block: 'start' });
                panel.current?.focus({ preventScroll: true });
              }}
            >
              See them side by side
            </Button>
          </p>
        )}
        <SourcePanelHost>
          <OffersTable
            table={table}
            groups={groups}
            isGrouped={view.isGrouped}
            priceSize={view.priceSize}
            choices={choices}
            isBusy={isBusy}
          />
        </SourcePanelHost>
        <OffersNotes />
      </Card>
      {compared.length > 0 && (
        <div ref={panel} tabIndex={-1} className={styles.panel}>
          <ComparePanel
            rows={compared}
            priceSize={view.priceSize}
            isBusy={isBusy}
            onRemove={(id) => onCompare({ id, checked: false })}
            onClear={() => change({ compared: [] })}
          />
        </div>
      )}
    </>
  );
});

/** Made anew only when what narrows the table changes: the table keeps its rows with its data. */
function useFiltered({ rows, view }: { rows: readonly OfferRow[]; view: OfferView }): readonly OfferRow[] {
  const { query, sellers, triggers, needs, modelOf, shown } = view;
  const key = JSON.stringify([query, sellers, triggers, needs, modelOf, needs.includes('sold') ? shown : null]);
  return useMemo(
    () => filterOffers({ rows, view: { query, sellers, triggers, needs, modelOf, shown } }),
    // Each view is a new object; the key says whether it filters in another way.
    // oxlint-disable-next-line react/exhaustive-deps
    [rows, key],
  );
}

function useTableState({ sorting, shown, pinned }: OfferView) {
  const key = JSON.stringify([sorting, shown, pinned]);
  return useMemo(
    () => ({
      sorting: [...sorting],
      columnVisibility: Object.fromEntries(COLUMNS.map((id) => [id, shown.includes(id)])),
      columnPinning: { start: [OFFER_COLUMN, ...pinned], end: [] },
    }),
    // oxlint-disable-next-line react/exhaustive-deps
    [key],
  );
}

function sortingFrom(sorting: SortingState): OfferView['sorting'] {
  const found = sorting.flatMap(({ id, desc }) => {
    const column = COLUMNS.find((candidate) => candidate === id);
    return column === undefined ? [] : [{ id: column, desc }];
  });
  return found.length > 0 ? found : FIRST_VIEW.sorting;
}
