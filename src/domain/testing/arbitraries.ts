// Only tests read this file, and property tests need their package.
// oxlint-disable-next-line no-restricted-imports
import * as fc from 'fast-check';
import type { CachePolicy, TtlOption } from '../offer/cache-policy.ts';
import type { Band, Offer, RateSet } from '../offer/rate-card.ts';
import type { Reach } from '../retention/token-split.ts';
import type { LengthThreshold } from '../retention/turn-range.ts';
import type { WarehouseTerms } from '../spend/ladder.ts';
import type { GapMixture } from '../swarm/gap-mixture.ts';
import type { Compaction, Role, Swarm } from '../swarm/swarm.ts';
import { assumedFact, offerWith, periodWith, policyWith, priced, ttlWith } from './builders.ts';

/** Random swarms, offers and terms within what the inputs accept, small enough to be checked by loops. */

export const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Evenly spread over orders of magnitude. */
export const magnitudes = (min: number, max: number): fc.Arbitrary<number> =>
  between(Math.log(min), Math.log(max)).map(Math.exp);

export const gapMixtures: fc.Arbitrary<GapMixture> = fc.array(
  fc.record({
    weight: between(0.01, 1),
    medianSeconds: magnitudes(0.5, 5_000),
    logSigma: fc.oneof(fc.constant(0), between(0.05, 2.5)),
  }),
  { minLength: 1, maxLength: 3 },
);

const compactions: fc.Arbitrary<Compaction | null> = fc.oneof(
  fc.constant(null),
  fc.record({ atTokens: fc.integer({ min: 1, max: 200_000 }), toTokens: fc.integer({ min: 1, max: 30_000 }) }),
);

export const roles: fc.Arbitrary<Role> = fc
  .record({
    name: fc.constant('agent'),
    launchedBy: fc.constant(null),
    launchersPerTask: fc.integer({ min: 1, max: 4 }),
    launchGap: fc.oneof(fc.constant(null), gapMixtures),
    fanOut: fc.integer({ min: 1, max: 6 }),
    turnsPerAgent: fc.integer({ min: 1, max: 40 }),
    sharedPrefixTokens: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
    taskPrefixTokens: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40_000 })),
    firstInputTokens: fc.integer({ min: 1, max: 30_000 }),
    inputTokensPerTurn: fc.integer({ min: 0, max: 4_000 }),
    outputTokensPerTurn: fc.integer({ min: 0, max: 2_000 }),
    droppedRatio: fc.oneof(fc.constant(0), between(0, 1)),
    compaction: compactions,
    gap: gapMixtures,
  })
  .map(({ fanOut, droppedRatio, ...role }) => ({
    ...role,
    agentsPerTask: role.launchersPerTask * fanOut,
    toolTokens: Math.floor(role.sharedPrefixTokens / 2),
    droppedTokensPerTurn: Math.floor(role.outputTokensPerTurn * droppedRatio),
  }));

export const swarms: fc.Arbitrary<Swarm> = fc.record({
  people: fc.integer({ min: 1, max: 200 }),
  tasksPerPersonPerDay: magnitudes(0.001, 20),
  daysPerMonth: between(1, 31),
  hoursPerDay: between(0.25, 24),
  launch: fc.constantFrom('simultaneous', 'staggered'),
  roles: fc.array(roles, { minLength: 1, maxLength: 3 }),
});

/** 0 and Infinity among them. */
export const windows: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.constant(Infinity), magnitudes(1, 1e7));

/** Sellers' minimum prefixes are at least one block, so the granularity is at most the minimum. */
export const reaches: fc.Arbitrary<Reach> = fc
  .record({
    prefixWindowSeconds: windows,
    ownShare: fc.oneof(fc.constant(1), between(0, 1)),
    cachesHistory: fc.boolean(),
    renewedByReads: fc.boolean(),
    sharesPrefixes: fc.boolean(),
    minPrefixTokens: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60_000 })),
    granularityTokens: fc.constantFrom(1, 64, 128, 256, 600),
    hitRatio: fc.oneof(fc.constant(1), between(0, 1)),
  })
  .map(({ ownShare, ...reach }) => ({
    ...reach,
    ownWindowSeconds: ownShare === 1 ? reach.prefixWindowSeconds : Math.min(reach.prefixWindowSeconds, 1e7) * ownShare,
    granularityTokens: Math.max(1, Math.min(reach.granularityTokens, reach.minPrefixTokens)),
  }));

