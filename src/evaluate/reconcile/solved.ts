import type { Ratio, Usd } from '../../domain/units.ts';

/** How believable a solved figure is. */
export type Plausibility = 'plausible' | 'unusual' | 'implausible';

/** A figure that would make the expected bill the invoice, were nothing else different. */
export type Solved =
  | {
      readonly kind: SolvedKind;
      readonly status: 'solved';
      readonly value: number;
      /** What is expected of the same figure. */
      readonly expected: number;
      readonly plausibility: Plausibility;
      /** What counts as plausible. */
      readonly range: Range;
    }
  | { readonly kind: SolvedKind; readonly status: 'none'; readonly reason: string };

export type SolvedKind = 'volume' | 'tokenizer' | 'discount' | 'hit-rate' | 'retries';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * From where to where a figure needs no further reason, and how far it may go before nobody would believe it. All of it
 * is assumed:
 *
 * - volume: months differ by a quarter in requests; half or twice as many would be noticed.
 * - tokenizer: one maker’s newer models make about 1.3 times the tokens of its older ones, for the same text; as much
 *   again and its inverse bound what is possible.
 * - discount: volume agreements of up to a quarter are common, above 40 % they are rare.
 * - hit rate: relative to the expected one; a cache of limited size takes 96 % down to 78 %, a fifth of it.
 * - retries: up to a twentieth of requests; a fifth would be an outage.
 */
export const RANGES: Readonly<Record<SolvedKind, { readonly plausible: Range; readonly possible: Range }>> = {
  volume: { plausible: { from: 0.8, to: 1.25 }, possible: { from: 0.5, to: 2 } },
  tokenizer: { plausible: { from: 0.75, to: 1.35 }, possible: { from: 0.65, to: 1.6 } },
  discount: { plausible: { from: 0, to: 0.25 }, possible: { from: 0, to: 0.4 } },
  'hit-rate': { plausible: { from: 0.8, to: 1 }, possible: { from: 0.4, to: 1.05 } },
  retries: { plausible: { from: 0, to: 0.05 }, possible: { from: 0, to: 0.2 } },
};

const MOST_DISCOUNT: Ratio = 0.6;

/** What bills are known of the period, in USD. */
export interface KnownBills {
  /** Best policy, as planned. */
  readonly expectedUsd: Usd;
  /** Without any cache; `null` where it has no price. */
  readonly uncachedUsd: Usd | null;
  /** Nothing computed twice; `null` where reads have no price. */
  readonly ceiling: { readonly usd: Usd; readonly hitRatio: Ratio } | null;
}

/**
 * What would have to be true for the invoice to be right, one thing at a time:
 *
 *     volume, tokenizer   invoice ÷ expected
 *     discount            1 − invoice ÷ expected                                  from 0 to 60 %
 *     hit rate            ceiling’s × (uncached − invoice) ÷ (uncached − ceiling)  between the two bills
 *     retries             invoice ÷ expected − 1                                  from 0 to 100 %
 *
 * Example: $1,100 where $1,000 is expected: 1.1 times the work or the tokens, or a tenth of the requests sent twice; with
 * $5,000 uncached and $500 at a ceiling of 96 %, a hit rate of 83.2 % in place of 85.3 %.
 * Such a figure always fits, so it is no explanation. The hit rate is that of a cache without write premiums, and what is
 * expected is read off the same line, which is below the rate that the policy shows. Ignores that other tokenizers move
 * prompts across bands and minimums, and that a request sent again finds its prompt cached: retries are then more.
 */
export function solve({ invoiceUsd, bills }: { invoiceUsd: Usd; bills: KnownBills }): readonly Solved[] {
  const { expectedUsd } = bills;
  if (expectedUsd <= 0)
    return KINDS.map((kind): Solved => ({ kind, status: 'none', reason: 'Nothing is expected to be billed.' }));
  const factor = invoiceUsd / expectedUsd;
  return [
    solved({ kind: 'volume', value: factor, expected: 1 }),
    solved({ kind: 'tokenizer', value: factor, expected: 1 }),
    discountOf(factor),
    hitRatioFor({ invoiceUsd, bills }),
    retriesOf(factor),
  ];
}

const KINDS: readonly SolvedKind[] = ['volume', 'tokenizer', 'discount', 'hit-rate', 'retries'];

function discountOf(factor: number): Solved {
  const none = (reason: string): Solved => ({ kind: 'discount', status: 'none', reason });
  if (factor >= 1) return none('The invoice is not below what is expected.');
  if (factor < 1 - MOST_DISCOUNT) return none('It would be more than 60 %.');
  return solved({ kind: 'discount', value: 1 - factor, expected: 0 });
}

function retriesOf(factor: number): Solved {
  const none = (reason: string): Solved => ({ kind: 'retries', status: 'none', reason });
  if (factor <= 1) return none('The invoice is not above what is expected.');
  if (factor > 2) return none('Every request would have to be sent more than twice.');
  return solved({ kind: 'retries', value: factor - 1, expected: 0 });
}

function hitRatioFor({
  invoiceUsd,
  bills: { expectedUsd, uncachedUsd, ceiling },
}: {
  invoiceUsd: Usd;
  bills: KnownBills;
}): Solved {
  const none = (reason: string): Solved => ({ kind: 'hit-rate', status: 'none', reason });
  if (uncachedUsd === null || ceiling === null) return none('Cached tokens have no price here.');
  if (uncachedUsd <= ceiling.usd) return none('Reading from a cache saves nothing here.');
  if (invoiceUsd > uncachedUsd) return none('The invoice is above the bill without any cache.');
  if (invoiceUsd < ceiling.usd) return none('The invoice is below the bill that computes nothing twice.');
  const ratioAt = (usd: Usd): Ratio => (ceiling.hitRatio * (uncachedUsd - usd)) / (uncachedUsd - ceiling.usd);
  return solved({ kind: 'hit-rate', value: ratioAt(invoiceUsd), expected: ratioAt(expectedUsd) });
}

/** Hit rates are judged relative to what is expected. */
function solved({ kind, value, expected }: { kind: SolvedKind; value: number; expected: number }): Solved {
  const scale = kind === 'hit-rate' ? expected : 1;
  const within = ({ from, to }: Range): boolean => value >= from * scale && value <= to * scale;
  const { plausible, possible } = RANGES[kind];
  return {
    kind,
    status: 'solved',
    value,
    expected,
    plausibility: within(plausible) ? 'plausible' : within(possible) ? 'unusual' : 'implausible',
    range: { from: plausible.from * scale, to: plausible.to * scale },
  };
}
