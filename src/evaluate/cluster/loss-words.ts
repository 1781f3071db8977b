import type { Seconds, Usd } from '../../domain/units.ts';

/** Amounts as sentences on losses say them. */

export function dollars(usd: Usd): string {
  return usd < 1 ? 'less than $1' : `$${whole(usd)}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** As a sentence says a time. */
export function seconds(value: Seconds): string {
  const of = (amount: number, unit: string): string =>
    `${Number(amount.toPrecision(2)).toLocaleString('en-US')} ${unit}`;
  if (value >= 2 * DAY) return of(value / DAY, 'days');
  if (value >= 2 * HOUR) return of(value / HOUR, 'hours');
  if (value >= 2 * MINUTE) return of(value / MINUTE, 'minutes');
  return value >= 1 ? of(value, 's') : of(value * 1_000, 'ms');
}
