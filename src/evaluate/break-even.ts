import type { TtlOption } from '../domain/offer/cache-policy.ts';
import { rateOfPrice, type Price } from '../domain/offer/rate-card.ts';
import type { Seconds, UsdPerMTok } from '../domain/units.ts';

/** From how many reads on a cached prefix is cheaper than sending it again and again as plain input. */
export type ReuseBreakEven =
  | {
      readonly state: 'exists';
      /** (w − 1) ÷ (1 − r): more reads than this pay. */
      readonly reuses: number;
      /** The first whole number of reads that pays. */
      readonly leastReuses: number;
    }
  /** `always`: caching pays without a single read. `never`: no number of reads pays. */
  | { readonly state: 'always' | 'never' | 'unknown'; readonly reason: string };

/** Until which idle time keeping a prefix warm is cheaper than writing it again. */
export type IdleBreakEven =
  | { readonly state: 'exists'; readonly idleSeconds: Seconds }
  /** `always`: however long the idle time. `never`: not even the first ping pays. */
  | { readonly state: 'always' | 'never' | 'unknown'; readonly reason: string };

/** What one cache life has to be used for before it pays. */
export interface LifeBreakEven {
  readonly ttl: TtlOption;
  readonly reuse: ReuseBreakEven;
  readonly idle: IdleBreakEven;
}

/**
 * Reads after which a cached prefix has paid for its write.
 *
 * A prefix used n + 1 times costs w + n × r cached and n + 1 as input, in units of the input price; so caching pays for
 * n > (w − 1) ÷ (1 − r), with w = write ÷ input and r = read ÷ input.
 *
 * Example: input 5, write 6.25, read 0.5 give 0.25 ÷ 0.9 = 0.28: the first read pays. At a write of 10 it is 1.11: the second.
 * Ignores misses within the life, minimum prefixes, bands of long prompts and rent.
 */
export function breakEvenReuse({
  inputUsdPerMTok,
  writeUsdPerMTok,
  readUsdPerMTok,
}: {
  inputUsdPerMTok: UsdPerMTok;
  writeUsdPerMTok: UsdPerMTok;
  readUsdPerMTok: UsdPerMTok;
}): ReuseBreakEven {
  if (writeUsdPerMTok < inputUsdPerMTok && readUsdPerMTok <= inputUsdPerMTok)
    return { state: 'always', reason: 'A write costs less than input: caching pays without a single read.' };
  if (readUsdPerMTok >= inputUsdPerMTok)
    return { state: 'never', reason: 'A read costs no less than input, so no number of reads earns a write back.' };
  // Prices are decimal: a threshold of exactly 2 must not come out as 1.9999999999999998.
  const reuses = Number(((writeUsdPerMTok - inputUsdPerMTok) / (inputUsdPerMTok - readUsdPerMTok)).toPrecision(12));
  return { state: 'exists', reuses, leastReuses: Math.floor(reuses) + 1 };
}

/**
 * The idle time up to which pings pay: (w − r) ÷ r × TTL.
 *
 * A ping per TTL costs a read of the prefix, r; a lapse costs a write in place of a read, w − r. Within one TTL no ping
 * is needed, so a break-even at or below the TTL means that none pays.
 *
 * Example: write 6.25, read 0.5 and 5 min: 11.5 × 5 min = 57.5 min.
 * Ignores the tokens that a ping makes the model write, and whether anybody comes back.
 */
export function breakEvenIdle({
  writeUsdPerMTok,
  readUsdPerMTok,
  ttlSeconds,
  refreshedByRead,
}: {
  writeUsdPerMTok: UsdPerMTok;
  readUsdPerMTok: UsdPerMTok;
  ttlSeconds: Seconds;
  refreshedByRead: boolean;
}): IdleBreakEven {
  if (!refreshedByRead)
    return { state: 'never', reason: 'A read does not extend this life, so a ping keeps nothing warm.' };
  if (writeUsdPerMTok <= readUsdPerMTok)
    return { state: 'never', reason: 'Writing again costs no more than a read, so there is nothing to keep warm.' };
  if (readUsdPerMTok === 0)
    return { state: 'always', reason: 'A read is free, so a ping pays however long the idle time.' };
  const lives = Number(((writeUsdPerMTok - readUsdPerMTok) / readUsdPerMTok).toPrecision(12));
  if (lives <= 1) return { state: 'never', reason: 'One ping costs as much as the lapse it spares, or more.' };
  return { state: 'exists', idleSeconds: lives * ttlSeconds };
}

/**
 * Both break-evens of one life at an offer’s base rates; a price that is missing makes them unknown, with its reason.
 * Ignores bands of long prompts.
 */
export function lifeBreakEven({
  ttl,
  input,
  write,
  read,
}: {
  ttl: TtlOption;
  input: Price;
  write: Price;
  read: Price;
}): LifeBreakEven {
  const [inputRate, writeRate, readRate] = [rateOfPrice(input), rateOfPrice(write), rateOfPrice(read)];
  const unknown = (reason: string) => ({ state: 'unknown', reason }) as const;
  const pair = (): Pick<LifeBreakEven, 'reuse' | 'idle'> => {
    if ('missing' in writeRate) return { reuse: unknown(writeRate.missing), idle: unknown(writeRate.missing) };
    if ('missing' in readRate) return { reuse: unknown(readRate.missing), idle: unknown(readRate.missing) };
    const rates = { writeUsdPerMTok: writeRate.usdPerMTok, readUsdPerMTok: readRate.usdPerMTok };
    return {
      reuse:
        'missing' in inputRate
          ? unknown(inputRate.missing)
          : breakEvenReuse({ ...rates, inputUsdPerMTok: inputRate.usdPerMTok }),
      idle: breakEvenIdle({ ...rates, ttlSeconds: ttl.seconds.value, refreshedByRead: ttl.refreshedByRead }),
    };
  };
  return { ttl, ...pair() };
}
