import type { LossCause, ReuseLosses } from '../../../../evaluate/reuse-losses.ts';
import { formatPercent } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { betterRatio, bothRatesInWords, prefillInWords } from '../own-cache/own-cache-words.ts';

/** A part of all prompt tokens, as the bars and the table show it. */
export interface Part {
  readonly label: string;
  readonly color: string;
  readonly ratio: number;
}

const lighter = (color: string): string => `color-mix(in srgb, ${color} 45%, var(--th-surface))`;

const CAUSES: Readonly<Record<LossCause, Omit<Part, 'ratio'>>> = {
  launch: { label: 'siblings launched at once', color: 'var(--th-write)' },
  uncached: { label: 'not cached by the policy', color: 'var(--th-output)' },
  expired: { label: 'expired', color: 'var(--mantine-color-error)' },
  evicted: { label: 'evicted', color: 'var(--th-pings)' },
  misrouted: { label: 'misrouted', color: 'var(--th-output)' },
  belowMinimum: { label: 'below the minimum prompt', color: lighter('var(--th-write)') },
  rounding: { label: 'granularity and chance', color: lighter('var(--th-pings)') },
};
/** Below this nothing could be seen or read. */
const LEAST_RATIO = 1e-9;

/** What is read, by part of the prompt, in the order of the prompt and in the colours of its growth. */
export function readParts({ sources }: ReuseLosses): readonly Part[] {
  return [
    { label: 'tool definitions', color: 'var(--th-accent)', ratio: sources.toolRatio },
    { label: 'system prompt', color: lighter('var(--th-accent)'), ratio: sources.systemRatio },
    { label: 'task prefix', color: 'var(--th-storage)', ratio: sources.taskRatio },
    { label: 'own history', color: 'var(--th-read)', ratio: sources.historyRatio },
  ].filter(({ ratio }) => ratio > LEAST_RATIO);
}

/** What is prefilled: first what is lost, by cause, then what nothing can help. */
export function prefilledParts({ lost, firstTouchRatio }: ReuseLosses): readonly Part[] {
  return [
    ...lost.map(({ cause, ratio }) => ({ ...CAUSES[cause], ratio })),
    { label: 'first touch', color: 'var(--th-uncached)', ratio: firstTouchRatio },
  ].filter(({ ratio }) => ratio > LEAST_RATIO);
}

/** From logical to physical, and what that means for prefill. */
export function lossesInWords({
  losses: { readRatio, firstTouchRatio, trust },
  under,
  simulatedRatio,
}: {
  readonly losses: ReuseLosses;
  readonly under: string;
  /** Of the very cache; `null` where nothing simulates it. */
  readonly simulatedRatio: number | null;
}): string {
  const logicalRatio = 1 - firstTouchRatio;
  const are =
    simulatedRatio === null
      ? `${trust === 'rough' ? 'roughly ' : ''}${formatPercent(readRatio)}`
      : bothRatesInWords({ ratio: readRatio, trust, simulatedRatio });
  const physicalRatio = betterRatio({ ratio: readRatio, trust, simulatedRatio });
  return `${formatPercent(logicalRatio)} of prompt tokens could be read; under ${under} it is ${are}. ${prefillInWords({ physicalRatio, logicalRatio })}`;
}

/** The picture for people who do not see it. */
export function partsInWords(losses: ReuseLosses): string {
  const list = (parts: readonly Part[]): string =>
    parts.map(({ label, ratio }) => `${label} ${formatShare(ratio)}`).join(', ');
  return `Of all prompt tokens, read: ${list(readParts(losses)) || 'nothing'}; prefilled: ${list(prefilledParts(losses)) || 'nothing'}.`;
}
