import type { Progress, SimulationAnswer, SimulationPort, SimulationRequest } from '../state/ports.ts';
import { simulationSize, type FromSimulationWorker, type ToSimulationWorker } from '../worker/protocol.ts';
import { createWorkerJobs, listenTo, type JobListener, type JobNews, type JobWorker } from './worker-jobs.ts';

export type SimulationWorker = JobWorker<ToSimulationWorker>;
export type WorkerListener = JobListener<FromSimulationWorker>;

/** Simulations in a worker that starts with the first of them, and again after a crash. */
export function createSimulationPort(
  start: (listener: WorkerListener) => SimulationWorker = startWorker,
): SimulationPort {
  const run = createWorkerJobs<SimulationRequest, Progress, SimulationAnswer, ToSimulationWorker, FromSimulationWorker>(
    {
      start,
      laneOf: () => 'simulation',
      requestMessage: ({ id, request }) => ({ type: 'simulate', id, request }),
      cancelMessage: (id) => ({ type: 'cancel', id }),
      newsOf,
      failed: (message) => ({ status: 'failed', message }),
      cancelled: { status: 'cancelled' },
      verb: 'simulate',
    },
  );
  return { sizeOf: simulationSize, run };
}

function newsOf(message: FromSimulationWorker): JobNews<Progress, SimulationAnswer> {
  switch (message.type) {
    case 'progress':
      return { progress: { doneRequests: message.doneRequests, requests: message.requests } };
    case 'done':
      return { answer: { status: 'done', simulation: message.simulation } };
    case 'failed':
      return { answer: { status: 'failed', message: message.message } };
    case 'cancelled':
      return { answer: { status: 'cancelled' } };
  }
}

function startWorker(listener: WorkerListener): SimulationWorker {
  const worker = new Worker(new URL('../worker/simulation-worker.ts', import.meta.url), { type: 'module' });
  return listenTo({ worker, name: 'simulation', listener });
}

let shared: SimulationPort | undefined;

/** The page's one port, and so its one worker. */
export function simulationPort(): SimulationPort {
  shared ??= createSimulationPort();
  return shared;
}
