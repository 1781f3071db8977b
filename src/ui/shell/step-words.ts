import type { FieldName } from '../../evaluate/compare/field-names.ts';
import { inputDifferences } from '../../evaluate/compare/input-differences.ts';
import type { OfferBook } from '../../evaluate/offer-book.ts';
import { offerNamed } from '../../evaluate/resolve-offer.ts';
import type { NextStep } from '../../state/next-step.ts';
import { formatNumber, formatSeconds } from '../format/number.ts';
import { formatListed } from '../format/money.ts';

/**
 * A step of the history in words, as it was made.
 *
 * Example: Retention 1 d → 1 h. Several inputs at once are named by the first and counted.
 */
export function stepWords({ step, book }: { step: NextStep; book: OfferBook }): string {
  const { before, after } = step;
  const [first, ...others] = inputDifferences([before, after]);
  if (!first || (others.length > 0 && before.name !== after.name)) {
    if (before.name !== after.name) return `“${shortened(before.name)}” → “${shortened(after.name)}”`;
    return first ? `${nameOf(first)} and ${others.length} more` : 'prices of the offers in use';
  }
  if (others.length > 0) return `${nameOf(first)} and ${others.length} more`;
  const [from, to] = first.values.map((value) => {
    if (first.path !== 'offerId' && !/^workload\.roles\.\d+\.offerId$/.test(first.path))
      return valueWords({ value, unit: first.unit });
    return typeof value === 'string'
      ? (offerNamed(value, after, book)?.modelName ?? value)
      : valueWords({ value, unit: '' });
  });
  return from === null || to === null || from === undefined || to === undefined
    ? nameOf(first)
    : `${nameOf(first)} ${from} → ${to}`;
}

/** Sections that are named by their fields already. */
const PLAIN_GROUPS: ReadonlySet<string> = new Set(['Scenario', 'Workload', 'Warehouse', 'Budget', 'Buying']);

function nameOf({ group, label }: FieldName): string {
  return PLAIN_GROUPS.has(group) ? label : `${group}: ${label}`;
}

/** `null` for what has no short form: a list, an object. */
function valueWords({ value, unit }: { value: unknown; unit: string }): string | null {
  if (value === null) return 'unset';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value === '' ? 'empty' : shortened(value);
  if (typeof value !== 'number') return null;
  if (unit === 's') return formatSeconds(value);
  if (unit === 'USD per million tokens') return `$${formatListed({ value, currency: 'USD' })}`;
  return unit === '' ? formatNumber(value, 4) : `${formatNumber(value, 4)} ${unit}`;
}

const LONGEST = 32;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
