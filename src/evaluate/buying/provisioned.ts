import { lineTotals, type SpendLine } from '../../domain/spend/lines.ts';
import { rateOf, SECONDS_PER_HOUR, type Ratio, type Tokens, type Usd, type UsdPerMTok } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';

export type ProvisionedTerms = NonNullable<Scenario['purchase']['provisioned']>;

/** Some work on rented capacity: of one offer, or of several added up. */
export interface Capacity {
  /** Work of a month in tokens of plain input. */
  readonly equivalentTokens: Tokens;
  /** In tokens of plain input. */
  readonly peakTokensPerSecond: number;
  readonly units: number;
  readonly capacityUsd: Usd;
  /** Rent of stored prefixes, which is paid beside capacity. */
  readonly rentUsd: Usd;
  readonly usdPerMonth: Usd;
  /** Of the tokens that could have been worked through in the hours paid for. */
  readonly utilisationRatio: Ratio;
  /** All in, over prompt and output tokens; `null` without any. */
  readonly usdPerMTok: UsdPerMTok | null;
  /** The same work paid by the token, likewise all in. */
  readonly byTheTokenUsdPerMTok: UsdPerMTok | null;
  /** Utilisation at which the same work costs as much paid by the token; above 1, capacity never pays. */
  readonly breakEvenRatio: number | null;
}

/** What is put on the capacity, and what it would cost paid by the token. */
export interface CapacityLoad {
  readonly lines: readonly SpendLine[];
  /** Prompt tokens of a month, cached or not. */
  readonly promptTokens: Tokens;
}

/**
 * Units and dollars for a month's work on capacity rented by the hour.
 *
 *     work  = uncached input + cache writes + w_read × (reads + pings) + w_out × output          [tokens of input]
 *     peak  = work ÷ busy seconds × peak factor,  busy hours = min(hours worked, hours billed)
 *     units = max(least, ⌈peak ÷ tokens per second of a unit⌉);   $ = units × $ per hour × hours billed + rent
 *     utilisation = work ÷ (units × tokens per second × hours billed × 3,600)
 *     break-even  = utilisation × $ of capacity ÷ $ by the token (rent left out of both)
 *
 * Example: 36 M tokens of input in 100 busy hours are 100 a second; at a peak of twice that and units of 60 a second 4 units.
 * At $1 an hour and 730 hours billed: $2,920; utilisation 36 M ÷ (4 × 60 × 730 × 3,600) = 5.7 %. Paid by the token at $5 per
 * million the same work is $180: capacity would have to be used at 92.6 %.
 * Errors: none; without work, the least units are still paid for. Ignores queues, work above the peak, and units that a seller
 * sells in steps.
 */
export function capacityFor({
  load: { lines, promptTokens },
  terms,
  workedHoursPerMonth,
}: {
  load: CapacityLoad;
  terms: ProvisionedTerms;
  workedHoursPerMonth: number;
}): Capacity {
  const tokens = (prefix: string): Tokens => lineTotals({ lines, prefix }).tokens;
  const outputTokens = tokens('output');
  const equivalentTokens =
    tokens('uncachedInput') +
    tokens('cacheWrite') +
    terms.cacheReadWeight * (tokens('cacheRead') + tokens('pings')) +
    terms.outputWeight * outputTokens;
  const busySeconds = Math.min(workedHoursPerMonth, terms.hoursPerMonth) * SECONDS_PER_HOUR;
  const peakTokensPerSecond = (equivalentTokens / busySeconds) * terms.peakFactor;
  // 4 units are enough for a peak that comes out a rounding above theirs.
  const needed = Math.ceil(Number((peakTokensPerSecond / terms.inputTokensPerSecond).toPrecision(12)));
  const rent = lineTotals({ lines, prefix: 'storage' });
  return capacityOf({
    terms,
    equivalentTokens,
    peakTokensPerSecond,
    units: Math.max(terms.leastUnits, needed),
    rentUsd: rent.usd,
    allTokens: promptTokens + outputTokens,
    byTheTokenUsd: lines.reduce((sum, { usd }) => sum + usd, 0) - rent.usd,
  });
}

/** Capacities of several offers as one: each has units of its own, as a model's capacity serves no other. */
export function addCapacities({
  parts,
  terms,
}: {
  parts: readonly { readonly capacity: Capacity; readonly load: CapacityLoad }[];
  terms: ProvisionedTerms;
}): Capacity {
  const total = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return capacityOf({
    terms,
    equivalentTokens: total(({ capacity }) => capacity.equivalentTokens),
    peakTokensPerSecond: total(({ capacity }) => capacity.peakTokensPerSecond),
    units: total(({ capacity }) => capacity.units),
    rentUsd: total(({ capacity }) => capacity.rentUsd),
    allTokens: total(({ load }) => load.promptTokens + lineTotals({ lines: load.lines, prefix: 'output' }).tokens),
    byTheTokenUsd: total(({ load, capacity }) => load.lines.reduce((sum, { usd }) => sum + usd, 0) - capacity.rentUsd),
  });
}

function capacityOf({
  terms: { usdPerUnitHour, inputTokensPerSecond, hoursPerMonth },
  equivalentTokens,
  peakTokensPerSecond,
  units,
  rentUsd,
  allTokens,
  byTheTokenUsd,
}: Pick<Capacity, 'equivalentTokens' | 'peakTokensPerSecond' | 'units' | 'rentUsd'> & {
  readonly terms: ProvisionedTerms;
  readonly allTokens: Tokens;
  readonly byTheTokenUsd: Usd;
}): Capacity {
  const capacityUsd = units * usdPerUnitHour * hoursPerMonth;
  const utilisationRatio = equivalentTokens / (units * inputTokensPerSecond * hoursPerMonth * SECONDS_PER_HOUR);
  return {
    equivalentTokens,
    peakTokensPerSecond,
    units,
    capacityUsd,
    rentUsd,
    usdPerMonth: capacityUsd + rentUsd,
    utilisationRatio,
    usdPerMTok: rateOf({ usd: capacityUsd + rentUsd, tokens: allTokens }) ?? null,
    byTheTokenUsdPerMTok: rateOf({ usd: byTheTokenUsd + rentUsd, tokens: allTokens }) ?? null,
    breakEvenRatio: byTheTokenUsd > 0 ? (utilisationRatio * capacityUsd) / byTheTokenUsd : null,
  };
}
