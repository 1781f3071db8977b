import { memo, type Ref } from 'react';
import { flexRender, type Cell, type Column } from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { TabStopColumn } from './figures.tsx';
import { OFFER_COLUMN } from './offer-columns.tsx';
import { OfferCell } from './OfferCell.tsx';
import { OfferDetails } from './OfferDetails.tsx';
import type { Features, OfferTableRow } from './offer-table.ts';
import { pinnedClass, pinnedStyle, type PinnedAt } from './pinned.ts';
import styles from './OffersTable.module.css';

/** What can be chosen row by row. Stays the same object while nothing of it changes. */
export interface RowChoices {
  readonly compared: ReadonlySet<string>;
  readonly canCompareMore: boolean;
  readonly onCompare: (change: { id: string; checked: boolean }) => void;
  /** How many offers of the catalogue sell an offer's model, itself included. */
  readonly sellersOfModel: (row: OfferRow) => number;
  readonly onSameModel: (id: string) => void;
}

/** Where a line stands in the table, drawn or not. */
interface LineProps {
  readonly index: number;
  /** Counted from 1, rows of headers included. */
  readonly rowIndex: number;
  /** Set where heights must be known. */
  readonly measure: Ref<HTMLTableRowElement> | undefined;
}

export function SellerLine({
  sellerName,
  count,
  span,
  index,
  rowIndex,
  measure,
}: LineProps & { readonly sellerName: string; readonly count: number; readonly span: number }) {
  return (
    <tr ref={measure} className={styles.seller} data-index={index} aria-rowindex={rowIndex} data-seller={sellerName}>
      <th scope="rowgroup" colSpan={span}>
        <span className={styles.sellerName}>
          {sellerName}{' '}
          <span className={styles.share}>
            {count} {count === 1 ? 'offer' : 'offers'}
          </span>
        </span>
      </th>
    </tr>
  );
}

interface OfferLineProps extends LineProps {
  readonly row: OfferTableRow;
  /** The visible ones: cells are drawn anew when they change, and not when the rows are put in another order. */
  readonly columns: readonly Column<Features, OfferRow>[];
  readonly pinnedAt: PinnedAt;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
  readonly choices: RowChoices;
}

export function OfferLine({
  row,
  columns,
  pinnedAt,
  isOpen,
  onToggle,
  choices,
  index,
  rowIndex,
  measure,
}: OfferLineProps) {
  const { isCurrent } = row.original;
  const isCompared = choices.compared.has(row.id);
  return (
    <tr
      ref={measure}
      className={isCurrent ? styles.current : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      aria-rowindex={rowIndex}
      data-index={index}
      data-key={row.id}
      data-offer={row.id}
    >
      <OfferCells
        row={row}
        columns={columns}
        pinnedAt={pinnedAt}
        isOpen={isOpen}
        onToggle={onToggle}
        isCompared={isCompared}
        canCompare={isCompared || choices.canCompareMore}
        onCompare={choices.onCompare}
      />
    </tr>
  );
}

interface OfferCellsProps extends Pick<OfferLineProps, 'row' | 'columns' | 'pinnedAt' | 'isOpen' | 'onToggle'> {
  readonly isCompared: boolean;
  readonly canCompare: boolean;
  readonly onCompare: RowChoices['onCompare'];
}

const OfferCells = memo(function OfferCells({ row, columns, pinnedAt, ...nameProps }: OfferCellsProps) {
  return (
    <TabStopColumn value={columns.find(({ columnDef }) => columnDef.meta?.hasFigures)?.id}>
      <OfferCell row={row.original} detailsId={detailsIdOf(row)} {...nameProps} />
      <Cells row={row} pinnedAt={pinnedAt} />
    </TabStopColumn>
  );
});

function detailsIdOf(row: OfferTableRow): string {
  return `details-${row.id}`;
}

function Cells({ row, pinnedAt }: { readonly row: OfferTableRow; readonly pinnedAt: PinnedAt }) {
  const { cost } = row.original;
  const cells = row.getVisibleCells().filter(({ column }) => column.id !== OFFER_COLUMN);
  // One reason across the figures it takes the place of; a pinned one stands alone and gets a word.
  const costCells = cells.filter((cell) => isCostCell(cell) && !pinnedAt.has(cell.column.id));
  return cells.map((cell) => {
    const { id, columnDef } = cell.column;
    const pinned = pinnedClass({ pinnedAt, columnId: id });
    const style = pinnedStyle({ pinnedAt, columnId: id });
    if (isCostCell(cell) && cost.status === 'excluded') {
      if (pinned !== '')
        return (
          <td key={cell.id} data-column={id} className={`${styles.excluded} ${pinned}`} style={style}>
            cannot run
          </td>
        );
      return cell === costCells[0] ? (
        <td key={cell.id} colSpan={costCells.length} className={styles.excluded}>
          <p className={styles.reason}>{cost.reason}</p>
        </td>
      ) : null;
    }
    const meta = columnDef.meta;
    return (
      <td
        key={cell.id}
        data-column={id}
        className={`${meta?.numeric ? styles.number : ''} ${meta?.isCost ? styles.cost : ''} ${pinned}`}
        style={style}
      >
        {flexRender(columnDef.cell, cell.getContext())}
      </td>
    );
  });
}

function isCostCell(cell: Cell<Features, OfferRow>): boolean {
  return cell.column.columnDef.meta?.isCost === true;
}

export function DetailsLine({
  row,
  span,
  choices,
  index,
  rowIndex,
  measure,
}: LineProps & { readonly row: OfferTableRow; readonly span: number; readonly choices: RowChoices }) {
  return (
    <tr
      ref={measure}
      id={detailsIdOf(row)}
      className={styles.detailsRow}
      data-index={index}
      data-key={`details:${row.id}`}
      aria-rowindex={rowIndex}
    >
      <td colSpan={span}>
        <div className={styles.detailsFrame}>
          <OfferDetails
            row={row.original}
            sellersOfModel={choices.sellersOfModel(row.original)}
            onSameModel={() => choices.onSameModel(row.id)}
          />
        </div>
      </td>
    </tr>
  );
}
