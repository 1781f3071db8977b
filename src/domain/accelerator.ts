import type { Fact } from './fact.ts';
import type { Bytes, Usd } from './units.ts';

/**
 * What the memory is. `device`: beside the chip, for its use alone. `unified`: shared with the processor and the system.
 * `on-chip`: SRAM only, so weights and caches alike are spread over many devices, or over a wafer.
 */
export const MEMORY_KINDS = ['device', 'unified', 'on-chip'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

/**
 * What a price of an hour is. `on-demand`: listed, no commitment. `one-year`, `three-years`: for who commits so long.
 * `ownership`: an estimate of what an hour costs its owner, which nobody offers: no rent.
 * `stipulated`: what a publication computed with, without saying for whom it holds.
 */
export const RENTAL_KINDS = ['on-demand', 'one-year', 'three-years', 'stipulated', 'ownership'] as const;
export type RentalKind = (typeof RENTAL_KINDS)[number];

/** What one device cost per hour at a time, in US dollars. A single price has equal ends. */
export interface RentalPrice {
  readonly kind: RentalKind;
  /** Month it was read, ISO 8601 (`2026-04`), or the year alone where no more is known. */
  readonly asOf: string;
  readonly usdPerHour: { readonly low: Fact<Usd>; readonly high: Fact<Usd> };
}

/**
 * One device that serves models. Rates are peaks of dense arithmetic: where only a rate with sparsity is published, there
 * is none. `null` is not known or not there, never 0.
 */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** Year in which it came, or is to come, to market. */
  readonly introducedIn: Fact<number>;
  readonly memoryKind: MemoryKind;
  /** What of its memory can be used, before any engine takes its share. */
  readonly memoryBytes: Fact<Bytes>;
  readonly memoryBandwidthBytesPerSecond: Fact<number> | null;
  /** bf16 and fp16 alike. */
  readonly fp16FlopsPerSecond: Fact<number> | null;
  readonly fp8FlopsPerSecond: Fact<number> | null;
  readonly fp4FlopsPerSecond: Fact<number> | null;
  /** To its neighbours (NVLink, Infinity Fabric, ICI …), one direction. */
  readonly scaleUpBytesPerSecond: Fact<number> | null;
  /** To the memory of its host, one direction. */
  readonly hostLinkBytesPerSecond: Fact<number> | null;
  readonly tdpWatts: Fact<number> | null;
  /** Drawn from the grid per device: with its share of host, network, cooling and conversion. */
  readonly allInWatts: Fact<number> | null;
  /** About what one is sold for. */
  readonly purchaseUsd: Fact<Usd> | null;
  /** None for most: then a price has to be given before anything is added up. */
  readonly rentals: readonly RentalPrice[];
  readonly notes: readonly string[];
}

/**
 * The rental of the first kind, in the order asked for, that the accelerator has; the newest of that kind, and of equally
 * old ones the narrowest.
 *
 * Example: of an H100 with $1.99 … 5.00 and a median of $2.95 on demand, both of May 2026, the median.
 * Ignores what several sources together would say. `undefined` where none is known.
 */
export function rentalOf({
  rentals,
  kinds,
}: {
  rentals: readonly RentalPrice[];
  kinds: readonly RentalKind[];
}): RentalPrice | undefined {
  for (const kind of kinds) {
    const [best] = rentals
      .filter((rental) => rental.kind === kind)
      .toSorted((a, b) => b.asOf.localeCompare(a.asOf) || widthOf(a) - widthOf(b));
    if (best) return best;
  }
  return undefined;
}

function widthOf({ usdPerHour: { low, high } }: RentalPrice): Usd {
  return high.value - low.value;
}
