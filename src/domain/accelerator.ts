import type { Fact } from './fact.ts';
import type { Bytes } from './units.ts';

/**
 * What the memory is. `device`: beside the chip, for its use alone. `unified`: shared with the processor and the system.
 * `on-chip`: SRAM only, so weights and caches alike are spread over many devices, or over a wafer.
 */
export const MEMORY_KINDS = ['device', 'unified', 'on-chip'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

/** One device that serves models, as far as memory and the speed of its parts go. Rates are peaks, without sparsity. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly memoryKind: MemoryKind;
  /** What of its memory can be used, before any engine takes its share. */
  readonly memoryBytes: Fact<Bytes>;
  readonly memoryBandwidthBytesPerSecond: Fact<number> | null;
  readonly fp16FlopsPerSecond: Fact<number> | null;
  readonly fp8FlopsPerSecond: Fact<number> | null;
}
