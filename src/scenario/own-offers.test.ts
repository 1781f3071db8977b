import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_OWN_OFFERS } from '../domain/field-limits.ts';
import { BASE_SCENARIO } from './base-v0.ts';
import {
  carriesNegotiatedPrices,
  changeOwnOffer,
  freeOwnId,
  negotiatedPrices,
  withOwnOffer,
  withoutNegotiatedPrices,
  withoutOwnOffer,
  withoutOwnOffers,
} from './own-offers.ts';
import { scenarioSchema, type OwnOffer, type Scenario } from './schema.ts';

const OPUS = 'anthropic/claude-opus-5-5';
const SOL = 'openai/gpt-6.1-sol';

const ownWith = (changes: Partial<OwnOffer> = {}): OwnOffer => ({
  id: 'own/1',
  name: 'Opus, own price',
  basedOn: OPUS,
  discountRatio: 0.2,
  rates: { input: null, output: null, cacheRead: 0.15, cacheWrite: null },
  ...changes,
});

/** The base with its two roles at these offers. */
function scenarioWith({
  roles = [null, null],
  ...changes
}: Partial<Scenario> & { roles?: readonly (string | null)[] } = {}): Scenario {
  const scenario = { ...BASE_SCENARIO, ...changes };
  return {
    ...scenario,
    workload: {
      ...scenario.workload,
      roles: scenario.workload.roles.map((role, i) => ({ ...role, offerId: roles[i] ?? null })),
    },
  };
}

const discount = (seller: string, discountRatio: number) => ({ seller, discountRatio, usdPerMonth: 10_000 });
const committed = (...commitments: Scenario['purchase']['commitments']) => ({
  purchase: { ...BASE_SCENARIO.purchase, commitments },
});
const chosen = ({ offerId, workload }: Scenario) => [offerId, ...workload.roles.map((role) => role.offerId)];

describe('an own offer', () => {
  test('starts at the list, under the lowest id that is free', () => {
    const one = withOwnOffer({ scenario: BASE_SCENARIO, basedOn: OPUS, name: 'Opus' });
    expect(one.ownOffers).toEqual([
      {
        id: 'own/1',
        name: 'Opus',
        basedOn: OPUS,
        discountRatio: 0,
        rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
      },
    ]);
    const three = withOwnOffer({
      scenario: withOwnOffer({ scenario: one, basedOn: SOL, name: 'Opus' }),
      basedOn: SOL,
      name: 'Opus',
    });
    expect(three.ownOffers.map(({ id, name }) => [id, name])).toEqual([
      ['own/1', 'Opus'],
      ['own/2', 'Opus 2'],
      ['own/3', 'Opus 3'],
    ]);
    expect(freeOwnId(withoutOwnOffer({ scenario: three, id: 'own/2' }))).toBe('own/2');
  });

  test('never takes an id that a role or the scenario still chooses: the new price would be theirs at once', () => {
    expect(freeOwnId(scenarioWith({ offerId: 'own/1', roles: ['own/2', 'own/4'] }))).toBe('own/3');
  });

  test('changes nothing that is chosen', () => {
    const before = scenarioWith({ roles: [SOL, null] });
    expect(chosen(withOwnOffer({ scenario: before, basedOn: OPUS, name: 'Opus' }))).toEqual(chosen(before));
  });

  test('is refused where there is no room, by leaving the scenario as it is', () => {
    let scenario: Scenario = BASE_SCENARIO;
    for (let i = 0; i < MOST_OWN_OFFERS; i++) scenario = withOwnOffer({ scenario, basedOn: OPUS, name: 'Opus' });
    expect(scenario.ownOffers).toHaveLength(MOST_OWN_OFFERS);
    expect(scenarioSchema.safeParse(scenario).success).toBe(true);
    expect(withOwnOffer({ scenario, basedOn: OPUS, name: 'Opus' })).toBe(scenario);
  });

  test('has a name that fits, also where a long one is taken', () => {
    const name = 'n'.repeat(130);
    const twice = withOwnOffer({
      scenario: withOwnOffer({ scenario: BASE_SCENARIO, basedOn: OPUS, name }),
      basedOn: OPUS,
      name,
    });
    expect(twice.ownOffers.map((own) => own.name)).toEqual(['n'.repeat(120), `${'n'.repeat(118)} 2`]);
  });

  test('is changed in part, under its id, and alone', () => {
    const scenario = scenarioWith({ ownOffers: [ownWith(), ownWith({ id: 'own/2' })], offerId: 'own/1' });
    const changed = changeOwnOffer({ scenario, id: 'own/2', change: { basedOn: SOL } });
    expect(changed.ownOffers).toEqual([ownWith(), ownWith({ id: 'own/2', basedOn: SOL })]);
    expect(changed.offerId).toBe('own/1');
  });

  test('that goes leaves whatever chose it at the offer it was based on', () => {
    const scenario = scenarioWith({
      ownOffers: [ownWith(), ownWith({ id: 'own/2', basedOn: SOL })],
      offerId: 'own/1',
      roles: ['own/2', 'own/1'],
    });
    const without = withoutOwnOffer({ scenario, id: 'own/1' });
    expect(without.ownOffers.map(({ id }) => id)).toEqual(['own/2']);
    expect(chosen(without)).toEqual([OPUS, 'own/2', OPUS]);
    expect(chosen(withoutOwnOffers(scenario))).toEqual([OPUS, SOL, OPUS]);
    expect(withoutOwnOffer({ scenario, id: 'own/9' })).toBe(scenario);
  });

  test('leaves roles that follow the scenario following it', () => {
    const scenario = scenarioWith({ ownOffers: [ownWith()], offerId: 'own/1', roles: [null, 'own/1'] });
    expect(chosen(withoutOwnOffers(scenario))).toEqual([OPUS, null, OPUS]);
  });
});

