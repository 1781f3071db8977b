import { knownRate, ratesForPrompt } from '../../domain/offer/rate-card.ts';
import { lineTotals } from '../../domain/spend/lines.ts';
import { usdOf, type Ratio, type Seconds, type Tokens, type Usd, type UsdPerMTok } from '../../domain/units.ts';
import { breakEvenIdle } from '../break-even.ts';
import { inOfferTokens, sumOver, type GapFigures, type LogFigures } from './log-figures.ts';
import { windowOf } from './log-parts.ts';
import { logStrategiesOf, type LogStrategy } from './log-strategies.ts';
import type { LogOption } from './price-log.ts';
import type { PricedTraceBill } from './trace-bills.ts';

/** What the owner of a log could have done, at one offer; every figure for the log's own time. */
export interface TraceAdvice {
  readonly offerName: string;
  readonly withoutCacheUsd: Usd | null;
  /** Each life with its best number of pings, cheapest first; empty where no cache is sold or the log shows no reuse. */
  readonly lives: readonly LifeAdvice[];
  readonly pings: LogPingAdvice | null;
  readonly gaps: GapAdvice | null;
  readonly warehouse: WarehouseAdvice | null;
}

export interface LifeAdvice extends Pick<LogOption, 'policy' | 'pings' | 'usd' | 'hitRatio'> {
  readonly ttlId: string;
  readonly lifeSeconds: Seconds;
  /** Less than without any cache; below 0 where caching so costs more. `null` where that has no price. */
  readonly savesUsd: Usd | null;
  readonly savesRatio: Ratio | null;
}

/** Keep-warm pings under the best life. */
export interface LogPingAdvice {
  readonly everySeconds: Seconds;
  /** That cost least; 0: none pays. */
  readonly pings: number;
  /** Idle time until which one could at most pay, (w − r) ÷ r × life; `null` where none can or prices are missing. */
  readonly breakEvenIdleSeconds: Seconds | null;
  /** The last silence that they bridge. */
  readonly untilIdleSeconds: Seconds;
  readonly pingedTokens: Tokens;
  /** Of the pings themselves, within the bill. */
  readonly costUsd: Usd;
}

/** What was prefilled again because a life had run out. */
export interface GapAdvice {
  readonly lifeSeconds: Seconds;
  /** Whose write price is paid again. */
  readonly ttlId: string;
  readonly gaps: number;
  readonly againTokens: Tokens;
  /** All of it, above what reads would have cost. */
  readonly usd: Usd;
  readonly dearest: readonly (GapFigures['dearest'][number] & { readonly usd: Usd })[];
}

export interface WarehouseAdvice {
  readonly usd: Usd;
  readonly hitRatio: Ratio;
  /** Less than this bill; below 0 where the warehouse costs more. */
  readonly savesUsd: Usd;
  readonly savesRatio: Ratio | null;
  /** Within `usd`; `null`: not counted, because the log does not tell how long tokens would be kept. */
  readonly rentUsd: Usd | null;
}

/**
 * Which life saves most for a log, how many pings go with it, what its pauses cost and what a warehouse would have saved, at
 * the offer of a bill. Without that bill's price there is no advice.
 *
 *     usd of a gap = tokens sent again × (write − read)      at the rates of its own prompt
 *
 * The write is that of the life which the gaps are held against, where it is sold, else that of the best life. Example: 80,000
 * tokens again at 5 and 0.2 USD per million: 0.384 USD.
 * Ignores that a longer life costs more to write where nothing pauses; the lives' bills do not.
 */
export function traceAdvice({ bill, report }: { bill: PricedTraceBill; report: LogFigures }): TraceAdvice {
  const { offer, resolved, withoutCacheUsd, options } = bill;
  const caching = logStrategiesOf({ offer, period: resolved.period });
  const lives = options.flatMap((option): readonly LifeAdvice[] => {
    const used = caching.find(({ strategy }) => isSame(strategy, option.strategy));
    if (!used) return [];
    const { policy, pings, usd, hitRatio } = option;
    const savesUsd = withoutCacheUsd === null ? null : withoutCacheUsd - usd;
    const { id, seconds } = used.strategy.ttl;
    return [
      {
        policy,
        pings,
        usd,
        hitRatio,
        ttlId: id,
        lifeSeconds: seconds.value,
        savesUsd,
        savesRatio: ratioOf({ savesUsd, ofUsd: withoutCacheUsd }),
      },
    ];
  });
  const best = options.find(({ strategy }) => caching.some((each) => isSame(each.strategy, strategy)));
  const bestCaching = caching.find((each) => best && isSame(each.strategy, best.strategy));
  return {
    offerName: offer.modelName,
    withoutCacheUsd,
    lives,
    pings: best && bestCaching ? pingAdvice({ best, caching: bestCaching, report }) : null,
    gaps: bestCaching ? gapAdvice({ report, caching, best: bestCaching }) : null,
    warehouse: warehouseAdvice(bill),
  };
}

