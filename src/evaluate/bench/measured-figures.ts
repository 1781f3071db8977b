import type { BenchRecord } from '../../domain/bandwidth/measurement.ts';
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

/** A figure that came in a link: nothing else is known of the run. */
export function carriedFigure({
  part,
  bytesPerSecond,
}: Pick<MeasuredFigure, 'part' | 'bytesPerSecond'>): MeasuredFigure {
  return { part, bytesPerSecond, origin: 'link', warnings: [] };
}

/** Whether the processor stood in for a graphics card, or seems to have. */
export function isOfSoftware({ warnings }: Pick<MeasuredFigure, 'warnings'>): boolean {
  return warnings.includes('software-adapter') || warnings.includes('suspected-software');
}
