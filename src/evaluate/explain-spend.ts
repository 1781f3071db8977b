import type { Explanation, Term } from '../domain/explain.ts';
import type { Provenance } from '../domain/fact.ts';
import type { Price } from '../domain/offer/rate-card.ts';
import { NVME_RENT } from '../catalog/tiers.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import { lineTotals } from '../domain/spend/lines.ts';
import type { PricedRung } from '../domain/spend/rung.ts';
import type { SavingPart } from '../domain/spend/saving.ts';
import { tasksPerMonth } from '../domain/swarm/swarm.ts';
import { rateOf } from '../domain/units.ts';
import type { SpendEvaluation } from './spend.ts';

/** Headline figures opened up: formula, numbers, sources, and what is not counted. */
export interface SpendExplanations {
  readonly without: Explanation;
  readonly with: Explanation | null;
  readonly saving: Explanation | null;
}

/** The part of a saving or loss that weighs most in its own direction. */
export interface DominantReason {
  readonly part: SavingPart['part'];
  readonly usd: number;
  readonly isLoss: boolean;
  /** The two sides are within a thousandth of each other: less than any input is known to. */
  readonly isEven: boolean;
  /** The part alone is more than half of what is saved or lost. */
  readonly isMostOfIt: boolean;
  /** A loss only because of rent reckoned from a stand-in's geometry. */
  readonly restsOnStandIn: boolean;
  /** Share of prompt tokens that the best policy misses and the warehouse does not. */
  readonly savedMissRatio: number;
}

const NOT_COUNTED = [
  'taxes, discounts and commitments; batch, flex and fast modes',
  'requests that fail and are sent again',
  'capacity limits and routing: only time makes a prefix expire here',
];

/** What every figure leaves out, and what this offer's does besides. */
function notCountedFor(evaluation: SpendEvaluation): readonly string[] {
  const unrenewed = evaluation.context.offer.cachePolicy.ttls.filter(({ refreshedByRead }) => !refreshedByRead);
  if (unrenewed.length === 0) return NOT_COUNTED;
  const ids = unrenewed.map(({ id }) => id).join(', ');
  return [...NOT_COUNTED, `that the seller does not say whether reads renew its cache life (${ids}): here they do`];
}

export function explainSpend(evaluation: SpendEvaluation): SpendExplanations {
  const { without, with: kept, saving } = evaluation;
  return {
    without: explainRung({ evaluation, rung: without, title: `Without warehousing: ${without.policy}` }),
    with: kept.status === 'priced' ? explainRung({ evaluation, rung: kept, title: 'With a token warehouse' }) : null,
    saving: saving && {
      title: 'What the warehouse saves',
      value: saving.totalUsd,
      unit: 'usdPerMonth',
      formula: 'retention + premium + read price + storage + pings',
      terms: saving.parts.map(({ part, usd }): Term => ({
        symbol: SAVING_SYMBOLS[part],
        meaning: SAVING_MEANINGS[part],
        value: usd,
        unit: 'usdPerMonth',
      })),
      notCounted: notCountedFor(evaluation),
    },
  };
}

const SAVING_SYMBOLS: Record<SavingPart['part'], string> = {
  retention: 'retention',
  premium: 'premium',
  readPrice: 'read price',
  storage: 'storage',
  pings: 'pings',
};

const SAVING_MEANINGS: Record<SavingPart['part'], string> = {
  retention: 'fewer tokens prefilled again, at the write price held at the best policy’s',
  premium: 'the best policy’s write price less the warehouse’s, on every token the warehouse writes',
  readPrice: 'the difference between the seller’s read price and the warehouse’s',
  storage: 'rent for the tokens kept (negative: it costs)',
  pings: 'keep-warm pings no longer sent',
};

const CLASS_WORDS: Readonly<Record<string, string>> = {
  uncachedInput: 'input neither read from nor written to a cache',
  cacheWrite: 'tokens prefilled and written to the cache',
  cacheRead: 'tokens read from the cache',
  pings: 'tokens read by keep-warm pings',
  output: 'tokens decoded',
};