/** By what they are, not by which object: strategies are worked out anew every time. */
function isSame(a: LogStrategy['strategy'], b: LogOption['strategy']): boolean {
  return a.kind === b.kind && 'ttl' in b && a.ttl.id === b.ttl.id && a.cacheModeId === b.cacheModeId;
}

function pingAdvice({
  best,
  caching: { strategy, period },
  report,
}: {
  best: LogOption;
  caching: LogStrategy;
  report: LogFigures;
}): LogPingAdvice | null {
  const { ttl } = strategy;
  if (strategy.maxPings === 0 || report.pings === null) return null;
  const write = knownRate(period.base.cacheWrite[ttl.id]);
  const read = knownRate(period.base.cacheRead);
  if (write === undefined || read === undefined) return null;
  const everySeconds = ttl.seconds.value;
  const idle = breakEvenIdle({
    writeUsdPerMTok: write,
    readUsdPerMTok: read,
    ttlSeconds: everySeconds,
    refreshedByRead: ttl.refreshedByRead,
  });
  const { tokens, usd } = lineTotals({ lines: best.lines, prefix: 'pings' });
  return {
    everySeconds,
    pings: best.pings,
    breakEvenIdleSeconds: idle.state === 'exists' ? idle.idleSeconds : null,
    untilIdleSeconds: (best.pings + 1) * everySeconds,
    pingedTokens: tokens,
    costUsd: usd,
  };
}

function gapAdvice({
  report: { gaps, reuse },
  caching,
  best,
}: {
  report: LogFigures;
  caching: readonly LogStrategy[];
  best: LogStrategy;
}): GapAdvice | null {
  if (!gaps) return null;
  const { strategy, offer, period } =
    caching.find((each) => each.strategy.ttl.seconds.value === gaps.windowSeconds) ?? best;
  const { id } = strategy.ttl;
  const factor = offer.tokenizerFactor.value;
  /** USD for a million tokens that are written again and not read, in prompts of such a length. */
  const premiumAt = (promptTokens: Tokens): UsdPerMTok | undefined => {
    const offerTokens = inOfferTokens({ tokens: promptTokens, factor });
    // Too short to be cached: plain input, whatever the life.
    if (offerTokens < offer.cachePolicy.minPrefixTokens.value) return 0;
    const rates = ratesForPrompt({ period, promptTokens: offerTokens });
    const write = knownRate(rates.cacheWrite[id]);
    const read = knownRate(rates.cacheRead);
    return write === undefined || read === undefined ? undefined : write - read;
  };
  const usdOfAgain = ({ tokens, promptTokens }: { tokens: Tokens; promptTokens: Tokens }): Usd | undefined => {
    const usdPerMTok = premiumAt(promptTokens);
    return usdPerMTok === undefined ? undefined : usdOf({ tokens: factor * tokens, usdPerMTok });
  };
  const window = windowOf({ reuse, seconds: gaps.windowSeconds });
  const parts = reuse.buckets.map(({ fromTokens }, index) =>
    usdOfAgain({ tokens: window?.againTokens[index] ?? 0, promptTokens: fromTokens }),
  );
  const dearest = gaps.dearest.map((gap) => ({
    ...gap,
    usd: usdOfAgain({ tokens: gap.againTokens, promptTokens: gap.promptTokens }),
  }));
  if (!window || parts.includes(undefined) || dearest.some(({ usd }) => usd === undefined)) return null;
  return {
    lifeSeconds: gaps.windowSeconds,
    ttlId: id,
    gaps: gaps.gaps,
    againTokens: gaps.againTokens,
    usd: sumOver(parts.map((usd) => usd ?? 0)),
    dearest: dearest.map(({ usd = 0, ...gap }) => ({ ...gap, usd })),
  };
}

function warehouseAdvice({ warehouse, usd }: PricedTraceBill): WarehouseAdvice | null {
  if (warehouse.status !== 'priced') return null;
  const savesUsd = usd - warehouse.usd;
  return {
    usd: warehouse.usd,
    hitRatio: warehouse.hitRatio,
    savesUsd,
    savesRatio: ratioOf({ savesUsd, ofUsd: usd }),
    rentUsd: warehouse.rentUsd,
  };
}

function ratioOf({ savesUsd, ofUsd }: { savesUsd: Usd | null; ofUsd: Usd | null }): Ratio | null {
  return savesUsd === null || ofUsd === null || ofUsd <= 0 ? null : savesUsd / ofUsd;
}
