import type { Fact } from '../fact.ts';

/**
 * Where a card stands. `laptop`: the laptop's maker may fit slower memory. `integrated`: it has no memory of its own, and reads
 * what the machine has. `unified`: the memory is part of the chip's package, so the chip alone says how fast it is.
 */
export const CARD_FORMS = ['desktop', 'workstation', 'laptop', 'integrated', 'unified'] as const;
export type CardForm = (typeof CARD_FORMS)[number];

/** The memory's width and rate, from which its bandwidth follows. */
export interface MemoryBus {
  readonly bits: number;
  /** Of one pin, in bits per second. */
  readonly bitsPerSecondAndPin: number;
}

/** A card that a visitor may have, as far as its memory's bandwidth goes. */
export interface GraphicsCard {
  readonly id: string;
  readonly name: string;
  /** As `adapter.info.vendor` writes it: `nvidia`, `amd`, `intel`, `apple`. */
  readonly vendor: string;
  /** As `adapter.info.architecture` writes them; a chip may have been given more than one name over time. */
  readonly architectures: readonly string[];
  readonly form: CardForm;
  /** Words that WebGL's renderer string holds one after the other, in small letters. */
  readonly rendererWords: readonly string[];
  /** Of the data sheet; `null` where it is not a property of the card, and `whyUnknown` says why. */
  readonly memoryBandwidthBytesPerSecond: Fact<number> | null;
  readonly whyUnknown: string | null;
  /** `null` where only the bandwidth is published. */
  readonly memoryBus: MemoryBus | null;
  /** The same part in the table of accelerators, where it is there. */
  readonly acceleratorId: string | null;
}
