import { rateOf, usdOf, type Usd, type UsdPerMTok } from '../units.ts';
import type { PricedRung } from './rung.ts';
import { lineTotals } from './lines.ts';

/** What the difference between two rungs is made of. The parts add up to `totalUsd` exactly; a loss is negative. */
export interface Saving {
  readonly totalUsd: Usd;
  /** Of what is paid without; `undefined` where nothing is. */
  readonly ratio: number | undefined;
  readonly parts: readonly SavingPart[];
  /** What a written token costs under the best policy: its write dollars ÷ written tokens. */
  readonly heldWriteUsdPerMTok: UsdPerMTok;
}

export interface SavingPart {
  readonly part: 'retention' | 'premium' | 'readPrice' | 'storage' | 'pings';
  /** Positive saves, negative costs. */
  readonly usd: Usd;
}

/** Share of the spend below which a part is taken for rounding of doubles. */
const RESIDUE = 1e-12;

/**
 * Splits the saving of the warehouse over the best policy.
 *
 *     premium   = written(warehouse) × w̄ − write dollars(warehouse),  w̄ = write dollars ÷ written tokens of the best policy
 *     readPrice = what the warehouse costs at the offer's own read price − what it costs at its own
 *     storage   = rent of what the best policy stores − rent,   pings = + what the best policy spends on pings
 *     retention = the rest: the same prices on fewer missed tokens
 *
 * A best policy that caches nothing writes nothing; w̄ is then what it pays for input, and there is no premium to drop.
 * Where the seller sells no reads at all, the read price cannot be told from retention and stays in it.
 */
export function savingOf({
  without,
  warehouse,
  warehouseAtOfferedRead,
}: {
  without: PricedRung;
  warehouse: PricedRung;
  warehouseAtOfferedRead: PricedRung | undefined;
}): Saving {
  const total = without.usdPerMonth - warehouse.usdPerMonth;
  const writes = lineTotals({ lines: warehouse.lines, prefix: 'cacheWrite' });
  const heldWrite =
    rateOf(lineTotals({ lines: without.lines, prefix: 'cacheWrite' })) ??
    rateOf(lineTotals({ lines: without.lines, prefix: 'uncachedInput' })) ??
    rateOf(writes) ??
    0;
  // What only rounding leaves of a part is nothing.
  const residueUsd = RESIDUE * Math.max(without.usdPerMonth, warehouse.usdPerMonth);
  const settle = (usd: Usd): Usd => (Math.abs(usd) < residueUsd ? 0 : usd);
  const premium = settle(usdOf({ tokens: writes.tokens, usdPerMTok: heldWrite }) - writes.usd);
  const readPrice = settle(warehouseAtOfferedRead ? warehouseAtOfferedRead.usdPerMonth - warehouse.usdPerMonth : 0);
  const rentUsd = ({ lines }: PricedRung): Usd => lineTotals({ lines, prefix: 'storage' }).usd;
  const storage = rentUsd(without) - rentUsd(warehouse);
  const pings = lineTotals({ lines: without.lines, prefix: 'pings' }).usd;
  return {
    totalUsd: total,
    ratio: without.usdPerMonth > 0 ? total / without.usdPerMonth : undefined,
    parts: [
      { part: 'retention', usd: settle(total - premium - readPrice - storage - pings) },
      { part: 'premium', usd: premium },
      { part: 'readPrice', usd: readPrice },
      { part: 'storage', usd: storage },
      { part: 'pings', usd: pings },
    ],
    heldWriteUsdPerMTok: heldWrite,
  };
}
