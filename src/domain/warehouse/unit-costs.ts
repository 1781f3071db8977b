import { SECONDS_PER_HOUR, type Bytes, type Ratio, type Usd } from '../units.ts';

/** What one token costs an operator: computed, loaded, kept, written. */
export interface UnitCosts {
  readonly recomputeUsdPerToken: Usd;
  readonly readUsdPerToken: Usd;
  readonly rentUsdPerTokenSecond: Usd;
  readonly wearUsdPerToken: Usd;
}

/**
 * Costs of a token of stored prefix.
 *
 *     compute = p G ÷ (3600 R)                           an instance of G devices at p dollars an hour
 *     read    = p G ÷ 3600 × b ÷ β × (1 − overlap)        the instance waits while it loads, where nothing else runs
 *     rent    = b s ÷ 3600                               s dollars per byte-hour
 *     wear    = b w                                      w dollars per byte written
 *
 * Example: Llama 3.1 70B on four H100s at $2 and 13,100 tokens a second: $0.170 per million computed; over 60 GB/s $0.012
 * read; on NVMe at $2.1e-5 per GB-hour $0.0068 an hour; $0.066 written at $0.0002 per GB.
 * Ignores power (part of most rentals) and traffic within the fleet.
 */
export function unitCosts({
  usdPerInstanceHour,
  prefillTokensPerSecond,
  bytesPerToken,
  tierBytesPerSecond,
  overlapRatio,
  rentUsdPerByteHour,
  wearUsdPerByte,
}: {
  usdPerInstanceHour: Usd;
  prefillTokensPerSecond: number;
  bytesPerToken: Bytes;
  tierBytesPerSecond: number;
  /** Share of loading that hides behind other work of the instance. */
  overlapRatio: Ratio;
  rentUsdPerByteHour: Usd;
  wearUsdPerByte: Usd;
}): UnitCosts {
  const usdPerSecond = usdPerInstanceHour / SECONDS_PER_HOUR;
  return {
    recomputeUsdPerToken: usdPerSecond / prefillTokensPerSecond,
    readUsdPerToken: usdPerSecond * (bytesPerToken / tierBytesPerSecond) * (1 - overlapRatio),
    rentUsdPerTokenSecond: (bytesPerToken * rentUsdPerByteHour) / SECONDS_PER_HOUR,
    wearUsdPerToken: bytesPerToken * wearUsdPerByte,
  };
}
