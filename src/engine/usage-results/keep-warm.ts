import { usdOf, type Ratio, type Seconds, type Usd, type UsdPerMTok } from '../../domain/units.ts';
import type { UsageColumns } from '../readers/log.ts';
import { lostTokensAt, lostUsdAt, type PromptRates, type RatesOf } from './idle-gaps.ts';
import { promptTokensAt, type RequestChain } from './request-chain.ts';

/** The best that pings could have done for a session. */
export interface KeepWarm {
  readonly session: number;
  /** Pings after which to give up in every pause; 0: do not ping. */
  readonly pings: number;
  /** What losses would not have cost, less the pings, those in vain included; 0 where pinging does not pay. */
  readonly netUsd: Usd;
  readonly savedUsd: Usd;
  readonly pingUsd: Usd;
}

/** A pause of a session: what a ping costs in it, how many it takes, and what they save if there are that many. */
interface Pause {
  readonly usdPerPing: Usd;
  /** Infinity for the pause that does not end. */
  readonly neededPings: number;
  readonly savedUsd: Usd;
}

/**
 * The longest pause that is worth pinging through, if its end were known: n pings cost n × read and save write − read, so
 * n stays below (write − read) ÷ read, and pings every p seconds bridge (n + 1) × p.
 *
 * Example: a write at 1.25 and a read at 0.1 times the input price, a ping every 300 s: n < 11.5, so 11 pings, 3,600 s.
 * Infinity where reads are free; 0 where a read costs as much as a write.
 */
export function longestWorthSeconds({
  missUsdPerMTok,
  cacheReadUsdPerMTok,
  pingSeconds,
}: {
  missUsdPerMTok: UsdPerMTok;
  cacheReadUsdPerMTok: UsdPerMTok;
  pingSeconds: Seconds;
}): Seconds {
  const gain = missUsdPerMTok - cacheReadUsdPerMTok;
  if (gain <= 0) return 0;
  const ratio: Ratio = gain / cacheReadUsdPerMTok;
  // A quotient such as 1.15 ÷ 0.1 lies a hair beside the number it means.
  const pings = Math.ceil(ratio - 1e-9) - 1;
  return pings === 0 ? 0 : (pings + 1) * pingSeconds;
}

/**
 * Whether requests that only keep a context warm would have paid, by session: a ping every `pingSeconds` of a pause reads
 * the last prompt again, and after so many pings one gives up. Nobody knows beforehand how long a pause will be, so a
 * pause that lasts longer costs its pings and saves nothing, a short one may cost pings that it did not need, and behind
 * the session's last request all of them are in vain. The number of pings is the one that would have been best.
 *
 * Example: reads at 0.5, writes at 6.25 USD per million, pings every 300 s; a prompt of 100,000 tokens, lost in one pause
 * of 700 s and written again: 2 pings for 0.1 save 0.575, and 2 behind the end cost 0.1: net 0.375 USD.
 * `null` for a session with losses at rates that are not known. Ignores the tokens that pings add, at least one of output
 * each, and that all agents but the last to speak can be told to have ended.
 * Errors: a `RangeError` for pings further apart than 0 < p ≤ life.
 */
export function keepWarm({
  columns,
  chain,
  models,
  sessions,
  lifeSeconds,
  pingSeconds,
  ratesOf,
}: {
  columns: UsageColumns;
  chain: RequestChain;
  models: readonly string[];
  sessions: number;
  lifeSeconds: Seconds;
  pingSeconds: Seconds;
  ratesOf: RatesOf;
}): readonly (KeepWarm | null)[] {
  if (!(pingSeconds > 0 && pingSeconds <= lifeSeconds))
    throw new RangeError(`Pings every ${pingSeconds} s do not keep warm what lives for ${lifeSeconds} s`);
  const rates: readonly (PromptRates | null)[] = models.map(ratesOf);
  const pauses: (Pause[] | null)[] = Array.from({ length: sessions }, () => []);
  const last = new Int32Array(sessions).fill(-1);
  for (const [row, gap] of chain.gapSeconds.entries()) {
    const session = columns.session[row] ?? 0;
    last[session] = row;
    const lostTokens = gap > lifeSeconds ? lostTokensAt({ columns, chain, row }) : 0;
    const own = pauses[session];
    if (!own || !(gap > pingSeconds)) continue;
    const rate = rates[columns.model[row] ?? 0] ?? null;
    if (rate === null) {
      if (lostTokens > 0) pauses[session] = null;
      continue;
    }
    own.push({
      usdPerPing: pingUsdAt({ columns, row: chain.previous[row] ?? 0, rates: rate }),
      neededPings: Math.ceil(gap / pingSeconds) - 1,
      savedUsd: lostTokens > 0 ? lostUsdAt({ columns, row, lostTokens, rates: rate }) : 0,
    });
  }
  return pauses.map((own, session) => {
    if (!own) return null;
    const row = last[session] ?? -1;
    const rate = rates[columns.model[row] ?? 0] ?? null;
    if (row >= 0 && rate)
      own.push({ usdPerPing: pingUsdAt({ columns, row, rates: rate }), neededPings: Infinity, savedUsd: 0 });
    return bestOf({ pauses: own, session });
  });
}

function pingUsdAt({ columns, row, rates }: { columns: UsageColumns; row: number; rates: PromptRates }): Usd {
  return usdOf({ tokens: promptTokensAt({ columns, row }), usdPerMTok: rates.cacheReadUsdPerMTok });
}

/** Only a number of pings that some pause needs can be best: one more saves nothing. */
function bestOf({ pauses, session }: { pauses: readonly Pause[]; session: number }): KeepWarm {
  const worth = pauses.filter(({ usdPerPing, neededPings, savedUsd }) => neededPings * usdPerPing < savedUsd);
  let best: KeepWarm = { session, pings: 0, netUsd: 0, savedUsd: 0, pingUsd: 0 };
  for (const pings of new Set(worth.map(({ neededPings }) => neededPings))) {
    let savedUsd = 0;
    let pingUsd = 0;
    for (const pause of pauses) {
      pingUsd += Math.min(pings, pause.neededPings) * pause.usdPerPing;
      if (pause.neededPings <= pings) savedUsd += pause.savedUsd;
    }
    const netUsd = savedUsd - pingUsd;
    if (netUsd > best.netUsd) best = { session, pings, netUsd, savedUsd, pingUsd };
  }
  return best;
}
