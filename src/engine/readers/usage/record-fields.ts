import type { Tokens, Usd } from '../../../domain/units.ts';
import { LogError, type Fields } from '../json-fields.ts';

/** The first of several fields that is there: neither absent, null nor empty. */
export function firstOf({ fields, names }: { fields: Fields; names: readonly string[] }): unknown {
  for (const name of names) {
    const value = fields[name];
    if (value != null && value !== '') return value;
  }
  return undefined;
}

/** A text, or `undefined` where there is none. Numbers are taken as they are written. */
export function textOf({ fields, names }: { fields: Fields; names: readonly string[] }): string | undefined {
  const value = firstOf({ fields, names });
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A count under the first of several names, as a number or as the text of a CSV's cell; `undefined` where none is there. */
export function countOf({ fields, names }: { fields: Fields; names: readonly string[] }): Tokens | undefined {
  const value = firstOf({ fields, names });
  if (value === undefined) return undefined;
  const count = numberIn(value);
  if (count === null || !Number.isSafeInteger(count) || count < 0)
    throw new LogError(`${presentOf({ fields, names })} is not a whole number, 0 or more`);
  return count;
}

export function neededCountOf({ fields, names }: { fields: Fields; names: readonly string[] }): Tokens {
  const count = countOf({ fields, names });
  if (count === undefined) throw new LogError(`${names[0]} is missing`);
  return count;
}

/** An amount of money; `null` where none is there. */
export function usdOf({ fields, names }: { fields: Fields; names: readonly string[] }): Usd | null {
  const value = firstOf({ fields, names });
  if (value === undefined) return null;
  const usd = numberIn(value);
  if (usd === null || !(usd >= 0)) throw new LogError(`${presentOf({ fields, names })} is not an amount, 0 or more`);
  return usd;
}

/** JSON that stands in a field, as an object or as text. `null` where it is neither an object nor the text of one. */
export function nestedOf({ fields, name }: { fields: Fields; name: string }): Fields | null {
  const value = fields[name];
  if (typeof value !== 'string') return isFields(value) ? value : null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isFields(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/** A number, or the text of one; thousands may be set off by commas, and a currency sign may stand before it. */
function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().replace(/^\$/, '');
  if (PLAIN.test(text)) return Number(text);
  return GROUPED.test(text) ? Number(text.replaceAll(',', '')) : null;
}

function presentOf({ fields, names }: { fields: Fields; names: readonly string[] }): string {
  return names.find((name) => fields[name] != null && fields[name] !== '') ?? names[0] ?? 'a field';
}
