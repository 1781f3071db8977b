import type { SensitivityProgress, SensitivityQuestion, UncertaintyAnswer, UncertaintyPort } from '../state/ports.ts';
import type { FromUncertaintyWorker, ToUncertaintyWorker } from '../worker/uncertainty-protocol.ts';
import { createWorkerJobs, listenTo, type JobListener, type JobNews, type JobWorker } from './worker-jobs.ts';

export type UncertaintyWorker = JobWorker<ToUncertaintyWorker>;
export type UncertaintyListener = JobListener<FromUncertaintyWorker>;

/** Questions about how sure figures are, in one worker for all kinds: it brings the whole catalogue along. */
export function createUncertaintyPort(
  start: (listener: UncertaintyListener) => UncertaintyWorker = startWorker,
): UncertaintyPort {
  const ask = createWorkerJobs<
    SensitivityQuestion,
    SensitivityProgress,
    UncertaintyAnswer,
    ToUncertaintyWorker,
    FromUncertaintyWorker
  >({
    start,
    laneOf: ({ kind }) => kind,
    requestMessage: ({ id, request }) => ({ type: 'ask', id, question: request }),
    cancelMessage: (id) => ({ type: 'cancel', id }),
    newsOf,
    failed: (message) => ({ status: 'failed', message }),
    cancelled: { status: 'cancelled' },
    verb: 'compute',
  });
  return { ask };
}

function newsOf(message: FromUncertaintyWorker): JobNews<SensitivityProgress, UncertaintyAnswer> {
  switch (message.type) {
    case 'progress':
      return { progress: { done: message.done, of: message.of } };
    case 'answered':
      return { answer: { status: 'answered', answer: message.answer } };
    case 'failed':
      return { answer: { status: 'failed', message: message.message } };
    case 'cancelled':
      return { answer: { status: 'cancelled' } };
  }
}

function startWorker(listener: UncertaintyListener): UncertaintyWorker {
  const worker = new Worker(new URL('../worker/uncertainty-worker.ts', import.meta.url), { type: 'module' });
  return listenTo({ worker, name: 'computation', listener });
}

let shared: UncertaintyPort | undefined;

/** The page's one port, and so its one worker. */
export function uncertaintyPort(): UncertaintyPort {
  shared ??= createUncertaintyPort();
  return shared;
}
