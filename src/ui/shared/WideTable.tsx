import type { ReactNode } from 'react';
import { drawn, EXPORTABLE, useExportable, type Content } from './exportable.tsx';
import type { Sorting } from './sort-rows.ts';
import styles from './WideTable.module.css';

/** A long table: sticky head and first column, scrolling in its own frame, with the keyboard too. */
export function WideTable({
  label,
  className,
  children,
}: {
  readonly label: string;
  /** May set `--name-width`, the width of the first column. */
  readonly className?: string | undefined;
  /** Drawn by a function, all digits of its figures go into files. */
  readonly children: Content;
}) {
  const whole = () => <table className={styles.table}>{drawn(children)}</table>;
  const { ref, copy } = useExportable<HTMLElement>({ label, content: whole });
  return (
    <section
      ref={ref}
      className={`${styles.scroll} ${className ?? ''}`}
      tabIndex={0}
      aria-label={`Table: ${label}`}
      {...EXPORTABLE}
    >
      {whole()}
      {copy}
    </section>
  );
}

interface SortHeaderProps<Key extends string> {
  readonly id: Key;
  readonly label: string;
  readonly sorting: Sorting<Key>;
  readonly onSort: (id: Key) => void;
  readonly numeric?: boolean;
  /** The first column, which stays in sight. */
  readonly isName?: boolean;
  readonly rowSpan?: number;
  readonly title?: string | undefined;
}

const ARIA_SORT = { up: 'ascending', down: 'descending' } as const;

/** A column's name, which sorts by it; once more turns the order round. */
export function SortHeader<Key extends string>({
  id,
  label,
  sorting,
  onSort,
  numeric = false,
  isName = false,
  rowSpan,
  title,
}: SortHeaderProps<Key>) {
  const isSorted = sorting.by === id;
  return (
    <th
      scope="col"
      rowSpan={rowSpan}
      className={`${numeric ? styles.number : ''} ${isName ? styles.name : ''}`}
      aria-sort={isSorted ? ARIA_SORT[sorting.direction] : undefined}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(id)} title={title}>
        {label}
        <span aria-hidden="true" className={isSorted ? styles.arrow : styles.noArrow}>
          {isSorted && sorting.direction === 'down' ? '↓' : '↑'}
        </span>
      </button>
    </th>
  );
}

/** A title over several columns. */
export function GroupHeader({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <th scope="colgroup" colSpan={span} className={styles.group}>
      <span className={styles.groupTitle}>{children}</span>
    </th>
  );
}

/** The mark before a row's name that opens what is known of it. */
export function RowToggle({
  label,
  isOpen,
  detailsId,
  onToggle,
}: {
  readonly label: string;
  readonly isOpen: boolean;
  readonly detailsId: string;
  readonly onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailsId : undefined}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <span aria-hidden="true">›</span>
    </button>
  );
}

/** The row below another that holds its details, as wide as what is in sight. */
export function DetailsRow({
  id,
  span,
  children,
}: {
  readonly id: string;
  readonly span: number;
  readonly children: ReactNode;
}) {
  return (
    <tr id={id} className={styles.details}>
      <td colSpan={span}>
        <div className={styles.detailsFrame}>{children}</div>
      </td>
    </tr>
  );
}

/** What stands in a table where no row is left. */
export function EmptyRow({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={span} className={styles.empty}>
        {children}
      </td>
    </tr>
  );
}
