import { describe, expect, test } from 'vitest';
import type { CsvColumns } from '../../../../state/trace-types.ts';
import { columnOptions, columnProblem, sameColumns, withColumn } from './csv-columns.ts';

const COLUMNS: CsvColumns = { time: 'at', input: 'in', output: 'out', cacheRead: 'read', inputIncludesCached: false };

describe('choosing columns', () => {
  test('offers each column once, and none only where it can be done without', () => {
    const header = ['at', 'in', '', 'in'];
    expect(columnOptions({ header, isNeeded: true }).map(({ value }) => value)).toEqual(['at', 'in']);
    expect(columnOptions({ header, isNeeded: false })[0]).toEqual({ value: '', label: 'none' });
  });

  test('sets a column and takes one away', () => {
    expect(withColumn({ columns: COLUMNS, role: 'usd', name: 'paid' })).toEqual({ ...COLUMNS, usd: 'paid' });
    expect(withColumn({ columns: COLUMNS, role: 'cacheRead', name: '' })).not.toHaveProperty('cacheRead');
    // What is needed stays.
    expect(withColumn({ columns: COLUMNS, role: 'input', name: '' })).toEqual(COLUMNS);
  });

  test('says where one column stands for two', () => {
    expect(columnProblem(COLUMNS)).toBeNull();
    expect(columnProblem({ ...COLUMNS, cacheWrite: 'read' })).toBe(
      '“read” is chosen for both Cache read and Cache write.',
    );
  });

  test('tells whether anything was changed', () => {
    expect(sameColumns(COLUMNS, { ...COLUMNS, usd: undefined })).toBe(true);
    expect(sameColumns(COLUMNS, { ...COLUMNS, inputIncludesCached: true })).toBe(false);
    expect(sameColumns(COLUMNS, { ...COLUMNS, output: 'in' })).toBe(false);
  });
});
