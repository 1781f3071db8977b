import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Bytes, type Usd } from '../units.ts';
import { costLine, type CostLine } from './cost.ts';
import { electricityUsdPerMonth, type Electricity } from './energy.ts';

/** Prices of a tier, everything that brochures leave out included. `null`: not known. Set 0 for what is free. */
export interface TierPrices {
  readonly rentUsdPerByteHour: Usd | null;
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
 *     rent     capacity × rent × 730 h                wear, fees   bytes moved in 730 h × each
 *     licence  capacity × licence                     NICs         count × each
 *     power    watts × PUE × 730 h × price            not where rent includes it
 *
 * Example: 245 TB of NVMe at $0.0152 per GB-month $3,724; 8.5 GB/s written at $0.0002 per GB $4,468: wear is the larger part.
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
  return [
    costLine({ name: 'rent', quantity: use.capacityBytes * HOURS_PER_MONTH, usdEach: prices.rentUsdPerByteHour }),
    costLine({ name: 'wear', quantity: written, usdEach: prices.wearUsdPerByteWritten }),
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
