import type { BenchRecord } from '../../../../domain/bandwidth/measurement.ts';

/** A record as a file: as it is, every sample of it, named by its instant. */
export function recordFile(record: BenchRecord): { text: string; fileName: string; type: string } {
  const instant = record.startedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-');
  return {
    text: `${JSON.stringify(record, null, 2)}\n`,
    fileName: `tokenhouse-bench-${instant}.json`,
    type: 'application/json',
  };
}
