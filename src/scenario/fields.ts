import * as z from 'zod/mini';
import { describeLimits, type FieldLimits } from '../domain/field-limits.ts';

/** Parts that the schemas of the scenario share. */

/** Half of a surrogate pair is no character, and no address can hold it. */
export const wholeCharacters = z.refine<string>(
  (text) => !/\p{Surrogate}/u.test(text),
  'must consist of whole characters',
);

const TEXT_LENGTH = 120;
export const shortText = z
  .string()
  .check(z.maxLength(TEXT_LENGTH, `must be at most ${TEXT_LENGTH} characters`), wholeCharacters);

/** A number within the limits its input shows. Not NaN, not infinite: JSON has neither, and no figure survives them. */
export function limited(limits: FieldLimits) {
  // Put into words when it is said: a schema has many numbers, and formats for them take longer than all the rest of it.
  const message = { error: () => `must be ${describeLimits(limits)}` };
  return z.number(message).check(
    z.refine((value) => Number.isFinite(value) && value >= limits.min && value <= limits.max, message),
    z.refine((value) => !limits.whole || Number.isInteger(value), message),
  );
}

export function limitedFields<K extends string>(
  table: Readonly<Record<K, FieldLimits>>,
): { [P in K]: ReturnType<typeof limited> } {
  const entries = Object.entries<FieldLimits>(table).map(([key, limits]) => [key, limited(limits)]);
  return Object.fromEntries(entries) as { [P in K]: ReturnType<typeof limited> };
}

/** 2026-02-31 parses, as 3 March; it is not a day. */
function isCalendarDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const isoDate = z
  .string()
  .check(
    z.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text), 'must be a date such as 2026-11-20'),
  );
