import { memo, useCallback, useState } from 'react';
import { Button, UnstyledButton } from '@mantine/core';
import {
  flexRender,
  type Cell,
  type Column,
  type Header,
  type ReactTable,
  type TableState,
} from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { useScenarioState } from '../../app-context.ts';
import { TabStopColumn } from './figures.tsx';
import { OFFER_COLUMN } from './offer-columns.tsx';
import { OfferDetails } from './OfferDetails.tsx';
import type { offerFeatures, OfferTableRow } from './offer-table.ts';
import { bandTextShort } from './words.ts';
import styles from './OffersTable.module.css';

type Features = typeof offerFeatures;
export type OffersTableModel = ReactTable<Features, OfferRow, TableState<Features>>;

/** The table itself: sticky head and first column, sorted by its headers, each row opening to its details. */
export function OffersTable({ table, isBusy }: { readonly table: OffersTableModel; readonly isBusy: boolean }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string): void => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const columns = table.getVisibleLeafColumns();
  const { rows } = table.getRowModel();

  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroll} tabIndex={0} aria-label="Table of offers">
      <table className={styles.table} aria-busy={isBusy}>
        <caption className="visually-hidden">
          Offers with their prices, cache rules and the cost of this workload. Headers sort; a row’s name opens its
          details.
        </caption>
        <thead>
          {table.getHeaderGroups().map((group, depth, { length }) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                // A column outside the groups has one header, as high as all rows of headers together.
                if (header.isPlaceholder) return <SortHeader key={header.id} header={header} rowSpan={length} />;
                if (depth < length - 1) return <GroupHeader key={header.id} header={header} />;
                return header.column.parent && <SortHeader key={header.id} header={header} />;
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.map((row) => (
            <Offer key={row.id} row={row} columns={columns} isOpen={open.has(row.id)} onToggle={toggle} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className={styles.none}>
                No offer matches. Clear the search or the filters.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function GroupHeader({ header }: { readonly header: Header<Features, OfferRow> }) {
  return (
    <th scope="colgroup" colSpan={header.colSpan} className={styles.group}>
      <span className={styles.groupTitle}>{String(header.column.columnDef.header)}</span>
    </th>
  );
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

function SortHeader({ header, rowSpan }: { readonly header: Header<Features, OfferRow>; readonly rowSpan?: number }) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const meta = column.columnDef.meta;
  return (
    <th
      scope="col"
      rowSpan={rowSpan}
      className={`${headClass(column.id)} ${meta?.numeric ? styles.number : ''}`}
      aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
    >
      <UnstyledButton
        className={styles.sort}
        onClick={column.getToggleSortingHandler()}
        title={`Sort by ${meta?.label.toLowerCase()}`}
      >
        {String(column.columnDef.header)}
        <span aria-hidden="true" className={sorted ? styles.arrow : styles.noArrow}>
          {sorted === 'desc' ? '↓' : '↑'}
        </span>
      </UnstyledButton>
    </th>
  );
}

function headClass(columnId: string): string {
  return columnId === OFFER_COLUMN ? (styles.nameHead ?? '') : (styles.head ?? '');
}

interface OfferProps {
  readonly row: OfferTableRow;
  /** The visible ones: a row is drawn anew when they change, and not when the rows are put in another order. */
  readonly columns: readonly Column<Features, OfferRow>[];
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

const Offer = memo(function Offer({ row, columns, isOpen, onToggle }: OfferProps) {
  const { isCurrent } = row.original;
  const detailsId = `details-${row.id}`;
  return (
    <TabStopColumn value={columns.find(({ columnDef }) => columnDef.meta?.hasFigures)?.id}>
      <tr
        className={isCurrent ? styles.current : undefined}
        aria-current={isCurrent ? 'true' : undefined}
        data-offer={row.id}
      >
        <OfferCell row={row.original} isOpen={isOpen} detailsId={detailsId} onToggle={() => onToggle(row.id)} />
        <Cells row={row} />
      </tr>
      {isOpen && (
        <tr id={detailsId} className={styles.detailsRow}>
          <td colSpan={columns.length}>
            <div className={styles.detailsFrame}>
              <OfferDetails row={row.original} />
            </div>
          </td>
        </tr>
      )}
    </TabStopColumn>
  );
});

function Cells({ row }: { readonly row: OfferTableRow }) {
  const { cost } = row.original;
  const cells = row.getVisibleCells().filter(({ column }) => column.id !== OFFER_COLUMN);
  const costCells = cells.filter(isCostCell);
  return cells.map((cell) => {
    if (isCostCell(cell) && cost.status === 'excluded') {
      // One reason across the figures it takes the place of.
      return cell === costCells[0] ? (
        <td key={cell.id} colSpan={costCells.length} className={styles.excluded}>
          <p className={styles.reason}>{cost.reason}</p>
        </td>
      ) : null;
    }
    const meta = cell.column.columnDef.meta;
    return (
      <td
        key={cell.id}
        data-column={cell.column.id}
        className={`${meta?.numeric ? styles.number : ''} ${meta?.isCost ? styles.cost : ''}`}
      >
        {flexRender(cell.column.columnDef.cell, cell.getContext())}
      </td>
    );
  });
}

function isCostCell(cell: Cell<Features, OfferRow>): boolean {
  return cell.column.columnDef.meta?.isCost === true;
}

function OfferCell({
  row,
  isOpen,
  detailsId,
  onToggle,
}: {
  readonly row: OfferRow;
  readonly isOpen: boolean;
  readonly detailsId: string;
  readonly onToggle: () => void;
}) {
  const chooseOffer = useScenarioState((state) => state.chooseOffer);
  const { offer, isCurrent, period } = row;
  const name = `${offer.modelName} · ${offer.sellerName}`;
  const remarks = [
    ...(period?.bands.map((band) => `dearer ${bandTextShort(band)}`) ?? []),
    ...(period?.to ? [`changes ${period.to}`] : []),
    ...(row.usesCarriedRates ? ['prices from the link'] : []),
  ];
  return (
    <th scope="row" className={styles.name}>
      <div className={styles.offer}>
        <UnstyledButton
          className={styles.model}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          onClick={onToggle}
          title="All rates, rules and sources"
        >
          <span aria-hidden="true" className={isOpen ? styles.markOpen : styles.mark}>
            ›
          </span>
          <span>
            {offer.modelName}
            <span className="visually-hidden"> · {offer.sellerName}, details</span>
          </span>
        </UnstyledButton>
        <Button
          variant={isCurrent ? 'light' : 'default'}
          size="compact-xs"
          className={styles.use}
          aria-label={isCurrent ? `In use: ${name}` : `Use ${name}`}
          onClick={() => {
            if (!isCurrent) chooseOffer(offer.id);
          }}
        >
          {isCurrent ? 'In use' : 'Use'}
        </Button>
        <p className={styles.under}>{[offer.sellerName, ...remarks].join(' · ')}</p>
      </div>
    </th>
  );
}
