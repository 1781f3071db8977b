import { describe, expect, test } from 'vitest';
import { OFFERS } from '../catalog/offers/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { explainSpend } from './explain-spend.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { rankOffers } from './ranking.ts';
import { carriedRatesOf } from './carried-rates.ts';
import { isProblem } from './resolve.ts';
import { resolveOffer } from './resolve-offer.ts';
import { retentionCurve } from './retention-curve.ts';
import { evaluateSpend, offersInUse, type SpendEvaluation } from './spend.ts';

const CHEAP = 'google/gemini-3.8-flash';

/** The base scenario with the offers of its two roles; `null` follows the scenario's. */
function routed(...offerIds: readonly (string | null)[]): Scenario {
  const { workload } = BASE_SCENARIO;
  return {
    ...BASE_SCENARIO,
    workload: {
      ...workload,
      roles: workload.roles.map((role, i) => ({ ...role, offerId: offerIds[i] ?? null })),
    },
  };
}

function evaluated(scenario: Scenario): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

/** One role of the base alone, at an offer of its own. */
function alone({ index, offerId }: { index: number; offerId: string }): SpendEvaluation {
  const roles = BASE_SCENARIO.workload.roles.slice(index, index + 1).map((role) => ({ ...role, launchedBy: null }));
  return evaluated({ ...BASE_SCENARIO, offerId, workload: { ...BASE_SCENARIO.workload, roles } });
}

describe('roles at offers of their own', () => {
  const both = evaluated(routed(null, CHEAP));

  test('cost what each costs alone, rung by rung', () => {
    const [orchestrator, subAgents] = [
      alone({ index: 0, offerId: BASE_SCENARIO.offerId }),
      alone({ index: 1, offerId: CHEAP }),
    ];
    for (const rung of both.ladder.rungs) {
      const parts = [orchestrator, subAgents].map(({ ladder }) => ladder.rungs.find((part) => part.rung === rung.rung));
      if (rung.status !== 'priced') throw new Error(rung.reason);
      const usd = parts.reduce((sum, part) => sum + (part?.status === 'priced' ? part.usdPerMonth : NaN), 0);
      expect(rung.usdPerMonth / usd).toBeCloseTo(1, 12);
    }
    expect(both.saving?.totalUsd).toBeCloseTo(
      (orchestrator.saving?.totalUsd ?? 0) + (subAgents.saving?.totalUsd ?? 0),
      6,
    );
  });

  test('have bill lines that add up to the rungs, storage among them, and savings whose parts add up', () => {
    const sum = (side: 'without' | 'with'): number => both.bill.reduce((usd, row) => usd + (row[side]?.usd ?? 0), 0);
    expect(sum('without')).toBeCloseTo(both.without.usdPerMonth, 6);
    if (both.with.status !== 'priced') throw new Error('no price');
    expect(sum('with')).toBeCloseTo(both.with.usdPerMonth, 6);
    const stored = both.groups.flatMap(({ ladder }) => ladder.rungs).filter(({ rung }) => rung === 'warehouse');
    const hours = stored
      .flatMap((rung) => (rung.status === 'priced' ? rung.lines : []))
      .reduce((total, { tokenHours = 0 }) => total + tokenHours, 0);
    expect(both.bill.find((row) => row.class === 'storage')?.with?.tokenHours).toBeCloseTo(hours, 3);
    const parts = both.saving?.parts.reduce((total, { usd }) => total + usd, 0) ?? NaN;
    expect(parts).toBeCloseTo(both.saving?.totalUsd ?? 0, 6);
  });

  test('that are the scenario’s own change nothing', () => {
    const pinned = evaluated(routed(BASE_SCENARIO.offerId, BASE_SCENARIO.offerId));
    const plain = evaluated(BASE_SCENARIO);
    expect(pinned.groups).toHaveLength(1);
    expect(pinned.ladder).toEqual(plain.ladder);
  });

  test('each pay rent for their own model', () => {
    const own = OFFERS.find(({ geometryId }) => geometryId !== null);
    if (!own) throw new Error('no offer with a public geometry');
    const { groups } = evaluated({ ...routed(null, own.id), kv: { ...BASE_SCENARIO.kv, modelId: 'Qwen/Qwen3-8B' } });
    expect(groups.map(({ geometry }) => geometry.origin)).toEqual(['chosen', 'offer']);
  });

  test('name their offers in the explanation', () => {
    const { terms } = explainSpend(both).without;
    for (const { resolved } of both.groups)
      expect(terms.some(({ symbol }) => symbol.includes(`(${resolved.offer.modelName})`))).toBe(true);
    expect(explainSpend(evaluated(BASE_SCENARIO)).without.terms.some(({ symbol }) => symbol.includes('('))).toBe(false);
  });

  test('move the retention curve by the cost of each', () => {
    const points = [both, alone({ index: 0, offerId: BASE_SCENARIO.offerId }), alone({ index: 1, offerId: CHEAP })].map(
      (evaluation) => retentionCurve(evaluation).points[30]?.usdPerMonth ?? NaN,
    );
    expect((points[0] ?? 0) / ((points[1] ?? 0) + (points[2] ?? 0))).toBeCloseTo(1, 12);
  });

  test('stay where they are when other offers are ranked', () => {
    const ranked = rankOffers(routed(null, CHEAP), CORE_BOOK);
    const elsewhere = ranked.find(({ offer }) => offer.id === CHEAP);
    expect(elsewhere?.status === 'priced' && elsewhere.without.usdPerMonth).toBeCloseTo(
      evaluated({ ...routed(null, CHEAP), offerId: CHEAP }).without.usdPerMonth,
      6,
    );
  });
});

describe('problems and prices of a pinned offer', () => {
  test('an offer that does not exist is named at its role', () => {
    const result = evaluateSpend(routed(null, 'nobody/nothing'), CORE_BOOK);
    expect(result).toMatchObject({ status: 'impossible', problems: [{ field: 'workload.roles.1.offerId' }] });
  });

  test('a context too short is named at its role', () => {
    const short = OFFERS.find(({ contextTokens }) => contextTokens.value < 60_000);
    if (!short) return;
    const result = evaluateSpend(routed(short.id, null), CORE_BOOK);
    expect(result).toMatchObject({ status: 'impossible', problems: [{ field: 'workload.roles.0.offerId' }] });
  });

  test('rates that a link carries hold for that offer only', () => {
    const resolved = resolveOffer({ ...BASE_SCENARIO, offerId: CHEAP }, CORE_BOOK);
    if (isProblem(resolved)) throw new Error(resolved.message);
    const carried = carriedRatesOf(resolved.list);
    const scenario = {
      ...routed(null, CHEAP),
      carriedRates: [{ ...carried, base: { ...carried.base, output: (carried.base.output ?? 0) * 2 } }],
    };
    const { groups, without } = evaluated(scenario);
    expect(groups.map((group) => group.resolved.usesCarriedRates)).toEqual([false, true]);
    expect(without.usdPerMonth).toBeGreaterThan(evaluated(routed(null, CHEAP)).without.usdPerMonth);
  });

  test('offers in use are listed once, the scenario’s first where a role follows it', () => {
    expect(offersInUse(routed(null, CHEAP))).toEqual([
      { offerId: BASE_SCENARIO.offerId, roleIndices: [0] },
      { offerId: CHEAP, roleIndices: [1] },
    ]);
    expect(offersInUse(routed(CHEAP, CHEAP))).toEqual([{ offerId: CHEAP, roleIndices: [0, 1] }]);
  });
});
