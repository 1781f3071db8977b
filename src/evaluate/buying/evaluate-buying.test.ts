import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateSpend } from '../spend.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { evaluateBuying, type BuyingEvaluation } from './evaluate-buying.ts';
import { PROVISIONED_PLACEHOLDER, startingSeats } from './placeholders.ts';
import { EVERY_TERM, LIST_USD, ONE_SHOT, PLAIN, scenarioWith, TEST_BOOK } from './testing.ts';
import { waysOf, type Way } from './ways.ts';

function bought(scenario: Scenario): BuyingEvaluation {
  const buying = evaluateBuying(scenario, TEST_BOOK);
  if (buying.status !== 'ok') throw new Error(buying.problems[0]?.message);
  return buying;
}

function waysIn(scenario: Scenario): readonly Way[] {
  return waysOf({ buying: bought(scenario), scenario });
}

function costOf({ scenario, id }: { scenario: Scenario; id: Way['id'] }) {
  const cost = waysIn(scenario).find((way) => way.id === id)?.cost;
  if (cost?.status !== 'priced') throw new Error(cost?.reason ?? `no way ${id}`);
  return cost;
}

describe('ways of buying', () => {
  test('are two where nothing else is set', () => {
    const ways = waysIn(scenarioWith({ offerId: PLAIN.id }));
    expect(ways.map(({ id }) => id)).toEqual(['list', 'as-set']);
    expect(ways.map(({ cost }) => cost.status === 'priced' && cost.differenceUsd)).toEqual([0, 0]);
  });

  test('follow the scenario on its own path: the spend that every other page shows', () => {
    const scenario = scenarioWith({ purchase: { modeRatio: 0.25, modifierIds: ['us'] } });
    const direct = evaluateSpend(scenario, TEST_BOOK);
    const { usdPerMonth, withWarehouseUsd } = costOf({ scenario, id: 'as-set' });
    if (direct.status !== 'ok' || direct.with.status !== 'priced') throw new Error('no price');
    expect([usdPerMonth, withWarehouseUsd]).toEqual([direct.without.usdPerMonth, direct.with.usdPerMonth]);
  });

  test('are impossible only without any price', () => {
    expect(evaluateBuying(scenarioWith({ offerId: 'nobody/nothing' }), TEST_BOOK)).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'offerId' }],
    });
    // Sold in CNY: a price appears with the rate of exchange.
    const chinese: Scenario = { ...BASE_SCENARIO, offerId: 'zhipu-cn/glm-5.3' };
    expect(evaluateBuying(chinese, WHOLE_BOOK).status).toBe('impossible');
    const exchangeRates = [{ currency: 'CNY', usdPerUnit: 0.14, asOf: BASE_SCENARIO.asOf }];
    const converted = { ...chinese, purchase: { ...chinese.purchase, exchangeRates } };
    const buying = evaluateBuying(converted, WHOLE_BOOK);
    if (buying.status !== 'ok') throw new Error(buying.problems[0]?.message);
    expect(waysOf({ buying, scenario: converted })[0]?.dependsOn).toContainEqual(
      expect.stringContaining('CNY at 0.14 USD'),
    );
  });

  test('on terms that cannot be had leave the list and say why', () => {
    // Batch is sold at a price that nobody publishes.
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      offerId: 'xai/grok-4.7',
      purchase: { ...BASE_SCENARIO.purchase, modeRatio: 0.5, seats: startingSeats(BASE_SCENARIO) },
    };
    const buying = evaluateBuying(scenario, WHOLE_BOOK);
    if (buying.status !== 'ok') throw new Error(buying.problems[0]?.message);
    expect(buying).toMatchObject({ bridge: null, commitments: null });
    const ways = waysOf({ buying, scenario });
    expect(ways.map(({ id, cost }) => [id, cost.status])).toEqual([
      ['list', 'priced'],
      ['as-set', 'unavailable'],
      ['seats', 'priced'],
    ]);
  });
});

