import type { RentalKind, RentalPrice } from '../../domain/accelerator.ts';
import type { Fact, FactKind } from '../../domain/fact.ts';
import type { Usd } from '../../domain/units.ts';
import type { Source } from '../sources.ts';
import { sourceOf } from './sources.ts';

/** What an hour of one device costs, by who says so. Dated: a newer price is added, none is overwritten. */

interface Quote {
  readonly low: Usd;
  readonly high: Usd;
  readonly note?: string;
  /** Where the source itself does not know, or stands alone. */
  readonly doubt?: string;
}

function rental({
  kind,
  asOf,
  source,
  quote,
  note,
}: {
  kind: RentalKind;
  asOf: string;
  source: Source;
  quote: Quote;
  note?: string;
}): RentalPrice {
  const factKind: FactKind = quote.doubt === undefined ? 'published' : 'assumed';
  const said = [note, quote.note, quote.doubt].filter((part) => part !== undefined).join(' ');
  const price = (value: Usd): Fact<Usd> => ({
    value,
    kind: factKind,
    source: source.text,
    checkedOn: source.checkedOn,
    ...(said === '' ? {} : { note: said }),
  });
  return { kind, asOf, usdPerHour: { low: price(quote.low), high: price(quote.high) } };
}

function single(usd: Usd): Quote {
  return { low: usd, high: usd };
}

const INFERENCEX_COSTS = sourceOf(
  'SemiAnalysisAI/InferenceX-app@77ca49a packages/app/src/lib/constants.ts (2026-04-03)',
);
const COSTS_AS_OF = '2026-04';

/** Estimates of SemiAnalysis, from a hyperscaler's cost to a neocloud's. */
export function ownership({ doubt, ...range }: { low: Usd; high: Usd; doubt?: string }): RentalPrice {
  return rental({
    kind: 'ownership',
    asOf: COSTS_AS_OF,
    source: INFERENCEX_COSTS,
    quote: { ...range, ...(doubt === undefined ? {} : { doubt }) },
    note: 'Estimated cost of ownership, a hyperscaler’s to a neocloud’s: nobody offers it.',
  });
}

export function threeYears({ usd, doubt }: { usd: Usd; doubt?: string }): RentalPrice {
  return rental({
    kind: 'three-years',
    asOf: COSTS_AS_OF,
    source: INFERENCEX_COSTS,
    quote: { ...single(usd), ...(doubt === undefined ? {} : { doubt }) },
  });
}

/** What clouds listed in May 2026, the cheapest to the dearest. */
export function listedOnDemand(range: { low: Usd; high: Usd }): RentalPrice {
  return rental({
    kind: 'on-demand',
    asOf: '2026-05',
    source: sourceOf('mercatus-ai.com, cloud GPU pricing guide (May 2026)'),
    quote: range,
    note: 'Range of list prices.',
  });
}

export const H100_MEDIAN: RentalPrice = rental({
  kind: 'on-demand',
  asOf: '2026-05',
  source: sourceOf('aimultiple.com/gpu-index (2026-05-20)'),
  quote: single(2.95),
  note: 'Median of list prices.',
});

export const H100_ONE_YEAR: RentalPrice = rental({
  kind: 'one-year',
  asOf: '2026-03',
  source: sourceOf('techreaderdaily.com, citing SemiAnalysis of 2026-04-02'),
  quote: single(2.35),
});

export const H800_LEASE: RentalPrice = rental({
  kind: 'stipulated',
  asOf: '2025-02',
  source: sourceOf('deepseek-ai/open-infra-index, DeepSeek-V3/R1 inference system overview'),
  quote: { ...single(2), doubt: 'What DeepSeek assumed an hour to cost when it published its own day.' },
});

export const H200_LLM_D: RentalPrice = rental({
  kind: 'stipulated',
  asOf: '2026-07',
  source: sourceOf('llm-d blog, serving GLM-5.2 (2026-07-22)'),
  quote: { ...single(2.71), doubt: 'What the article reckoned with; it names no seller.' },
});

export const MI350X_LIST: RentalPrice = rental({
  kind: 'on-demand',
  asOf: '2026',
  source: sourceOf('susiloharjo.web.id, 2026 chip battle'),
  quote: {
    ...single(8.6),
    note: 'A hyperscaler’s list price, second hand.',
    doubt: 'Out of line: four times what the faster MI355X rents for over three years.',
  },
});

export const TPU_V6E_LIST: RentalPrice = rental({
  kind: 'on-demand',
  asOf: '2025-10',
  source: sourceOf('Artificial Analysis on TPU v6e, per chip'),
  quote: single(2.7),
});
