import { lineTotals, type SpendLine } from '../../domain/spend/lines.ts';
import { rateOf, usdOf, type Tokens, type Usd, type UsdPerMTok } from '../../domain/units.ts';
import type { Invoice, InvoiceClass, InvoiceLine } from './invoice.ts';
import { findRate, type RateFinding } from './match-rate.ts';
import type { RateOnSale } from './rates-on-sale.ts';

/** One class of the invoice beside what was expected of it. */
export interface ClassDifference {
  readonly class: InvoiceClass;
  /** `null`: not on the invoice. Of storage, token-hours. */
  readonly tokens: Tokens | null;
  readonly usd: Usd | null;
  readonly expectedTokens: Tokens;
  readonly expectedUsd: Usd;
  /** What is expected for a million; the plain list where nothing is expected, `null` where that has no price. */
  readonly expectedUsdPerMTok: UsdPerMTok | null;
  /** Dollars ÷ tokens of the invoice; `null` without either. */
  readonly impliedUsdPerMTok: UsdPerMTok | null;
  /** More or fewer tokens, at the expected rate; `null` where that cannot be told. */
  readonly tokensUsd: Usd | null;
  /** Another rate, for the tokens of the invoice; `null` where that cannot be told. */
  readonly rateUsd: Usd | null;
  /** What the class explains of the difference between invoice and expectation. */
  readonly differenceUsd: Usd;
  /** `null` where tokens or dollars are missing. */
  readonly rate: RateFinding | null;
}

export interface ClassComparison {
  readonly rows: readonly ClassDifference[];
  /** Invoice less expectation. The rows and the remainder come to it. */
  readonly differenceUsd: Usd;
  /** What no row explains. */
  readonly remainderUsd: Usd;
  /** Expected of classes that are not on the invoice; part of the remainder, with its sign turned. */
  readonly notEnteredUsd: Usd;
  /** The total of the invoice less the dollars of its lines; part of the remainder. Below 0: credits, or a mistake. */
  readonly outsideLinesUsd: Usd;
}

/**
 * Which class explains how much of the difference between an invoice and an expected bill.
 *
 *     by tokens = (tokens − expected tokens) × expected rate        by rate = tokens × (dollars ÷ tokens − expected rate)
 *     remainder = (invoice − expected) − Σ classes
 *
 * Example: 100 million tokens written for $1,000 where 80 million at 6.25 are expected: $125 for 20 million more, and
 * $375 because they cost 10; together $500 more than the expected $500.
 * A class with dollars alone is compared as a whole, one with tokens alone at the expected rate. Keep-warm pings are
 * billed as reads and counted with them.
 */
export function compareClasses({
  invoice: { totalUsd, lines = [] },
  expected,
  rates,
}: {
  invoice: Pick<Invoice, 'totalUsd' | 'lines'>;
  /** Of the period. */
  expected: readonly SpendLine[];
  /** As `ratesOnSale` gives them. */
  rates: readonly RateOnSale[];
}): ClassComparison {
  const rows = lines.map((line) => differenceOf({ line, expected, rates }));
  const expectedUsd = expected.reduce((sum, { usd }) => sum + usd, 0);
  const enteredUsd = rows.reduce((sum, row) => sum + row.expectedUsd, 0);
  const differenceUsd = totalUsd - expectedUsd;
  return {
    rows,
    differenceUsd,
    remainderUsd: differenceUsd - rows.reduce((sum, row) => sum + row.differenceUsd, 0),
    notEnteredUsd: expectedUsd - enteredUsd,
    outsideLinesUsd: totalUsd - rows.reduce((sum, row) => sum + (row.usd ?? row.expectedUsd + row.differenceUsd), 0),
  };
}

function differenceOf({
  line: { class: name, tokens, usd },
  expected,
  rates,
}: {
  line: InvoiceLine;
  expected: readonly SpendLine[];
  rates: readonly RateOnSale[];
}): ClassDifference {
  const of = expectedOf({ name, expected });
  const ofClass = rates.filter((rate) => rate.class === billedClassOf(name));
  const expectedUsdPerMTok = rateOf(of) ?? plainRate({ name, rates: ofClass });
  const hasTokens = tokens !== undefined && name !== 'other';
  const tokensUsd =
    hasTokens && expectedUsdPerMTok !== null
      ? usdOf({ tokens: tokens - of.tokens, usdPerMTok: expectedUsdPerMTok })
      : null;
  const wholeUsd = usd === undefined ? null : usd - of.usd;
  return {
    class: name,
    tokens: hasTokens ? tokens : null,
    usd: usd ?? null,
    expectedTokens: of.tokens,
    expectedUsd: of.usd,
    expectedUsdPerMTok,
    impliedUsdPerMTok: hasTokens && usd !== undefined ? (rateOf({ usd, tokens }) ?? null) : null,
    tokensUsd,
    rateUsd: wholeUsd === null || tokensUsd === null ? null : wholeUsd - tokensUsd,
    differenceUsd: wholeUsd ?? tokensUsd ?? 0,
    rate:
      hasTokens && usd !== undefined
        ? findRate({ tokens, usd, expectedUsdPerMTok, rates: byExpectedLife({ rates: ofClass, expected }) })
        : null,
  };
}

function billedClassOf(name: InvoiceClass): string {
  return name.startsWith('cacheWrite') ? 'cacheWrite' : name;
}

function expectedOf({ name, expected }: { name: InvoiceClass; expected: readonly SpendLine[] }): {
  readonly tokens: Tokens;
  readonly usd: Usd;
} {
  if (name === 'other') return { tokens: 0, usd: 0 };
  if (name === 'input') return lineTotals({ lines: expected, prefix: 'uncachedInput' });
  if (name === 'cacheRead') {
    const reads = lineTotals({ lines: expected, prefix: 'cacheRead' });
    const pings = lineTotals({ lines: expected, prefix: 'pings' });
    return { tokens: reads.tokens + pings.tokens, usd: reads.usd + pings.usd };
  }
  const totals = lineTotals({ lines: expected, prefix: name });
  if (name !== 'storage') return totals;
  const tokenHours = expected.reduce((sum, line) => sum + (line.tokenHours ?? 0), 0);
  return { tokens: tokenHours, usd: totals.usd };
}

/** Of a class of which nothing is expected: what the scenario would pay, had it any. */
function plainRate({ name, rates }: { name: InvoiceClass; rates: readonly RateOnSale[] }): UsdPerMTok | null {
  const ttlId = name.startsWith('cacheWrite:') ? name.slice('cacheWrite:'.length) : null;
  // Rates come nearest to how the scenario buys first.
  return rates.find((rate) => ttlId === null || rate.ttlId === ttlId)?.usdPerMTok ?? null;
}

/** A write for a life that the expected bill has none of is one step further from it. */
function byExpectedLife({
  rates,
  expected,
}: {
  rates: readonly RateOnSale[];
  expected: readonly SpendLine[];
}): readonly RateOnSale[] {
  const isExpected = ({ ttlId }: RateOnSale): boolean =>
    ttlId === null || expected.some((line) => line.class === `cacheWrite:${ttlId}`);
  return rates
    .map((rate) => (isExpected(rate) ? rate : { ...rate, departures: rate.departures + 1 }))
    .toSorted((a, b) => a.departures - b.departures);
}
