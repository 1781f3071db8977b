import { NVME_RENT } from '../catalog/tiers.ts';
import type { Explanation, Term } from '../domain/explain.ts';
import type { Provenance } from '../domain/fact.ts';
import type { Price, RateSet } from '../domain/offer/rate-card.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import { lineTotals, type SpendLine } from '../domain/spend/lines.ts';
import { contextOfStrategy } from '../domain/spend/price-strategy.ts';
import type { PricedRung, RungName } from '../domain/spend/rung.ts';
import { tasksPerMonth } from '../domain/swarm/swarm.ts';
import { rateOf, type Tokens } from '../domain/units.ts';
import { rungNamed, type OfferGroup, type SpendEvaluation } from './spend.ts';

const NOT_COUNTED = [
  'taxes, credits and minimum charges; modes and discounts other than those set under Buying',
  'requests that fail and are sent again',
  'capacity limits and routing: only time makes a prefix expire here',
];

/** What every figure leaves out, and what these offers' do besides. */
export function notCountedFor(evaluation: SpendEvaluation): readonly string[] {
  const unrenewed = evaluation.groups.flatMap(({ context }) =>
    context.offer.cachePolicy.ttls.filter(({ refreshedByRead }) => !refreshedByRead),
  );
  if (unrenewed.length === 0) return NOT_COUNTED;
  const ids = unrenewed.map(({ id }) => id).join(', ');
  return [
    ...NOT_COUNTED,
    `that reads might renew a cache life (${ids}) although the seller does not say so: here they do not`,
  ];
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  uncachedInput: 'input neither read from nor written to a cache',
  cacheWrite: 'tokens prefilled and written to the cache',
  cacheRead: 'tokens read from the cache',
  pings: 'tokens read by keep-warm pings',
  output: 'tokens decoded',
};

/** A rung as a sum of lines, each with its mean rate and that rate's source; offer by offer where roles use several. */
export function explainRung({
  evaluation,
  rung,
  title,
}: {
  evaluation: SpendEvaluation;
  rung: PricedRung;
  title: string;
}): Explanation {
  const { groups, context } = evaluation;
  return {
    title,
    value: rung.usdPerMonth,
    unit: 'usdPerMonth',
    formula: `Σ tokens × rate ÷ 10⁶${lineTotals({ lines: rung.lines, prefix: 'storage' }).usd > 0 ? ' + kept ÷ 10⁶ × rent' : ''}`,
    terms: [
      { symbol: 'tasks', meaning: 'tasks a month', value: tasksPerMonth(context.swarm), unit: 'count' },
      {
        symbol: 'prompt',
        meaning: 'prompt tokens a month, cached or not',
        value: sumOf({ splits: rung.splits, field: 'promptTokens' }),
        unit: 'tokensPerMonth',
      },
      { symbol: 'hit rate', meaning: 'read ÷ prompt tokens', value: rung.hitRatio, unit: 'ratio' },
      ...groups.flatMap((group) => {
        const terms = groupTerms({ group, rung: rung.rung, asOf: evaluation.asOf });
        if (groups.length === 1) return terms;
        return terms.map((term) => ({ ...term, symbol: `${term.symbol} (${group.context.offer.modelName})` }));
      }),
    ],
    notCounted: notCountedFor(evaluation),
  };
}

/** The lines of one offer's roles. */
function groupTerms({ group, rung: name, asOf }: { group: OfferGroup; rung: RungName; asOf: string }): readonly Term[] {
  const rung = rungNamed({ ladder: group.ladder, rung: name });
  if (rung.status !== 'priced') return [];
  return [
    ...(name === 'best-policy' ? ttlTerms(group) : []),
    ...rung.lines.flatMap((line) =>
      line.tokens === null
        ? rentTerms({ group, line, rung: name })
        : rateTerms({ group, line, tokens: line.tokens, rung: name, asOf }),
    ),
  ];
}

/** A warehouse’s rent is its own; that of stored prefixes is on the seller’s list. */
function rentTerms({ group, line, rung }: { group: OfferGroup; line: SpendLine; rung: RungName }): readonly Term[] {
  const kept: Term = {
    symbol: 'kept',
    meaning: 'token-hours stored a month',
    value: line.tokenHours ?? 0,
    unit: 'tokenHours',
  };
  return [kept, rung === 'warehouse' ? warehouseRent(group) : listedRent({ group, rung })];
}

function warehouseRent({ storage, geometry }: OfferGroup): Term {
  const isStandIn = geometry.origin === 'stand-in';
  const bytes = storage.marginalBytesPerToken.toLocaleString('en-US');
  return {
    symbol: 'rent',
    meaning: storage.isSet
      ? 'set in the scenario'
      : `NVMe rent × ${bytes} B per token of ${geometry.name}${isStandIn ? ', a stand-in: the seller’s own is not public' : ''}`,
    value: storage.usdPerMTokHour,
    unit: 'usdPerMTokHour',
    ...(storage.isSet
      ? {}
      : { provenance: isStandIn && geometry.provenance ? geometry.provenance : NVME_RENT.usdPerByteHour }),
  };
}

