import { expect, test } from 'vitest';
import { MEBIBYTE } from './environment.ts';
import { measureGpu } from './measure-gpu.ts';
import { reportOf } from './report.ts';
import { createFakeGpu } from './testing/fake-gpu.ts';

test('a report has every figure of a run, in GB/s', async () => {
  const { gpu, now } = createFakeGpu();
  const result = await measureGpu({
    environment: { gpu, isSecureContext: true, now },
    request: { mostBytes: 2 * MEBIBYTE },
    signal: new AbortController().signal,
    leastBytes: MEBIBYTE,
  });
  const text = reportOf(result).join('\n');
  expect(text).toMatch(/^Adapter {3}acme · anvil-2$/m);
  expect(text).toMatch(/^Array {5}2 MiB of 2 MiB, bound by 1024 MiB$/m);
  // 2 MiB at 2 GB/s take 1,049 µs, and 50 to start: 1.91 GB/s.
  expect(text).toMatch(/^read +1\.91 +1\.91 +1\.91 +0\.00 {3}counted once, 11 samples$/m);
  expect(text).toMatch(/^triad .* counted three times/m);
  expect(text).toMatch(/^ {2}thread u8 64×256 +1\.91$/m);
  expect(text).toMatch(/^ {2}1 MiB +1\.\d\d$/m);
  expect(text).toMatch(/^Warnings .*small-limits/m);
});

test('a failure says why, and has no figure', () => {
  const lines = reportOf({
    status: 'failed',
    failure: 'out-of-memory',
    detail: 'The device gave no 64 MiB.',
    adapter: null,
    samples: [],
  });
  expect(lines).toEqual(['Adapter   none', 'No figure: out-of-memory. The device gave no 64 MiB.']);
});
