import type { ReadLog } from '../engine/readers/log.ts';
import { readLogs, type ReadProgress } from '../engine/readers/read-logs.ts';
import { Cancelled, finishInTurns, type Steps } from '../engine/run-control.ts';
import { fitWorkloadSteps } from '../engine/traces/fit-workload.ts';
import { requestsOfSample, sampleLogSteps } from '../engine/traces/sample-log.ts';
import { traceReportSteps } from '../engine/traces/trace-report.ts';
import { summaryOf } from '../engine/traces/trace-summary.ts';
import { sourcesOf, Stop } from './trace-files.ts';
import type { FromTraceWorker, ToTraceWorker } from './trace-protocol.ts';

/** 20 messages a second: a page that draws every step has no time left for the visitor. */
const PROGRESS_MILLISECONDS = 50;
/** A log of so many requests takes 0.3 GB with what is asked of it. */
const MOST_SAMPLE_REQUESTS = 1_000_000;

type Opening = Extract<ToTraceWorker, { type: 'read' | 'sample' }>;
type Work = Exclude<ToTraceWorker, { type: 'cancel' }>;
type Answer = FromTraceWorker extends infer Each ? (Each extends { id: number } ? Omit<Each, 'id'> : never) : never;

/** One piece of work under way; its stop is what readers and steps look at. */
interface Run {
  readonly id: number;
  readonly stop: Stop;
}

/**
 * Answers the messages of a page, and holds its log. `pause` must resolve in a later turn of the event loop, so that a
 * message asking to stop can arrive between two steps; `now` is any clock in milliseconds. The promise resolves when the
 * message is answered for good.
 *
 * A log that was read takes the place of the one before; a reading that is refused, fails or is cancelled leaves it, and
 * questions about it go on meanwhile.
 */
export function createTraceHandler({
  post,
  pause,
  now,
}: {
  post: (answer: FromTraceWorker) => void;
  pause: () => Promise<void>;
  now: () => number;
}): (message: ToTraceWorker) => Promise<void> {
  let open: ReadLog | undefined;
  const running: Record<'opening' | 'asking' | 'fitting', Run | undefined> = {
    opening: undefined,
    asking: undefined,
    fitting: undefined,
  };

  const inTurns = <T>(steps: Steps<T>, stop: Stop): Promise<T> => finishInTurns(steps, { pause, signal: stop });

  const opened = async ({ message, stop }: { message: Opening; stop: Stop }): Promise<Answer> => {
    const isSample = message.type === 'sample';
    const read = isSample ? await drawn({ message, stop }) : await readFiles({ message, stop });
    if ('reason' in read) return { type: 'refused', reason: read.reason };
    const { log } = read;
    const summary = summaryOf(log);
    // Putting a log together takes a while, in which nobody could say that it is no longer wanted.
    await pause();
    if (stop.aborted) return { type: 'cancelled' };
    open = log;
    // What is still being asked is about the log before.
    running.asking?.stop.abort();
    running.fitting?.stop.abort();
    const csv = log.evidence === 'usage' ? (log.csv ?? null) : null;
    return { type: 'opened', log: { summary, isSample, csv } };
  };

  const readFiles = async ({
    message: { id, files, options },
    stop,
  }: {
    message: Extract<Opening, { type: 'read' }>;
    stop: Stop;
  }): Promise<{ readonly log: ReadLog } | { readonly reason: string }> => {
    let told = -Infinity;
    const onProgress = (progress: ReadProgress): void => {
      const moment = now();
      if (moment - told < PROGRESS_MILLISECONDS) return;
      told = moment;
      post({ type: 'progress', id, progress });
    };
    const result = await readLogs({
      files: sourcesOf({ files, stop }),
      format: options.format ?? undefined,
      keepDuplicates: options.keepDuplicates ?? undefined,
      csvColumns: options.csvColumns ?? undefined,
      control: { onProgress, signal: stop, pause },
    });
    return result.state === 'read' ? { log: result.log } : { reason: result.reason };
  };

  const drawn = async ({
    message: { swarm, leastRequests, seed },
    stop,
  }: {
    message: Extract<Opening, { type: 'sample' }>;
    stop: Stop;
  }): Promise<{ readonly log: ReadLog } | { readonly reason: string }> => {
    const requests = requestsOfSample({ swarm, leastRequests });
    if (requests > MOST_SAMPLE_REQUESTS)
      return {
        reason: `A sample has whole tasks, and here that is ${requests.toLocaleString('en-US')} requests; at most ${MOST_SAMPLE_REQUESTS.toLocaleString('en-US')} are drawn.`,
      };
    return { log: await inTurns(sampleLogSteps({ swarm, leastRequests, seed }), stop) };
  };

  const answerTo = async ({ message, stop }: { message: Work; stop: Stop }): Promise<Answer> => {
    if (message.type === 'read' || message.type === 'sample') return opened({ message, stop });
    const log = open;
    if (!log) return { type: 'failed', message: 'No log is open.' };
    if (message.type === 'fit') return { type: 'fitted', fit: await inTurns(fitWorkloadSteps({ log }), stop) };
    const { questions } = message;
    return { type: 'reported', report: await inTurns(traceReportSteps({ log, questions }), stop) };
  };

  return async (message) => {
    const { id } = message;
    if (message.type === 'cancel') {
      for (const run of Object.values(running)) if (run?.id === id) run.stop.abort();
      return;
    }
    const kind = message.type === 'ask' ? 'asking' : message.type === 'fit' ? 'fitting' : 'opening';
    running[kind]?.stop.abort();
    const run: Run = { id, stop: new Stop() };
    running[kind] = run;
    try {
      const answer = await answerTo({ message, stop: run.stop });
      const isLate = run.stop.aborted && answer.type !== 'opened';
      post(isLate ? { type: 'cancelled', id } : { ...answer, id });
    } catch (error) {
      const isCancelled = run.stop.aborted || error instanceof Cancelled;
      post(isCancelled ? { type: 'cancelled', id } : { type: 'failed', id, message: messageOf(error) });
    } finally {
      if (running[kind] === run) running[kind] = undefined;
    }
  };
}

/** What engines say where memory ran out, which no visitor should have to understand. */
const OUT_OF_MEMORY = /allocation|out of memory|invalid (?:typed )?array length|invalid string length|size exceeded/i;

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && OUT_OF_MEMORY.test(message))
    return 'The log takes more memory than this browser gives a page. Read fewer files at a time.';
  return message;
}
