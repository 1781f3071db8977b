import { useCallback, useMemo, useRef, type FocusEvent, type RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import type { TableItem } from './table-items.ts';

/** Up to here every line is drawn: the browser's search finds all of them, and widths follow their contents. */
export const MOST_DRAWN = 60;

/** Guesses until a line has been measured. */
const HEIGHT_PX: Record<TableItem['kind'], number> = { seller: 29, offer: 56, details: 330 };

/** Lines beyond the edges of what is in sight, so that the arrow keys always find a neighbour. */
const OVERSCAN = 4;

export interface DrawnItem {
  readonly item: TableItem;
  readonly index: number;
  /** Height of the lines that are left out above this one. */
  readonly skippedPx: number;
}

/** Which lines of a long table are drawn: those in sight, a few around them, and the one that holds the focus. */
export function useVirtualItems({
  items,
  scroller,
}: {
  items: readonly TableItem[];
  scroller: RefObject<HTMLElement | null>;
}) {
  const isVirtual = items.length > MOST_DRAWN;
  const focused = useRef<string | null>(null);
  const indexByKey = useMemo(() => new Map(items.map(({ key }, index) => [key, index])), [items]);
  const rangeExtractor = useCallback(
    (range: Range): number[] => {
      const drawn = defaultRangeExtractor(range);
      const kept = focused.current === null ? undefined : indexByKey.get(focused.current);
      return kept === undefined || drawn.includes(kept) ? drawn : [...drawn, kept].toSorted((a, b) => a - b);
    },
    [indexByKey],
  );
  // What it returns changes without a new identity; nothing below remembers any of it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count: items.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHT_PX[items[index]?.kind ?? 'offer'],
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
    rangeExtractor,
    initialRect: { width: 1_000, height: 800 },
  });

  let drawn: readonly DrawnItem[];
  let skippedAfterPx = 0;
  if (isVirtual) {
    let end = 0;
    drawn = virtualizer.getVirtualItems().flatMap(({ index, start, end: itsEnd }) => {
      const item = items[index];
      if (!item) return [];
      const skippedPx = start - end;
      end = itsEnd;
      return [{ item, index, skippedPx }];
    });
    skippedAfterPx = virtualizer.getTotalSize() - end;
  } else {
    drawn = items.map((item, index) => ({ item, index, skippedPx: 0 }));
  }
  const onFocus = useCallback((event: FocusEvent<HTMLElement>): void => {
    focused.current = event.target.closest<HTMLElement>('tr[data-key]')?.dataset['key'] ?? null;
  }, []);
  const onBlur = useCallback((): void => {
    focused.current = null;
  }, []);
  return {
    drawn,
    skippedAfterPx,
    isVirtual,
    measure: isVirtual ? virtualizer.measureElement : undefined,
    focusHandlers: { onFocus, onBlur },
  };
}
