import { UnstyledButton } from '@mantine/core';
import type { Header } from '@tanstack/react-table';
import type { OfferRow } from '../../../evaluate/offer-row.ts';
import type { PriceSize } from '../../../evaluate/offer-csv.ts';
import { OFFER_COLUMN } from './offer-columns.tsx';
import type { Features, OffersTableModel } from './offer-table.ts';
import { pinnedClass, pinnedStyle, type PinnedAt } from './pinned.ts';
import styles from './OffersTable.module.css';
import { moneySign } from '../../format/money.ts';

interface TableHeadProps {
  readonly table: OffersTableModel;
  readonly priceSize: PriceSize;
  readonly pinnedAt: PinnedAt;
}

/** Headers that sort, under the names of their groups. */
export function TableHead({ table, priceSize, pinnedAt }: TableHeadProps) {
  const isSortedByMany = table.state.sorting.length > 1;
  return (
    <thead>
      {table.getHeaderGroups().map((group, depth, { length }) => (
        <tr key={group.id} aria-rowindex={depth + 1}>
          {group.headers.map((header) => {
            const shared = { header, priceSize, pinnedAt, isSortedByMany };
            // A column outside the groups has one header, as high as all rows of headers together.
            if (header.isPlaceholder) return <SortHeader key={header.id} {...shared} rowSpan={length} />;
            if (depth < length - 1) return <GroupHeader key={header.id} {...shared} />;
            return header.column.parent && <SortHeader key={header.id} {...shared} />;
          })}
        </tr>
      ))}
    </thead>
  );
}

interface HeaderProps {
  readonly header: Header<Features, OfferRow>;
  readonly priceSize: PriceSize;
  readonly pinnedAt: PinnedAt;
  readonly isSortedByMany: boolean;
  readonly rowSpan?: number;
}

function GroupHeader({ header, priceSize, pinnedAt }: HeaderProps) {
  // Pinned columns stand outside their group; the group above one of them is as wide as it is.
  const pinned = header.getLeafHeaders().findLast(({ column }) => pinnedAt.has(column.id))?.column.id ?? '';
  const first = header.getLeafHeaders().find(({ column }) => pinnedAt.has(column.id))?.column.id ?? '';
  return (
    <th
      scope="colgroup"
      colSpan={header.colSpan}
      className={`${styles.group} ${pinnedClass({ pinnedAt, columnId: pinned })}`}
      style={pinnedStyle({ pinnedAt, columnId: first })}
    >
      <span className={styles.groupTitle} title={first === '' ? undefined : headText({ header, priceSize })}>
        {headText({ header, priceSize })}
      </span>
    </th>
  );
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

function SortHeader({ header, rowSpan, priceSize, pinnedAt, isSortedByMany }: HeaderProps) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const meta = column.columnDef.meta;
  const place = column.getSortIndex() + 1;
  return (
    <th
      scope="col"
      rowSpan={rowSpan}
      className={`${column.id === OFFER_COLUMN ? styles.nameHead : styles.head} ${meta?.numeric ? styles.number : ''} ${pinnedClass({ pinnedAt, columnId: column.id })}`}
      style={pinnedStyle({ pinnedAt, columnId: column.id })}
      // Only one column may say that it sorts.
      aria-sort={sorted && place === 1 ? ARIA_SORT[sorted] : undefined}
      data-sorted={sorted || undefined}
    >
      <UnstyledButton
        className={styles.sort}
        onClick={column.getToggleSortingHandler()}
        title={`Sort by ${meta?.label.toLowerCase().replace('$', () => moneySign())}; with Shift after the columns sorted by already`}
      >
        {headText({ header, priceSize })}
        {isSortedByMany && sorted && <span className="visually-hidden">, sorted by {place}</span>}
        <span aria-hidden="true" className={sorted ? styles.arrow : styles.noArrow}>
          {sorted === 'desc' ? '↓' : '↑'}
          {isSortedByMany && sorted && place}
        </span>
      </UnstyledButton>
    </th>
  );
}

/** Columns name prices per million tokens; a thousand is said in the same place. */
function headText({ header, priceSize }: Pick<HeaderProps, 'header' | 'priceSize'>): string {
  const text = String(header.column.columnDef.header);
  const sized = priceSize === 'M' ? text : text.replace('$/M ', '$/K ').replace('$ per M ', '$ per K ');
  return sized.replace('$', () => moneySign());
}
