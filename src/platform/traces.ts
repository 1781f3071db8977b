import type {
  AskAnswer,
  Failure,
  NoWorkloadFit,
  ReadAnswer,
  ReadProgress,
  Running,
  TraceFile,
  TracePort,
  TraceReport,
  WorkloadFit,
} from '../state/trace-types.ts';
import type { FromTraceWorker, ToTraceWorker, TraceBlob } from '../worker/trace-protocol.ts';

/** The part of a `Worker` that is used here, for tests to stand in for. */
export interface TraceWorker {
  postMessage(message: ToTraceWorker): void;
  terminate(): void;
}

export interface TraceListener {
  readonly onMessage: (message: FromTraceWorker) => void;
  /** The worker is of no more use; why, in a sentence. */
  readonly onCrash: (reason: string) => void;
}

/** How long a reading may take to stop before its worker is ended: 100 ms, less a timer's delay. */
const PATIENCE_MS = 80;
/** Nobody waits for a question that was given up, and with the worker the log would go: longer than any step takes. */
const PATIENCE_WITH_QUESTIONS_MS = 2_000;

type Answer = ReadAnswer | AskAnswer<TraceReport> | AskAnswer<WorkloadFit | NoWorkloadFit>;
type Work = Exclude<ToTraceWorker, { type: 'cancel' }>;

interface Job {
  readonly message: Work;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly resolve: (answer: Answer) => void;
  isCancelled: boolean;
}

/**
 * Logs in a worker that starts with the first of them, and again after it broke down or had to be ended. The worker holds the
 * log, so whatever ends it loses the log, and every answer then says so.
 */
export function createTracePort(start: (listener: TraceListener) => TraceWorker = startWorker): TracePort {
  let worker: TraceWorker | undefined;
  let generation = 0;
  let holdsLog = false;
  let lastId = 0;
  const jobs = new Map<number, Job>();

  const settle = ({ job, answer }: { job: Job; answer: Answer }): void => {
    jobs.delete(job.message.id);
    job.resolve(answer);
  };

  const terminate = (): void => {
    worker?.terminate();
    worker = undefined;
    generation++;
    holdsLog = false;
  };

  /** Readings that came after the one that would not stop begin again; all else was about a log that is gone. */
  const end = (message: string): void => {
    const wasHeld = holdsLog;
    terminate();
    for (const job of jobs.values()) {
      if (isOpening(job.message) && !job.isCancelled) continue;
      settle({ job, answer: wasHeld ? gone(message) : { status: 'cancelled' } });
    }
    for (const job of jobs.values()) send(job);
  };

  const crash = (message: string): void => {
    const answer: Failure = holdsLog ? gone(`${message} ${LOG_IS_GONE}`) : { status: 'failed', message };
    terminate();
    for (const job of jobs.values()) settle({ job, answer });
  };

  const listen = (message: FromTraceWorker): void => {
    if (message.type === 'opened') holdsLog = true;
    const job = jobs.get(message.id);
    if (!job) return;
    if (message.type !== 'progress') settle({ job, answer: answerOf(message) });
    else if (!job.isCancelled) job.onProgress(message.progress);
  };

  const startOne = (): TraceWorker => {
    // What an ended worker had still to say is about a log that is gone.
    const own = ++generation;
    return start({
      onMessage: (message) => own === generation && listen(message),
      onCrash: (reason) => own === generation && crash(reason),
    });
  };

  const send = (job: Job): void => {
    try {
      worker ??= startOne();
      worker.postMessage(job.message);
    } catch (error) {
      crash(
        `This browser cannot read logs in the background: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  };

  const cancel = (job: Job): void => {
    const { id } = job.message;
    if (jobs.get(id) !== job || job.isCancelled) return;
    job.isCancelled = true;
    worker?.postMessage({ type: 'cancel', id });
    const patience = isOpening(job.message) ? PATIENCE_MS : PATIENCE_WITH_QUESTIONS_MS;
    setTimeout(() => {
      if (jobs.get(id) === job) end(`${STUCK[job.message.type]} did not stop and was ended. ${LOG_IS_GONE}`);
    }, patience);
  };

  function run<T extends Answer>({
    message,
    onProgress = () => undefined,
  }: {
    message: Work;
    onProgress?: (progress: ReadProgress) => void;
  }): Running<T> {
    let stop = (): void => undefined;
    const result = new Promise<T>((resolve) => {
      // Answers come by the id of what was asked, so they are of its kind.
      const job: Job = { message, onProgress, resolve: resolve as (answer: Answer) => void, isCancelled: false };
      stop = () => cancel(job);
      if (!isOpening(message) && !holdsLog) {
        resolve(gone(`No log is open. ${READ_AGAIN}`) as T);
        return;
      }
      jobs.set(message.id, job);
      send(job);
    });
    return { result, cancel: () => stop() };
  }

  return {
    read({ files, options, onProgress }) {
      return run({ message: { type: 'read', id: ++lastId, files: files.map(blobOf), options }, onProgress });
    },
    sample: (asked) => run({ message: { type: 'sample', id: ++lastId, ...asked } }),
    ask: (questions) => run({ message: { type: 'ask', id: ++lastId, questions } }),
    fit: () => run({ message: { type: 'fit', id: ++lastId } }),
  };
}

const STUCK: Readonly<Record<Work['type'], string>> = {
  read: 'The reading',
  sample: 'The sample',
  ask: 'A question about the log',
  fit: 'The fit',
};
const READ_AGAIN = 'Read its files again.';
const LOG_IS_GONE = `The log that was open is gone. ${READ_AGAIN}`;

const gone = (message: string): Failure => ({ status: 'failed', message, logIsGone: true });

const isOpening = ({ type }: Work): boolean => type === 'read' || type === 'sample';

/** What was set on a `File` for the page's own use does not travel with it. */
function blobOf(file: TraceFile): TraceBlob {
  const mayBeOther = file.mayBeOther === true;
  if (!(file instanceof Blob)) throw new TypeError('A log is read from a file of the browser');
  return { blob: file, mayBeOther };
}

function answerOf(message: Exclude<FromTraceWorker, { type: 'progress' }>): Answer {
  switch (message.type) {
    case 'opened':
      return { status: 'read', log: message.log };
    case 'refused':
      return { status: 'refused', reason: message.reason };
    case 'reported':
      return { status: 'done', value: message.report };
    case 'fitted':
      return { status: 'done', value: message.fit };
    case 'failed':
      return { status: 'failed', message: message.message };
    case 'cancelled':
      return { status: 'cancelled' };
  }
}

function startWorker({ onMessage, onCrash }: TraceListener): TraceWorker {
  const worker = new Worker(new URL('../worker/trace-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromTraceWorker>) => onMessage(data));
  worker.addEventListener('messageerror', () => onCrash('The answer about the log could not be read.'));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onCrash(event.message ? `Reading logs broke down: ${event.message}.` : 'What reads logs could not be loaded.');
  });
  return worker;
}

let shared: TracePort | undefined;

/** The page's one port, and so its one worker and its one log. */
export function tracePort(): TracePort {
  shared ??= createTracePort();
  return shared;
}
