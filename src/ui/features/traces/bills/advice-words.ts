import type { TraceAdvice } from '../../../../evaluate/traces/trace-advice.ts';
import { formatPercent, formatRoughSeconds, formatSeconds, formatTokens, formatUsd } from '../../../format/number.ts';
import { counted } from '../trace-words.ts';

/** One piece of advice: what, how much it comes to, and the numbers behind it. */
export interface TraceAdviceRow {
  readonly id: 'life' | 'pings' | 'gaps' | 'warehouse';
  readonly sentence: string;
  /** `saves $412` · `costs $3 more`; empty where nothing is won or lost. */
  readonly worth: string;
  readonly why: string;
}

/** What the owner of the log could have done, in sentences; what does not apply is left out. */
export function adviceRows(advice: TraceAdvice): readonly TraceAdviceRow[] {
  return [lifeRow(advice), pingRow(advice), gapRow(advice), warehouseRow(advice)].flatMap((row) => (row ? [row] : []));
}

/** `saves $412, 38.1 %` · `costs $3 more`. */
export function worthText({ savesUsd, savesRatio }: { savesUsd: number | null; savesRatio: number | null }): string {
  if (savesUsd === null || savesUsd === 0) return '';
  if (savesUsd < 0) return `costs ${formatUsd(-savesUsd)} more`;
  return `saves ${formatUsd(savesUsd)}${savesRatio === null ? '' : `, ${formatPercent(savesRatio)}`}`;
}

/** `5m` is a life’s name; a life the seller does not name is its automatic cache. */
export function ttlText(ttlId: string): string {
  return ttlId === 'auto' ? 'the automatic cache' : `the ${ttlId} cache`;
}

function lifeRow({ lives, offerName, withoutCacheUsd }: TraceAdvice): TraceAdviceRow | null {
  const [best] = lives;
  if (!best) return null;
  const isWorth = best.savesUsd !== null && best.savesUsd > 0;
  return {
    id: 'life',
    sentence: isWorth
      ? `Of the lives that ${offerName} sells, ${ttlText(best.ttlId)} (${formatSeconds(best.lifeSeconds)}) is the cheapest for this log.`
      : `No life that ${offerName} sells makes this log cheaper than no cache.`,
    worth: worthText(best),
    why: `${best.policy}: ${formatUsd(best.usd)} with ${formatPercent(best.hitRatio)} read${withoutCacheUsd === null ? '' : `; ${formatUsd(withoutCacheUsd)} without a cache`}.`,
  };
}

function pingRow({ pings }: TraceAdvice): TraceAdviceRow | null {
  if (!pings) return null;
  const { everySeconds, breakEvenIdleSeconds, untilIdleSeconds, pingedTokens, costUsd } = pings;
  const most =
    breakEvenIdleSeconds === null
      ? 'At these prices a ping never pays.'
      : `At these prices one can pay only while an agent is idle for less than ${formatRoughSeconds(breakEvenIdleSeconds)}.`;
  if (pings.pings === 0)
    return {
      id: 'pings',
      sentence: `Keep-warm pings every ${formatSeconds(everySeconds)} do not pay for this log.`,
      worth: '',
      why: most,
    };
  return {
    id: 'pings',
    sentence: `Keep prefixes warm: ${counted({ count: pings.pings, one: 'ping' })} after every request, one each ${formatSeconds(everySeconds)}, so that idle times up to ${formatSeconds(untilIdleSeconds)} are bridged.`,
    worth: `pings cost ${formatUsd(costUsd)}`,
    why: `They read ${formatTokens(pingedTokens)} tokens, an agent’s last request included, and their cost is within the life’s bill above. ${most}`,
  };
}

function gapRow({ gaps }: TraceAdvice): TraceAdviceRow | null {
  if (!gaps || gaps.againTokens === 0) return null;
  const life = formatSeconds(gaps.lifeSeconds);
  const [dearest] = gaps.dearest;
  return {
    id: 'gaps',
    sentence: `${counted({ count: gaps.gaps, one: 'gap is', many: 'gaps are' })} longer than ${life}; with such a life ${formatTokens(gaps.againTokens)} tokens are prefilled again.`,
    worth: `costs ${formatUsd(gaps.usd)}`,
    why: `Writes to ${ttlText(gaps.ttlId)} less reads from it.${dearest ? ` The dearest gap, ${formatSeconds(dearest.gapSeconds)} in session ${dearest.session + 1}, costs ${formatUsd(dearest.usd)}.` : ''}`,
  };
}

function warehouseRow({ warehouse }: TraceAdvice): TraceAdviceRow | null {
  if (!warehouse) return null;
  const { usd, hitRatio, savesUsd, rentUsd } = warehouse;
  const rent =
    rentUsd === null
      ? 'Rent is not counted: the log does not tell how long tokens would be kept.'
      : `${formatUsd(rentUsd)} of it is rent.`;
  return {
    id: 'warehouse',
    sentence:
      savesUsd > 0
        ? 'A warehouse of KV cache, with the scenario’s retention and prices, would have been cheaper.'
        : 'A warehouse of KV cache, with the scenario’s retention and prices, would not have been cheaper.',
    worth: worthText(warehouse),
    why: `${formatUsd(usd)} with ${formatPercent(hitRatio)} read. ${rent}`,
  };
}
