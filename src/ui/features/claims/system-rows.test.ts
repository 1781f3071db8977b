import { describe, expect, test } from 'vitest';
import { SYSTEMS } from '../../../catalog/systems/index.ts';
import { FIRST_VIEW, type ClaimsView } from './claims-view.ts';
import { improvementOf, rowsOf, systemRows } from './system-rows.ts';

const ROWS = systemRows(SYSTEMS);
const rows = (view: Partial<ClaimsView>) => rowsOf({ rows: ROWS, view: { ...FIRST_VIEW, ...view } });

describe('the rows of systems', () => {
  test('are all figures, each once, by the name of the system', () => {
    const ids = rows({}).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ROWS.length);
    expect(rows({})[0]?.system.name).toBe('3FS');
  });

  test('are narrowed by grade, by loss and by words', () => {
    expect(rows({ only: 'vendor' }).every(({ figure }) => figure.grade === 'vendor')).toBe(true);
    expect(rows({ only: 'losses' }).map(({ figure }) => figure.outcome)).toEqual(Array(8).fill('loss'));
    expect(new Set(rows({ query: 'moonshot' }).map(({ system }) => system.id))).toEqual(
      new Set(['mooncake-store', 'prfaas']),
    );
    expect(rows({ query: 'no such system' })).toEqual([]);
  });

  test('sort what was measured apart from what is claimed; figures that compare nothing come last', () => {
    const claimed = rows({ sorting: { by: 'claimed', direction: 'down' } });
    expect(claimed[0]?.figure.unit).toBe('change');
    expect(claimed.slice(0, 3).map(({ system }) => system.id)).toEqual([
      'netapp-ontap',
      'minio-memkv',
      'weka-augmented-memory-grid',
    ]);
    expect(claimed.at(-1)?.figure.grade).not.toBe('vendor');
    const measured = rows({ sorting: { by: 'measured', direction: 'up' } });
    expect(measured.slice(0, 8).every(({ figure }) => figure.outcome === 'loss')).toBe(true);
  });
});

test('how many times as good as without: hand-derived', () => {
  const improvement = (id: string, at: number) => {
    const figure = SYSTEMS.find((system) => system.id === id)?.figures[at];
    return figure ? improvementOf(figure) : null;
  };
  // 23.97 s ÷ 0.58 s.
  expect(improvement('weka-augmented-memory-grid', 0)).toBeCloseTo(41.33, 2);
  // 1 ÷ (1 − 0.99) of a time; 1 + 0.9 of an efficiency.
  expect(improvement('netapp-ontap', 0)).toBeCloseTo(100, 6);
  expect(improvement('vast', 1)).toBeCloseTo(1.9, 6);
  // 1 ÷ (1 + 1.21): 121 % more time.
  expect(improvement('gke-tiers', 2)).toBeCloseTo(0.4525, 4);
  // 92.2 % of tokens instead of 1.7 %.
  expect(improvement('vllm-mooncake', 0)).toBeCloseTo(54.24, 2);
  expect(improvement('deepseek-3fs', 0)).toBeNull();
});
