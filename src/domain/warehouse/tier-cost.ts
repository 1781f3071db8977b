import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Bytes, type Usd } from '../units.ts';
import { costLine, type CostLine } from './cost.ts';
import { electricityUsdPerMonth, type Electricity } from './energy.ts';

/** Rents of drives and memory are what they cost to buy, written off evenly over five years, and what surrounds them. */
export const WRITE_OFF_MONTHS = 60;

/** Prices of a tier, everything that brochures leave out included. `null`: not known. Set 0 for what is free. */
export interface TierPrices {
  readonly rentUsdPerByteHour: Usd | null;
  /** What of a month's rent writes the drives off: wear up to it is paid with the rent. Without: not known to be in it. */
  readonly writeOffUsdPerByteMonth?: Usd;
  /** What a write wears off a drive. */
  readonly wearUsdPerByteWritten: Usd | null;
  /** Fees of a seller for moving data. */
  readonly feeUsdPerByteRead: Usd | null;
  readonly feeUsdPerByteWritten: Usd | null;
  readonly licenceUsdPerByteMonth: Usd | null;
  /** One network card with its switch port, written off over its life. */
  readonly usdPerNicMonth: Usd | null;
}

/** What of a tier is used in a month. */
export interface TierUse {
  readonly capacityBytes: Bytes;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** Cards bought for the tier alone. */
  readonly nics: number;
  /** Drawn by drives, memory and their servers; `null` not known. */
  readonly watts: number | null;
}

/**
 * What a tier costs a month, line by line.
 *
 *     rent     capacity × rent × 730 h                fees         bytes moved in 730 h × each
 *     wear     max(0, bytes written in 730 h × each − capacity × write-off)
 *     licence  capacity × licence                     NICs         count × each
 *     power    watts × PUE × 730 h × price            not where rent includes it
 *
 * Example: 245 TB of NVMe at $0.0152 per GB-month $3,724; 8.5 GB/s written at $0.0002 per GB $4,468. Bought at $0.365 per GB the
 * rent writes off $1,490 of that, and $2,977 of wear come on top of it.
 * Ignores people and floor space.
 */
export function tierCost({
  prices,
  use,
  electricity,
}: {
  prices: TierPrices;
  use: TierUse;
  /** `null`: rent includes power. */
  electricity: Electricity | null;
}): readonly CostLine[] {
  const seconds = HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const read = use.readBytesPerSecond * seconds;
  const written = use.writeBytesPerSecond * seconds;
  const wear = costLine({ name: 'wear', quantity: written, usdEach: prices.wearUsdPerByteWritten });
  return [
    costLine({ name: 'rent', quantity: use.capacityBytes * HOURS_PER_MONTH, usdEach: prices.rentUsdPerByteHour }),
    prices.writeOffUsdPerByteMonth === undefined
      ? wear
      : beyondWriteOff({ wear, writeOffUsd: use.capacityBytes * prices.writeOffUsdPerByteMonth }),
    costLine({ name: 'read fees', quantity: read, usdEach: prices.feeUsdPerByteRead }),
    costLine({ name: 'write fees', quantity: written, usdEach: prices.feeUsdPerByteWritten }),
    costLine({ name: 'licence', quantity: use.capacityBytes, usdEach: prices.licenceUsdPerByteMonth }),
    costLine({ name: 'network cards', quantity: use.nics, usdEach: prices.usdPerNicMonth }),
    {
      name: 'power',
      usdPerMonth: electricity === null ? 0 : electricityUsdPerMonth({ watts: use.watts, electricity }),
    },
  ];
}

/** A drive is worn out or written off, whichever comes first; rent has paid for the latter. */
function beyondWriteOff({ wear, writeOffUsd }: { wear: CostLine; writeOffUsd: Usd }): CostLine {
  return {
    name: 'wear beyond the write-off in rent',
    usdPerMonth: wear.usdPerMonth === null ? null : Math.max(0, wear.usdPerMonth - writeOffUsd),
  };
}
