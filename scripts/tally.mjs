import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {Tally} a @param {Tally} b @returns {Tally} */
export const plus = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** @param {Tally} tally */
export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** @param {string} file @returns {any} */
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * A runner that fails without naming a failed test (it crashed, or found none) counts as one failure.
 * @param {Tally} tally @param {boolean} ok @returns {Tally}
 */
const honest = (tally, ok) => (ok || tally.failed > 0 ? tally : { ...tally, failed: 1 });

/** @param {boolean} ok @returns {Tally} */
export const stageTally = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param {string} file the report of vitest's json reporter @param {boolean} ok @returns {Tally} */
export function vitestTally(file, ok) {
  const report = readJson(file);
  if (report === undefined) return stageTally(ok);
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ r) =>
      r.status === 'failed' && !r.assertionResults.some((/** @type {any} */ a) => a.status === 'failed'),
  ).length;
  return honest(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    ok,
  );
}

/** @param {string} file the report of Playwright's json reporter @param {boolean} ok @returns {Tally} */
export function playwrightTally(file, ok) {
  const stats = readJson(file)?.stats;
  if (stats === undefined) return stageTally(ok);
  return honest({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, ok);
}
