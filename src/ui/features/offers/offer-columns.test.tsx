import { renderToStaticMarkup } from 'react-dom/server';
import { useTable, type SortingState } from '@tanstack/react-table';
import { describe, expect, test } from 'vitest';
import { offerRows, type OfferRow } from '../../../evaluate/offer-row.ts';
import { rankOffers } from '../../../evaluate/ranking.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { HIDDEN_COLUMNS, OFFER_COLUMN, offerColumns } from './offer-columns.tsx';
import { matchesSearch, offerFeatures } from './offer-table.ts';

const ROWS = offerRows({ scenario: BASE_SCENARIO, ranking: rankOffers(BASE_SCENARIO) });

interface View {
  readonly sorting?: SortingState;
  readonly globalFilter?: string;
  readonly columnFilters?: { id: string; value: unknown }[];
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

function useOffers({ sorting = [], globalFilter, columnFilters = [] }: View) {
  return useTable({
    features: offerFeatures,
    columns: offerColumns,
    data: ROWS,
    initialState: { sorting, globalFilter, columnFilters, columnVisibility: { ...HIDDEN_COLUMNS } },
    getRowId: ({ offer }) => offer.id,
    getColumnCanGlobalFilter: ({ id }) => id === OFFER_COLUMN,
    globalFilterFn: matchesSearch,
  });
}

function shown(view: View): readonly OfferRow[] {
  return tableOf(view, (table) => table.getRowModel().rows.map(({ original }) => original));
}

function ids(view: View): readonly string[] {
  return shown(view).map(({ offer }) => offer.id);
}

const SORTABLE = tableOf({}, (table) => table.getVisibleLeafColumns().map(({ id }) => id));

describe('sorting', () => {
  test('covers every column on the page', () => {
    expect(SORTABLE).toEqual([
      'offer',
      'without',
      'with',
      'hit',
      'policy',
      'input',
      'output',
      'read',
      'write',
      'caching',
      'minimum',
      'context',
    ]);
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

describe('search and filters', () => {
  test('find every word in model, seller or id', () => {
    expect(ids({ globalFilter: 'GLM fireworks' })).toEqual(['fireworks/glm-5p3']);
    expect(ids({ globalFilter: 'moonshotai/' }).length).toBe(2);
    expect(ids({ globalFilter: ' opus  anthropic ' }).length).toBe(3);
    expect(ids({ globalFilter: 'no such model' })).toEqual([]);
  });

  test('keep the chosen sellers', () => {
    expect(
      [
        ...new Set(
          shown({ columnFilters: [{ id: 'seller', value: ['OpenAI', 'Groq'] }] }).map(({ offer }) => offer.sellerName),
        ),
      ].toSorted(),
    ).toEqual(['Groq', 'OpenAI']);
  });

  test('keep offers with a cache, or with a known geometry', () => {
    expect(ids({ columnFilters: [{ id: 'sells', value: true }] })).toEqual(
      ROWS.filter(({ sellsCaching }) => sellsCaching).map(({ offer }) => offer.id),
    );
    expect(
      shown({ columnFilters: [{ id: 'geometry', value: true }] }).every(({ offer }) => offer.geometryId !== null),
    ).toBe(true);
  });
});
