/** The part of a `Worker` that is used here, for tests to stand in for. */
export interface JobWorker<To> {
  postMessage(message: To): void;
  terminate(): void;
}

export interface JobListener<From> {
  readonly onMessage: (message: From) => void;
  /** The worker is of no more use; why, in a sentence. */
  readonly onCrash: (reason: string) => void;
}

/** What a message of a worker says about the job it names. */
export type JobNews<Progress, Answer> = { readonly progress: Progress } | { readonly answer: Answer };

export interface JobTerms<Request, Progress, Answer, To, From extends { readonly id: number }> {
  readonly start: (listener: JobListener<From>) => JobWorker<To>;
  /** Jobs of one lane come one at a time, the latest asked for. */
  readonly laneOf: (request: Request) => string;
  readonly requestMessage: (job: { readonly id: number; readonly request: Request }) => To;
  readonly cancelMessage: (id: number) => To;
  readonly newsOf: (message: From) => JobNews<Progress, Answer>;
  readonly failed: (message: string) => Answer;
  readonly cancelled: Answer;
  /** What a browser that starts no workers cannot do: `simulate`. */
  readonly verb: string;
}

/** How long a worker may take to stop between two steps before it is ended: 100 ms, less a timer's delay. */
const PATIENCE_MS = 80;

interface Job<Request, Progress, Answer> {
  readonly id: number;
  readonly request: Request;
  readonly onProgress: (progress: Progress) => void;
  readonly resolve: (answer: Answer) => void;
}

/**
 * Jobs in a worker that starts with the first of them, and again after a crash. A new job cancels the one of its lane; one that does
 * not stop in time costs the worker its life, and what else it was doing starts anew in the next. No result ever rejects.
 */
export function createWorkerJobs<Request, Progress, Answer, To, From extends { readonly id: number }>(
  terms: JobTerms<Request, Progress, Answer, To, From>,
): (
  request: Request,
  onProgress: (progress: Progress) => void,
) => { readonly result: Promise<Answer>; readonly cancel: () => void } {
  let worker: JobWorker<To> | undefined;
  let lastId = 0;
  const jobs = new Map<number, Job<Request, Progress, Answer>>();
  /** Cancelled, and not yet answered by the worker. */
  const leaving = new Set<number>();

  const end = (): void => {
    worker?.terminate();
    worker = undefined;
    leaving.clear();
  };

  const settle = ({ id, answer }: { id: number; answer: Answer }): void => {
    const job = jobs.get(id);
    jobs.delete(id);
    job?.resolve(answer);
  };

  const crash = (message: string): void => {
    end();
    for (const id of jobs.keys()) settle({ id, answer: terms.failed(message) });
  };

  const listen = (message: From): void => {
    const news = terms.newsOf(message);
    if ('answer' in news) {
      leaving.delete(message.id);
      settle({ id: message.id, answer: news.answer });
    } else jobs.get(message.id)?.onProgress(news.progress);
  };

  const send = (job: Job<Request, Progress, Answer>): void => {
    try {
      worker ??= terms.start({ onMessage: listen, onCrash: crash });
      worker.postMessage(terms.requestMessage(job));
    } catch (error) {
      crash(
        `This browser cannot ${terms.verb} in the background: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  const cancel = (id: number): void => {
    if (!jobs.has(id)) return;
    settle({ id, answer: terms.cancelled });
    leaving.add(id);
    worker?.postMessage(terms.cancelMessage(id));
    setTimeout(() => {
      if (!leaving.has(id)) return;
      // In the middle of a long step, or out of reach: what is still wanted starts anew.
      end();
      for (const job of jobs.values()) send(job);
    }, PATIENCE_MS);
  };

  return (request, onProgress) => {
    const lane = terms.laneOf(request);
    for (const job of jobs.values()) if (terms.laneOf(job.request) === lane) cancel(job.id);
    const id = ++lastId;
    const result = new Promise<Answer>((resolve) => {
      const job = { id, request, onProgress, resolve };
      jobs.set(id, job);
      send(job);
    });
    return { result, cancel: () => cancel(id) };
  };
}

/** A worker of this page as jobs take it. `name` stands in its messages: "The simulation stopped: …". */
export function listenTo<To, From>({
  worker,
  name,
  listener: { onMessage, onCrash },
}: {
  worker: Worker;
  name: string;
  listener: JobListener<From>;
}): JobWorker<To> {
  worker.addEventListener('message', ({ data }: MessageEvent<From>) => onMessage(data));
  worker.addEventListener('messageerror', () => onCrash(`The answer of the ${name} could not be read.`));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onCrash(event.message ? `The ${name} stopped: ${event.message}` : `The ${name} could not be loaded.`);
  });
  return worker;
}
