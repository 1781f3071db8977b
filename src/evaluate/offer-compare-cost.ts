import type { RateSet } from '../domain/offer/rate-card.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import { lineTotals } from '../domain/spend/lines.ts';
import type { PricedRung } from '../domain/spend/rung.ts';
import { rateOf, type Ratio, type Tokens, type Usd, type UsdPerMTok } from '../domain/units.ts';
import type { RankedOffer } from './ranking.ts';

/** What the scenario's workload would cost at an offer. */
export type OfferCost =
  /** Not computed yet. */
  | { readonly status: 'pending' }
  /** The workload cannot be bought there. */
  | { readonly status: 'excluded'; readonly reason: string }
  | ({
      readonly status: 'priced';
      readonly policy: string;
      /** Lives that the best policy was not chosen from, because what a write costs is not known. */
      readonly uncostedTtlIds: readonly string[];
      readonly hitRatio: Ratio;
      readonly withoutUsd: Usd;
      readonly warehouse: WarehouseCost;
      /** `undefined` where the workload starts no task. */
      readonly taskUsd: Usd | undefined;
    } & EffectiveRates);

/** Missing in the way the price it lacks is missing. */
export type WarehouseCost =
  | {
      readonly state: 'priced';
      readonly usd: Usd;
      /** Against the best policy sold; below 0 where the warehouse is cheaper. */
      readonly changeRatio: number;
    }
  | { readonly state: 'not-sold' | 'unknown'; readonly reason: string };

/** What a million prompt tokens come to once caching has done its part; `undefined` where there are none. */
export interface EffectiveRates {
  /** Input, cache reads, cache writes and pings; no output. To be held against the list price of input. */
  readonly promptUsdPerMTok: UsdPerMTok | undefined;
  /** The whole bill, output included. */
  readonly allInUsdPerMTok: UsdPerMTok | undefined;
}

/**
 * The bill of a month over its prompt tokens, cached or not, without output and whole.
 *
 * Example: 1 M tokens of input for $5 and 9 M read for $4.50 are $0.95 per million, at a hit rate of 90 %.
 * Tokens are the offer's own, as its price list counts them. Tokens of pings, and of
 * prefixes that are stored by calls of their own, are paid for and not counted: no work asked for them.
 */
export function effectiveRates({
  lines,
  usdPerMonth,
  promptTokens,
}: Pick<PricedRung, 'lines' | 'usdPerMonth'> & { readonly promptTokens: Tokens }): EffectiveRates {
  const outputUsd = lineTotals({ lines, prefix: 'output' }).usd;
  return {
    promptUsdPerMTok: rateOf({ usd: usdPerMonth - outputUsd, tokens: promptTokens }),
    allInUsdPerMTok: rateOf({ usd: usdPerMonth, tokens: promptTokens }),
  };
}

/** What a ranking says of one offer; pending while there is none. */
export function offerCost({
  ranked,
  rates,
  readIsSet,
  tasksPerMonth,
}: {
  ranked: RankedOffer | undefined;
  rates: RateSet;
  readIsSet: boolean;
  tasksPerMonth: number;
}): OfferCost {
  if (!ranked) return { status: 'pending' };
  if (ranked.status === 'excluded') return { status: 'excluded', reason: ranked.reason };
  const { policy, hitRatio, usdPerMonth } = ranked.without;
  return {
    status: 'priced',
    policy,
    uncostedTtlIds: ranked.uncostedTtlIds,
    hitRatio,
    withoutUsd: usdPerMonth,
    taskUsd: tasksPerMonth > 0 ? usdPerMonth / tasksPerMonth : undefined,
    ...effectiveRates({
      ...ranked.without,
      promptTokens: sumOf({ splits: ranked.without.splits, field: 'promptTokens' }),
    }),
    warehouse: ranked.with
      ? {
          state: 'priced',
          usd: ranked.with.usdPerMonth,
          changeRatio: changeOf({ from: usdPerMonth, to: ranked.with.usdPerMonth }),
        }
      : warehouseMissing({ rates, readIsSet }),
  };
}

function changeOf({ from, to }: { from: Usd; to: Usd }): number {
  return from > 0 ? to / from - 1 : 0;
}

function warehouseMissing({ rates, readIsSet }: { rates: RateSet; readIsSet: boolean }): WarehouseCost {
  const { cacheRead } = rates;
  if (cacheRead.state === 'priced' || readIsSet)
    return { state: 'unknown', reason: 'A price that the warehouse needs is not known here.' };
  return {
    state: cacheRead.state,
    reason: `A warehouse is charged at the seller’s cache read price unless the scenario sets one. ${cacheRead.reason}`,
  };
}
