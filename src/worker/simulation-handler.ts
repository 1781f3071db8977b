import { Cancelled, finishInTurns, type Progress } from '../engine/run-control.ts';
import { simulateSwarmSteps } from '../engine/simulate-swarm.ts';
import type { FromSimulationWorker, ToSimulationWorker } from './protocol.ts';

/** Share of the work between two messages about it. */
const LEAST_PROGRESS = 0.02;

/** One simulation under way; its request to stop is what the engine looks at between steps. */
interface Run {
  readonly id: number;
  aborted: boolean;
}

/**
 * Answers the messages of a page. `pause` must resolve in a later turn of the event loop, so that a message asking to
 * stop can arrive between two steps. The promise resolves when the message is answered for good.
 */
export function createSimulationHandler({
  post,
  pause,
}: {
  post: (answer: FromSimulationWorker) => void;
  pause: () => Promise<void>;
}): (message: ToSimulationWorker) => Promise<void> {
  let running: Run | undefined;
  return async (message) => {
    const { id } = message;
    if (message.type === 'cancel') {
      if (running?.id === id) running.aborted = true;
      return;
    }
    if (running) running.aborted = true;
    const run: Run = { id, aborted: false };
    running = run;
    const overall = createOverallProgress();
    let told = 0;
    const tell = (progress: Progress): void => {
      const { doneRequests, requests } = overall(progress);
      // A page that draws every step has no time left for the visitor.
      if (doneRequests - told < LEAST_PROGRESS * requests && doneRequests < requests) return;
      told = doneRequests;
      post({ type: 'progress', id, doneRequests, requests });
    };
    try {
      const simulation = await finishInTurns(simulateSwarmSteps(message.request), {
        pause,
        signal: run,
        onProgress: tell,
      });
      post(run.aborted ? { type: 'cancelled', id } : { type: 'done', id, simulation });
    } catch (error) {
      post(error instanceof Cancelled ? { type: 'cancelled', id } : { type: 'failed', id, message: messageOf(error) });
    } finally {
      if (running === run) running = undefined;
    }
  };
}

/** Every request is drawn once and replayed once, and counted from 0 both times: each time is half of it. */
function createOverallProgress(): (progress: Progress) => Progress {
  let before = 0;
  let passes = 0;
  return ({ doneRequests, requests }) => {
    if (doneRequests < before) passes = 1;
    before = doneRequests;
    return { doneRequests: Math.round((passes * requests + doneRequests) / 2), requests };
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
