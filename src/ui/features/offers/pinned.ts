import type { CSSProperties } from 'react';
import styles from './OffersTable.module.css';

/** Columns that stay in sight beside the offer's name, with what lies between them and it; the last is marked as the edge. */
export type PinnedAt = ReadonlyMap<string, { readonly afterNamePx: number; readonly isEdge: boolean }>;

export const NOTHING_PINNED: PinnedAt = new Map();

/** Where pinned columns of these widths stand. */
export function pinnedPlaces(columns: readonly { readonly id: string; readonly widthPx: number }[]): PinnedAt {
  const places = new Map<string, { afterNamePx: number; isEdge: boolean }>();
  let afterNamePx = 0;
  for (const [i, { id, widthPx }] of columns.entries()) {
    places.set(id, { afterNamePx, isEdge: i === columns.length - 1 });
    afterNamePx += widthPx;
  }
  return places;
}

interface Asked {
  readonly pinnedAt: PinnedAt;
  readonly columnId: string;
}

export function pinnedClass({ pinnedAt, columnId }: Asked): string {
  const place = pinnedAt.get(columnId);
  if (!place) return '';
  return `${styles.pinned} ${place.isEdge ? styles.pinnedEdge : ''}`;
}

export function pinnedStyle({ pinnedAt, columnId }: Asked): CSSProperties | undefined {
  const place = pinnedAt.get(columnId);
  return place && { left: `calc(var(--name-width) + ${place.afterNamePx}px)` };
}
