import { missAmplification } from '../../../../evaluate/hit-rates.ts';
import type { OwnCache } from '../../../../evaluate/reuse-losses.ts';
import {
  formatBytes,
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSignificant,
  formatTokens,
} from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import type { CacheBytes } from './cache-bytes.ts';

/** `kept 1 d, 40 M tokens, 2 replicas, 50 % of agents kept on one`. */
export function ownCacheInWords({ windowSeconds, capacityTokens, replicas, affinityRatio }: OwnCache): string {
  const size = capacityTokens === null ? 'no limit of size' : `${formatTokens(capacityTokens)} tokens`;
  const routing =
    replicas === 1
      ? ''
      : `, ${formatNumber(replicas, 0)} replicas, ${formatSignificant(affinityRatio * 100, 3)} % of agents kept on one`;
  return `kept ${formatSeconds(windowSeconds)}, ${size}${routing}`;
}

/** What a hit rate in closed form comes to, and beside it the simulated one where there is one. */
export function bothRatesInWords({
  ratio,
  trust,
  simulatedRatio,
}: {
  readonly ratio: number;
  readonly trust: 'good' | 'rough';
  readonly simulatedRatio: number | null;
}): string {
  const form = `${trust === 'rough' ? 'roughly ' : ''}${formatPercent(ratio)} in closed form`;
  if (simulatedRatio === null) return form;
  const better = trust === 'rough' ? ', the better figure' : '';
  return `${form}, ${formatPercent(simulatedRatio)} simulated${better} (${formatPoints(ratio - simulatedRatio)} apart)`;
}

/** The simulated rate where the closed form is rough and there is one, else the closed form's. */
export function betterRatio({
  ratio,
  trust,
  simulatedRatio,
}: {
  readonly ratio: number;
  readonly trust: 'good' | 'rough';
  readonly simulatedRatio: number | null;
}): number {
  return trust === 'rough' && simulatedRatio !== null ? simulatedRatio : ratio;
}

/** Prefill amplification: missed ÷ unavoidable. */
export function prefillInWords(given: { readonly physicalRatio: number; readonly logicalRatio: number }): string {
  const times = missAmplification(given);
  if (times === null) return 'Without limits nothing would be prefilled.';
  const told = formatSignificant(times, 3);
  return told === '1' ? 'Nothing is prefilled but what must be.' : `${told} times as much is prefilled as must be.`;
}

/** The bytes behind a capacity; without one, what a token takes. */
export function capacityInBytes({
  capacityTokens,
  bytes: { bytesPerToken, geometryName, isStandIn },
}: {
  readonly capacityTokens: number | null;
  readonly bytes: CacheBytes;
}): string {
  const each = `${formatBytes(bytesPerToken)} a token of ${geometryName}${isStandIn ? ', a stand-in' : ''}`;
  return capacityTokens === null ? each : `${formatBytes(capacityTokens * bytesPerToken)}: ${each}`;
}
