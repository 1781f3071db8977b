import { TARGET_OF_CEILING, type CapacityAdvice } from '../../../../evaluate/advice/capacity-advice.ts';
import type { Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import { formatBytes, formatNumber, formatPercent, formatRoughSeconds, formatTokens } from '../../../format/number.ts';
import { formatWholePercent } from '../../../format/share.ts';
import type { CacheBytes } from '../own-cache/cache-bytes.ts';
import type { AdviceRow } from './advice-row.ts';

const BECAUSE = {
  launch: 'siblings launched at once each prefill what they share',
  routing: 'requests are spread over replicas that do not hold what an agent has sent',
} as const;
const REMEDY = {
  launch: 'Another launch would help: see there.',
  routing: 'Keeping agents on one replica, or a cache that all replicas share, would help.',
} as const;

/** How large a cache of one's own must be: no sum of money, since no price is asked for one. */
export function capacityRow({
  advice,
  bytes,
  simulated,
}: {
  readonly advice: CapacityAdvice;
  readonly bytes: CacheBytes | null;
  /** In words; empty where nothing is simulated. */
  readonly simulated: string;
}): AdviceRow {
  const { capacityTokens, capacityBytes, tokensPerOpenAgent, bytesPerOpenAgent, openAgents, trust } = advice;
  const { windowSeconds, logicalRatio, targetRatio } = advice;
  const target = formatWholePercent(TARGET_OF_CEILING);
  const row = { id: 'capacity', worthUsd: null, against: 'no price is set for it' };
  const ceiling = `${target} of the logical hit rate: ${target} × ${formatPercent(logicalRatio)} = ${formatPercent(targetRatio)} of prompt tokens.`;
  if (capacityTokens === null || windowSeconds === null)
    return {
      ...row,
      sentence: `A cache of one’s own: no size reaches ${target} of the logical hit rate, because ${BECAUSE[advice.limitedBy ?? 'launch']}.`,
      why: [
        ceiling,
        `Even a cache that keeps everything for 90 days stays below it. ${REMEDY[advice.limitedBy ?? 'launch']}`,
      ],
    };
  const inBytes = (value: number | null): string => (bytes && value !== null ? ` (${formatBytes(value)})` : '');
  const perAgent =
    tokensPerOpenAgent === null
      ? ''
      : `, ${formatTokens(Math.round(tokensPerOpenAgent))} tokens${inBytes(bytesPerOpenAgent)} per open agent`;
  const size = `${formatTokens(Math.round(capacityTokens))} tokens${inBytes(capacityBytes)}${perAgent}`;
  return {
    ...row,
    sentence:
      trust === 'rough' && simulated !== ''
        ? `A cache of one’s own serves ${target} of the logical hit rate from between ${simulated} tokens on, simulated. The closed form, rough here, says ${size}.`
        : `A cache of one’s own serves ${target} of the logical hit rate from ${trust === 'rough' ? 'roughly ' : ''}${size} on.${simulated === '' ? '' : ` Simulated, it is reached between ${simulated}.`}`,
    why: [
      ceiling,
      `It amounts to keeping a prefix for ${formatRoughSeconds(windowSeconds)} after its last use: the shortest window that serves as much, and what is in use within it.${trust === 'rough' ? ' A window shorter than a few turns: here the closed form is points off.' : ''}`,
      ...(tokensPerOpenAgent === null
        ? []
        : [`${formatNumber(openAgents, openAgents < 10 ? 1 : 0)} agents are open at a mean working moment.`]),
      ...(bytes
        ? [
            `Bytes at ${formatBytes(bytes.bytesPerToken)} a token of ${bytes.geometryName}${bytes.isStandIn ? ', a stand-in: the seller’s own geometry is not public' : ''}.`,
          ]
        : []),
    ],
  };
}

/** Between which two simulated sizes the target is first reached; empty where the simulation does not say. */
export function simulatedCapacity({
  curves: { capacities },
  comparison,
  targetRatio,
}: {
  readonly curves: Pick<HitCurves, 'capacities'>;
  readonly comparison: Pick<Comparison, 'capacityRatios'> | null;
  readonly targetRatio: number;
}): string {
  if (comparison === null) return '';
  const points = capacities.flatMap(({ capacityTokens }, i) => {
    const ratio = comparison.capacityRatios[i] ?? null;
    return ratio === null ? [] : [{ capacityTokens, ratio }];
  });
  const reached = points.findIndex(({ ratio }) => ratio >= targetRatio);
  const [above, below] = [points[reached], points[reached - 1]];
  if (!above || !below) return '';
  const told = ({ capacityTokens, ratio }: { capacityTokens: number; ratio: number }): string =>
    `${formatTokens(capacityTokens)} (${formatPercent(ratio)})`;
  return `${told(below)} and ${told(above)}`;
}