export const lengthThresholds: fc.Arbitrary<readonly LengthThreshold[]> = fc.array(
  fc.record({ thresholdTokens: fc.integer({ min: 0, max: 300_000 }), comparison: fc.constantFrom('gt', 'gte') }),
  { maxLength: 4 },
);

const TTL_IDS = ['a', 'b'] as const;

/** Rates with read ≤ input ≤ every write, as all sellers but the odd free ones have them. */
export const orderlyRates: fc.Arbitrary<RateSet> = fc
  .record({
    input: magnitudes(0.05, 30),
    output: between(0, 100),
    read: fc.oneof(fc.constant(0), between(0.05, 1)),
    a: between(1, 2.5),
    b: between(1, 2.5),
  })
  .map(({ input, output, read, a, b }) => ({
    input: priced(input),
    output: priced(output),
    cacheRead: priced(input * read),
    cacheWrite: { a: priced(input * a), b: priced(input * b) },
  }));

const bandLists: fc.Arbitrary<readonly Band[]> = fc
  .array(
    fc.record({
      thresholdTokens: fc.integer({ min: 0, max: 200_000 }),
      comparison: fc.constantFrom('gt', 'gte'),
      rates: orderlyRates,
    }),
    { maxLength: 2 },
  )
  .map((bands) => bands.toSorted((a, b) => a.thresholdTokens - b.thresholdTokens));

const ttlOptions: fc.Arbitrary<TtlOption> = fc
  .record({
    seconds: magnitudes(30, 100_000),
    semantics: fc.constantFrom('minimum', 'fixed', 'best-effort'),
    refreshedByRead: fc.boolean(),
  })
  .map(ttlWith);

const cachePolicies: fc.Arbitrary<CachePolicy> = fc
  .record({
    trigger: fc.constantFrom('automatic', 'explicit', 'none'),
    ttls: fc
      .array(ttlOptions, { minLength: 1, maxLength: TTL_IDS.length })
      .map((ttls) =>
        ttls.toSorted((a, b) => a.seconds.value - b.seconds.value).map((ttl, i) => ({ ...ttl, id: TTL_IDS[i] ?? 'a' })),
      ),
    match: fc.constantFrom('any-prefix', 'breakpoints'),
    maxBreakpoints: fc.integer({ min: 1, max: 4 }),
    minPrefixTokens: fc.integer({ min: 128, max: 5_000 }).map(assumedFact),
    granularityTokens: fc.constantFrom(1, 64, 128).map(assumedFact),
    hitRatio: fc.oneof(fc.constant(1), between(0, 1)).map(assumedFact),
  })
  .map((policy) => policyWith(policy.trigger === 'none' ? { ...policy, ttls: [] } : policy));

/** Offers that price everything they sell, with read ≤ input ≤ write in every band. */
export const orderlyOffers: fc.Arbitrary<Offer> = fc
  .record({ base: orderlyRates, bands: bandLists, cachePolicy: cachePolicies })
  .map(({ base, bands, cachePolicy }) => offerWith({ periods: [periodWith({ base, bands })], cachePolicy }));

export const warehouseTerms: fc.Arbitrary<WarehouseTerms> = fc.record({
  retentionSeconds: fc.oneof(fc.constant(0), magnitudes(1, 31_536_000)),
  writeUsdPerMTok: fc.oneof(fc.constant(null), between(0, 50)),
  readUsdPerMTok: fc.oneof(fc.constant(null), between(0, 30)),
  storageUsdPerMTokHour: between(0, 5),
});
