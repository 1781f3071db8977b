import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, gapMixtures, magnitudes } from '../domain/testing/arbitraries.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { lineTotals } from '../domain/spend/lines.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import type { RoleInputs, Workload } from '../domain/swarm/workload.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { scenarioSchema, type Scenario } from '../scenario/schema.ts';
import { capacityAdvice } from './advice/capacity-advice.ts';
import { batchAdvice, staggerAdvice } from './advice/launch-advice.ts';
import { policyAdvice } from './advice/policy-advice.ts';
import { hitCurves } from './hit-curves.ts';
import { lossesAtBestPolicy, lossesAtCache, type ReuseLosses } from './reuse-losses.ts';
import { offerNamed } from './resolve-offer.ts';
import { evaluateSpend, type SpendEvaluation } from './spend.ts';
import { evaluateSwarm } from './swarm.ts';
import { WHOLE_BOOK } from './whole-book.ts';

/**
 * Whatever can be typed in, at whatever offer it is bought and however, gives finite figures that add up, or a problem that
 * names a field.
 */

const OFFER_IDS = [...WHOLE_BOOK.offers.map(({ id }) => id), 'own/a', 'own/b'];

const tokens = (max: number): fc.Arbitrary<number> => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));

function roleInputs(index: number): fc.Arbitrary<RoleInputs> {
  return fc.record({
    name: fc.constant(`role ${index + 1}`),
    offerId: fc.oneof(fc.constant(null), fc.constantFrom(...OFFER_IDS)),
    launchedBy: index === 0 ? fc.constant(null) : fc.oneof(fc.constant(null), fc.integer({ min: 0, max: index - 1 })),
    fanOut: fc.integer({ min: 1, max: 20 }),
    turnsPerAgent: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 5_000 })),
    toolTokens: tokens(20_000),
    systemTokens: tokens(5_000),
    taskPrefixTokens: tokens(40_000),
    firstInputTokens: tokens(20_000),
    inputTokensPerTurn: tokens(4_000),
    outputTokensPerTurn: tokens(2_000),
    reasoningTokensPerTurn: tokens(4_000),
    keepsReasoning: fc.boolean(),
    compaction: fc.oneof(
      fc.constant(null),
      fc.record({ atTokens: fc.integer({ min: 80_000, max: 200_000 }), toTokens: tokens(14_000) }),
    ),
    gap: gapMixtures,
  });
}

const workloads: fc.Arbitrary<Workload> = fc
  .record({
    people: fc.integer({ min: 1, max: 1_000 }),
    tasksPerPersonPerDay: magnitudes(0.01, 50),
    daysPerMonth: between(1, 31),
    hoursPerDay: between(0.25, 24),
    launch: fc.constantFrom('simultaneous' as const, 'staggered' as const),
    count: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ count, ...workload }) =>
    fc
      .tuple(...Array.from({ length: count }, (_, index) => roleInputs(index)))
      .map((roles) => ({ ...workload, roles })),
  );

const ofLists = <T>(
  of: (period: (typeof WHOLE_BOOK.offers)[number]['periods'][number]) => readonly T[],
): readonly T[] => [...new Set(WHOLE_BOOK.offers.flatMap(({ periods }) => periods.flatMap(of)))];
const MODE_IDS = ofLists(({ modes = [] }) => modes.map(({ id }) => id));
const MODIFIER_IDS = ofLists(({ modifiers = [] }) => modifiers.map(({ id }) => id));
const SELLERS = [...new Set(WHOLE_BOOK.offers.map(({ seller }) => seller))];

const shares = fc.oneof(fc.constant(0), fc.constant(1), between(0, 1));
const prices: fc.Arbitrary<number> = fc.oneof(fc.constant(0), magnitudes(0.01, 100));
const ownRates = fc.option(prices, { nil: null });

const purchases: fc.Arbitrary<Scenario['purchase']> = fc.record({
  modeId: fc.constantFrom(...MODE_IDS),
  modeRatio: shares,
  modifierIds: fc.subarray([...MODIFIER_IDS]),
  dayStartsAtHour: between(0, 23.75),
  commitments: fc.array(
    fc.record({ seller: fc.constantFrom(...SELLERS), discountRatio: shares, usdPerMonth: fc.constant(0) }),
    { maxLength: 8 },
  ),
  exchangeRates: fc.array(
    fc.record({ currency: fc.constant('CNY'), usdPerUnit: magnitudes(0.01, 10), asOf: fc.constant('2026-11-20') }),
    { maxLength: 1 },
  ),
  seats: fc.constant(null),
  provisioned: fc.constant(null),
});

/** An offer of one's own, at prices in any order. */
const ownOffer = (id: string): fc.Arbitrary<Scenario['ownOffers'][number]> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(`Ours ${id}`),
    basedOn: fc.constantFrom(...WHOLE_BOOK.offers.map((offer) => offer.id)),
    discountRatio: shares,
    rates: fc.record({ input: ownRates, output: ownRates, cacheRead: ownRates, cacheWrite: ownRates }),
  });

