import { renderToStaticMarkup } from 'react-dom/server';
import { useTable, type ColumnPinningState, type SortingState } from '@tanstack/react-table';
import { describe, expect, test } from 'vitest';
import { offerFigures } from '../../../evaluate/offer-compare-figures.ts';
import { CORE_BOOK } from '../../../evaluate/testing/core-book.ts';
import { offerRows } from '../../../evaluate/offer-row.ts';
import { rankOffers } from '../../../evaluate/ranking.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { offerColumns } from './offer-columns.tsx';
import { columnsInOrder, offerFeatures } from './offer-table.ts';
import { COLUMNS } from './offer-view.ts';

const ROWS = offerRows({
  scenario: BASE_SCENARIO,
  book: CORE_BOOK,
  ranking: rankOffers(BASE_SCENARIO, CORE_BOOK),
  workload: BASE_SCENARIO.workload,
});

interface View {
  readonly sorting?: SortingState;
  readonly columnPinning?: ColumnPinningState;
}

/** What the table shows, computed as the page does but without a page. */
function tableOf<T>(view: View, read: (table: ReturnType<typeof useOffers>) => T): T {
  const found: T[] = [];
  renderToStaticMarkup(<Probe view={view} onTable={(table) => found.push(read(table))} />);
  return found[0] as T;
}

function Probe({
  view,
  onTable,
}: {
  readonly view: View;
  readonly onTable: (table: ReturnType<typeof useOffers>) => void;
}) {
  onTable(useOffers(view));
  return null;
}

function useOffers({ sorting = [], columnPinning = { start: [], end: [] } }: View) {
  return useTable({
    features: offerFeatures,
    columns: offerColumns,
    data: ROWS,
    initialState: { sorting, columnPinning },
    getRowId: ({ offer }) => offer.id,
  });
}

function ids(view: View): readonly string[] {
  return tableOf(view, (table) => table.getRowModel().rows.map(({ id }) => id));
}

const SORTABLE = tableOf({}, (table) => table.getVisibleLeafColumns().map(({ id }) => id));

describe('sorting', () => {
  test('covers every column on the page', () => {
    expect(tableOf({}, (table) => table.getVisibleLeafColumns().every((column) => column.getCanSort()))).toBe(true);
  });

  test.each(SORTABLE)('by %s is in order, missing values last in both directions', (id) => {
    for (const desc of [false, true]) {
      const values = tableOf({ sorting: [{ id, desc }] }, (table) =>
        table.getRowModel().rows.map((row) => row.getValue<number | string | undefined>(id)),
      );
      const present = values.filter((value) => value !== undefined);
      expect(values.slice(0, present.length)).toEqual(present);
      for (const [i, value] of present.entries()) {
        const next = present[i + 1];
        if (next === undefined) continue;
        const order =
          typeof value === 'string' ? value.localeCompare(String(next), 'en', { numeric: true }) : value - Number(next);
        expect(desc ? -order : order).toBeLessThanOrEqual(0);
      }
    }
  });

  test('by cache read ends with the seller that sells none', () => {
    for (const desc of [false, true]) expect(ids({ sorting: [{ id: 'read', desc }] }).at(-1)).toBe('cohere/command-a');
    expect(ids({ sorting: [{ id: 'read', desc: false }] })[0]).toBe('anthropic/claude-haiku-5-5');
  });

  test('by cache write counts an unknown price as missing', () => {
    for (const desc of [false, true]) {
      expect(
        ids({ sorting: [{ id: 'write', desc }] })
          .slice(-2)
          .toSorted(),
      ).toEqual(['cohere/command-a', 'together/deepseek-ai/DeepSeek-V4-Pro-0813']);
    }
  });
});

describe('columns', () => {
  test('are those that the view knows, and each has the figures that the export takes from it', () => {
    expect(SORTABLE).toEqual([...COLUMNS]);
    const exported = new Set(offerFigures(ROWS).map(({ column }) => column));
    expect(COLUMNS.filter((id) => !exported.has(id))).toEqual([]);
  });

  test('stand in order: pinned ones first, as they were pinned', () => {
    const pinned = { columnPinning: { start: ['offer', 'context', 'input'], end: [] } };
    const order = tableOf(pinned, (table) => columnsInOrder(table).map(({ id }) => id));
    expect(order.slice(0, 3)).toEqual(['offer', 'context', 'input']);
    expect(order.toSorted()).toEqual([...COLUMNS].toSorted());
    const cells = tableOf(pinned, (table) =>
      table
        .getRowModel()
        .rows[0]?.getVisibleCells()
        .map(({ column }) => column.id),
    );
    expect(cells).toEqual(order);
  });
});
