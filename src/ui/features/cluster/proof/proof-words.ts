import type { Comparison, TimeGrade, TimeGroup, TimeProofCase, TimeUnit } from '../../../../catalog/time-proof/case.ts';
import type { Estimate } from '../../../../domain/serving/estimate.ts';
import type { TimeProofResult } from '../../../../evaluate/cluster/time-proof.ts';
import type { ErrorSummary, TimeProofSummary } from '../../../../evaluate/cluster/time-proof-summary.ts';
import { formatNumber, formatSignificant } from '../../../format/number.ts';

export const GROUP_WORDS: Readonly<Record<TimeGroup, string>> = {
  computed: 'One prompt, computed',
  loaded: 'One prompt, loaded',
  'speed-up': 'Loading against computing',
  rate: 'Prompt tokens a second',
  busy: 'Under load',
  fleet: 'Fleets, money, hit rates',
  claim: 'A maker’s claim',
};

export const GRADE_WORDS: Readonly<Record<TimeGrade, string>> = {
  table: 'printed in a table',
  text: 'said in the text',
  chart: 'read off a chart',
  claim: 'a maker’s claim',
  'worked-out': 'worked out of published figures',
};

/** What the comparison says, as an icon and a word: never by colour alone. */
export type Verdict = 'inside' | 'outside' | 'no-band' | 'waits' | 'same-sign' | 'other-sign' | 'beside' | 'none';

export const VERDICT_WORDS: Readonly<Record<Verdict, { readonly icon: string; readonly word: string }>> = {
  inside: { icon: '✓', word: 'inside the band' },
  outside: { icon: '✕', word: 'outside the band' },
  'no-band': { icon: '=', word: 'arithmetic, no band' },
  waits: { icon: '≈', word: 'rule of thumb' },
  'same-sign': { icon: '✓', word: 'same direction' },
  'other-sign': { icon: '✕', word: 'other direction' },
  beside: { icon: '∥', word: 'side by side' },
  none: { icon: '–', word: 'not computed' },
};

export function verdictOf({ proofCase, isInside, hasSameSign }: TimeProofResult): Verdict {
  const byComparison: Readonly<Record<Comparison, Verdict>> = {
    comparable: isInside === null ? 'no-band' : isInside ? 'inside' : 'outside',
    waits: 'waits',
    sign: hasSameSign === true ? 'same-sign' : 'other-sign',
    beside: 'beside',
    none: 'none',
  };
  return byComparison[proofCase.comparison];
}

const MOST_DECIMALS = 3;
const OWN_DIGITS = 3;

/** `6.855 s` · `7.2 ×` · `−18 %`: every digit that was published, up to three behind the point. */
export function publishedText({ published: { value }, unit, grade }: TimeProofCase): string {
  const digits =
    grade === 'worked-out' || unit === 'factor'
      ? formatSignificant(value, OWN_DIGITS)
      : formatNumber(value, MOST_DECIMALS);
  return withUnit({ value, unit, digits });
}

/** `6.78 s`: three digits of ours, all before the point. */
export function oursText({ value, unit }: { value: number; unit: TimeUnit }): string {
  const digits = Math.abs(value) >= 1_000 ? formatNumber(value, 0) : formatSignificant(value, OWN_DIGITS);
  return withUnit({ value, unit, digits });
}

/** `5.76 to 9.76 s`; `null` where both ends are the same. */
export function bandText({ ours: { low, high }, unit }: { ours: Estimate; unit: TimeUnit }): string | null {
  if (low === high) return null;
  return `${oursText({ value: low, unit })} to ${oursText({ value: high, unit })}`;
}

function withUnit({ value, unit, digits }: { value: number; unit: TimeUnit; digits: string }): string {
  switch (unit) {
    case 'seconds':
      return `${digits} s`;
    case 'factor':
      return `${digits} ×`;
    case 'change':
      return signedPercent({ ratio: value, decimals: 0 });
    case 'tokensPerSecond':
      return `${formatNumber(value, 0)} tokens/s`;
    case 'requestsPerSecond':
      return `${digits} requests/s`;
    case 'tokens':
      return `${formatNumber(value, 0)} tokens`;
    case 'nodes':
      return `${formatNumber(value, 2)} nodes`;
    case 'usd':
      return `$${formatNumber(value, 0)}`;
    case 'usdPerMTok':
      return `$${formatNumber(value, MOST_DECIMALS)} per M`;
  }
}

/** `+2.8 %` · `−0.1 %` · `0 %`. */
export function errorText(ratio: number | null): string {
  if (ratio === null) return '–';
  const percent = Math.abs(ratio) * 100;
  return signedPercent({ ratio, decimals: percent < 10 ? 1 : 0 });
}

function signedPercent({ ratio, decimals }: { ratio: number; decimals: number }): string {
  const size = formatNumber(Math.abs(ratio) * 100, decimals);
  if (size === '0') return '0 %';
  return `${ratio > 0 ? '+' : '−'}${size} %`;
}

/** `1.7 %` of a mean, which has no sign. */
export function meanText({ meanRatio }: ErrorSummary): string {
  if (meanRatio === null) return '–';
  const percent = meanRatio * 100;
  return `${formatNumber(percent, percent < 10 ? 1 : 0)} %`;
}

/** `−66 %, 49,152 tokens of gpt-oss-120b`. */
export function worstText({ worst }: ErrorSummary): string {
  if (!worst) return '–';
  const { model, promptTokens } = worst.result.proofCase;
  const what = promptTokens === null ? model : `${formatNumber(promptTokens, 0)} tokens of ${model}`;
  return `${errorText(worst.errorRatio)}, ${what}`;
}

export function insideText({ banded, inside }: { banded: number; inside: number }): string {
  return banded === 0 ? '–' : `${inside} of ${banded}`;
}

/** The publication and its day: the whole of it stands in the details. */
export function sourceText({ published: { source }, publishedOn }: TimeProofCase): string {
  const [name = source] = source.split(/ \(|: |@|, figures? /);
  return publishedOn === null ? name : `${name}, ${publishedOn}`;
}

/** What the search looks at. */
export function searchTextOf(result: TimeProofResult): string {
  const { model, quantity, settings, published, group } = result.proofCase;
  return [model, quantity, settings, published.source, GROUP_WORDS[group], VERDICT_WORDS[verdictOf(result)].word].join(
    ' ',
  );
}

/** The answer in a few sentences. */
export function summaryOf({
  summary: { idle, llama, groups },
  results,
  doubts,
}: {
  summary: TimeProofSummary;
  results: readonly TimeProofResult[];
  doubts: number;
}): readonly string[] {
  const computed = results.filter(({ ours }) => ours !== null).length;
  const loaded = groups.find(({ group }) => group === 'loaded');
  return [
    `The band holds ${insideText(idle)} published times of one prompt computed on an idle machine.`,
    `Llama 3.1 8B on one H100 is ${meanText(llama.withDefaults)} off on average with one share of peak for all ${llama.withDefaults.results} lengths.`,
    ...(loaded
      ? [
          `Loads are ${meanText(loaded.withDefaults)} off with the catalogue’s tiers and ${meanText(loaded.fitted)} with the machine’s own floor and bandwidth: measure yours.`,
        ]
      : []),
    `${computed} of ${results.length} published figures are computed; the others say what is missing. ${doubts} are doubtful themselves.`,
  ];
}
