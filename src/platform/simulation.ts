import type { Progress, SimulationAnswer, SimulationPort, SimulationRequest } from '../state/ports.ts';
import { simulationSize, type FromSimulationWorker, type ToSimulationWorker } from '../worker/protocol.ts';

/** The part of a `Worker` that is used here, for tests to stand in for. */
export interface SimulationWorker {
  postMessage(message: ToSimulationWorker): void;
  terminate(): void;
}

export interface WorkerListener {
  readonly onMessage: (message: FromSimulationWorker) => void;
  /** The worker is of no more use; why, in a sentence. */
  readonly onCrash: (reason: string) => void;
}

/** How long a worker may take to stop between two steps before it is ended: 100 ms, less a timer's delay. */
const PATIENCE_MS = 80;

interface Job {
  readonly id: number;
  readonly request: SimulationRequest;
  readonly onProgress: (progress: Progress) => void;
  readonly resolve: (answer: SimulationAnswer) => void;
}

/** Simulations in a worker that starts with the first of them, and again after a crash. */
export function createSimulationPort(
  start: (listener: WorkerListener) => SimulationWorker = startWorker,
): SimulationPort {
  let worker: SimulationWorker | undefined;
  let job: Job | undefined;
  let lastId = 0;
  /** Cancelled, and not yet answered by the worker. */
  const leaving = new Set<number>();

  const end = (): void => {
    worker?.terminate();
    worker = undefined;
    leaving.clear();
  };

  const settle = (answer: SimulationAnswer): void => {
    job?.resolve(answer);
    job = undefined;
  };

  const crash = (message: string): void => {
    end();
    settle({ status: 'failed', message });
  };

  const listen = (message: FromSimulationWorker): void => {
    if (message.type !== 'progress') leaving.delete(message.id);
    if (message.id !== job?.id) return;
    if (message.type === 'progress') job.onProgress({ doneRequests: message.doneRequests, requests: message.requests });
    else if (message.type === 'done') settle({ status: 'done', simulation: message.simulation });
    else if (message.type === 'failed') settle({ status: 'failed', message: message.message });
    else settle({ status: 'cancelled' });
  };

  const send = ({ id, request }: Job): void => {
    try {
      worker ??= start({ onMessage: listen, onCrash: crash });
      worker.postMessage({ type: 'simulate', id, request });
    } catch (error) {
      crash(
        `This browser cannot simulate in the background: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  const cancel = (id: number): void => {
    if (job?.id !== id) return;
    settle({ status: 'cancelled' });
    leaving.add(id);
    worker?.postMessage({ type: 'cancel', id });
    setTimeout(() => {
      if (!leaving.has(id)) return;
      // In the middle of a long step, or out of reach: what came after it starts anew.
      end();
      if (job) send(job);
    }, PATIENCE_MS);
  };

  return {
    sizeOf: simulationSize,
    run(request, onProgress) {
      if (job) cancel(job.id);
      const id = ++lastId;
      const result = new Promise<SimulationAnswer>((resolve) => {
        job = { id, request, onProgress, resolve };
        send(job);
      });
      return { result, cancel: () => cancel(id) };
    },
  };
}

function startWorker({ onMessage, onCrash }: WorkerListener): SimulationWorker {
  const worker = new Worker(new URL('../worker/simulation-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromSimulationWorker>) => onMessage(data));
  worker.addEventListener('messageerror', () => onCrash('The answer of the simulation could not be read.'));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onCrash(event.message ? `The simulation stopped: ${event.message}` : 'The simulation could not be loaded.');
  });
  return worker;
}

let shared: SimulationPort | undefined;

/** The page's one port, and so its one worker. */
export function simulationPort(): SimulationPort {
  shared ??= createSimulationPort();
  return shared;
}
