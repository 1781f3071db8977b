import { describe, expect, test } from 'vitest';
import { FIRST_RULES } from './trace-store.ts';
import { FILES, logOf, PRICING, reportOf, settled, start, swarm } from './trace-testing.ts';
import type { ReadProgress, WorkloadFit } from './trace-types.ts';

describe('reading', () => {
  test('says how far it is, opens the log and asks about it at once', async () => {
    const { state, reads, asks } = start();
    state().read(FILES);
    expect(state().reading).toEqual({ status: 'reading', files: 2, progress: null });
    await settled();
    const { asked, answer } = reads.last();
    expect(asked).toMatchObject({ files: FILES, options: { format: null, keepDuplicates: null, csvColumns: null } });
    const progress: ReadProgress = { doneBytes: 5, bytes: 30 };
    asked.onProgress(progress);
    expect(state().reading).toEqual({ status: 'reading', files: 2, progress });
    const log = logOf();
    await answer({ status: 'read', log });
    expect(state()).toMatchObject({ reading: { status: 'idle' }, log, report: null, asking: 'asking' });
    expect(asks.last().asked).toEqual({
      lifeSeconds: 300,
      order: 'leaf-first',
      blockCount: undefined,
      slots: undefined,
      pricedSeconds: [],
      thresholds: [],
      pingSeconds: [],
    });
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    expect(state()).toMatchObject({ report: reportOf('first'), asking: 'idle' });
  });

  test.each([
    { status: 'refused', reason: 'Two formats.' },
    { status: 'failed', message: 'The file was changed.' },
  ] as const)('$status: says why, and the log that was open stays with its report', async (answer) => {
    const { state, reads, asks, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().read([{ size: 1 }]);
    await settled();
    await reads.last().answer(answer);
    expect(state()).toMatchObject({ reading: answer, log: logOf(), report: reportOf('first'), asking: 'idle' });
  });

  test('cancelled: at once, and the log that was open stays', async () => {
    const { state, reads, open } = start();
    await open();
    state().read([{ size: 1 }]);
    await settled();
    state().cancel();
    expect(reads.last().wasCancelled).toBe(true);
    expect(state()).toMatchObject({ reading: { status: 'idle' }, log: logOf() });
    await reads.last().answer({ status: 'cancelled' });
    expect(state()).toMatchObject({ reading: { status: 'idle' }, log: logOf() });
  });

  test('cancelled, but the worker had to be ended: the log is gone, and that is said', async () => {
    const { state, reads, asks, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().fitSwarm();
    state().read([{ size: 1 }]);
    await settled();
    state().cancel();
    const gone = { status: 'failed', message: 'The log is gone.', logIsGone: true } as const;
    await reads.last().answer(gone);
    expect(state()).toMatchObject({
      reading: { status: 'failed', message: 'The log is gone.' },
      log: null,
      report: null,
      asking: 'idle',
      fit: { status: 'idle' },
    });
  });

  test('a log that was opened although nobody waited for it any more is the one that is open', async () => {
    const { state, reads, asks, open } = start();
    await open();
    state().read([{ size: 1 }]);
    await settled();
    state().cancel();
    await reads.last().answer({ status: 'read', log: logOf({ requests: 7 }) });
    expect(state()).toMatchObject({ log: { summary: { requests: 7 } }, asking: 'asking' });
    expect(asks.calls).toHaveLength(2);
  });

  test('only the latest counts: progress and refusals of an older one are dropped', async () => {
    const { state, reads } = start();
    state().read(FILES);
    await settled();
    state().read([{ size: 1 }]);
    await settled();
    const [first, second] = reads.calls;
    first?.asked.onProgress({ doneBytes: 9, bytes: 30 });
    await first?.answer({ status: 'refused', reason: 'Two formats.' });
    expect(state().reading).toEqual({ status: 'reading', files: 1, progress: null });
    await second?.answer({ status: 'read', log: logOf() });
    expect(state().log).toEqual(logOf());
  });

  test('cancelled before what reads logs is loaded: it is never begun', async () => {
    const { state, reads } = start();
    state().read(FILES);
    state().cancel();
    await settled();
    expect(reads.calls).toHaveLength(0);
    expect(state().reading).toEqual({ status: 'idle' });
  });

  test('what reads logs cannot be loaded', async () => {
    const { state } = start({ port: () => Promise.reject(new Error('offline')) });
    state().read(FILES);
    await settled();
    expect(state().reading).toMatchObject({ status: 'failed', message: expect.stringContaining('loaded') });
  });

  test('a sample of the swarm, of many requests and always the same', async () => {
    const { state, samples } = start();
    state().openSample({ swarm });
    expect(state().reading).toMatchObject({ status: 'reading', files: 0 });
    await settled();
    expect(samples.last().asked).toEqual({ swarm, leastRequests: 20_000, seed: 1 });
    await samples.last().answer({ status: 'read', log: { ...logOf(), isSample: true } });
    expect(state().log?.isSample).toBe(true);
  });
});

describe('options', () => {
  test('read the same files again', async () => {
    const { state, reads, open } = start();
    await open();
    state().setOptions({ keepDuplicates: true });
    await settled();
    expect(reads.calls).toHaveLength(2);
    expect(reads.last().asked).toMatchObject({ files: FILES, options: { keepDuplicates: true, format: null } });
  });

  test('set before there are files hold for the first of them, and for no others', async () => {
    const { state, reads } = start();
    state().setOptions({ format: 'csv' });
    await settled();
    expect(reads.calls).toHaveLength(0);
    state().read(FILES);
    await settled();
    expect(reads.last().asked.options.format).toBe('csv');
    state().read([{ size: 1 }]);
    await settled();
    expect(reads.last().asked.options.format).toBeNull();
    expect(state().options.format).toBeNull();
  });

  test('a sample has no files to read again', async () => {
    const { state, reads, samples, open } = start();
    await open();
    state().openSample({ swarm });
    await settled();
    await samples.last().answer({ status: 'read', log: logOf() });
    state().setOptions({ keepDuplicates: true });
    await settled();
    expect(reads.calls).toHaveLength(1);
  });
});

describe('rules', () => {
  test('are asked about once they have been still for 150 ms', async () => {
    const { state, asks, waits, letSettle, open } = start();
    await open();
    state().setRules({ lifeSeconds: 60 });
    state().setRules({ lifeSeconds: 30, order: 'sequential' });
    expect(waits.map(({ seconds, isOff }) => [seconds, isOff])).toEqual([
      [0.15, true],
      [0.15, false],
    ]);
    expect(asks.calls).toHaveLength(1);
    await letSettle();
    expect(asks.calls).toHaveLength(2);
    expect(asks.last().asked).toMatchObject({ lifeSeconds: 30, order: 'sequential' });
  });

  test('the last good report stays while another is asked for, and after a failure', async () => {
    const { state, asks, letSettle, open } = start();
    await open();
    await asks.last().answer({ status: 'done', value: reportOf('first') });
    state().setRules({ lifeSeconds: 60 });
    await letSettle();
    expect(state()).toMatchObject({ report: reportOf('first'), asking: 'asking' });
    await asks.last().answer({ status: 'failed', message: 'A window of NaN seconds' });
    expect(state()).toMatchObject({ report: reportOf('first'), asking: { failed: 'A window of NaN seconds' } });
    // The same may be tried again.
    state().setRules({ lifeSeconds: 60 });
    await letSettle();
    expect(asks.calls).toHaveLength(3);
  });

  test('only the latest answer counts', async () => {
    const { state, asks, letSettle, open } = start();
    await open();
    state().setRules({ lifeSeconds: 60 });
    await letSettle();
    await asks.last().answer({ status: 'done', value: reportOf('second') });
    await asks.calls[0]?.answer({ status: 'done', value: reportOf('an older one') });
    expect(state().report).toEqual(reportOf('second'));
  });

  test('that change nothing of the question are not asked about', async () => {
    const { state, asks, letSettle, open } = start();
    await open();
    state().setRules({ denominator: 'blocks' });
    state().setRules({ lifeSeconds: 60 });
    state().setRules({ lifeSeconds: 300 });
    await letSettle();
    expect(asks.calls).toHaveLength(1);
    expect(state().rules.denominator).toBe('blocks');
  });

  test('the lives that are priced are part of the question', async () => {
    const { state, asks, letSettle, open } = start();
    state().setPricing(PRICING);
    await letSettle();
    expect(asks.calls).toHaveLength(0);
    await open();
    expect(asks.last().asked).toMatchObject(PRICING);
    state().setPricing({ ...PRICING });
    await letSettle();
    expect(asks.calls).toHaveLength(1);
    state().setPricing({ ...PRICING, pricedSeconds: [300, 3_600] });
    await letSettle();
    expect(asks.last().asked).toMatchObject({ pricedSeconds: [300, 3_600] });
  });

  test('stay for the next log, but for what belongs to a format', async () => {
    const { state, asks, letSettle, open } = start();
    expect(state().rules).toEqual(FIRST_RULES);
    await open();
    state().setRules({ lifeSeconds: 60 });
    await letSettle();
    await open(logOf({ format: 'kv-cache-tester', sessions: 2 }));
    expect(state().rules).toEqual({ ...FIRST_RULES, lifeSeconds: 60, slots: 16 });
    expect(asks.last().asked).toMatchObject({ lifeSeconds: 60, slots: 16 });
    expect(state().log?.summary.notes).toEqual(['as read', expect.stringContaining('16 at a time')]);
    await open(logOf({ format: 'kv-cache-tester', sessions: 1 }));
    expect(state().rules.slots).toBeNull();
    expect(state().log?.summary.notes).toEqual(['as read']);
  });

  test('a worker that broke down takes the log with it', async () => {
    const { state, asks, open } = start();
    await open();
    await asks.last().answer({ status: 'failed', message: 'Out of memory.', logIsGone: true });
    expect(state()).toMatchObject({
      reading: { status: 'failed', message: 'Out of memory.' },
      log: null,
      report: null,
      asking: 'idle',
    });
  });
});

describe('the fit', () => {
  const fit = { state: 'fitted' } as WorkloadFit;

  test('is made when it is asked for, and forgotten with the log', async () => {
    const { state, fits, open } = start();
    state().fitSwarm();
    await settled();
    expect(fits.calls).toHaveLength(0);
    await open();
    expect(state().fit).toEqual({ status: 'idle' });
    state().fitSwarm();
    expect(state().fit).toEqual({ status: 'asking' });
    await settled();
    await fits.last().answer({ status: 'done', value: fit });
    expect(state().fit).toEqual({ status: 'done', value: fit });
    await open();
    expect(state().fit).toEqual({ status: 'idle' });
  });

  test('of the log before is dropped', async () => {
    const { state, fits, open } = start();
    await open();
    state().fitSwarm();
    await settled();
    await open();
    await fits.last().answer({ status: 'done', value: fit });
    expect(state().fit).toEqual({ status: 'idle' });
  });
});
