import { usdOf, type Tokens, type Usd } from '../units.ts';
import type { Rate } from '../offer/rate-card.ts';

/** What a dollar is paid for. Token classes are disjoint; pings and storage stand beside the prompt's tokens. */
export type SpendClass = 'uncachedInput' | `cacheWrite:${string}` | 'cacheRead' | 'pings' | 'storage' | 'output';

/** One line of an expected monthly bill. */
export interface SpendLine {
  readonly class: SpendClass;
  /** Tokens of the class in a month; `null` for storage, which is not counted in tokens. */
  readonly tokens: Tokens | null;
  /** Token-hours kept; on the storage line only. */
  readonly tokenHours?: number;
  readonly usd: Usd;
}

/** Adds charges up by class and remembers which price was missing for tokens that needed one. */
export interface Tally {
  charge(charge: { class: SpendClass; tokens: Tokens; rate: Rate }): void;
  /** Lines that came to something, in the order in which bills are read. */
  lines(): readonly SpendLine[];
  /** Why the sum is not a price; empty when every token had one. */
  missing(): readonly string[];
}

const ORDER: readonly string[] = ['uncachedInput', 'cacheWrite', 'cacheRead', 'pings', 'storage', 'output'];

export function orderOfClass(spendClass: SpendClass): number {
  const colon = spendClass.indexOf(':');
  return ORDER.indexOf(colon < 0 ? spendClass : spendClass.slice(0, colon));
}

/** Zero tokens cost nothing and need no price; tokens without a price make the whole sum unknown, never cheaper. */
export function createTally(): Tally {
  const byClass = new Map<SpendClass, { tokens: Tokens; usd: Usd }>();
  const missing = new Set<string>();
  return {
    charge({ class: spendClass, tokens, rate }) {
      if (tokens <= 0) return;
      if ('missing' in rate) {
        missing.add(rate.missing);
        return;
      }
      const line = byClass.get(spendClass) ?? { tokens: 0, usd: 0 };
      line.tokens += tokens;
      line.usd += usdOf({ tokens, usdPerMTok: rate.usdPerMTok });
      byClass.set(spendClass, line);
    },
    lines: () =>
      [...byClass].map(([spendClass, { tokens, usd }]) => ({ class: spendClass, tokens, usd })).sort(byOrderOfBills),
    missing: () => [...missing],
  };
}

/** Lines of the same class added up, in the order in which bills are read. */
export function mergeLines(lines: readonly SpendLine[]): readonly SpendLine[] {
  const byClass = new Map<SpendClass, SpendLine>();
  for (const line of lines) {
    const known = byClass.get(line.class);
    byClass.set(
      line.class,
      known
        ? {
            ...known,
            tokens: known.tokens === null || line.tokens === null ? null : known.tokens + line.tokens,
            ...(known.tokenHours === undefined ? {} : { tokenHours: known.tokenHours + (line.tokenHours ?? 0) }),
            usd: known.usd + line.usd,
          }
        : line,
    );
  }
  return [...byClass.values()].sort(byOrderOfBills);
}

function byOrderOfBills(a: SpendLine, b: SpendLine): number {
  return orderOfClass(a.class) - orderOfClass(b.class) || (a.class < b.class ? -1 : 1);
}

export function totalUsd(lines: readonly SpendLine[]): Usd {
  return lines.reduce((sum, line) => sum + line.usd, 0);
}

/** Tokens and dollars of all lines of a class; `cacheWrite` takes every TTL together. */
export function lineTotals({ lines, prefix }: { lines: readonly SpendLine[]; prefix: string }): {
  tokens: Tokens;
  usd: Usd;
} {
  return lines
    .filter((line) => line.class === prefix || line.class.startsWith(`${prefix}:`))
    .reduce((sum, line) => ({ tokens: sum.tokens + (line.tokens ?? 0), usd: sum.usd + line.usd }), {
      tokens: 0,
      usd: 0,
    });
}
