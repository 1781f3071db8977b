import { useMemo, useRef, type CSSProperties } from 'react';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';
import { useOpenRows } from '../../shared/use-open-rows.ts';
import type { SellerGroup } from './arrange.ts';
import { PriceSizeContext } from './figures.tsx';
import { OFFER_COLUMN } from './offer-columns.tsx';
import { columnsInOrder, type OffersTableModel, type OfferTableRow } from './offer-table.ts';
import { NOTHING_PINNED, pinnedPlaces } from './pinned.ts';
import { DetailsLine, OfferLine, SellerLine, type RowChoices } from './TableLines.tsx';
import { TableHead } from './TableHead.tsx';
import { tableItems } from './table-items.ts';
import { useVirtualItems } from './use-virtual-items.ts';
import styles from './OffersTable.module.css';

const HEAD_ROWS = 2;

interface OffersTableProps {
  readonly table: OffersTableModel;
  /** The table's rows, by seller where they are grouped. */
  readonly groups: readonly SellerGroup<OfferTableRow>[];
  readonly isGrouped: boolean;
  readonly priceSize: PriceSize;
  readonly choices: RowChoices;
  readonly isBusy: boolean;
}

/** The table itself: sticky head and first columns, sorted by its headers, each row opening to its details. */
export function OffersTable({ table, groups, isGrouped, priceSize, choices, isBusy }: OffersTableProps) {
  const { open, toggle } = useOpenRows();
  const scroller = useRef<HTMLElement>(null);
  const items = useMemo(() => tableItems({ groups, isGrouped, open }), [groups, isGrouped, open]);
  const { drawn, skippedAfterPx, isVirtual, measure, focusHandlers } = useVirtualItems({ items, scroller });
  const { columnPinning, columnVisibility } = table.state;
  const columns = useMemo(
    () => columnsInOrder(table),
    // The table stays the same object; its columns follow these.
    // oxlint-disable-next-line react/exhaustive-deps
    [table, columnPinning, columnVisibility],
  );
  const widths = useMemo(
    () => columns.map(({ id, columnDef }) => ({ id, widthPx: columnDef.meta?.widthPx ?? 0 })),
    [columns],
  );
  const pinnedAt = useMemo(() => {
    const pinned = widths.filter(({ id }) => id !== OFFER_COLUMN && columnPinning.start.includes(id));
    return pinned.length > 0 ? pinnedPlaces(pinned) : NOTHING_PINNED;
  }, [widths, columnPinning]);
  const isFixed = isVirtual || pinnedAt.size > 0;
  const others = widths.filter(({ id }) => id !== OFFER_COLUMN);

  return (
    <section
      ref={scroller}
      className={styles.scroll}
      // Focusable, so that the keyboard can scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label="Table of offers"
    >
      <table
        className={`${styles.table} ${isFixed ? styles.fixed : ''}`}
        style={isFixed ? widthOf(others) : undefined}
        aria-busy={isBusy}
        aria-rowcount={HEAD_ROWS + items.length}
      >
        <caption className="visually-hidden">
          Offers with their prices, cache rules and the cost of this workload. Headers sort; a row’s name opens its
          details.
        </caption>
        {isFixed && (
          <colgroup>
            <col className={styles.nameColumn} />
            {others.map(({ id, widthPx }, i) => (
              // The last one takes what is left.
              <col key={id} style={i < others.length - 1 ? { width: widthPx } : undefined} />
            ))}
          </colgroup>
        )}
        <TableHead table={table} priceSize={priceSize} pinnedAt={pinnedAt} />
        <PriceSizeContext value={priceSize}>
          <tbody {...focusHandlers}>
            {drawn.flatMap(({ item, index, skippedPx }) => [
              skippedPx > 0 && <Skipped key={`above:${item.key}`} heightPx={skippedPx} span={columns.length} />,
              item.kind === 'offer' ? (
                <OfferLine
                  key={item.key}
                  row={item.row}
                  columns={columns}
                  pinnedAt={pinnedAt}
                  isOpen={open.has(item.row.id)}
                  onToggle={toggle}
                  choices={choices}
                  index={index}
                  rowIndex={HEAD_ROWS + index + 1}
                  measure={measure}
                />
              ) : item.kind === 'details' ? (
                <DetailsLine
                  key={item.key}
                  row={item.row}
                  span={columns.length}
                  choices={choices}
                  index={index}
                  rowIndex={HEAD_ROWS + index + 1}
                  measure={measure}
                />
              ) : (
                <SellerLine
                  key={item.key}
                  sellerName={item.sellerName}
                  count={item.count}
                  span={columns.length}
                  index={index}
                  rowIndex={HEAD_ROWS + index + 1}
                  measure={measure}
                />
              ),
            ])}
            {skippedAfterPx > 0 && <Skipped heightPx={skippedAfterPx} span={columns.length} />}
            {items.length === 0 && (
              <tr>
                <td colSpan={columns.length} className={styles.none}>
                  No offer matches. Clear the search or the filters.
                </td>
              </tr>
            )}
          </tbody>
        </PriceSizeContext>
      </table>
    </section>
  );
}

function widthOf(columns: readonly { readonly widthPx: number }[]): CSSProperties {
  const sumPx = columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
  return { minWidth: `calc(var(--name-width) + ${sumPx}px)` };
}

/** Room for the lines that are not drawn. */
function Skipped({ heightPx, span }: { readonly heightPx: number; readonly span: number }) {
  return (
    <tr aria-hidden="true" className={styles.skipped}>
      <td colSpan={span} style={{ height: heightPx }}>
        {/* Nothing to say: the lines that belong here are drawn when they come into sight. */}
      </td>
    </tr>
  );
}
