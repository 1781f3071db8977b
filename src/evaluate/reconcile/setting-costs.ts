import { mergeLines, type SpendLine } from '../../domain/spend/lines.ts';
import type { Ratio, Usd } from '../../domain/units.ts';
import type { OfferBook } from '../offer-book.ts';
import { evaluateSpend, rungNamed, type SpendEvaluation } from '../spend.ts';
import { namedPolicies, uniformPolicies, type MonthOfPolicy, type PolicyName } from './policies.ts';
import type { Setting, SettingPart } from './settings.ts';

/** Days in a mean month. A month of the scenario is one, whatever the calendar says. */
export const DAYS_PER_MEAN_MONTH = 365.25 / 12;

/** What a policy would have cost over the whole period in one setting, or why it has no price. */
export type PolicyCost =
  | {
      readonly status: 'priced';
      readonly key: string;
      readonly name: PolicyName;
      readonly text: string;
      readonly usd: Usd;
      readonly hitRatio: Ratio;
      readonly lines: readonly SpendLine[];
    }
  | { readonly status: 'unavailable'; readonly key: string; readonly text: string; readonly reason: string };

export interface PricedPart extends SettingPart {
  readonly evaluation: SpendEvaluation;
}

/** A setting with what every policy costs in it. */
export type SettingCosts =
  | {
      readonly status: 'priced';
      readonly setting: Setting;
      readonly policies: readonly PolicyCost[];
      /** Nothing computed twice, at the seller’s prices; `null` where reads have none. */
      readonly ceiling: { readonly usd: Usd; readonly hitRatio: Ratio } | null;
      readonly parts: readonly PricedPart[];
    }
  | { readonly status: 'unavailable'; readonly setting: Setting; readonly reason: string };

/**
 * A setting over its period: each part’s month, scaled to its days, added up.
 *
 *     usd = Σ parts  usd a month × days ÷ (365.25 ÷ 12)
 *
 * Example: $30,437.50 a month and 30 days, of which 20 at prices twice as high: 10 × $1,000 + 20 × $2,000 = $50,000.
 * Unavailable as a whole where any part has no price: nothing is carried over from other days. Ignores that months have
 * more working days or fewer, and that what is paid once a month does not shrink with a shorter period.
 */
export function costSetting({ setting, book }: { setting: Setting; book: OfferBook }): SettingCosts {
  const unavailable = (reason: string): SettingCosts => ({ status: 'unavailable', setting, reason });
  if (setting.refusal !== null) return unavailable(setting.refusal);
  const parts: PricedPart[] = [];
  for (const part of setting.parts) {
    const evaluation = evaluateSpend(part.scenario, book);
    if (evaluation.status === 'impossible') {
      const { message = 'The workload cannot be priced.' } = evaluation.problems[0] ?? {};
      // With one part the message says all.
      return unavailable(
        setting.parts.length === 1 ? message : `From ${part.fromDay} to before ${part.toDay}: ${message}`,
      );
    }
    parts.push({ ...part, evaluation });
  }
  const months = parts.map(({ evaluation }) => [
    ...namedPolicies(evaluation),
    ...(setting.policies === 'all' ? uniformPolicies(evaluation) : []),
  ]);
  const keys = [...new Set(months.flatMap((ofPart) => ofPart.map(({ key }) => key)))];
  return {
    status: 'priced',
    setting,
    policies: keys.map((key) => overParts({ key, parts, months })),
    ceiling: ceilingOver(parts),
    parts,
  };
}

function overParts({
  key,
  parts,
  months,
}: {
  key: string;
  parts: readonly PricedPart[];
  months: readonly (readonly MonthOfPolicy[])[];
}): PolicyCost {
  const found = months.map((ofPart) => ofPart.find((month) => month.key === key));
  const text = [...new Set(found.flatMap((month) => month?.text ?? []))].join(', later ');
  const lines: SpendLine[] = [];
  let usd = 0;
  let hits = 0;
  let days = 0;
  let name: PolicyName = 'uniform';
  for (const [i, part] of parts.entries()) {
    const month = found[i];
    if (!month) return { status: 'unavailable', key, text, reason: `not on sale from ${part.fromDay} on` };
    if (month.status === 'unavailable') return { status: 'unavailable', key, text, reason: month.reason };
    const months = part.days / DAYS_PER_MEAN_MONTH;
    ({ name } = month);
    usd += month.usdPerMonth * months;
    hits += month.hitRatio * part.days;
    days += part.days;
    lines.push(...month.lines.map((line) => scaledLine({ line, months })));
  }
  return { status: 'priced', key, name, text, usd, hitRatio: days > 0 ? hits / days : 0, lines: mergeLines(lines) };
}

function scaledLine({ line, months }: { line: SpendLine; months: number }): SpendLine {
  return {
    ...line,
    tokens: line.tokens === null ? null : line.tokens * months,
    ...(line.tokenHours !== undefined && { tokenHours: line.tokenHours * months }),
    usd: line.usd * months,
  };
}

function ceilingOver(parts: readonly PricedPart[]): { usd: Usd; hitRatio: Ratio } | null {
  let usd = 0;
  let hits = 0;
  let days = 0;
  for (const part of parts) {
    const ceiling = rungNamed({ ladder: part.evaluation.ladder, rung: 'ceiling' });
    if (ceiling.status !== 'priced') return null;
    usd += (ceiling.usdPerMonth * part.days) / DAYS_PER_MEAN_MONTH;
    hits += ceiling.hitRatio * part.days;
    days += part.days;
  }
  return days > 0 ? { usd, hitRatio: hits / days } : null;
}
