import { formatNumber, formatSeconds } from '../../../format/number.ts';
import { parseNumber } from '../../../format/parse-number.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3_600,
  hour: 3_600,
  hours: 3_600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
};

export const MOST_LIFE_SECONDS = 366 * 86_400;

/** `5 min`, `90`, `1.5 h`, `2d`: what a person types for a time, in seconds. `undefined` for anything else. */
export function parseSeconds(text: string): number | undefined {
  const match = /^\s*([\d.,\s_]+?)\s*([a-z]*)\s*$/i.exec(text);
  if (!match) return undefined;
  const value = parseNumber(match[1] ?? '');
  const unit = UNITS[(match[2] || 's').toLowerCase()];
  return value === undefined || unit === undefined ? undefined : value * unit;
}

/** A text that `parseSeconds` reads back as the same seconds: `5 min` · `90 s` · `1.5 h`. */
export function lifeText(seconds: number): string {
  const short = formatSeconds(seconds);
  return parseSeconds(short) === seconds ? short : `${formatNumber(seconds, 6)} s`;
}

/** The seconds that are meant, or what is wrong. */
export function lifeOf(text: string): { readonly seconds: number } | { readonly error: string } {
  const seconds = parseSeconds(text);
  if (seconds === undefined || seconds < 0 || seconds > MOST_LIFE_SECONDS)
    return {
      error: `Life: ${text.trim() === '' ? 'empty' : `“${text.trim().slice(0, 24)}”`} is not accepted. Enter a time up to 366 d, such as 90 s, 5 min, 1 h or 2 d.`,
    };
  return { seconds };
}
