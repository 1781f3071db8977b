import { BASE64URL } from './packing.ts';

/**
 * A column of prices as digits of base 64 that need no separators: `*22` for two decimals and two digits each, then 4.37 as the digits
 * of 437. Half as long once packed as the same column in decimals.
 */

/** A number, no price, or whatever stands there anyway. */
export type DenseCell = number | null | 'in-place';

const MARK = '*';
const MOST_DECIMALS = 6;
const MOST_DIGITS = 5;
const IN_PLACE = 0;
const NO_PRICE = 1;
const FIRST_NUMBER = 2;

export function isDense(text: string): boolean {
  return text.startsWith(MARK);
}

/** `undefined` where a number has more decimals than this holds, or is too large or below 0. */
export function denseText(cells: readonly DenseCell[]): string | undefined {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, places) => places).find((places) =>
    numbers.every((value) => value >= 0 && Math.round(value * 10 ** places) / 10 ** places === value),
  );
  if (decimals === undefined) return undefined;
  const codes = cells.map((cell) => {
    if (cell === 'in-place') return IN_PLACE;
    return cell === null ? NO_PRICE : Math.round(cell * 10 ** decimals) + FIRST_NUMBER;
  });
  const largest = codes.reduce((most, code) => Math.max(most, code), 0);
  const digits = Array.from({ length: MOST_DIGITS }, (_, place) => place + 1).find((count) => largest < 64 ** count);
  if (digits === undefined) return undefined;
  return `${MARK}${decimals}${digits}${codes.map((code) => digitsOf({ code, digits })).join('')}`;
}

function digitsOf({ code, digits }: { code: number; digits: number }): string {
  return Array.from(
    { length: digits },
    (_, place) => BASE64URL[Math.floor(code / 64 ** (digits - 1 - place)) % 64],
  ).join('');
}

/** What `denseText` wrote; `undefined` where it is something else, or not of that many cells. */
export function fromDenseText({ text, count }: { text: string; count: number }): readonly DenseCell[] | undefined {
  const [, places = '', width = '', symbols = ''] = /^\*([0-6])([1-5])([\w-]*)$/.exec(text) ?? [];
  const digits = Number(width);
  if (width === '' || symbols.length !== count * digits) return undefined;
  return Array.from({ length: count }, (_, index): DenseCell => {
    const code = Array.from(symbols.slice(index * digits, (index + 1) * digits)).reduce(
      (sum, symbol) => sum * 64 + BASE64URL.indexOf(symbol),
      0,
    );
    if (code === IN_PLACE) return 'in-place';
    return code === NO_PRICE ? null : (code - FIRST_NUMBER) / 10 ** Number(places);
  });
}
