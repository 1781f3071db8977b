import { describe, expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { OwnOffer, Scenario } from '../scenario/schema.ts';
import { FIRST_BOOK } from './first-book.ts';
import { sufficesFor } from './offer-book.ts';
import { evaluateSpend, type SpendEvaluation } from './spend.ts';
import { WHOLE_BOOK } from './whole-book.ts';

const HAIKU = 'anthropic/claude-haiku-5-5';
const ELSEWHERE = 'deepseek/deepseek-flash';

function figures(evaluation: ReturnType<typeof evaluateSpend>) {
  if (evaluation.status === 'impossible') return evaluation;
  const { ladder, saving, bill, groups }: SpendEvaluation = evaluation;
  const kept = { rungs: ladder.rungs, saving, bill };
  return { ...kept, offers: groups.map(({ resolved, geometry }) => [resolved.offer.id, geometry.name]) };
}

function own(change: Partial<OwnOffer> = {}): OwnOffer {
  return {
    id: 'own/1',
    name: 'Ours',
    basedOn: HAIKU,
    discountRatio: 0.2,
    rates: { input: null, output: null, cacheRead: 0.001, cacheWrite: null },
    ...change,
  };
}

const presetScenarios = PRESETS.map((preset): Scenario => ({
  ...BASE_SCENARIO,
  name: preset.name,
  workload: preset.workload,
}));

/** The first picture must not change when the rest of the catalogue arrives. */
describe('the book that a page starts with', () => {
  test('holds the offer of the first scenario, and the whole book all of its offers', () => {
    expect(FIRST_BOOK.offerById(BASE_SCENARIO.offerId)).toBeDefined();
    for (const { id } of FIRST_BOOK.offers) expect(WHOLE_BOOK.offerById(id)).toBeDefined();
    expect(WHOLE_BOOK.offers.length).toBeGreaterThan(3 * FIRST_BOOK.offers.length);
  });

  test.each(FIRST_BOOK.offers.map(({ id }) => id))('prices %s as the whole book does, in every preset', (offerId) => {
    for (const preset of presetScenarios) {
      const scenario = { ...preset, offerId };
      expect(sufficesFor(scenario, FIRST_BOOK)).toBe(true);
      expect(figures(evaluateSpend(scenario, FIRST_BOOK))).toEqual(figures(evaluateSpend(scenario, WHOLE_BOOK)));
    }
  });

  test('prices its offers as the whole book does on every day for which it says that it suffices', () => {
    let sufficient = 0;
    for (const asOf of [
      '2025-01-01',
      '2026-02-05',
      '2026-03-13',
      '2026-10-07',
      '2026-11-20',
      '2027-01-01',
      '2028-06-30',
    ])
      for (const { id: offerId } of FIRST_BOOK.offers) {
        const scenario = { ...BASE_SCENARIO, offerId, asOf };
        if (!sufficesFor(scenario, FIRST_BOOK)) continue;
        sufficient++;
        const [first, whole] = [FIRST_BOOK, WHOLE_BOOK].map((book) => figures(evaluateSpend(scenario, book)));
        expect(first).toEqual(whole);
      }
    // From the scenario's own day on it always does.
    expect(sufficient).toBeGreaterThanOrEqual(3 * FIRST_BOOK.offers.length);
  });

  test('prices own offers, corrections and roles that go elsewhere within it as the whole book does', () => {
    const { workload } = BASE_SCENARIO;
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      ownOffers: [own()],
      priceCorrections: [
        { offerId: HAIKU, class: 'input', usdPerMTok: 0.12, source: 'a feed', checkedOn: '2026-11-21' },
      ],
      workload: {
        ...workload,
        roles: workload.roles.map((role, i) => ({ ...role, offerId: i === 1 ? 'own/1' : HAIKU })),
      },
    };
    expect(sufficesFor(scenario, FIRST_BOOK)).toBe(true);
    const first = evaluateSpend(scenario, FIRST_BOOK);
    expect(first.status).toBe('ok');
    expect(figures(first)).toEqual(figures(evaluateSpend(scenario, WHOLE_BOOK)));
  });

  test('says that offers are still being loaded, and the whole book that there is no such offer', () => {
    const scenario = { ...BASE_SCENARIO, offerId: ELSEWHERE };
    expect(evaluateSpend(scenario, FIRST_BOOK)).toMatchObject({ problems: [{ message: /still being loaded/ }] });
    expect(evaluateSpend(scenario, WHOLE_BOOK).status).toBe('ok');
    expect(evaluateSpend({ ...scenario, offerId: 'nobody/nothing' }, WHOLE_BOOK)).toMatchObject({
      problems: [{ message: /No offer/ }],
    });
  });
});

describe('whether the first book suffices', () => {
  const suffices = (change: Partial<Scenario>): boolean => sufficesFor({ ...BASE_SCENARIO, ...change }, FIRST_BOOK);
  const purchase = (change: Partial<Scenario['purchase']>): boolean =>
    suffices({ purchase: { ...BASE_SCENARIO.purchase, ...change } });

  test('it does at the list, and the whole book always does', () => {
    expect(suffices({})).toBe(true);
    expect(sufficesFor({ ...BASE_SCENARIO, offerId: ELSEWHERE }, WHOLE_BOOK)).toBe(true);
  });

  test('it does not for days before its prices were checked, where the whole book has a history', () => {
    // The read of Claude Sonnet 5.5 was cut from 0.20 to 0.10 on 2026-10-07.
    const offerId = 'anthropic/claude-sonnet-5-5';
    expect(suffices({ offerId, asOf: '2026-10-06' })).toBe(false);
    expect(suffices({ offerId, asOf: '2026-11-20' })).toBe(true);
    // Of this one it has the history itself, and no price before.
    expect(suffices({ offerId: 'anthropic/claude-opus-4-6', asOf: '2026-02-05' })).toBe(true);
    expect(suffices({ offerId: 'anthropic/claude-opus-4-6', asOf: '2026-02-04' })).toBe(false);
  });

  test('it does not for offers elsewhere: the scenario’s, a role’s, or the base of an own one', () => {
    const { workload } = BASE_SCENARIO;
    const pinned = (offerId: string) => ({
      ...workload,
      roles: workload.roles.map((role, i) => (i === 1 ? { ...role, offerId } : role)),
    });
    expect(suffices({ offerId: ELSEWHERE })).toBe(false);
    expect(suffices({ workload: pinned(ELSEWHERE) })).toBe(false);
    expect(suffices({ workload: pinned(HAIKU) })).toBe(true);
    const ownOffers = [own({ basedOn: ELSEWHERE })];
    expect(suffices({ offerId: 'own/1', ownOffers })).toBe(false);
    // One that nobody uses is not waited for.
    expect(suffices({ ownOffers })).toBe(true);
  });

  test('it does not where anything but pay as you go is asked for', () => {
    expect(purchase({ modeRatio: 0.1 })).toBe(false);
    expect(purchase({ modifierIds: ['us'] })).toBe(false);
    expect(purchase({ commitments: [{ seller: 'anthropic', discountRatio: 0.1, usdPerMonth: 0 }] })).toBe(false);
    expect(purchase({ modeId: 'flex', dayStartsAtHour: 7 })).toBe(true);
  });

  test('it does not for a model chosen for the KV cache that is not there yet', () => {
    const { kv } = BASE_SCENARIO;
    expect(suffices({ kv: { ...kv, modelId: 'deepseek-ai/DeepSeek-V3' } })).toBe(false);
  });
});
