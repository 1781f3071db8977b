import type { Term } from '../../domain/explain.ts';
import type { Bytes } from '../../domain/units.ts';

/** How a figure of the proof is computed, and the numbers that go in. */
export interface Told {
  readonly formula: string;
  readonly terms: readonly Term[];
}

export function pathTerms({
  floorSeconds,
  bytesPerSecond,
}: {
  floorSeconds: number;
  bytesPerSecond: number;
}): readonly Term[] {
  return [
    { symbol: 'ℓ', meaning: 'floor of a fetch', value: floorSeconds, unit: 'seconds' },
    bandwidthTerm(bytesPerSecond),
  ];
}

export function bandwidthTerm(value: number): Term {
  return { symbol: 'β', meaning: 'bandwidth to the instance', value, unit: 'bytesPerSecond' };
}

export function bytesTerm(value: Bytes): Term {
  return { symbol: 'bytes', meaning: 'stored cache', value, unit: 'bytes' };
}

export function countTerm(term: { symbol: string; meaning: string; value: number }): Term {
  return { ...term, unit: 'count' };
}
