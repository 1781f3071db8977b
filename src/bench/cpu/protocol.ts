import type { CpuFailure, SecondaryRow } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import type { MemoryKind } from './kernels.ts';

/** What can be timed: the headline and the rows beside it. */
export type CpuKernel = 'read' | Exclude<SecondaryRow, 'buffer-copy'>;

/** Where a worker gets its memory. A shared one goes from worker to worker, so that the page never holds it and it is
 * given back when they end. */
export type MemorySource =
  | { readonly from: 'own' }
  /** Makes it, and hands it to the others. */
  | { readonly from: 'made-for-all'; readonly others: readonly MessagePort[]; readonly control: SharedArrayBuffer }
  | { readonly from: 'another'; readonly maker: MessagePort; readonly control: SharedArrayBuffer };

/** Sent once, first. */
export interface SetUp {
  readonly type: 'set-up';
  /** 0 … workers − 1. */
  readonly index: number;
  readonly workers: number;
  readonly bytesPerWorker: Bytes;
  readonly memory: MemorySource;
}

/** One timed run, in which all workers do the same. */
export interface Go {
  readonly type: 'go';
  readonly kernel: CpuKernel;
  /** 1, 2, …: one more than that of the run before. */
  readonly round: number;
  /** On the common clock, in milliseconds since 1970: when to begin. Workers of one memory wait for one another instead. */
  readonly startAtMs: number;
  readonly windowMs: number;
}

/** Each is answered before the next is sent. */
export type ToCpuWorker = SetUp | { readonly type: 'fill' } | { readonly type: 'check' } | Go;

/** How far a worker was, when: `movedBytes[k]` at `atMs[k]` of the common clock, from 0 at its start. */
export interface Marks {
  readonly atMs: Float64Array;
  readonly movedBytes: Float64Array;
}

export type FromCpuWorker =
  | { readonly type: 'set-up' }
  | { readonly type: 'filled' }
  /** The sum of the worker's words by plain code, and by the kernel. */
  | { readonly type: 'checked'; readonly expected: number; readonly found: number }
  | { readonly type: 'ran'; readonly marks: Marks }
  | {
      readonly type: 'failed';
      readonly failure: Extract<CpuFailure, 'out-of-memory' | 'wrong-result' | 'crashed'>;
      readonly detail: string;
    };

export function memoryKindOf(source: MemorySource): MemoryKind {
  return source.from === 'own' ? 'private' : 'shared';
}