function explainRung({
  evaluation,
  rung,
  title,
}: {
  evaluation: SpendEvaluation;
  rung: PricedRung;
  title: string;
}): Explanation {
  const { context, resolved, storage, geometry } = evaluation;
  const { base } = resolved.period;
  const prices = {
    uncachedInput: base.input,
    cacheRead: base.cacheRead,
    pings: base.cacheRead,
    output: base.output,
  } as const;
  const isWarehouse = rung.rung === 'warehouse';
  const terms: Term[] = [
    { symbol: 'tasks', meaning: 'tasks a month', value: tasksPerMonth(context.swarm), unit: 'count' },
    {
      symbol: 'prompt',
      meaning: 'prompt tokens a month, cached or not',
      value: sumOf({ splits: rung.splits, field: 'promptTokens' }),
      unit: 'tokensPerMonth',
    },
    { symbol: 'hit rate', meaning: 'read ÷ prompt tokens', value: rung.hitRatio, unit: 'ratio' },
  ];
  if (rung.rung === 'best-policy') terms.push(...ttlTerms(evaluation));
  for (const line of rung.lines) {
    const [name = '', ttl] = line.class.split(':');
    if (line.tokens === null) {
      terms.push({
        symbol: 'kept',
        meaning: 'token-hours stored a month',
        value: line.tokenHours ?? 0,
        unit: 'tokenHours',
      });
      terms.push({
        symbol: 'rent',
        meaning: storage.isSet
          ? 'set in the scenario'
          : `NVMe rent × ${storage.marginalBytesPerToken.toLocaleString('en-US')} B per token of ${geometry.name}${geometry.origin === 'stand-in' ? ', a stand-in: the seller’s own is not public' : ''}`,
        value: storage.usdPerMTokHour,
        unit: 'usdPerMTokHour',
        ...(storage.isSet
          ? {}
          : {
              provenance:
                geometry.origin === 'stand-in' && geometry.provenance ? geometry.provenance : NVME_RENT.usdPerByteHour,
            }),
      });
      continue;
    }
    const provenance =
      ttl === 'kept' || (isWarehouse && name === 'cacheRead')
        ? warehousePriceProvenance({ evaluation, of: name === 'cacheRead' ? 'read' : 'write' })
        : provenanceOf(name === 'cacheWrite' ? base.cacheWrite[ttl ?? ''] : prices[name as keyof typeof prices]);
    const label = `${SYMBOLS[name] ?? name}${ttl ? ` ${ttl}` : ''}`;
    terms.push({ symbol: label, meaning: CLASS_WORDS[name] ?? name, value: line.tokens, unit: 'tokensPerMonth' });
    terms.push({
      symbol: `$ ${label}`,
      meaning: `mean rate paid${resolved.period.bands.length > 0 ? ', bands chosen request by request' : ''}`,
      value: rateOf({ usd: line.usd, tokens: line.tokens }) ?? 0,
      unit: 'usdPerMTok',
      ...(provenance ? { provenance } : {}),
    });
  }
  return {
    title,
    value: rung.usdPerMonth,
    unit: 'usdPerMonth',
    formula: `Σ tokens × rate ÷ 10⁶${lineTotals({ lines: rung.lines, prefix: 'storage' }).usd > 0 ? ' + kept ÷ 10⁶ × rent' : ''}`,
    terms,
    notCounted: notCountedFor(evaluation),
  };
}

function provenanceOf(price: Price | undefined): Provenance | undefined {
  return price?.state === 'priced' ? price.usdPerMTok : undefined;
}

/** No warehouse publishes a price: what is not set in the scenario is taken from the offer, and that is an assumption. */
function warehousePriceProvenance({
  evaluation,
  of,
}: {
  evaluation: SpendEvaluation;
  of: 'write' | 'read';
}): Provenance | undefined {
  const { warehouse, resolved, asOf } = evaluation;
  if ((of === 'write' ? warehouse.writeUsdPerMTok : warehouse.readUsdPerMTok) !== null) return undefined;
  const taken = of === 'write' ? 'input' : 'cache read';
  return {
    kind: 'assumed',
    source: `taken to be the offer’s own ${taken} price (${resolved.offer.modelName}, ${resolved.offer.sellerName})`,
    checkedOn: asOf,
  };
}

/** The lives a policy relies on, each once. */
function ttlTerms(evaluation: SpendEvaluation): readonly Term[] {
  const { best } = evaluation.ladder;
  if (best.status !== 'priced') return [];
  const ttls = best.choices.flatMap(({ strategy }) =>
    strategy.kind === 'none' ? [] : strategy.kind === 'mixed' ? [strategy.prefixTtl, strategy.ownTtl] : [strategy.ttl],
  );
  return [...new Map(ttls.map((ttl) => [ttl.id, ttl])).values()].map((ttl) => ({
    symbol: `life ${ttl.id === 'auto' ? 'automatic' : ttl.id}`,
    meaning: `how long a prefix is kept after its last use (${ttl.semantics})`,
    value: ttl.seconds.value,
    unit: 'seconds',
    provenance: ttl.seconds,
  }));
}

const SYMBOLS: Readonly<Record<string, string>> = {
  uncachedInput: 'uncached input',
  cacheWrite: 'cache writes',
  cacheRead: 'cache reads',
  pings: 'pings',
  output: 'output',
};

const EVEN_RATIO = 0.001;

/** The one reason a reader should remember; `null` where nothing is compared or nothing differs. */
export function dominantReason(evaluation: SpendEvaluation): DominantReason | null {
  const { saving, without, with: kept } = evaluation;
  if (saving === null || kept.status !== 'priced' || saving.totalUsd === 0) return null;
  const isLoss = saving.totalUsd < 0;
  const strongest = saving.parts.reduce((most, part) =>
    (isLoss ? part.usd < most.usd : part.usd > most.usd) ? part : most,
  );
  const rentUsd = -(saving.parts.find(({ part }) => part === 'storage')?.usd ?? 0);
  return {
    part: strongest.part,
    usd: strongest.usd,
    isLoss,
    isEven: Math.abs(saving.totalUsd) < EVEN_RATIO * without.usdPerMonth,
    isMostOfIt: Math.abs(strongest.usd) > Math.abs(saving.totalUsd) / 2,
    restsOnStandIn:
      isLoss && evaluation.geometry.origin === 'stand-in' && !evaluation.storage.isSet && saving.totalUsd + rentUsd > 0,
    savedMissRatio: kept.hitRatio - without.hitRatio,
  };
}
