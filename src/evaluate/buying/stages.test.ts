import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../../domain/testing/arbitraries.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateSpend } from '../spend.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { bridgeOf, stagesOf, type Bridge } from './stages.ts';
import { EVERY_TERM, LIST_USD, PLAIN, scenarioWith, TEST_BOOK } from './testing.ts';

function bridged(scenario: Scenario): Bridge {
  const bridge = bridgeOf(stagesOf(scenario, TEST_BOOK));
  if (!bridge) throw new Error('no bridge');
  return bridge;
}

const OWN = {
  id: 'own/1',
  name: 'Agreed',
  basedOn: EVERY_TERM.id,
  discountRatio: 0.2,
  rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
};

describe('the way from the list to what is paid', () => {
  const every = scenarioWith({
    offerId: OWN.id,
    ownOffers: [OWN],
    purchase: {
      modeRatio: 0.5,
      modifierIds: ['us'],
      commitments: [{ seller: 'seller', discountRatio: 0.1, usdPerMonth: 0 }],
    },
  });

  test('by hand: each term on what the ones before it left', () => {
    const { listUsd, steps } = bridged(every);
    expect(listUsd).toBeCloseTo(LIST_USD, 9);
    // 105 × 0.8; half of the hours at half; half of the work at half; residency; 10 % off.
    const expected = [84, 63, 47.25, 51.975, 46.7775];
    expect(steps.map(({ id }) => id)).toEqual(['own-prices', 'hours', 'mode', 'modifiers', 'discount']);
    steps.forEach(({ usdPerMonth, changeUsd }, i) => {
      expect(usdPerMonth).toBeCloseTo(expected[i] ?? NaN, 6);
      expect(changeUsd).toBeCloseTo((expected[i] ?? NaN) - (expected[i - 1] ?? LIST_USD), 6);
    });
  });

  test('says what each did', () => {
    expect(bridged(every).steps.map(({ details }) => details)).toEqual([
      ['Agreed in place of the list of seller/every-term'],
      ['50 % of the hours are mornings'],
      ['50 % of the work is batch'],
      ['residency'],
      ['10 % off Seller’s prices'],
    ]);
  });

  test('is all at the list where nothing is set', () => {
    const { steps } = bridged(scenarioWith({ offerId: PLAIN.id }));
    expect(steps.map(({ changeUsd, details }) => [changeUsd, details])).toEqual(
      Array.from({ length: 5 }, () => [0, []]),
    );
  });

  test('leaves out what one of two sellers does not sell, and says so', () => {
    const [first] = scenarioWith().workload.roles;
    if (!first) throw new Error('no role');
    const { steps, listUsd } = bridged(
      scenarioWith({ roles: [first, { ...first, name: 'other', offerId: PLAIN.id }], purchase: { modeRatio: 1 } }),
    );
    expect(listUsd).toBeCloseTo(2 * LIST_USD, 9);
    const mode = steps.find(({ id }) => id === 'mode');
    // Of the first only, whose hours have come down to 78.75: half of that.
    expect(mode?.changeUsd).toBeCloseTo(-39.375, 6);
    expect(mode?.details).toEqual([
      'Every term: 100 % of the work is batch',
      'Plain: batch is not sold here: everything is standard',
    ]);
  });

  test('takes roles with an own offer to the list as well', () => {
    const [first] = scenarioWith().workload.roles;
    if (!first) throw new Error('no role');
    const { steps, listUsd } = bridged(
      scenarioWith({ offerId: PLAIN.id, ownOffers: [OWN], roles: [{ ...first, offerId: OWN.id }] }),
    );
    expect(listUsd).toBeCloseTo(LIST_USD, 9);
    expect(steps[0]?.changeUsd).toBeCloseTo(-21, 6);
  });

  test('does not exist where an end of it has no price', () => {
    expect(bridgeOf(stagesOf(scenarioWith({ offerId: 'nobody/nothing' }), TEST_BOOK))).toBeNull();
  });
});

test('at any offer of the catalogue and on any terms, the steps add up and end at what the scenario pays', () => {
  let bridges = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...WHOLE_BOOK.offers),
      fc.constantFrom('batch', 'flex', 'priority', 'fast'),
      fc.oneof(fc.constant(0), between(0.01, 1)),
      fc.subarray(['us', 'regional']),
      between(0, 0.9),
      (offer, modeId, modeRatio, modifierIds, discountRatio) => {
        const scenario: Scenario = {
          ...BASE_SCENARIO,
          offerId: offer.id,
          purchase: {
            ...BASE_SCENARIO.purchase,
            modeId,
            modeRatio,
            modifierIds,
            commitments: [{ seller: offer.seller, discountRatio, usdPerMonth: 1_000 }],
            exchangeRates: [{ currency: 'CNY', usdPerUnit: 0.14, asOf: BASE_SCENARIO.asOf }],
          },
        };
        const direct = evaluateSpend(scenario, WHOLE_BOOK);
        const bridge = bridgeOf(stagesOf(scenario, WHOLE_BOOK));
        if (bridge === null) return;
        if (direct.status !== 'ok') throw new Error('a bridge to nowhere');
        bridges += 1;
        const changed = bridge.steps.reduce((sum, { changeUsd }) => sum + changeUsd, 0);
        const { usdPerMonth } = direct.without;
        expect(Math.abs(bridge.listUsd + changed - usdPerMonth)).toBeLessThanOrEqual(1e-9 * bridge.listUsd);
        expect(bridge.steps.at(-1)?.usdPerMonth).toBe(usdPerMonth);
      },
    ),
    { numRuns: 40 },
  );
  // Most draws have a price, or nothing would have been tested.
  expect(bridges).toBeGreaterThan(5);
});
