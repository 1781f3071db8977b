import { rateOfPrice, type Offer, type PricePeriod, type Price, type Rate } from '../../domain/offer/rate-card.ts';
import type { WarehouseTerms } from '../../domain/spend/ladder.ts';
import { createTally, totalUsd, type SpendLine } from '../../domain/spend/lines.ts';
import {
  SECONDS_PER_HOUR,
  type Ratio,
  type Seconds,
  type Tokens,
  type Usd,
  type UsdPerMTok,
} from '../../domain/units.ts';
import { sumOver, type LogFigures } from './log-figures.ts';
import { partsOf, readTokensOf, windowOf } from './log-parts.ts';
import { hitRatioOfLines } from './price-log.ts';

/** The log at a seller that warehouses KV cache. */
export type WarehouseBill =
  | {
      readonly status: 'priced';
      readonly usd: Usd;
      readonly hitRatio: Ratio;
      readonly lines: readonly SpendLine[];
      /** Within `usd`; `null` where how long tokens are kept cannot be told, and `usd` is then without rent. */
      readonly rentUsd: Usd | null;
    }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * The warehouse rung of the ladder for a log: every prefix that was sent within the retention is read, whoever sent it, every
 * other token is written at the write price (by default that of plain input), and rent is paid for every token-hour kept.
 *
 * Example: 100,000 tokens sent twice, an hour apart, at 4 for writes, 0.2 for reads and a day's retention: 0.4 + 0.02 USD and
 * rent for 100,000 tokens over 1 + 24 hours. Unavailable where the log shows no reuse or a price is missing.
 */
export function warehouseBill({
  log,
  offer,
  period,
  warehouse,
}: {
  log: LogFigures;
  offer: Offer;
  period: PricePeriod;
  warehouse: WarehouseTerms;
}): WarehouseBill {
  const { reuse } = log;
  const { retentionSeconds, storageUsdPerMTokHour } = warehouse;
  if (reuse.basis === 'none') return { status: 'unavailable', reason: 'the log does not show what is sent again' };
  const window = windowOf({ reuse, seconds: retentionSeconds });
  if (!window) return { status: 'unavailable', reason: 'the log was not asked about this retention' };
  const factor = offer.tokenizerFactor.value;
  const tally = createTally();
  for (const part of partsOf({ reuse, offer, period })) {
    const { rates } = part;
    const readTokens = readTokensOf({ part, window, factor });
    tally.charge({
      class: 'cacheWrite:kept',
      tokens: part.promptTokens - readTokens,
      rate: rateOr({ set: warehouse.writeUsdPerMTok, offered: rates.input }),
    });
    tally.charge({
      class: 'cacheRead',
      tokens: readTokens,
      rate: rateOr({ set: warehouse.readUsdPerMTok, offered: rates.cacheRead }),
    });
    tally.charge({ class: 'output', tokens: part.outputTokens, rate: rateOfPrice(rates.output) });
  }
  const [reason] = tally.missing();
  if (reason !== undefined) return { status: 'unavailable', reason };
  const keptHours = keptTokenHours({ log, retentionSeconds });
  const charged = tally.lines();
  const storage: readonly SpendLine[] =
    keptHours === null
      ? []
      : [
          {
            class: 'storage',
            tokens: null,
            tokenHours: factor * keptHours,
            usd: ((factor * keptHours) / 1e6) * storageUsdPerMTokHour,
          },
        ];
  const lines = [
    ...charged.filter((line) => line.class !== 'output'),
    ...storage,
    ...charged.filter((line) => line.class === 'output'),
  ];
  return {
    status: 'priced',
    usd: totalUsd(lines),
    hitRatio: hitRatioOfLines(lines),
    lines,
    rentUsd: storage[0]?.usd ?? null,
  };
}

function rateOr({ set, offered }: { set: UsdPerMTok | null; offered: Price }): Rate {
  return set === null ? rateOfPrice(offered) : { usdPerMTok: set };
}

/**
 * Token-hours for which a warehouse keeps a log's tokens: each from when it is first sent until the retention after its last
 * use, the time after the log's end included. In the log's tokens; `null` where the log has no curve of reuse by window.
 *
 *     Σ over reads min(age, R) + first-sent tokens × R,   Σ min(age, R) = ∫₀ᴿ (read without limits − read within x) dx
 *
 * The integral is that of straight lines between the curve's points. Of a replay's curve only the shape counts: where partial
 * blocks are left out of it, they are kept like the rest, since a bill does not depend on how hit rates are counted.
 * Example: 100 tokens sent at 0 s and again 50 s later, R = 80 s: 100 × 50 + 100 × 80 token-seconds.
 * Ignores that tokens beyond the last whole block of a prompt are first sent again and again, and never kept.
 */
export function keptTokenHours({
  log: { reuse, surface, usage },
  retentionSeconds,
}: {
  log: LogFigures;
  retentionSeconds: Seconds;
}): number | null {
  const promptTokens = sumOver(reuse.buckets.map((bucket) => bucket.promptTokens));
  const window = windowOf({ reuse, seconds: retentionSeconds });
  const firstTokens = sumOver(reuse.buckets.map((bucket) => bucket.firstTokens));
  const reusable: Tokens = promptTokens - firstTokens;
  const most = surface?.retention.at(-1)?.rates.ofTokens ?? 0;
  const curve =
    surface?.retention.map(({ windowSeconds, rates }) => ({
      seconds: windowSeconds,
      readTokens: most > 0 ? (reusable * rates.ofTokens) / most : 0,
    })) ??
    usage?.lifeCurve?.map(({ lifeSeconds, ratio }) => ({ seconds: lifeSeconds, readTokens: ratio * promptTokens }));
  if (!curve || !window) return null;
  const points = [
    { seconds: 0, again: reusable },
    ...curve
      .filter(({ seconds }) => seconds > 0 && seconds < retentionSeconds)
      .map(({ seconds, readTokens }) => ({ seconds, again: Math.max(0, reusable - readTokens) })),
    { seconds: retentionSeconds, again: sumOver(window.againTokens) },
  ];
  let tokenSeconds = firstTokens * retentionSeconds;
  for (const [index, { seconds, again }] of points.entries()) {
    const before = points[index - 1];
    if (before) tokenSeconds += ((again + before.again) / 2) * (seconds - before.seconds);
  }
  return tokenSeconds / SECONDS_PER_HOUR;
}
