import { marked } from './exact.ts';
import { formatter } from './locale.ts';

/** What amounts are shown in. The core counts in US dollars; here they become what the visitor reads. */
export interface ShownMoney {
  /** ISO 4217: `EUR`. */
  readonly currency: string;
  /** What one US dollar comes to in it: 0.92 of a euro. */
  readonly unitsPerUsd: number;
}

const DOLLARS: ShownMoney = { currency: 'USD', unitsPerUsd: 1 };

/**
 * Like the locale, one for the whole page: set where the app starts and followed from there, and by nobody else. Whoever wants
 * another for a moment, a test say, has `withMoney`, which leaves it as it was.
 */
let shown = DOLLARS;

export function shownMoney(): ShownMoney {
  return shown;
}

/** For the app's start alone. `null` is dollars. */
export function showMoneyIn(money: ShownMoney | null): void {
  shown = money ?? DOLLARS;
}

/** Runs something that formats amounts, with them in this currency. */
export function withMoney<T>(money: ShownMoney, run: () => T): T {
  const before = shown;
  shown = money;
  try {
    return run();
  } finally {
    shown = before;
  }
}

/** For heads of columns: `$` · `€` · `CHF`. */
export function moneySign(): string {
  return prefixOf(shown.currency).trimEnd();
}

/** In sentences: `US dollars` · `EUR`. */
export function moneyName(): string {
  return shown.currency === 'USD' ? 'US dollars' : shown.currency;
}

interface Shape {
  /** Before the digits: `$`, `CHF `. */
  readonly prefix: string;
  /** Decimals of its smallest coin: 2 for cents, 0 for yen. */
  readonly decimals: number;
}
const shapes = new Map<string, Shape>();

function shapeOf(currency: string): Shape {
  let shape = shapes.get(currency);
  if (!shape) {
    const format = formatter({ style: 'currency', currency });
    const parts = format.formatToParts(1);
    shape = {
      prefix: parts
        .slice(
          0,
          parts.findIndex(({ type }) => type === 'integer'),
        )
        .map(({ value }) => value)
        .join(''),
      decimals: format.resolvedOptions().maximumFractionDigits ?? 2,
    };
    shapes.set(currency, shape);
  }
  return shape;
}

function prefixOf(currency: string): string {
  return shapeOf(currency).prefix;
}

/** An amount with all its digits kept for files, and the text of it in the currency shown. */
function money({ usd, text }: { usd: number; text: (amount: number, shape: Shape) => string }): string {
  const { currency, unitsPerUsd } = shown;
  const amount = usd * unitsPerUsd;
  return marked({ value: amount, unit: currency, text: () => text(amount, shapeOf(currency)) });
}

/** A sum: $412,300 · €1.24 · −¥70. Four significant digits, and whole units from 100 on. */
export function formatUsd(usd: number): string {
  return money({ usd, text: sumText });
}

function sumText(amount: number, { prefix, decimals }: Shape): string {
  const sign = amount < 0 ? '−' : '';
  const size = Math.abs(amount);
  if (size === 0) return `${prefix}0`;
  if (size >= 100_000)
    return `${sign}${prefix}${formatter({ maximumSignificantDigits: 4, maximumFractionDigits: 0 }).format(size)}`;
  if (size >= 100) return `${sign}${prefix}${formatter({ maximumFractionDigits: 0 }).format(size)}`;
  if (size >= 1)
    return `${sign}${prefix}${formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(size)}`;
  const coin = 10 ** -decimals;
  // Below its smallest coin a sum of money is only known to be small.
  if (size < coin) return `${sign}<${prefix}${formatter({ maximumFractionDigits: decimals }).format(coin)}`;
  return `${sign}${prefix}${formatter({ minimumFractionDigits: decimals, maximumFractionDigits: size < coin * 10 ? decimals + 1 : decimals }).format(size)}`;
}

/** A sum to the unit however large, and to the smallest coin below 100: for sums that are added up by whoever reads them. */
export function formatUsdToTheUnit(usd: number): string {
  return money({
    usd,
    text: (amount, { prefix, decimals }) => {
      const size = Math.abs(amount);
      const text = formatter({ maximumFractionDigits: size < 100 ? decimals : 0 }).format(size);
      return `${amount < 0 && text !== '0' ? '−' : ''}${prefix}${text}`;
    },
  });
}

/** A price without its sign: 4.00 · 0.025 · 0.0036. In dollars with the digits it was published with, never rounded to nothing. */
export function formatRate(usd: number): string {
  return money({ usd, text: rateText });
}

/** A price with its sign: $4.00 · €3.68. */
export function formatPrice(usd: number): string {
  return money({ usd, text: (amount, shape) => `${shape.prefix}${rateText(amount, shape)}` });
}

/** A figure of a price list in the list's own currency, whatever amounts are shown in. */
export function formatListed({ value, currency }: { value: number; currency: string }): string {
  return marked({ value, unit: currency, text: () => publishedText(value) });
}

function rateText(amount: number, { decimals }: Shape): string {
  if (shown.unitsPerUsd === 1) return publishedText(amount);
  // A rate of exchange has no more digits than this.
  const rounded = Number(amount.toPrecision(4));
  if (rounded !== 0 && Math.abs(rounded) < 0.1)
    return formatter({ minimumFractionDigits: decimals, maximumSignificantDigits: 3 }).format(rounded);
  return formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals + 2 }).format(rounded);
}

function publishedText(amount: number): string {
  if (amount !== 0 && amount < 0.1)
    return formatter({ minimumFractionDigits: 2, maximumSignificantDigits: 3 }).format(amount);
  return formatter({ minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(amount);
}

/** A price that is worked out, not published: $0.0107, to so many digits. */
export function formatPriceTo({ usd, digits }: { usd: number; digits: number }): string {
  return money({
    usd,
    text: (amount, { prefix }) => `${prefix}${formatter({ maximumSignificantDigits: digits }).format(amount)}`,
  });
}

const LARGE = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** For axes: $10K · €1.5M. */
export function formatUsdShort(usd: number): string {
  return money({
    usd,
    text: (amount, { prefix }) => {
      const size = Math.abs(amount);
      const [unit, letter] = LARGE.find(([limit]) => size >= limit) ?? [1, ''];
      return `${amount < 0 ? '−' : ''}${prefix}${formatter({ maximumSignificantDigits: 3 }).format(size / unit)}${letter}`;
    },
  });
}