const corrections: fc.Arbitrary<Scenario['priceCorrections']> = fc.array(
  fc.record({
    offerId: fc.constantFrom(...WHOLE_BOOK.offers.map(({ id }) => id)),
    class: fc.constantFrom('input', 'output', 'cacheRead', 'cacheWrite:5m', 'cacheWrite:auto'),
    usdPerMTok: prices,
    source: fc.constant('a feed'),
    checkedOn: fc.constant('2026-11-20'),
  }),
  { maxLength: 4 },
);

const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    workload: workloads,
    offerId: fc.constantFrom(...OFFER_IDS),
    timeZone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York'),
    purchase: purchases,
    ownOffers: fc.tuple(ownOffer('own/a'), ownOffer('own/b')),
    priceCorrections: corrections,
    retentionSeconds: fc.oneof(fc.constant(0), magnitudes(1, 3e7)),
    cache: fc.record({
      capacityTokens: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 1e9 })),
      replicas: fc.constantFrom(1, 2, 7),
      affinityRatio: fc.oneof(fc.constant(1), between(0, 1)),
    }),
  })
  .map(({ retentionSeconds, ...drawn }) =>
    scenarioSchema.parse({ ...BASE_SCENARIO, ...drawn, warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds } }),
  );

/** Every number in a result, wherever it stands. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function expectShares({ readRatio, sources, firstTouchRatio, lost }: ReuseLosses): void {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(readRatio + firstTouchRatio + sum(lost.map(({ ratio }) => ratio))).toBeCloseTo(1, 6);
  expect(sum(Object.values(sources))).toBeCloseTo(readRatio, 9);
  for (const ratio of [readRatio, firstTouchRatio, ...Object.values(sources)]) {
    expect(ratio).toBeGreaterThanOrEqual(-1e-9);
    expect(ratio).toBeLessThanOrEqual(1 + 1e-9);
  }
}

/** Each rung pays for the same prompt once, whatever is stored, pinged or bought as batch. */
function expectSamePrompts({ groups }: SpendEvaluation): void {
  for (const { ladder } of groups) {
    const rungs = ladder.rungs.filter((rung) => rung.status === 'priced');
    const prompt = sumOf({ splits: rungs[0]?.splits ?? [], field: 'promptTokens' });
    for (const { lines } of rungs) {
      // What is stored is created by a call of its own, and then read with its request.
      const asked = prompt + lineTotals({ lines, prefix: 'cacheWrite:object' }).tokens;
      const charged = ['uncachedInput', 'cacheWrite', 'cacheRead'].reduce(
        (total, prefix) => total + lineTotals({ lines, prefix }).tokens,
        0,
      );
      expect(Math.abs(charged - asked)).toBeLessThanOrEqual(1e-9 * asked);
    }
  }
}

/** Nothing undercuts the ceiling, whatever the order of the prices. */
function expectCeilingBelow({ groups }: SpendEvaluation): void {
  for (const { ladder } of groups) {
    const ceiling = ladder.rungs.find(({ rung }) => rung === 'ceiling');
    if (ceiling?.status !== 'priced') continue;
    for (const rung of ladder.rungs)
      if (rung.status === 'priced') expect(ceiling.usdPerMonth).toBeLessThanOrEqual(rung.usdPerMonth * (1 + 1e-9));
  }
}

test('whatever can be typed in, however it is bought, gives finite figures that add up, or names what is impossible', () => {
  let possible = 0;
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const swarm = evaluateSwarm(scenario);
      const spend = evaluateSpend(scenario, WHOLE_BOOK);
      if (swarm.status === 'impossible' || spend.status === 'impossible') {
        const problems =
          swarm.status === 'impossible' ? swarm.problems : spend.status === 'impossible' ? spend.problems : [];
        expect(problems.length).toBeGreaterThan(0);
        for (const { field, message } of problems) expect([field, message].every((text) => text.length > 0)).toBe(true);
        return;
      }
      possible += 1;
      const { cache, warehouse } = scenario;
      expectSamePrompts(spend);
      expectCeilingBelow(spend);
      const atBest = lossesAtBestPolicy(spend);
      if (atBest) expectShares(atBest);
      if (atBest) expect(atBest.readRatio).toBeCloseTo(spend.without.hitRatio, 6);
      expectShares(
        lossesAtCache({ swarm: swarm.swarm, cache: { ...cache, windowSeconds: warehouse.retentionSeconds } }),
      );
      const curves = hitCurves({
        swarm: swarm.swarm,
        offer: offerNamed(scenario.offerId, scenario, WHOLE_BOOK),
        retentionSeconds: warehouse.retentionSeconds,
        cache,
      });
      const advice = [
        policyAdvice(spend),
        batchAdvice(spend),
        staggerAdvice({ scenario, book: WHOLE_BOOK, evaluation: spend }),
        capacityAdvice({ swarm: swarm.swarm, reuse: reuseOf(swarm.swarm), bytesPerToken: 1 }),
      ];
      const figures = [
        spend.bill,
        spend.saving?.parts,
        swarm.roles.map(({ growth }) => growth),
        curves.windows,
        curves.own.ratio,
      ];
      for (const number of [figures, advice].flatMap(numbersIn)) expect(Number.isNaN(number)).toBe(false);
      for (const number of figures.flatMap(numbersIn)) expect(Number.isFinite(number)).toBe(true);
    }),
    { numRuns: 10 },
  );
  // Most draws are possible, or nothing would have been tested.
  expect(possible).toBeGreaterThan(0);
}, 30_000);
