import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { swarmOf } from '../domain/swarm/workload.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { OpenLog, ReadAnswer, ReadOptions, Running, TraceQuestions, TraceReport } from '../state/trace-types.ts';
import type { FromTraceWorker, ToTraceWorker } from '../worker/trace-protocol.ts';
import { createTracePort, type TraceListener, type TraceWorker } from './traces.ts';

const OPTIONS: ReadOptions = { format: null, keepDuplicates: null, csvColumns: null };
const QUESTIONS = { lifeSeconds: 300 } as TraceQuestions;
const LOG = { isSample: false } as OpenLog;
const REPORT = { missedTokens: 5 } as TraceReport;
const SAMPLE = { swarm: swarmOf(BASE_SCENARIO.workload), leastRequests: 10, seed: 1 };

class FakeWorker implements TraceWorker {
  readonly got: ToTraceWorker[] = [];
  isTerminated = false;
  readonly listener: TraceListener;
  constructor(listener: TraceListener) {
    this.listener = listener;
  }
  postMessage(message: ToTraceWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(message: FromTraceWorker): void {
    this.listener.onMessage(message);
  }
  /** Kinds of messages it got, with their ids. */
  get heard(): readonly string[] {
    return this.got.map(({ type, id }) => `${type} ${id}`);
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const port = createTracePort((listener) => {
    const worker = new FakeWorker(listener);
    workers.push(worker);
    return worker;
  });
  const at = (i: number): FakeWorker => {
    const worker = workers[i];
    if (!worker) throw new Error(`No worker ${i}`);
    return worker;
  };
  const read = (files: readonly File[] = [], onProgress = () => undefined): Running<ReadAnswer> =>
    port.read({ files, options: OPTIONS, onProgress });
  /** Opens a log, as request 1 of the first worker. */
  const open = async () => {
    const { result } = read();
    at(0).answer({ type: 'opened', id: 1, log: LOG });
    expect(await result).toEqual({ status: 'read', log: LOG });
  };
  return { port, workers, at, read, open };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('reading', () => {
  test('starts the worker with the first log, sends the files themselves and passes progress on', async () => {
    const { port, workers, at } = start();
    expect(workers).toHaveLength(0);
    const chosen = new File(['a'], 'a.jsonl');
    const found = Object.assign(new File(['bc'], 'b.jsonl'), { mayBeOther: true });
    const seen: number[] = [];
    const { result } = port.read({
      files: [chosen, found],
      options: OPTIONS,
      onProgress: ({ doneBytes }) => void seen.push(doneBytes),
    });
    const [message] = at(0).got;
    expect(message).toMatchObject({ type: 'read', id: 1, options: OPTIONS });
    const files = message?.type === 'read' ? message.files : [];
    expect(files.map(({ mayBeOther }) => mayBeOther)).toEqual([false, true]);
    expect(files[0]?.blob).toBe(chosen);
    expect(files[1]?.blob).toBe(found);
    at(0).answer({ type: 'progress', id: 1, progress: { doneBytes: 2, bytes: 3 } });
    at(0).answer({ type: 'opened', id: 1, log: LOG });
    expect(await result).toEqual({ status: 'read', log: LOG });
    expect(seen).toEqual([2]);
  });

  test.each([
    [
      { type: 'refused', id: 1, reason: 'Two formats.' },
      { status: 'refused', reason: 'Two formats.' },
    ],
    [
      { type: 'failed', id: 1, message: 'Changed.' },
      { status: 'failed', message: 'Changed.' },
    ],
    [{ type: 'cancelled', id: 1 }, { status: 'cancelled' }],
  ] as const)('%o is an answer', async (message, answer) => {
    const { at, read } = start();
    const { result } = read();
    at(0).answer(message);
    expect(await result).toEqual(answer);
  });

  test('a cancelled one that stops leaves the worker and its log alone', async () => {
    const { port, at, read, open, workers } = start();
    await open();
    const { result, cancel } = read();
    cancel();
    cancel();
    expect(at(0).heard).toEqual(['read 1', 'read 2', 'cancel 2']);
    at(0).answer({ type: 'cancelled', id: 2 });
    expect(await result).toEqual({ status: 'cancelled' });
    vi.advanceTimersByTime(10_000);
    expect(at(0).isTerminated).toBe(false);
    void port.ask(QUESTIONS);
    expect(at(0).heard.at(-1)).toBe('ask 3');
    expect(workers).toHaveLength(1);
  });

  test('one that was done before it could be cancelled is done', async () => {
    const { at, read } = start();
    const { result, cancel } = read();
    cancel();
    at(0).answer({ type: 'opened', id: 1, log: LOG });
    expect(await result).toEqual({ status: 'read', log: LOG });
  });

  test('one that does not stop within 100 ms is ended, and with it the log that was open', async () => {
    const { port, at, read, open } = start();
    await open();
    const asked = port.ask(QUESTIONS);
    const { result, cancel } = read();
    cancel();
    vi.advanceTimersByTime(100);
    expect(at(0).isTerminated).toBe(true);
    const message = expect.stringMatching(
      /^The reading did not stop and was ended\. .* gone\. Read its files again\.$/,
    );
    expect(await result).toEqual({ status: 'failed', message, logIsGone: true });
    expect(await asked.result).toEqual({ status: 'failed', message, logIsGone: true });
    expect(await port.ask(QUESTIONS).result).toMatchObject({ status: 'failed', logIsGone: true });
    expect(await port.fit().result).toMatchObject({ status: 'failed', logIsGone: true });
    void read();
    expect(at(1).heard).toEqual(['read 6']);
  });

  test('where no log was open there is none to lose', async () => {
    const { at, read } = start();
    const { result, cancel } = read();
    cancel();
    vi.advanceTimersByTime(100);
    expect(at(0).isTerminated).toBe(true);
    expect(await result).toEqual({ status: 'cancelled' });
  });

  test('one that came after the one that would not stop begins again in a new worker', async () => {
    const { at, read, port } = start();
    const first = read();
    first.cancel();
    const second = port.sample(SAMPLE);
    vi.advanceTimersByTime(100);
    expect(at(1).heard).toEqual(['sample 2']);
    expect(at(1).got[0]).toMatchObject({ leastRequests: 10, seed: 1 });
    at(1).answer({ type: 'opened', id: 2, log: LOG });
    expect((await first.result).status).toBe('cancelled');
    expect((await second.result).status).toBe('read');
  });
});

describe('questions', () => {
  test('reports and fits are answers', async () => {
    const { port, at, open } = start();
    await open();
    const asked = port.ask(QUESTIONS);
    const fitted = port.fit();
    at(0).answer({ type: 'fitted', id: 3, fit: { state: 'refused', why: 'The log holds no agent.' } });
    at(0).answer({ type: 'reported', id: 2, report: REPORT });
    expect(await asked.result).toEqual({ status: 'done', value: REPORT });
    expect(await fitted.result).toEqual({
      status: 'done',
      value: { state: 'refused', why: 'The log holds no agent.' },
    });
  });

  test('a cancelled one costs the log only where the worker does not stop for two seconds', async () => {
    const { port, at, open } = start();
    await open();
    const { result, cancel } = port.ask(QUESTIONS);
    cancel();
    vi.advanceTimersByTime(1_900);
    expect(at(0).isTerminated).toBe(false);
    vi.advanceTimersByTime(100);
    expect(at(0).isTerminated).toBe(true);
    expect(await result).toMatchObject({ status: 'failed', logIsGone: true });
  });

  test('a newer one does not hurry the worker: it stops the older by itself', async () => {
    const { port, at, open } = start();
    await open();
    const first = port.ask(QUESTIONS);
    const second = port.ask({ ...QUESTIONS, lifeSeconds: 60 });
    vi.advanceTimersByTime(60_000);
    expect(at(0).isTerminated).toBe(false);
    at(0).answer({ type: 'cancelled', id: 2 });
    at(0).answer({ type: 'reported', id: 3, report: REPORT });
    expect((await first.result).status).toBe('cancelled');
    expect((await second.result).status).toBe('done');
  });

  test('without a log there is nothing to ask, and no worker is started', async () => {
    const { port, workers } = start();
    expect(await port.ask(QUESTIONS).result).toEqual({
      status: 'failed',
      message: 'No log is open. Read its files again.',
      logIsGone: true,
    });
    expect(workers).toHaveLength(0);
  });
});

test('a crash is an answer to all that is under way, and the next log has a new worker', async () => {
  const { port, at, read, open } = start();
  await open();
  const running = [port.ask(QUESTIONS), port.fit(), read()];
  at(0).listener.onCrash('Reading logs broke down: out of memory.');
  for (const { result } of running)
    expect(await result).toEqual({
      status: 'failed',
      message: 'Reading logs broke down: out of memory. The log that was open is gone. Read its files again.',
      logIsGone: true,
    });
  expect(at(0).isTerminated).toBe(true);
  const next = read();
  at(0).answer({ type: 'opened', id: 5, log: LOG });
  at(1).answer({ type: 'refused', id: 5, reason: 'Two formats.' });
  expect((await next.result).status).toBe('refused');
});

test('a browser that starts no workers gives an answer too', async () => {
  const port = createTracePort(() => {
    throw new Error('refused by policy');
  });
  expect(await port.sample(SAMPLE).result).toEqual({
    status: 'failed',
    message: 'This browser cannot read logs in the background: refused by policy.',
  });
});
