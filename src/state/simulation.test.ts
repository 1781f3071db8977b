import { swarmOf } from '../domain/swarm/workload.ts';
import { expect, test } from 'vitest';
import type { Progress, Simulation, SimulationAnswer, SimulationPort, SimulationRequest } from './ports.ts';
import { createSimulationStore } from './simulation.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';

const request = (seed: number, leastRequests = 1_000): SimulationRequest => ({
  swarm: swarmOf(BASE_SCENARIO.workload),
  seed,
  leastRequests,
  windowsSeconds: [300],
  capacitiesTokens: [],
});
const answerOf = (seed: number): SimulationAnswer => ({ status: 'done', simulation: { seed } as Simulation });
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

interface Call {
  readonly request: SimulationRequest;
  readonly progress: (progress: Progress) => void;
  readonly answer: (answer: SimulationAnswer) => void;
  isCancelled: boolean;
}

/** A port whose answers the test gives; 670 requests a task, 120 bytes each. */
function fake() {
  const calls: Call[] = [];
  const port: SimulationPort = {
    sizeOf({ leastRequests }) {
      const requests = 670 * Math.ceil(leastRequests / 670);
      return { requests, bytes: 120 * requests };
    },
    run(asked, progress) {
      const { promise, resolve } = withResolvers<SimulationAnswer>();
      const call: Call = { request: asked, progress, answer: resolve, isCancelled: false };
      calls.push(call);
      return {
        result: promise,
        cancel: () => {
          call.isCancelled = true;
          resolve({ status: 'cancelled' });
        },
      };
    },
  };
  return { calls, store: createSimulationStore({ port: () => Promise.resolve(port) }) };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((given) => void (resolve = given));
  return { promise, resolve };
}

test('runs, says how far it is, and holds the result with what was asked', async () => {
  const { calls, store } = fake();
  expect(store.getState().run).toEqual({ status: 'idle' });
  store.getState().start(request(1));
  expect(store.getState().run).toMatchObject({ status: 'running', progress: null });
  await settled();
  calls[0]?.progress({ doneRequests: 10, requests: 100 });
  expect(store.getState().run).toMatchObject({ progress: { doneRequests: 10, requests: 100 } });
  calls[0]?.answer(answerOf(1));
  await settled();
  expect(store.getState().run).toEqual({ status: 'done', request: request(1), simulation: { seed: 1 } });
});

test('a newer request cancels the older one, whose progress and result are dropped', async () => {
  const { calls, store } = fake();
  store.getState().start(request(1));
  await settled();
  store.getState().start(request(2));
  await settled();
  expect(calls[0]?.isCancelled).toBe(true);
  calls[0]?.progress({ doneRequests: 10, requests: 100 });
  expect(store.getState().run).toMatchObject({ request: { seed: 2 }, progress: null });
  calls[1]?.answer(answerOf(2));
  await settled();
  expect(store.getState().run).toMatchObject({ status: 'done', simulation: { seed: 2 } });
});

test('requests that come before the simulator is loaded: only the last is run', async () => {
  const { calls, store } = fake();
  store.getState().start(request(1));
  store.getState().start(request(2));
  await settled();
  expect(calls.map((call) => call.request.seed)).toEqual([2]);
});

test('Cancel stops it, and leaves a result that is there alone', async () => {
  const { calls, store } = fake();
  store.getState().start(request(1));
  await settled();
  store.getState().cancel();
  expect(calls[0]?.isCancelled).toBe(true);
  await settled();
  expect(store.getState().run).toEqual({ status: 'idle' });
  store.getState().start(request(2));
  await settled();
  calls[1]?.answer(answerOf(2));
  await settled();
  store.getState().cancel();
  expect(store.getState().run.status).toBe('done');
});

test('too large for memory is said before anything starts, with the sample that fits', async () => {
  const { calls, store } = fake();
  store.getState().start(request(1, 10_000_000));
  await settled();
  expect(calls).toHaveLength(0);
  // 400 MB ÷ (670 × 120 B) = 4,975 tasks.
  expect(store.getState().run).toMatchObject({
    status: 'too-large',
    size: { requests: 670 * 14_926 },
    mostBytes: 400e6,
    fits: { requests: 670 * 4_975, bytes: 670 * 4_975 * 120 },
  });
});

test('where one task alone is too large, nothing fits', async () => {
  const port: SimulationPort = {
    sizeOf: () => ({ requests: 1e10, bytes: 1.2e12 }),
    run: () => expect.fail('must not run'),
  };
  const store = createSimulationStore({ port: () => Promise.resolve(port) });
  store.getState().start(request(1));
  await settled();
  expect(store.getState().run).toMatchObject({ status: 'too-large', fits: null });
});

test('failures are states: of the simulation, and of loading it', async () => {
  const { calls, store } = fake();
  store.getState().start(request(1));
  await settled();
  calls[0]?.answer({ status: 'failed', message: 'The simulation stopped: out of memory' });
  await settled();
  expect(store.getState().run).toMatchObject({ status: 'failed', message: 'The simulation stopped: out of memory' });

  const offline = createSimulationStore({ port: () => Promise.reject(new Error('offline')) });
  offline.getState().start(request(1));
  await settled();
  expect(offline.getState().run).toMatchObject({ status: 'failed' });
});
