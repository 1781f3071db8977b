import { describe, expect, test } from 'vitest';
import { summaryWith } from '../testing/trace-fixtures.ts';
import {
  duplicatesInWords,
  progressRatio,
  progressText,
  skippedInWords,
  skippedLineText,
  statusInWords,
  unreadableInWords,
} from './reading-words.ts';

const LOG = { summary: summaryWith({ requests: 1_200, files: 3, sessions: 2 }), isSample: false, csv: null };
const SAMPLE = { ...LOG, isSample: true };

describe('progress', () => {
  test('in bytes of all, or without where a file does not say', () => {
    expect(progressText({ doneBytes: 1.25e7, bytes: 1.573e8 })).toBe('12.50 MB of 157.3 MB');
    expect(progressText({ doneBytes: 1.25e7, bytes: null })).toBe('12.50 MB');
    expect(progressRatio({ doneBytes: 5, bytes: 20 })).toBe(0.25);
    expect(progressRatio({ doneBytes: 5, bytes: null })).toBeUndefined();
    expect(progressRatio({ doneBytes: 0, bytes: 0 })).toBe(1);
    expect(progressRatio(null)).toBe(0);
  });
});

describe('the status', () => {
  test('says what is going on', () => {
    expect(statusInWords({ reading: { status: 'idle' }, log: null })).toBe('No log is open.');
    const reading = { status: 'reading', files: 3, progress: null } as const;
    expect(statusInWords({ reading, log: null })).toBe('Reading 3 files…');
    expect(statusInWords({ reading: { ...reading, files: 0 }, log: null })).toBe('Generating the sample…');
  });

  test('says what is open, and that a sample is one', () => {
    expect(statusInWords({ reading: { status: 'idle' }, log: LOG })).toBe(
      'Read: Claude Code sessions, 3 files, 1,200 requests, 2 sessions.',
    );
    expect(statusInWords({ reading: { status: 'idle' }, log: SAMPLE })).toBe(
      'Sample: the scenario’s own swarm, generated. 1,200 requests.',
    );
    const report = { ...LOG, summary: summaryWith({ requests: 0, isPerRequest: false, sessions: null }) };
    expect(statusInWords({ reading: { status: 'idle' }, log: report })).toContain('requests not counted');
  });

  test('of a refusal gives the reason, and says that the log before it is still open', () => {
    const reading = { status: 'refused', reason: 'The file is empty.' } as const;
    expect(statusInWords({ reading, log: null })).toBe('Not read. The file is empty.');
    expect(statusInWords({ reading, log: LOG })).toBe('Not read. The file is empty. The log before it is still open.');
    expect(statusInWords({ reading, log: SAMPLE })).toContain('The sample is still open.');
    expect(statusInWords({ reading: { status: 'failed', message: 'It broke.' }, log: null })).toBe(
      'Reading failed. It broke.',
    );
  });
});

test('skipped lines are counted and placed', () => {
  expect([0, 1, 2_000].map((skippedLines) => skippedInWords({ skippedLines }))).toEqual([
    '',
    '1 line was skipped.',
    '2,000 lines were skipped.',
  ]);
  const skipped = { file: 1, line: 7, reason: 'no usage' };
  expect(skippedLineText({ skipped, files: 2 })).toBe('file 2, line 7: no usage');
  expect(skippedLineText({ skipped, files: 1 })).toBe('line 7: no usage');
});

test('duplicates are found, and kept or dropped', () => {
  expect(duplicatesInWords({ duplicates: 0, duplicatesKept: true })).toBe('No duplicates were found.');
  expect(duplicatesInWords({ duplicates: 1, duplicatesKept: true })).toBe('1 duplicate was found and kept.');
  expect(duplicatesInWords({ duplicates: 12, duplicatesKept: false })).toBe('12 duplicates were found and dropped.');
});

test('files that the browser cannot open are counted', () => {
  expect([unreadableInWords(0), unreadableInWords(2)]).toEqual(['', '2 files could not be opened by the browser.']);
});
