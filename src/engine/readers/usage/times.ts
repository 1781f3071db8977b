import { SECONDS_PER_DAY, type Seconds } from '../../../domain/units.ts';
import { LogError } from '../json-fields.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const NUMBER = /^\d+(?:\.\d+)?$/;
const MILLISECONDS_PER_SECOND = 1_000;
/** Above these a count since 1970 is no longer one of seconds, of milliseconds, of microseconds: each is the year 5138. */
const UNIT_BOUNDS = [
  { below: 1e11, perSecond: 1 },
  { below: 1e14, perSecond: 1e3 },
  { below: 1e17, perSecond: 1e6 },
  { below: 1e20, perSecond: 1e9 },
];

/**
 * Seconds since 1970 of a time as logs write it: ISO 8601 with any number of decimals, a blank for the T, a date or an
 * hour alone, or a number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
 * A time without a zone is taken for UTC, whatever zone the reader's machine is in.
 *
 * Example: `2026-02-06 18:54:30.040` is 1,770,404,070.04. Errors: a `LogError` that names the field. Ignores other
 * orders of day and month, which cannot be told apart.
 */
export function secondsOf({ value, name }: { value: unknown; name: string }): Seconds {
  const seconds = typeof value === 'string' ? ofText(value.trim()) : typeof value === 'number' ? ofNumber(value) : null;
  if (seconds === null) throw new LogError(`${name} is ${value == null ? 'missing' : 'not a time'}`);
  return seconds;
}

/** As `secondsOf`, and `null` for a field that is absent, null or empty. */
export function secondsOrNull({ value, name }: { value: unknown; name: string }): Seconds | null {
  return value == null || value === '' ? null : secondsOf({ value, name });
}

/** The UTC day of a time. Example: 1,770,404,070.04 s is `2026-02-06`. */
export function dayOfSeconds(seconds: Seconds): string {
  return new Date(Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY * MILLISECONDS_PER_SECOND)
    .toISOString()
    .slice(0, 10);
}

function ofNumber(value: number): Seconds | null {
  if (!(value >= 0)) return null;
  const unit = UNIT_BOUNDS.find(({ below }) => value < below);
  return unit ? value / unit.perSecond : null;
}

function ofText(text: string): Seconds | null {
  if (NUMBER.test(text)) return ofNumber(Number(text));
  const parts = ISO.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', decimals = '', zone = 'Z'] = parts;
  const numbers = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = numbers;
  if (h > 24 || min > 59 || s > 60) return null;
  const midnight = new Date(Date.UTC(y, m - 1, d));
  // A 31st of February rolls over into March.
  if (midnight.getUTCMonth() !== m - 1 || midnight.getUTCDate() !== d) return null;
  const whole = midnight.getTime() / MILLISECONDS_PER_SECOND + h * 3_600 + min * 60 + s;
  return whole - zoneSeconds(zone) + (decimals === '' ? 0 : Number(`0.${decimals}`));
}

function zoneSeconds(zone: string): Seconds {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!parts) return 0;
  const [, sign, hours, minutes = '0'] = parts;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
