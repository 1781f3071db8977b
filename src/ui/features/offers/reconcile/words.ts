import type { Explanation, Fit } from '../../../../evaluate/reconcile/candidates.ts';
import type { ClassDifference } from '../../../../evaluate/reconcile/classes.ts';
import { dayAfter, type BillingPeriod, type InvoiceClass } from '../../../../evaluate/reconcile/invoice.ts';
import type { PeriodCosts, Reconciliation } from '../../../../evaluate/reconcile/reconcile.ts';
import type { RateOnSale } from '../../../../evaluate/reconcile/rates-on-sale.ts';
import type { Solved, SolvedKind } from '../../../../evaluate/reconcile/solved.ts';
import { formatNumber, formatPercent } from '../../../format/number.ts';
import { ttlText } from '../words.ts';
import { formatListed } from '../../../format/money.ts';

/** To the dollar, and below $100 to the cent: sums of an invoice are to add up for whoever checks them. */
export function dollarsText(usd: number): string {
  const size = Math.abs(usd);
  const text = `$${formatNumber(size, size < 100 ? 2 : 0)}`;
  return usd < 0 && text !== '$0' ? `−${text}` : text;
}

/** Never 0.0 %: an invoice is not told apart more finely. */
function withinText(ratio: number): string {
  return formatPercent(Math.max(0.001, Math.abs(ratio)));
}

/**
 * The whole outcome in a few sentences: `$41,200 invoiced, $36,492 expected at the best policy: $4,708 more. “5m, no pings”
 * explains it within 0.4 %.`
 */
export function verdictText({ invoice, expected, explanations }: Reconciliation): string {
  const { leftUsd, leftRatio, fit } = expected;
  const sums = `${dollarsText(invoice.totalUsd)} invoiced, ${dollarsText(expected.usd)} expected at the best policy`;
  const [first] = explanations;
  const difference =
    Math.abs(leftUsd) < 0.005
      ? `${sums}: the same.`
      : `${sums}: ${dollarsText(Math.abs(leftUsd))} ${leftUsd > 0 ? 'more' : 'less'}.`;
  if (fit === 'within-1-percent')
    return `${difference} That is within ${withinText(leftRatio)} of the invoice: there is nothing to explain.`;
  if (!first || first.fit === 'does-not-explain')
    return `${difference} No single explanation comes within 5 %${nearestText(first)}.`;
  if (first.id === expected.id)
    return `${difference} That is ${withinText(leftRatio)} of the invoice, and nothing else comes nearer.`;
  const others = explanations.filter((one) => one.fit === 'within-1-percent' && one.id !== first.id).length;
  const ambiguity =
    first.fit === 'within-1-percent' && others > 0
      ? ` ${others === 1 ? 'One other comes' : `${others} others come`} within 1 % too.`
      : '';
  const verb = first.fit === 'within-1-percent' ? 'explains it within' : 'comes nearest, within';
  return `${difference} “${first.label}” ${verb} ${withinText(first.leftRatio)}.${ambiguity}`;
}

function nearestText(first: Explanation | undefined): string {
  if (!first) return '';
  return `; the nearest, “${first.label}”, leaves ${dollarsText(first.leftUsd)} (${formatPercent(Math.abs(first.leftRatio))})`;
}

/** What stands in place of a verdict while no total is entered. */
export function expectedText({ expected, candidates }: Pick<PeriodCosts, 'expected' | 'candidates'>): string {
  const sums = candidates.map(({ usd }) => usd);
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  const ways =
    candidates.length === 1
      ? ''
      : `; the ${candidates.length} ways of being billed that are tried go from ${dollarsText(least)} to ${dollarsText(most)}`;
  return `${dollarsText(expected.usd)} is expected at the best policy${ways}.`;
}

export const FIT_WORDS: Readonly<Record<Fit, string>> = {
  'within-1-percent': 'explains, within 1 %',
  'within-5-percent': 'nearly, within 5 %',
  'does-not-explain': 'does not explain',
};

export const SOLVED_WORDS: Readonly<Record<SolvedKind, string>> = {
  volume: 'Requests, times those of the workload',
  tokenizer: 'Tokens of the same text, times those of the workload',
  discount: 'A further discount on every price',
  'hit-rate': 'Hit rate, write premiums counted as misses',
  retries: 'Requests sent twice',
};