describe('commitments', () => {
  const committed = (commitments: Scenario['purchase']['commitments'], changes: Partial<Scenario> = {}) =>
    scenarioWith({ ...changes, offerId: PLAIN.id, purchase: { commitments } });

  test('by hand: $105 less 20 % is $84, and $90 are billed', () => {
    const scenario = committed([{ seller: 'other', discountRatio: 0.2, usdPerMonth: 90 }]);
    const [bill] = bought(scenario).commitments ?? [];
    expect(bill).toMatchObject({ sellerName: 'Other', billedUsd: 90 });
    expect(bill?.undiscountedUsd).toBeCloseTo(LIST_USD, 9);
    expect(bill?.shortfallUsd).toBeCloseTo(6, 9);
    expect(costOf({ scenario, id: 'committed' }).usdPerMonth).toBe(90);
    expect(costOf({ scenario, id: 'committed' }).differenceUsd).toBeCloseTo(-15, 9);
  });

  test('to a seller that is not used are paid for nothing', () => {
    const scenario = committed([{ seller: 'nobody', discountRatio: 0.5, usdPerMonth: 30 }]);
    expect(bought(scenario).commitments?.[0]).toMatchObject({ sellerName: 'nobody', billedUsd: 30, shortfallUsd: 30 });
    expect(costOf({ scenario, id: 'committed' }).usdPerMonth).toBeCloseTo(LIST_USD + 30, 9);
  });

  test('stand each against the spend with its own seller', () => {
    const roles = [ONE_SHOT, { ...ONE_SHOT, name: 'elsewhere', offerId: PLAIN.id }];
    const scenario = scenarioWith({
      roles,
      purchase: {
        commitments: [
          { seller: 'seller', discountRatio: 0.1, usdPerMonth: 200 },
          { seller: 'other', discountRatio: 0.1, usdPerMonth: 10 },
        ],
      },
    });
    const { commitments, uncommittedUsd } = bought(scenario);
    // Mornings bring the first to 78.75, 10 % less is 70.875; the second pays 94.5.
    expect(commitments?.map(({ discountedUsd }) => discountedUsd)).toEqual([
      expect.closeTo(70.875, 6),
      expect.closeTo(94.5, 6),
    ]);
    expect(uncommittedUsd).toEqual({ without: 0, with: 0 });
    expect(costOf({ scenario, id: 'committed' }).usdPerMonth).toBeCloseTo(294.5, 6);
  });

  test('twice to one seller count once, the first of them, as its discount does', () => {
    const scenario = committed([
      { seller: 'other', discountRatio: 0.2, usdPerMonth: 90 },
      { seller: 'other', discountRatio: 0.9, usdPerMonth: 1_000 },
    ]);
    expect(bought(scenario).commitments).toHaveLength(1);
    expect(costOf({ scenario, id: 'committed' }).usdPerMonth).toBe(90);
  });
});

describe('seats and capacity', () => {
  test('take the work as the list has it, whatever terms are set beside', () => {
    const sections = { seats: startingSeats(scenarioWith()), provisioned: PROVISIONED_PLACEHOLDER.value };
    const plain = bought(scenarioWith({ purchase: sections }));
    const withTerms = bought(scenarioWith({ purchase: { ...sections, modeRatio: 1, modifierIds: ['us'] } }));
    expect(withTerms.seats).toEqual(plain.seats);
    expect(withTerms.provisioned).toEqual(plain.provisioned);
    expect(plain.seats?.useUsd).toBeCloseTo(LIST_USD, 9);
  });

  test('by hand: 20 M tokens of input in 160 hours, and output that counts five times', () => {
    const scenario = scenarioWith({ purchase: { provisioned: PROVISIONED_PLACEHOLDER.value } });
    const without = bought(scenario).provisioned?.without;
    // 20 M + 5 × 0.2 M = 21 M in 576,000 s are 36.46 a second, 72.9 at the peak: one unit of 100 at 730 hours.
    expect(without?.equivalentTokens).toBeCloseTo(21e6, 3);
    expect(without?.peakTokensPerSecond).toBeCloseTo(72.917, 3);
    expect(without).toMatchObject({ units: 1, usdPerMonth: 730 });
  });

  test('need a model’s own units for each offer', () => {
    const roles = [ONE_SHOT, { ...ONE_SHOT, name: 'elsewhere', offerId: PLAIN.id }];
    const scenario = scenarioWith({ roles, purchase: { provisioned: PROVISIONED_PLACEHOLDER.value } });
    expect(bought(scenario).provisioned).toMatchObject({
      without: { units: 2, usdPerMonth: 1_460 },
      offerNames: [EVERY_TERM.modelName, PLAIN.modelName],
    });
  });

  test('at the base workload, the warehouse’s hit rate takes no more work than the best policy’s', () => {
    const scenario = {
      ...BASE_SCENARIO,
      purchase: { ...BASE_SCENARIO.purchase, provisioned: PROVISIONED_PLACEHOLDER.value },
    };
    const buying = evaluateBuying(scenario, WHOLE_BOOK);
    if (buying.status !== 'ok' || !buying.provisioned?.with) throw new Error('no capacity');
    const { without, with: kept } = buying.provisioned;
    expect(kept.equivalentTokens).toBeLessThan(without.equivalentTokens);
    expect(kept.units).toBeLessThan(without.units);
    expect(kept.rentUsd).toBeGreaterThan(0);
  });
});
