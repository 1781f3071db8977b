import type {
  ClusterNumbers,
  ClusterPlan,
  InstanceSpeed,
  LossMap,
  PrefillOrLoad,
} from '../../../../evaluate/cluster/cluster-view.ts';
import type { Estimate } from '../../../../domain/serving/estimate.ts';
import type { Explanation } from '../../../../domain/explain.ts';
import type { Verdict } from '../../../../domain/warehouse/verdict.ts';
import { formatBytes, formatNumber, formatSeconds, formatSignificant, formatTokens } from '../../../format/number.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { formatVerdict, reasonOf } from '../cluster-words.ts';

/** Powers that make an axis readable take few of a computed length’s digits. */
export function formatLength(tokens: number): string {
  return formatNumber(Number(tokens.toPrecision(3)), 0);
}

export function formatBand({ low, high }: Estimate, format: (value: number) => string): string {
  return low === high ? format(low) : `${format(low)} to ${format(high)}`;
}

/** Where the lines cross, in a sentence. */
export function crossingInWords({ crossing, promptTokens }: PrefillOrLoad): string {
  const mean = `this workload’s mean prompt has ${formatLength(promptTokens)} tokens`;
  if (!crossing) return `How fast the warehouse loads is not known, so nothing is compared; ${mean}.`;
  switch (crossing.status) {
    case 'never':
      return `Loading never wins: ${lowerFirst(crossing.reason)} For comparison, ${mean}.`;
    case 'always':
      return `Loading always wins; ${mean}.`;
    default:
      return `Loading wins from ${formatVerdict({ verdict: crossing, format: formatLength })} tokens on; ${mean}${promptTokens >= crossing.value ? '.' : ', for which computing is faster.'}`;
  }
}

/** One of the four numbers, ready to show. */
export interface NumberRow {
  readonly id: 'critical' | 'crossover' | 'breakEven' | 'bestRetention';
  readonly symbol: string;
  readonly name: string;
  readonly value: string;
  /** Where it says no. */
  readonly dont: string;
  /** What it comes to for this tier, or why there is no number. */
  readonly here: string;
  readonly isLoss: boolean;
  readonly explanation: Explanation | null;
}

/** B*, N*, τ and T* with the region where each says “don’t”. */
export function numberRows({
  numbers,
  promptTokens,
  retentionSeconds,
  isRoomPaidAnyway,
}: {
  numbers: ClusterNumbers;
  promptTokens: number;
  retentionSeconds: number;
  /** Retention does not decide what room is paid. */
  isRoomPaidAnyway: boolean;
}): readonly NumberRow[] {
  const { criticalBytesPerSecond, tierBytesPerSecond, crossoverTokens, breakEvenSeconds, bestRetentionSeconds } =
    numbers;
  const missing = numbers.missing === null ? '' : endSentence(numbers.missing);
  const text = (verdict: Verdict | null, format: (value: number) => string): string =>
    verdict ? formatVerdict({ verdict, format }) : 'not known';
  const isSlower =
    criticalBytesPerSecond.status === 'value' &&
    tierBytesPerSecond !== null &&
    tierBytesPerSecond <= criticalBytesPerSecond.value;
  const isShort =
    crossoverTokens?.status === 'never' ||
    (crossoverTokens?.status === 'value' && promptTokens < crossoverTokens.value);
  const isTooLong = bestRetentionSeconds?.status === 'value' && retentionSeconds > bestRetentionSeconds.value;
  return [
    {
      id: 'critical',
      symbol: 'B*',
      name: 'critical bandwidth',
      value: text(criticalBytesPerSecond, (value) => `${formatBytes(value)}/s`),
      dont: 'Below it, loading is slower than computing: don’t load.',
      here:
        reasonOf(criticalBytesPerSecond) ??
        (tierBytesPerSecond === null
          ? `How fast ${numbers.tierName} loads is not known.`
          : `${numbers.tierName} loads ${formatBytes(tierBytesPerSecond)}/s to what computes one prompt: ${isSlower ? 'too slow' : 'faster'}.`),
      isLoss: isSlower,
      explanation: numbers.explanations.critical,
    },
    {
      id: 'crossover',
      symbol: 'N*',
      name: 'crossover length',
      value: text(crossoverTokens, (value) => `${formatLength(value)} tokens`),
      dont: 'Shorter prompts are computed sooner than fetched: don’t load them.',
      here: crossoverTokens
        ? (reasonOf(crossoverTokens) ?? `The mean prompt here has ${formatLength(promptTokens)}.`)
        : `How fast ${numbers.tierName} loads is not known.`,
      isLoss: isShort,
      explanation: numbers.explanations.crossover,
    },
    {
      id: 'breakEven',
      symbol: 'τ',
      name: 'break-even interval',
      value: text(breakEvenSeconds, formatSeconds),
      dont: 'What is known to return later costs more to keep than to compute: don’t keep it.',
      here: breakEvenSeconds
        ? (reasonOf(breakEvenSeconds) ?? 'The five-minute rule, for KV cache: one read must pay the rent until then.')
        : missing,
      isLoss: breakEvenSeconds?.status === 'never',
      explanation: numbers.explanations.breakEven,
    },
    {
      id: 'bestRetention',
      symbol: 'T*',
      name: 'best retention',
      value: text(bestRetentionSeconds, formatSeconds),
      dont: 'Kept for longer, prefixes cost more than the reuse they still catch: don’t keep everything longer.',
      here: bestRetentionSeconds
        ? `${reasonOf(bestRetentionSeconds) ?? ''} Set here: ${formatSeconds(retentionSeconds)}${isTooLong ? (isRoomPaidAnyway ? ', longer, but the room is paid anyway' : ', longer than pays') : ''}.`.trim()
        : missing,
      isLoss: (isTooLong && !isRoomPaidAnyway) || bestRetentionSeconds?.status === 'never',
      explanation: numbers.explanations.bestRetention,
    },
  ];
}