/** A figure of what would have to be true: × 1.13 or 12.9 %. */
export function solvedText({ kind, value }: { kind: SolvedKind; value: number }): string {
  return kind === 'volume' || kind === 'tokenizer' ? `× ${formatNumber(value, 3)}` : formatPercent(value);
}

/** How believable a solved figure is, with what would need no further reason. */
export function plausibilityText(solved: Extract<Solved, { status: 'solved' }>): string {
  const { kind, plausibility, range } = solved;
  const usual = `${solvedText({ kind, value: range.from })} to ${solvedText({ kind, value: range.to })}`;
  if (plausibility === 'plausible') return `plausible (${usual})`;
  return `${plausibility === 'unusual' ? 'unusual' : 'hard to believe'}: ${usual} would be plausible`;
}

export function classText(name: InvoiceClass): string {
  if (name.startsWith('cacheWrite:')) return `Cache writes, ${ttlText(name.slice('cacheWrite:'.length))}`;
  return CLASS_WORDS[name] ?? name;
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  input: 'Input, uncached',
  cacheWrite: 'Cache writes',
  cacheRead: 'Cache reads',
  storage: 'Storage',
  output: 'Output',
  other: 'Other charges',
};

/** `the 1h rate`, `the rate of batch before 2026-12-01`. */
export function rateNameText({ rate, period }: { rate: RateOnSale; period: BillingPeriod }): string {
  const { ttlId, conditions, fromDay, toDay } = rate;
  const days = [
    ...(fromDay > period.fromDay ? [`from ${fromDay} on`] : []),
    ...(toDay < period.toDay ? [`before ${toDay}`] : []),
  ];
  const name = `the ${ttlId === null ? (conditions.length === 0 ? 'plain ' : '') : `${ttlText(ttlId)} `}rate`;
  const of = conditions.length === 0 ? '' : ` of ${conditions.join(', ')}`;
  return [name + of, ...days].join(' ');
}

/**
 * What the rate of a class says, as a sentence: `Cache writes were billed at 10.00, the 1h rate, not 6.25 (the 5m rate).`
 * `null` where it is as expected or not known.
 */
export function rateFindingText({
  row,
  costs: { rates, period },
}: {
  row: ClassDifference;
  costs: Pick<PeriodCosts, 'rates' | 'period'>;
}): string | null {
  const { rate, impliedUsdPerMTok: implied, expectedUsdPerMTok: expected } = row;
  if (rate === null || implied === null || rate.kind === 'as-expected') return null;
  const name = (of: RateOnSale): string => rateNameText({ rate: of, period });
  const unit = row.class === 'storage' ? 'token-hours' : 'tokens';
  const billed = `${classText(row.class)} came to ${rateText(implied)} a million ${unit}`;
  const expectedRate = rates.find(
    (of) => of.class === row.class.split(':')[0] && of.departures === 0 && isSame(of.usdPerMTok, expected),
  );
  const not =
    expected === null
      ? ''
      : expectedRate
        ? `, not ${rateText(expected)} (${name(expectedRate)})`
        : `, not the expected ${rateText(expected)}`;
  switch (rate.kind) {
    case 'on-sale':
      return `${billed}: ${[...new Set(rate.matches.map(name))].join(' or ')}${not}.`;
    case 'between':
      return `${billed}${not}: no rate on sale, but between ${rateText(rate.below.usdPerMTok)} (${name(rate.below)}) and ${rateText(rate.above.usdPerMTok)} (${name(rate.above)}), as if ${formatPercent(rate.aboveRatio)} of them were billed at the latter.`;
    case 'beyond':
      return `${billed}${not}: beyond every rate on sale; the nearest is ${rateText(rate.nearest.usdPerMTok)} (${name(rate.nearest)}).`;
    case 'not-sold':
      return `${billed}: this offer has no such rate.`;
  }
}

/** What is expected is worked out from sums and off by their rounding. */
function isSame(usdPerMTok: number, expected: number | null): boolean {
  return expected !== null && Math.abs(usdPerMTok - expected) <= 1e-9 * usdPerMTok;
}

/** A published rate keeps its digits; one that was worked out has three that count. */
function rateText(usdPerMTok: number): string {
  return formatListed({ value: Number(usdPerMTok.toPrecision(4)), currency: 'USD' });
}

/** 2026-11-01 to 2026-11-30. */
export function periodText({ fromDay, toDay }: BillingPeriod): string {
  const last = dayAfter({ day: toDay, days: -1 });
  return last === fromDay ? fromDay : `${fromDay} to ${last}`;
}
