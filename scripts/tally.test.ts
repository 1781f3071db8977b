import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lastLine, playwrightTally, plus, vitestTally } from './tally.mjs';

const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-tally-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});
const report = (content: unknown) => {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test('the last line names skips only when there are some', () => {
  expect(lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(lastLine(plus({ passed: 1, failed: 1, skipped: 0 }, { passed: 2, failed: 0, skipped: 4 }))).toBe(
    '3 passed, 1 failed, 4 skipped',
  );
});

test('a test file that does not load is a failure', () => {
  const file = report({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  });
  expect(vitestTally(file, false)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a runner that fails without a failed test still fails', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 1, skipped: 0 };
  expect(playwrightTally(report({ stats }), true)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  expect(playwrightTally(report({ stats }), false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('a runner that leaves no report is judged by how it ended', () => {
  const nowhere = join(dir, 'none.json');
  expect(vitestTally(nowhere, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightTally(nowhere, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