const BOUND_WORDS: Readonly<Record<InstanceSpeed['decode']['bound'], string>> = {
  memory: 'memory bandwidth: weights and KV cache are read for every token',
  compute: 'compute: so many sequences decode together that reading no longer decides',
  overhead: 'overhead: what every step and layer takes whatever it computes',
};

export function decodeBound({ decode }: InstanceSpeed): string {
  return `Bound by ${BOUND_WORDS[decode.bound]}.`;
}

/** Why not more sequences at once. */
export function batchInWords({ speed, promised }: { speed: InstanceSpeed; promised: number }): string {
  const { batch, batchLimit, keepsOutputSpeed } = speed;
  if (!keepsOutputSpeed)
    return `Not even one sequence alone reaches the ${formatNumber(promised, 1)} tokens a second that were promised.`;
  const each = batch === 1 ? 'One sequence decodes' : `${formatNumber(batch, 0)} sequences decode together`;
  return batchLimit === 'memory'
    ? `${each}; more would not fit into HBM.`
    : `${each}; with more, each would fall below ${formatNumber(promised, 1)} tokens a second.`;
}

/** Prefill, what bounds it, at the lengths of this workload. */
export function prefillRate({ speed }: Pick<ClusterPlan, 'speed'>): string {
  return `${formatTokens(speed.prefillTokensPerSecond.typical)} tokens/s`;
}

/** Load ÷ recompute: `4.1 × as long` · `0.24 of the time`. */
export function ratioInWords(ratio: number): string {
  return ratio > 1
    ? `${formatSignificant(ratio, 2)} × as long as computing`
    : `${formatSignificant(ratio, 2)} of computing’s time`;
}

/** How much of the map loses, and where this scenario stands. */
export function lossMapInWords({ ratios, here, contextTokens, bytesPerSecond }: LossMap): string {
  const cells = ratios.flat();
  const losing = cells.filter((ratio) => ratio > 1).length;
  const row = rowOf({ steps: bytesPerSecond, value: here.bytesPerSecond });
  const column = nearest({ steps: contextTokens, value: here.contextTokens });
  const own = row === null || column === null ? undefined : ratios[row]?.[column];
  const place =
    here.bytesPerSecond === null
      ? 'How fast the warehouse loads here is not known.'
      : `This scenario, ${formatLength(here.contextTokens)} tokens at ${formatBytes(here.bytesPerSecond)}/s to what computes it, ${own === undefined ? 'lies beside the map' : own > 1 ? 'lies where loading loses' : 'lies where loading wins'}.`;
  return `Loading loses on ${losing} of ${cells.length} fields. ${place}`;
}

/** Below the slowest step loading can only lose more, above the fastest only win more: the end stands for what lies beyond. */
export function rowOf({ steps, value }: { steps: readonly number[]; value: number | null }): number | null {
  if (value === null || steps.length === 0) return null;
  const distances = steps.map((step) => Math.abs(Math.log(value / step)));
  return distances.indexOf(Math.min(...distances));
}

/** The step that lies nearest on the logarithm; `null` beyond the ends by more than a step. */
export function nearest({ steps, value }: { steps: readonly number[]; value: number | null }): number | null {
  const first = steps[0];
  const last = steps.at(-1);
  if (value === null || value <= 0 || first === undefined || last === undefined) return null;
  const stepLog = steps.length > 1 ? Math.abs(Math.log(last / first)) / (steps.length - 1) : 0;
  const distances = steps.map((step) => Math.abs(Math.log(value / step)));
  const least = Math.min(...distances);
  return least <= stepLog ? distances.indexOf(least) : null;
}

/** Times up to a few minutes, where a minute is no unit to compare in: 12 ms · 6.78 s · 100 s. */
export function formatTime(seconds: number): string {
  const rounded = Number(seconds.toPrecision(3));
  return rounded >= 1 && rounded < 10_000 ? `${formatNumber(rounded, 2)} s` : formatLoadSeconds(rounded);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function endSentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