function listedRent({ group, rung }: { group: OfferGroup; rung: RungName }): Term {
  const price = listsBehind({ group, rung }).find(({ storage }) => storage?.state === 'priced')?.storage;
  const provenance = provenanceOf(price);
  return {
    symbol: 'rent',
    meaning: 'of stored prefixes, on the seller’s list',
    value: price?.state === 'priced' ? price.perMTok.value : 0,
    unit: 'usdPerMTokHour',
    ...(provenance ? { provenance } : {}),
  };
}

/** The base rates that a rung pays: the best policy may use another of an offer’s caches, each role its own. */
function listsBehind({
  group: { resolved, context, ladder },
  rung,
}: {
  group: OfferGroup;
  rung: RungName;
}): readonly RateSet[] {
  const { best } = ladder;
  if (rung !== 'best-policy' || best.status !== 'priced') return [resolved.period.base];
  const used = best.choices.flatMap(({ strategy }) => contextOfStrategy({ context, strategy })?.period.base ?? []);
  return [...new Set(used)];
}

function rateTerms({
  group,
  line,
  tokens,
  rung,
  asOf,
}: {
  group: OfferGroup;
  line: SpendLine;
  tokens: Tokens;
  rung: RungName;
  asOf: string;
}): readonly Term[] {
  const { period } = group.resolved;
  const [name = '', ttl] = line.class.split(':');
  const provenance =
    ttl === 'kept' || (rung === 'warehouse' && name === 'cacheRead')
      ? warehousePriceProvenance({ group, asOf, of: name === 'cacheRead' ? 'read' : 'write' })
      : oneProvenance(listsBehind({ group, rung }).map((base) => priceOf({ base, name, ttl })));
  const label = `${SYMBOLS[name] ?? name}${ttl ? ` ${ttl}` : ''}`;
  return [
    { symbol: label, meaning: CLASS_WORDS[name] ?? name, value: tokens, unit: 'tokensPerMonth' },
    {
      symbol: `$ ${label}`,
      meaning: `mean rate paid${period.bands.length > 0 ? ', bands chosen request by request' : ''}`,
      value: rateOf({ usd: line.usd, tokens }) ?? 0,
      unit: 'usdPerMTok',
      ...(provenance ? { provenance } : {}),
    },
  ];
}

function priceOf({ base, name, ttl }: { base: RateSet; name: string; ttl: string | undefined }): Price | undefined {
  if (name === 'cacheWrite') return base.cacheWrite[ttl ?? ''];
  const prices: Readonly<Record<string, Price>> = {
    uncachedInput: base.input,
    cacheRead: base.cacheRead,
    pings: base.cacheRead,
    output: base.output,
  };
  return prices[name];
}

/** The source of a rate; none where roles pay several prices, of which the rate is a mean. */
function oneProvenance(prices: readonly (Price | undefined)[]): Provenance | undefined {
  const facts = prices.flatMap((price) => (price?.state === 'priced' ? [price.perMTok] : []));
  const [first, ...others] = facts;
  return others.every((other) => other.value === first?.value) ? first : undefined;
}

function provenanceOf(price: Price | undefined): Provenance | undefined {
  return price?.state === 'priced' ? price.perMTok : undefined;
}

/** No warehouse publishes a price: what is not set in the scenario is taken from the offer, and that is an assumption. */
function warehousePriceProvenance({
  group: { warehouse, resolved },
  asOf,
  of,
}: {
  group: OfferGroup;
  asOf: string;
  of: 'write' | 'read';
}): Provenance | undefined {
  if ((of === 'write' ? warehouse.writeUsdPerMTok : warehouse.readUsdPerMTok) !== null) return undefined;
  const taken = of === 'write' ? 'input' : 'cache read';
  return {
    kind: 'assumed',
    source: `taken to be the offer’s own ${taken} price (${resolved.offer.modelName}, ${resolved.offer.sellerName})`,
    checkedOn: asOf,
  };
}

/** The lives a policy relies on, each once. What is stored lives as long as the buyer keeps it. */
function ttlTerms({ ladder: { best } }: OfferGroup): readonly Term[] {
  if (best.status !== 'priced') return [];
  const ttls = best.choices.flatMap(({ strategy }) =>
    strategy.kind === 'none' || strategy.kind === 'stored'
      ? []
      : strategy.kind === 'mixed'
        ? [strategy.prefixTtl, strategy.ownTtl]
        : [strategy.ttl],
  );
  const keptSeconds = best.choices.flatMap(({ strategy }) =>
    strategy.kind === 'stored' ? [strategy.keptSeconds] : [],
  );
  const stored = [...new Set(keptSeconds)].map((value): Term => ({
    symbol: 'kept for',
    meaning: 'how long the buyer keeps a stored prefix after its last use: the cheapest of those tried',
    value,
    unit: 'seconds',
  }));
  const lives = [...new Map(ttls.map((ttl) => [ttl.id, ttl])).values()].map((ttl): Term => ({
    symbol: `life ${ttl.id === 'auto' ? 'automatic' : ttl.id}`,
    meaning: `how long a prefix is kept after its last use (${ttl.semantics})`,
    value: ttl.seconds.value,
    unit: 'seconds',
    provenance: ttl.seconds,
  }));
  return [...lives, ...stored];
}

const SYMBOLS: Readonly<Record<string, string>> = {
  uncachedInput: 'uncached input',
  cacheWrite: 'cache writes',
  cacheRead: 'cache reads',
  pings: 'pings',
  output: 'output',
};
