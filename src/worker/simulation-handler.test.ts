import { expect, test } from 'vitest';
import { swarmOf } from '../domain/swarm/workload.ts';
import { finish } from '../engine/run-control.ts';
import { simulateSwarmSteps, type SimulationRequest } from '../engine/simulate-swarm.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { simulationSize, type FromSimulationWorker } from './protocol.ts';
import { createSimulationHandler } from './simulation-handler.ts';

const REQUEST: SimulationRequest = {
  swarm: swarmOf(BASE_SCENARIO.workload),
  seed: 1,
  leastRequests: 60_000,
  windowsSeconds: [300, 3_600],
  capacitiesTokens: [4_000_000],
};

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function start() {
  const posted: FromSimulationWorker[] = [];
  const handle = createSimulationHandler({ post: (answer) => void posted.push(answer), pause: nextTurn });
  const lastOf = (id: number) => posted.findLast((answer) => answer.id === id);
  return { posted, handle, lastOf };
}

test('answers with what the engine gives when it is called directly, after progress that never goes back', async () => {
  const { posted, handle } = start();
  await handle({ type: 'simulate', id: 7, request: REQUEST });
  const shares = posted.flatMap((answer) =>
    answer.type === 'progress' ? [answer.doneRequests / answer.requests] : [],
  );
  expect(shares.length).toBeGreaterThan(4);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(posted.at(-1)).toEqual({ type: 'done', id: 7, simulation: finish(simulateSwarmSteps(REQUEST)) });
});

test('a cancelled simulation stops between two steps and says so once', async () => {
  const { posted, handle } = start();
  const answered = handle({ type: 'simulate', id: 1, request: REQUEST });
  await handle({ type: 'cancel', id: 1 });
  await answered;
  expect(posted).toEqual([{ type: 'cancelled', id: 1 }]);
});

test('asking to cancel another simulation, or none, changes nothing', async () => {
  const { handle, lastOf, posted } = start();
  await handle({ type: 'cancel', id: 3 });
  expect(posted).toEqual([]);
  const answered = handle({ type: 'simulate', id: 4, request: { ...REQUEST, leastRequests: 1 } });
  await handle({ type: 'cancel', id: 3 });
  await answered;
  expect(lastOf(4)?.type).toBe('done');
});

test('the latest request wins: the one before it is cancelled', async () => {
  const { handle, lastOf } = start();
  await Promise.all([
    handle({ type: 'simulate', id: 1, request: REQUEST }),
    handle({ type: 'simulate', id: 2, request: { ...REQUEST, seed: 2 } }),
    handle({ type: 'simulate', id: 3, request: { ...REQUEST, seed: 3 } }),
  ]);
  expect([1, 2, 3].map((id) => lastOf(id)?.type)).toEqual(['cancelled', 'cancelled', 'done']);
});

test('what the engine refuses is an answer, and the next request is served', async () => {
  const { handle, lastOf } = start();
  await handle({ type: 'simulate', id: 1, request: { ...REQUEST, windowsSeconds: [-1] } });
  expect(lastOf(1)).toMatchObject({ type: 'failed', message: expect.stringContaining('-1') });
  await handle({ type: 'simulate', id: 2, request: { ...REQUEST, leastRequests: 1 } });
  expect(lastOf(2)?.type).toBe('done');
});

test('the size is that of whole tasks', () => {
  // 20 + 50 × 13 = 670 requests a task; 60,000 need 90 tasks.
  expect(simulationSize(REQUEST)).toEqual({ requests: 60_300, bytes: 60_300 * 120 });
});
