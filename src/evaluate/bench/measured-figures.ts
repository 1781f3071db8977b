import type { BenchRecord, BenchWarning } from '../../domain/bandwidth/measurement.ts';
import type { MeasuredFigure, MeasuredFigures } from './bench-view.ts';

/** The medians of a record: what a part read in a second, where it was measured. */
export function measuredFigures({ gpu, cpu }: Pick<BenchRecord, 'gpu' | 'cpu'>): MeasuredFigures {
  return {
    gpu:
      gpu?.status === 'measured'
        ? {
            part: 'gpu',
            bytesPerSecond: gpu.read.medianBytesPerSecond,
            origin: 'record',
            warnings: gpu.warnings,
          }
        : null,
    cpu:
      cpu?.status === 'measured'
        ? {
            part: 'cpu',
            bytesPerSecond: cpu.read.medianBytesPerSecond,
            origin: 'record',
            warnings: cpu.warnings,
          }
        : null,
  };
}

/** Whether the processor stood in for a graphics card, or seems to have. */
export function isOfSoftware({ warnings }: Pick<MeasuredFigure, 'warnings'>): boolean {
  return warnings.includes('software-adapter') || warnings.includes('suspected-software');
}

/** Doubts under which memory is slower than what was read, so that the figure is no lower bound of it. */
const TOO_HIGH: readonly BenchWarning[] = ['plateau-not-reached', 'small-limits'];

/** Whether a cache may have helped. A doubt of a later version, which a link may bring, says nothing of that. */
export function mayBeTooHigh(warnings: readonly string[]): boolean {
  return TOO_HIGH.some((warning) => warnings.includes(warning));
}
