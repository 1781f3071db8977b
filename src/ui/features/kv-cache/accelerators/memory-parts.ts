import type { FitAtCount } from '../../../../evaluate/kv/fit.ts';

/** Parts of one device's memory as the bar draws them, from the left. */
export const MEMORY_PARTS = [
  { key: 'weights', label: 'weights', color: 'var(--th-output)' },
  { key: 'engine', label: 'activations and runtime', color: 'var(--th-write)' },
  { key: 'sequence', label: 'KV cache of one sequence', color: 'var(--th-accent)' },
  {
    key: 'free',
    label: 'room for more sequences',
    color: 'color-mix(in srgb, var(--th-accent) 28%, var(--th-surface))',
  },
  { key: 'reserved', label: 'not for the engine', color: 'var(--th-line-strong)' },
] as const;

export interface MemoryPart {
  readonly key: (typeof MEMORY_PARTS)[number]['key'];
  /** Of the device's memory, 0 to 1. */
  readonly share: number;
  readonly bytes: number;
}

/** The parts where model and a sequence fit; `null` where they do not. */
export function memoryPartsOf(fit: FitAtCount): readonly MemoryPart[] | null {
  if (fit.sequences === 0) return null;
  const { memoryBytes, bytesPerSequenceAndDevice } = fit;
  const bytes: Readonly<Record<MemoryPart['key'], number>> = {
    weights: fit.weightBytesPerDevice,
    engine: fit.activationBytes + fit.overheadBytes,
    sequence: bytesPerSequenceAndDevice,
    free: fit.poolBytesPerDevice - bytesPerSequenceAndDevice,
    reserved: fit.reservedBytes,
  };
  return MEMORY_PARTS.map(({ key }) => ({ key, bytes: bytes[key], share: bytes[key] / memoryBytes }));
}
