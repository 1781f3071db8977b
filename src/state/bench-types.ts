import type { BenchProgress, BenchRecord, CpuResult, GpuResult } from '../domain/bandwidth/measurement.ts';
import type { Bytes } from '../domain/units.ts';

/** What is measured, and how much memory it may take. */
export interface BenchRequest {
  readonly parts: readonly ('gpu' | 'cpu')[];
  readonly mostBytes: Bytes;
}

/** Measures beside the page. One run at a time; what was found before a cancel or a crash is in the record. */
export interface BenchPort {
  run(
    request: BenchRequest,
    onProgress: (progress: BenchProgress) => void,
  ): {
    /** Never rejects. */
    readonly record: Promise<BenchRecord>;
    readonly cancel: () => void;
  };
}

/** What the Bench page shows and does; lives as long as the app, not the page. */
export interface BenchState {
  readonly running: { readonly progress: BenchProgress | null } | null;
  /** Of the last run that ended, a cancelled one too; `null` before the first. */
  readonly record: BenchRecord | null;
  readonly request: BenchRequest;
  readonly setRequest: (change: Partial<BenchRequest>) => void;
  readonly start: () => void;
  readonly cancel: () => void;
}

export type { BenchProgress, BenchRecord, CpuResult, GpuResult };