describe('negotiated prices', () => {
  test('are own offers and commitments that bring a discount', () => {
    expect(negotiatedPrices(BASE_SCENARIO)).toBe(0);
    expect(negotiatedPrices(scenarioWith({ ownOffers: [ownWith()] }))).toBe(1);
    expect(
      negotiatedPrices(
        scenarioWith({ ownOffers: [ownWith()], ...committed(discount('anthropic', 0.1), discount('openai', 0)) }),
      ),
    ).toBe(2);
    expect(carriesNegotiatedPrices(scenarioWith(committed(discount('openai', 0))))).toBe(false);
  });

  test('are left out without a trace of them; what is public or nobody’s discount stays', () => {
    const correction = {
      offerId: OPUS,
      class: 'input',
      usdPerMTok: 4.5,
      source: 'https://models.dev/api.json',
      checkedOn: '2026-11-21',
    };
    const scenario = scenarioWith({
      ownOffers: [ownWith({ name: 'A secret' })],
      offerId: 'own/1',
      priceCorrections: [correction],
      ...committed(discount('anthropic', 0.137), discount('openai', 0)),
    });
    const without = withoutNegotiatedPrices(scenario);
    expect(without).toEqual(
      scenarioWith({ offerId: OPUS, priceCorrections: [correction], ...committed(discount('openai', 0)) }),
    );
    expect(JSON.stringify(without)).not.toMatch(/own\/|secret|0\.137|0\.15/);
  });

  const own = fc.record({
    id: fc.constantFrom('own/1', 'own/2', 'own/3'),
    basedOn: fc.constantFrom(OPUS, SOL),
    discountRatio: fc.constantFrom(0, 0.2),
  });
  const anyScenario = fc
    .record({
      owns: fc.uniqueArray(own, { selector: ({ id }) => id }),
      ids: fc.array(fc.constantFrom('own/1', 'own/2', 'own/3', OPUS, SOL), { minLength: 3, maxLength: 3 }),
      ratios: fc.array(fc.constantFrom(0, 0.1, 1), { maxLength: 3 }),
    })
    .map(({ owns, ids: [offerId = OPUS, ...roles], ratios }) =>
      scenarioWith({
        ownOffers: owns.map((entry) => ownWith(entry)),
        offerId,
        roles,
        ...committed(...ratios.map((ratio, i) => discount(`seller-${i}`, ratio))),
      }),
    );

  test('are none once left out, and leaving them out twice is leaving them out once', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const without = withoutNegotiatedPrices(scenario);
        expect(carriesNegotiatedPrices(without)).toBe(false);
        expect(withoutNegotiatedPrices(without)).toBe(without);
        expect(scenarioSchema.safeParse(without).success).toBe(true);
        // Ids that stood for nothing before stand for nothing still; no others are left.
        const known = new Set(scenario.ownOffers.map(({ id }) => id));
        expect(chosen(without).filter((id) => id !== null && known.has(id))).toEqual([]);
      }),
    );
  });
});
