import type { Seconds } from '../domain/units.ts';
import type { CsvColumns, LogFormat } from '../engine/readers/log.ts';
import type { ReadProgress } from '../engine/readers/read-logs.ts';
import type { NoWorkloadFit, WorkloadFit } from '../engine/traces/fit-workload.ts';
import type { TraceQuestions, TraceReport } from '../engine/traces/report-types.ts';
import type { TraceSummary } from '../engine/traces/trace-summary.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';

/** What pages know of logs and of what is asked of them; the engine's types, for layers that do not see the engine. */

export type { CubeCell, LogFormat, SkippedLine } from '../engine/readers/log.ts';
export type { CsvColumns } from '../engine/readers/log.ts';
export type { HitRates } from '../engine/hit-rates.ts';
export type { FitNote } from '../engine/traces/fit-calendar.ts';
export type { RoleFit } from '../engine/traces/fit-role.ts';
export type { WindowFit } from '../engine/traces/fit-quality.ts';
export type { HitSurface, SurfacePoint } from '../engine/traces/hit-surface.ts';
export type { IdleGap, IdleGaps } from '../engine/traces/idle-gaps.ts';
export type { PingRow } from '../engine/traces/ping-table.ts';
export type { ReuseTable } from '../engine/traces/reuse-table.ts';
export type { SessionRow, SessionTable } from '../engine/traces/session-table.ts';
export type { UsageReport } from '../engine/traces/report-types.ts';
export type { NoWorkloadFit, ReadProgress, TraceQuestions, TraceReport, TraceSummary, WorkloadFit };

/** A file as the visitor chose it: a `File` of the browser. The platform knows what it is; nothing else looks inside. */
export interface TraceFile {
  readonly size: number;
  /** Found in a folder rather than chosen: may be left out where its format is unknown. */
  readonly mayBeOther?: boolean;
}

export interface ReadOptions {
  /** `null`: told by the contents. */
  readonly format: LogFormat | null;
  readonly keepDuplicates: boolean | null;
  readonly csvColumns: CsvColumns | null;
}

/** A log that is held in the worker, in a few words. */
export interface OpenLog {
  readonly summary: TraceSummary;
  /** Made by the swarm generator and not read from anywhere. */
  readonly isSample: boolean;
  /** Of a plain CSV: which columns were read, and which there are. */
  readonly csv: { readonly columns: CsvColumns; readonly header: readonly string[] } | null;
}

export type ReadAnswer =
  | { readonly status: 'read'; readonly log: OpenLog }
  /** Nothing was taken; the log that was open before still is. */
  | { readonly status: 'refused'; readonly reason: string }
  | Failure
  | { readonly status: 'cancelled' };

export type AskAnswer<T> = { readonly status: 'done'; readonly value: T } | Failure | { readonly status: 'cancelled' };

export interface Failure {
  readonly status: 'failed';
  readonly message: string;
  /** The worker had to be ended, or broke down, and with it went the log that was open. */
  readonly logIsGone?: true;
}

export interface Running<T> {
  /** Never rejects. Comes also where it was cancelled: what was done before that counts. */
  readonly result: Promise<T>;
  /** A worker that does not stop is ended. */
  readonly cancel: () => void;
}

/** Reads logs beside the page and answers questions about the one that is open. Nothing ever leaves the browser. */
export interface TracePort {
  read(request: {
    readonly files: readonly TraceFile[];
    readonly options: ReadOptions;
    readonly onProgress: (progress: ReadProgress) => void;
  }): Running<ReadAnswer>;
  /** Opens a log of the given swarm's own requests, at least so many. */
  sample(request: {
    readonly swarm: Swarm;
    readonly leastRequests: number;
    readonly seed: number;
  }): Running<ReadAnswer>;
  /** The latest question wins. */
  ask(questions: TraceQuestions): Running<AskAnswer<TraceReport>>;
  fit(): Running<AskAnswer<WorkloadFit | NoWorkloadFit>>;
}

/** The rules that tools disagree about, as the visitor set them. */
export interface TraceRules {
  readonly lifeSeconds: Seconds;
  readonly order: 'sequential' | 'leaf-first';
  readonly blockCount: 'floor' | 'ceil' | null;
  /** Which of the hit rates of `HitRates` is shown. */
  readonly denominator: 'tokens' | 'blocks' | 'mean' | 'requests';
  readonly slots: number | null;
}

export type Reading =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly files: number; readonly progress: ReadProgress | null }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'failed'; readonly message: string };

export type Answered<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'asking' }
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly message: string };

/** What the Traces page shows and does; `createTraceStore` in trace-store.ts. Lives as long as the app, not the page. */
export interface TraceState {
  /** The last reading; the log that is open is `log`, also while another is being read. */
  readonly reading: Reading;
  readonly log: OpenLog | null;
  readonly rules: TraceRules;
  /** Of `log` under `rules`; the last good one stays while another is asked for. */
  readonly report: TraceReport | null;
  readonly asking: 'idle' | 'asking' | { readonly failed: string };
  readonly fit: Answered<WorkloadFit | NoWorkloadFit>;
  readonly options: ReadOptions;
  readonly read: (files: readonly TraceFile[]) => void;
  /** Reads the same files again with other options. */
  readonly setOptions: (change: Partial<ReadOptions>) => void;
  readonly openSample: (request: { readonly swarm: Swarm }) => void;
  /** Of a reading, that; else of questions and fits: the rules are then again those of the report that is there. */
  readonly cancel: () => void;
  readonly setRules: (change: Partial<TraceRules>) => void;
  /** What sellers' lives and bands to price; set by the page from the offers there are. */
  readonly setPricing: (pricing: Pick<TraceQuestions, 'pricedSeconds' | 'thresholds' | 'pingSeconds'>) => void;
  readonly fitSwarm: () => void;
}
