import type { BenchRecord } from '../../../domain/bandwidth/measurement.ts';
import { cpuFigureOf, gpuFigureOf } from '../../../state/measured-figure.ts';
import { formatRateBytes, PART_WORDS } from './bench-words.ts';
import { claimWord } from './figure-source.ts';
import { CPU_FAILURES, GPU_FAILURES, WARNINGS } from './state-words.ts';

/** What a run came to, part by part, in a sentence each. */
export function recordWords(record: BenchRecord): string {
  return [gpuWords(record), cpuWords(record)].filter((text) => text !== null).join(' ');
}

function gpuWords(record: BenchRecord): string | null {
  const { gpu } = record;
  if (gpu === null) return null;
  const { name } = PART_WORDS.gpu;
  if (gpu.status === 'failed') return `${name}: ${lowerFirst(GPU_FAILURES[gpu.failure].title)}.`;
  const figure = gpuFigureOf(record);
  if (!figure) return `${name}: ${lowerFirst(WARNINGS['software-adapter'].title)}, no figure of memory.`;
  return `${name}: ${claimWord(figure.warnings)} ${formatRateBytes(figure.read.medianBytesPerSecond)}.`;
}

function cpuWords(record: BenchRecord): string | null {
  const { cpu } = record;
  if (cpu === null) return null;
  const { name } = PART_WORDS.cpu;
  if (cpu.status === 'failed') return `${name}: ${lowerFirst(CPU_FAILURES[cpu.failure].title)}.`;
  const figure = cpuFigureOf(record);
  return figure && `${name}: ${claimWord(figure.warnings)} ${formatRateBytes(figure.read.medianBytesPerSecond)}.`;
}

/** No WebGPU → no WebGPU: only the first word is another. */
function lowerFirst(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
