import { fact, type Fact } from '../fact.ts';
import type { CachePolicy, TtlOption } from '../offer/cache-policy.ts';
import type { Offer, Price, PricePeriod, RateSet } from '../offer/rate-card.ts';
import { reuseOf } from '../retention/reuse.ts';
import type { PricingContext } from '../spend/price-strategy.ts';
import type { GapMixture } from '../swarm/gap-mixture.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import type { RoleInputs, Workload } from '../swarm/workload.ts';

/** Small whole things for tests, each changed only where the test cares. */

export function assumedFact<T>(value: T): Fact<T> {
  return fact(value, { kind: 'assumed', source: 'made up for a test', checkedOn: '2026-11-20' });
}

/** Start-to-start seconds of 692 recorded coding sessions as three lognormals. */
export const CORPUS_GAP: GapMixture = [
  { weight: 0.586, medianSeconds: 12.67, logSigma: 0.428 },
  { weight: 0.31, medianSeconds: 39.5, logSigma: 0.824 },
  { weight: 0.1035, medianSeconds: 240.9, logSigma: 1.543 },
];

export function everyGap(seconds: number): GapMixture {
  return [{ weight: 1, medianSeconds: seconds, logSigma: 0 }];
}

export function roleWith(changes: Partial<Role> = {}): Role {
  return {
    name: 'agent',
    launchedBy: null,
    launchersPerTask: 1,
    launchGap: null,
    agentsPerTask: 1,
    turnsPerAgent: 10,
    sharedPrefixTokens: 0,
    toolTokens: 0,
    taskPrefixTokens: 0,
    firstInputTokens: 10_000,
    inputTokensPerTurn: 1_000,
    outputTokensPerTurn: 500,
    droppedTokensPerTurn: 0,
    compaction: null,
    gap: CORPUS_GAP,
    ...changes,
  };
}

/** The same role as `roleWith`, as it is typed in. */
export function inputsWith(changes: Partial<RoleInputs> = {}): RoleInputs {
  return {
    name: 'agent',
    offerId: null,
    launchedBy: null,
    fanOut: 1,
    turnsPerAgent: 10,
    toolTokens: 0,
    systemTokens: 0,
    taskPrefixTokens: 0,
    firstInputTokens: 10_000,
    inputTokensPerTurn: 1_000,
    outputTokensPerTurn: 500,
    reasoningTokensPerTurn: 0,
    keepsReasoning: false,
    compaction: null,
    gap: CORPUS_GAP.map((part) => ({ ...part, cause: 'tool' })),
    ...changes,
  };
}

export function workloadWith({ roles = [inputsWith()], ...changes }: Partial<Workload> = {}): Workload {
  return {
    people: 10,
    tasksPerPersonPerDay: 4,
    daysPerMonth: 21,
    hoursPerDay: 8,
    launch: 'simultaneous',
    roles,
    ...changes,
  };
}

export function swarmWith({ roles = [roleWith()], ...changes }: Partial<Swarm> = {}): Swarm {
  return {
    people: 10,
    tasksPerPersonPerDay: 4,
    daysPerMonth: 21,
    hoursPerDay: 8,
    launch: 'simultaneous',
    roles,
    ...changes,
  };
}

/** A swarm that never stops: 730 working hours a month, so that there are no nights to come back from. */
export function sleeplessSwarm({ tasksPerDay, ...changes }: Partial<Swarm> & { readonly tasksPerDay: number }): Swarm {
  return swarmWith({
    people: 1,
    tasksPerPersonPerDay: tasksPerDay,
    daysPerMonth: 365 / 12,
    hoursPerDay: 24,
    ...changes,
  });
}

export function priced(perMTok: number): Price {
  return { state: 'priced', perMTok: assumedFact(perMTok) };
}

export const UNKNOWN: Price = { state: 'unknown', reason: 'nobody says' };
export const NOT_SOLD: Price = { state: 'not-sold', reason: 'not on the price page' };

/** 5 / 0.5 / 6.25 (5 minutes) / 10 (1 hour) / 25 USD per million tokens, as Opus 4.5 and later are sold. */
export function ratesWith(changes: Partial<RateSet> = {}): RateSet {
  return {
    input: priced(5),
    output: priced(25),
    cacheRead: priced(0.5),
    cacheWrite: { '5m': priced(6.25), '1h': priced(10) },
    ...changes,
  };
}

export function periodWith(changes: Partial<PricePeriod> = {}): PricePeriod {
  return { from: null, to: null, base: ratesWith(), bands: [], ...changes };
}

export function ttlWith({
  seconds,
  ...changes
}: { readonly seconds: number } & Partial<Omit<TtlOption, 'seconds'>>): TtlOption {
  return { id: `${seconds}s`, semantics: 'minimum', refreshedByRead: true, ...changes, seconds: assumedFact(seconds) };
}

export const FIVE_MINUTES = ttlWith({ id: '5m', seconds: 300 });
export const ONE_HOUR = ttlWith({ id: '1h', seconds: 3_600 });

/** Explicit marks, 5 minutes or 1 hour, renewed by reads: the richest choice of strategies there is. */
export function policyWith(changes: Partial<CachePolicy> = {}): CachePolicy {
  return {
    trigger: 'explicit',
    ttls: [FIVE_MINUTES, ONE_HOUR],
    match: 'breakpoints',
    maxBreakpoints: 4,
    minPrefixTokens: assumedFact(0),
    granularityTokens: assumedFact(1),
    hitRatio: assumedFact(1),
    ...changes,
  };
}

export function offerWith(changes: Partial<Offer> = {}): Offer {
  return {
    id: 'seller/model',
    seller: 'seller',
    sellerName: 'Seller',
    modelName: 'Model',
    currency: 'USD',
    geometryId: null,
    contextTokens: assumedFact(10_000_000),
    tokenizerFactor: assumedFact(1),
    periods: [periodWith()],
    cachePolicy: policyWith(),
    notes: [],
    ...changes,
  };
}

export function contextOf({
  swarm = swarmWith(),
  offer = offerWith(),
  period = offer.periods[0] ?? periodWith(),
}: {
  readonly swarm?: Swarm;
  readonly offer?: Offer;
  readonly period?: PricePeriod;
} = {}): PricingContext {
  return { swarm, reuse: reuseOf(swarm), offer, period };
}
