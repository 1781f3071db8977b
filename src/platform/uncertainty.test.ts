import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SensitivityAnswer, SensitivityQuestion } from '../state/ports.ts';
import type { FromUncertaintyWorker, ToUncertaintyWorker } from '../worker/uncertainty-protocol.ts';
import { createUncertaintyPort, type UncertaintyListener, type UncertaintyWorker } from './uncertainty.ts';

const question = (kind: SensitivityQuestion['kind'], mark = 0) =>
  ({ kind, lens: 'buy', scenario: { mark } }) as unknown as SensitivityQuestion;
const ANSWER: SensitivityAnswer = { kind: 'none', reason: 'for a test' };

class FakeWorker implements UncertaintyWorker {
  readonly got: ToUncertaintyWorker[] = [];
  isTerminated = false;
  readonly listener: UncertaintyListener;
  constructor(listener: UncertaintyListener) {
    this.listener = listener;
  }
  postMessage(message: ToUncertaintyWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(message: FromUncertaintyWorker): void {
    this.listener.onMessage(message);
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const port = createUncertaintyPort((listener) => {
    const worker = new FakeWorker(listener);
    workers.push(worker);
    return worker;
  });
  const at = (i: number): FakeWorker => {
    const worker = workers[i];
    if (!worker) throw new Error(`No worker ${i}`);
    return worker;
  };
  return { port, workers, at };
}

const ignore = (): void => undefined;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one worker answers all kinds, each with its own progress', async () => {
  const { port, workers, at } = start();
  const seen: number[] = [];
  const band = port.ask(question('band'), ({ done }) => void seen.push(done));
  const tornado = port.ask(question('tornado'), ignore);
  expect(workers).toHaveLength(1);
  at(0).answer({ type: 'progress', id: 1, done: 20, of: 1_000 });
  at(0).answer({ type: 'progress', id: 2, done: 7, of: 14 });
  at(0).answer({ type: 'answered', id: 2, answer: ANSWER });
  expect(await tornado.result).toEqual({ status: 'answered', answer: ANSWER });
  at(0).answer({ type: 'answered', id: 1, answer: ANSWER });
  expect((await band.result).status).toBe('answered');
  expect(seen).toEqual([20]);
});

test('a new question cancels the one of its kind, and leaves the others', async () => {
  const { port, at } = start();
  const first = port.ask(question('band', 1), ignore);
  const tornado = port.ask(question('tornado'), ignore);
  port.ask(question('band', 2), ignore);
  expect(await first.result).toEqual({ status: 'cancelled' });
  expect(at(0).got.filter(({ type }) => type === 'cancel')).toEqual([{ type: 'cancel', id: 1 }]);
  at(0).answer({ type: 'answered', id: 2, answer: ANSWER });
  expect((await tornado.result).status).toBe('answered');
});

test('a worker that does not stop within 100 ms is ended, and what is still wanted begins again in a new one', async () => {
  const { port, at } = start();
  const band = port.ask(question('band'), ignore);
  const tornado = port.ask(question('tornado'), ignore);
  band.cancel();
  expect(await band.result).toEqual({ status: 'cancelled' });
  vi.advanceTimersByTime(100);
  expect(at(0).isTerminated).toBe(true);
  expect(at(1).got).toEqual([{ type: 'ask', id: 2, question: question('tornado') }]);
  at(1).answer({ type: 'answered', id: 2, answer: ANSWER });
  expect((await tornado.result).status).toBe('answered');
});

test('a worker that does stop is kept', () => {
  const { port, at, workers } = start();
  port.ask(question('band'), ignore).cancel();
  at(0).answer({ type: 'cancelled', id: 1 });
  vi.advanceTimersByTime(1_000);
  port.ask(question('band'), ignore);
  expect(workers).toHaveLength(1);
});

test('a crash answers everything that was asked, and the next question has a new worker', async () => {
  const { port, at } = start();
  const asked = [port.ask(question('band'), ignore), port.ask(question('tornado'), ignore)];
  at(0).listener.onCrash('The computation stopped: out of memory');
  for (const { result } of asked)
    expect(await result).toEqual({ status: 'failed', message: 'The computation stopped: out of memory' });
  port.ask(question('band'), ignore);
  expect(at(1).got).toHaveLength(1);
});

test('a browser that starts no workers gives an answer too', async () => {
  const port = createUncertaintyPort(() => {
    throw new Error('refused by policy');
  });
  expect(await port.ask(question('band'), ignore).result).toEqual({
    status: 'failed',
    message: 'This browser cannot compute in the background: refused by policy',
  });
});
