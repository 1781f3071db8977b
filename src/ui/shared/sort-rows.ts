/** Which column rows are sorted by, and which way: `up` starts with the smallest. */
export interface Sorting<Key extends string> {
  readonly by: Key;
  readonly direction: 'up' | 'down';
}

/** Another column starts with its smallest value, or largest where that is asked first; the same one turns round. */
export function nextSorting<Key extends string>({
  sorting,
  by,
  largestFirst = false,
}: {
  sorting: Sorting<Key>;
  by: Key;
  largestFirst?: boolean;
}): Sorting<Key> {
  if (sorting.by !== by) return { by, direction: largestFirst ? 'down' : 'up' };
  return { by, direction: sorting.direction === 'up' ? 'down' : 'up' };
}

/**
 * Rows in the order of one value of each: numbers by size, words as people sort them. Rows without a value come last
 * either way, and equals keep the order they came in.
 */
export function sortRows<Row>({
  rows,
  valueOf,
  direction,
}: {
  rows: readonly Row[];
  valueOf: (row: Row) => number | string | null;
  direction: Sorting<string>['direction'];
}): readonly Row[] {
  const sign = direction === 'up' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
