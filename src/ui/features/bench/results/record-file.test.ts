import { expect, test } from 'vitest';
import { benchRecord } from '../../../../state/bench-testing.ts';
import { recordFile } from './record-file.ts';

test('a record is saved as it is, under a name that every system takes', () => {
  const record = benchRecord();
  const { text, fileName, type } = recordFile(record);
  expect(JSON.parse(text)).toEqual(record);
  expect(fileName).toBe('tokenhouse-bench-2026-11-21T18-30-00Z.json');
  expect(type).toBe('application/json');
});
