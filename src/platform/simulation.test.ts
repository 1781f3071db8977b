import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Simulation, SimulationRequest } from '../state/ports.ts';
import type { FromSimulationWorker, ToSimulationWorker } from '../worker/protocol.ts';
import { createSimulationPort, type SimulationWorker, type WorkerListener } from './simulation.ts';

const REQUEST = { seed: 1 } as SimulationRequest;
const SIMULATION = { seed: 1, requests: 10 } as Simulation;

class FakeWorker implements SimulationWorker {
  readonly got: ToSimulationWorker[] = [];
  isTerminated = false;
  readonly listener: WorkerListener;
  constructor(listener: WorkerListener) {
    this.listener = listener;
  }
  postMessage(message: ToSimulationWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(message: FromSimulationWorker): void {
    this.listener.onMessage(message);
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const port = createSimulationPort((listener) => {
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

test('starts its worker with the first run, passes progress on and gives the result', async () => {
  const { port, workers, at } = start();
  expect(workers).toHaveLength(0);
  const seen: number[] = [];
  const { result } = port.run(REQUEST, ({ doneRequests }) => void seen.push(doneRequests));
  expect(at(0).got).toEqual([{ type: 'simulate', id: 1, request: REQUEST }]);
  at(0).answer({ type: 'progress', id: 1, doneRequests: 5, requests: 10 });
  at(0).answer({ type: 'done', id: 1, simulation: SIMULATION });
  expect(await result).toEqual({ status: 'done', simulation: SIMULATION });
  expect(seen).toEqual([5]);
});

test('a new run cancels the one before it, whose late answers are dropped', async () => {
  const { port, at, workers } = start();
  const first = port.run(REQUEST, ignore);
  const second = port.run({ ...REQUEST, seed: 2 }, ignore);
  expect(await first.result).toEqual({ status: 'cancelled' });
  at(0).answer({ type: 'done', id: 1, simulation: SIMULATION });
  at(0).answer({ type: 'done', id: 2, simulation: { ...SIMULATION, seed: 2 } });
  expect(await second.result).toMatchObject({ simulation: { seed: 2 } });
  vi.runAllTimers();
  expect(workers).toHaveLength(1);
});

test('a worker that does not stop within 100 ms is ended, and the waiting run starts in a new one', async () => {
  const { port, at } = start();
  const first = port.run(REQUEST, ignore);
  first.cancel();
  expect(await first.result).toEqual({ status: 'cancelled' });
  const second = port.run({ ...REQUEST, seed: 2 }, ignore);
  vi.advanceTimersByTime(100);
  expect(at(0).isTerminated).toBe(true);
  expect(at(1).got).toEqual([{ type: 'simulate', id: 2, request: { ...REQUEST, seed: 2 } }]);
  at(1).answer({ type: 'done', id: 2, simulation: SIMULATION });
  expect((await second.result).status).toBe('done');
});

test('a worker that does stop is kept', () => {
  const { port, at, workers } = start();
  port.run(REQUEST, ignore).cancel();
  at(0).answer({ type: 'cancelled', id: 1 });
  vi.advanceTimersByTime(1_000);
  port.run(REQUEST, ignore);
  expect(at(0).isTerminated).toBe(false);
  expect(workers).toHaveLength(1);
});

test('a crash is an answer, and the next run has a new worker', async () => {
  const { port, at } = start();
  const { result } = port.run(REQUEST, ignore);
  at(0).listener.onCrash('The simulation stopped: out of memory');
  expect(await result).toEqual({ status: 'failed', message: 'The simulation stopped: out of memory' });
  expect(at(0).isTerminated).toBe(true);
  port.run(REQUEST, ignore);
  expect(at(1).got).toHaveLength(1);
});

test('a browser that starts no workers gives an answer too', async () => {
  const port = createSimulationPort(() => {
    throw new Error('refused by policy');
  });
  expect(await port.run(REQUEST, ignore).result).toEqual({
    status: 'failed',
    message: 'This browser cannot simulate in the background: refused by policy',
  });
});
