import type { Swarm } from '../domain/swarm/swarm.ts';
import type { CsvColumns, LogFormat } from '../engine/readers/log.ts';
import type { ReadProgress } from '../engine/readers/read-logs.ts';
import type { NoWorkloadFit, WorkloadFit } from '../engine/traces/fit-workload.ts';
import type { TraceQuestions, TraceReport } from '../engine/traces/report-types.ts';
import type { TraceSummary } from '../engine/traces/trace-summary.ts';

/** A file as it is sent to the worker, which streams it there; a `File` is one. */
export interface TraceBlob {
  readonly blob: Pick<Blob, 'size' | 'stream'>;
  /** Found in a folder rather than chosen: may be left out where its format is unknown. */
  readonly mayBeOther: boolean;
}

/** How files are to be read; `null` where their contents decide. */
export interface TraceReading {
  readonly format: LogFormat | null;
  readonly keepDuplicates: boolean | null;
  readonly csvColumns: CsvColumns | null;
}

/** The log that the worker holds from then on, in a few words. */
export interface OpenedLog {
  readonly summary: TraceSummary;
  readonly isSample: boolean;
  readonly csv: { readonly columns: CsvColumns; readonly header: readonly string[] } | null;
}

/**
 * What a page sends to the worker that holds its log. There is one log, and of each kind of work (opening a log, asking,
 * fitting) one at a time: the latest wins.
 */
export type ToTraceWorker =
  | {
      readonly type: 'read';
      readonly id: number;
      readonly files: readonly TraceBlob[];
      readonly options: TraceReading;
    }
  | {
      readonly type: 'sample';
      readonly id: number;
      readonly swarm: Swarm;
      readonly leastRequests: number;
      readonly seed: number;
    }
  | { readonly type: 'ask'; readonly id: number; readonly questions: TraceQuestions }
  | { readonly type: 'fit'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

/**
 * What it answers: of a reading any number of `progress`, then exactly one of the others, each with the id of its request.
 * Only `opened` changes which log is held; it comes before any answer about that log.
 */
export type FromTraceWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: ReadProgress }
  | { readonly type: 'opened'; readonly id: number; readonly log: OpenedLog }
  | { readonly type: 'refused'; readonly id: number; readonly reason: string }
  | { readonly type: 'reported'; readonly id: number; readonly report: TraceReport }
  | { readonly type: 'fitted'; readonly id: number; readonly fit: WorkloadFit | NoWorkloadFit }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly id: number };
