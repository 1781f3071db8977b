import type { Explanation, Term } from '../../domain/explain.ts';
import type { Provenance } from '../../domain/fact.ts';
import type { Price, RateSet } from '../../domain/offer/rate-card.ts';
import { boughtInMode } from '../../domain/offer/strategy.ts';
import type { SpendLine } from '../../domain/spend/lines.ts';
import { rateOf } from '../../domain/units.ts';
import { sumOver, type LogFigures } from './log-figures.ts';
import type { PricedTraceBill } from './trace-bills.ts';

const NOT_COUNTED = [
  'taxes, credits and minimum charges; modes and discounts other than those set under Buying',
  'capacity limits and routing: only time makes a prefix expire here',
  'marks on shared prefixes alone, two lives at once and stored prefixes: a log does not tell which part of a prompt is shared',
  'prompts long enough to be cached that begin with what was too short before',
  'the token or two that a ping must decode',
];

/** A bill of a log opened up: its lines, each with the mean rate paid and that rate's source. */
export function explainTraceBill({ bill, report }: { bill: PricedTraceBill; report: LogFigures }): Explanation {
  const { reuse } = report;
  return {
    title: `This log, for its own time and not a month, at ${bill.offer.modelName}: ${bill.policy}`,
    value: bill.usd,
    unit: 'usd',
    formula: 'Σ tokens × rate ÷ 10⁶',
    terms: [
      {
        symbol: 'requests',
        meaning: 'requests of the log',
        value: sumOver(reuse.buckets.map(({ requests }) => requests)),
        unit: 'count',
      },
      {
        symbol: 'prompt',
        meaning: 'prompt tokens of the log, cached or not',
        value: sumOver(reuse.buckets.map(({ promptTokens }) => promptTokens)),
        unit: 'tokens',
      },
      ...factorTerms(bill),
      { symbol: 'hit rate', meaning: 'read ÷ prompt tokens', value: bill.hitRatio, unit: 'ratio' },
      ...lifeTerms(bill),
      ...bill.lines.flatMap((line) => lineTerms({ bill, line })),
    ],
    notCounted: [...bill.notes, ...NOT_COUNTED],
  };
}

function factorTerms({ offer: { tokenizerFactor } }: PricedTraceBill): readonly Term[] {
  if (tokenizerFactor.value === 1) return [];
  return [
    {
      symbol: 'factor',
      meaning: 'this model’s tokens for one of the log’s',
      value: tokenizerFactor.value,
      unit: 'ratio',
      provenance: tokenizerFactor,
    },
  ];
}

function lifeTerms({ strategy, pings }: PricedTraceBill): readonly Term[] {
  if (strategy.kind !== 'single' && strategy.kind !== 'shared') return [];
  const { id, seconds, semantics } = strategy.ttl;
  return [
    {
      symbol: `life ${id === 'auto' ? 'automatic' : id}`,
      meaning: `how long a prefix is kept after its last use (${semantics})`,
      value: seconds.value,
      unit: 'seconds',
      provenance: seconds,
    },
    ...(pings > 0
      ? [{ symbol: 'pings', meaning: 'behind every request, at most', value: pings, unit: 'count' } as const]
      : []),
  ];
}

const WORDS: Readonly<Record<string, { readonly symbol: string; readonly meaning: string }>> = {
  uncachedInput: { symbol: 'uncached input', meaning: 'input neither read from nor written to a cache' },
  cacheWrite: { symbol: 'cache writes', meaning: 'tokens prefilled and written to the cache' },
  cacheRead: { symbol: 'cache reads', meaning: 'tokens read from the cache' },
  pings: { symbol: 'pinged', meaning: 'tokens read by keep-warm pings' },
  output: { symbol: 'output', meaning: 'tokens decoded' },
};

function lineTerms({ bill, line }: { bill: PricedTraceBill; line: SpendLine }): readonly Term[] {
  const [name = '', ttl] = line.class.split(':');
  const { symbol = name, meaning = name } = WORDS[name] ?? {};
  const label = ttl === undefined || ttl === 'auto' ? symbol : `${symbol} ${ttl}`;
  const tokens = line.tokens ?? 0;
  const provenance = provenanceOf({ bill, name, ttl });
  return [
    { symbol: label, meaning, value: tokens, unit: 'tokens' },
    {
      symbol: `$ ${label}`,
      meaning: `mean rate paid${bill.resolved.period.bands.length > 0 ? ', bands chosen request by request' : ''}`,
      value: rateOf({ usd: line.usd, tokens }) ?? 0,
      unit: 'usdPerMTok',
      ...(provenance ? { provenance } : {}),
    },
  ];
}

function provenanceOf({
  bill: { strategy, resolved },
  name,
  ttl,
}: {
  bill: PricedTraceBill;
  name: string;
  ttl: string | undefined;
}): Provenance | undefined {
  const { offer, period } = resolved;
  const cacheModeId = strategy.kind === 'none' ? undefined : strategy.cacheModeId;
  const base = (cacheModeId === undefined ? period : (boughtInMode({ offer, period, cacheModeId })?.period ?? period))
    .base;
  const price = priceOf({ base, name, ttl });
  return price?.state === 'priced' ? price.perMTok : undefined;
}

function priceOf({ base, name, ttl }: { base: RateSet; name: string; ttl: string | undefined }): Price | undefined {
  if (name === 'cacheWrite') return base.cacheWrite[ttl ?? ''];
  if (name === 'output') return base.output;
  return name === 'uncachedInput' ? base.input : base.cacheRead;
}
