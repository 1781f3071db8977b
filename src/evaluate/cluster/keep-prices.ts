import { rentalOf, type Accelerator } from '../../domain/accelerator.ts';
import { HOURS_PER_MONTH, type Usd } from '../../domain/units.ts';
import { rentOn, type StorageTier } from '../../domain/warehouse/tier.ts';

const BYTES_PER_GB = 1e9;
/** An estimated cost of ownership is no rent: nobody offers it. */
const RENTS = ['on-demand', 'one-year', 'three-years', 'stipulated'] as const;

/** Prices that decide how long a prefix is worth keeping. */
export interface KeepPrices {
  readonly usdPerGpuHour: Usd;
  readonly usdPerGbMonth: Usd;
  readonly rentUsdPerByteHour: Usd;
  readonly wearUsdPerByte: Usd;
  /** Which prices these are, in a sentence. */
  readonly source: string;
}

/**
 * An hour of the accelerator, and keeping and writing a byte in the tier, on a day. Of a range the end that favours computing
 * again: the cheapest hour and the dearest rent.
 *
 * Example on 2026-11-21: H100 $2.95 an hour (median of list prices), DRAM $0.65 per GB-month.
 * Where a price is not known it says which: nothing missing counts as 0. Ignores licences and fees per read.
 */
export function keepPrices({
  accelerator,
  tier,
  day,
  usdPerGpuHour,
}: {
  accelerator: Accelerator;
  tier: StorageTier;
  day: string;
  /** `null`: what the catalogue says. */
  usdPerGpuHour: Usd | null;
}): KeepPrices | { readonly missing: string } {
  if (tier.kind === 'hbm') return { missing: 'Memory of the accelerator is paid with it: it has no rent of its own.' };
  const hour = usdPerGpuHour === null ? rentedHour(accelerator) : { usd: usdPerGpuHour, source: 'given' };
  const rent = rentOn({ rents: tier.rents, day });
  const wear = tier.wearUsdPerGbWritten;
  const missing = [
    ...(hour ? [] : [`a rental price of ${accelerator.id}; give one`]),
    ...(rent ? [] : [`a rent of ${tier.id} on ${day}`]),
    ...(wear ? [] : [`what writing to ${tier.id} wears off`]),
  ];
  if (!hour || !rent || !wear) return { missing: `Not known: ${missing.join('; ')}.` };
  const { high } = rent.usdPerGbMonth;
  return {
    usdPerGpuHour: hour.usd,
    usdPerGbMonth: high.value,
    rentUsdPerByteHour: high.value / BYTES_PER_GB / HOURS_PER_MONTH,
    wearUsdPerByte: wear.value / BYTES_PER_GB,
    source: `An hour: ${hour.source}. A GB-month: ${rent.pricesOf}, ${high.source} (${high.kind}).`,
  };
}

function rentedHour({ rentals }: Accelerator): { readonly usd: Usd; readonly source: string } | null {
  const rental = rentalOf({ rentals, kinds: RENTS });
  if (!rental) return null;
  const { low } = rental.usdPerHour;
  return { usd: low.value, source: `${rental.kind}, ${rental.asOf}, ${low.source} (${low.kind})` };
}
