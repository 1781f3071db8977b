import { describe, expect, test } from 'vitest';
import { everyGap, inputsWith } from '../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { offerPolicies, type OfferPolicies } from './offer-policies.ts';
import { evaluateSpend } from './spend.ts';
import { WHOLE_BOOK } from './whole-book.ts';

const OPUS = 'anthropic/claude-opus-5-5';

/** Twenty questions about each document of 500,000 tokens, which Gemini stores best. */
const QUESTIONS: Scenario = {
  ...BASE_SCENARIO,
  workload: {
    ...BASE_SCENARIO.workload,
    people: 10,
    roles: [inputsWith({ taskPrefixTokens: 500_000, turnsPerAgent: 20, firstInputTokens: 200, gap: everyGap(60) })],
  },
};

function policiesAt(offerId: string, change: Partial<Scenario> = {}): OfferPolicies {
  const policies = offerPolicies({ scenario: { ...BASE_SCENARIO, ...change }, book: WHOLE_BOOK, offerId });
  if (!policies) throw new Error('cannot be bought');
  return policies;
}

describe('what each way of caching costs', () => {
  test('has the best policy first, and every other dearer by the difference', () => {
    const evaluation = evaluateSpend(BASE_SCENARIO, WHOLE_BOOK);
    if (evaluation.status !== 'ok') throw new Error('impossible');
    const { priced } = policiesAt(OPUS);
    const [best, ...others] = priced;
    expect(best).toMatchObject({
      policy: evaluation.without.policy,
      usdPerMonth: evaluation.without.usdPerMonth,
      dearerUsd: 0,
    });
    for (const { usdPerMonth, dearerUsd } of others) {
      expect(dearerUsd).toBeCloseTo(usdPerMonth - evaluation.without.usdPerMonth, 9);
      expect(dearerUsd).toBeGreaterThan(0);
    }
    // None, three for each of two lives, and 1h prefixes with 5m history. The best is one of them, with pings role by role.
    expect(priced).toHaveLength(8);
    expect(priced.at(-1)?.policy).toBe('no caching');
  });

  test.each([
    ['the base scenario', BASE_SCENARIO],
    ['questions about documents', QUESTIONS],
  ])('names each policy of %s once, whatever the offer', (_name, scenario) => {
    for (const { id } of WHOLE_BOOK.offers) {
      const policies = offerPolicies({ scenario, book: WHOLE_BOOK, offerId: id });
      const names = policies ? [...policies.priced, ...policies.unpriced].map(({ policy }) => policy) : [];
      expect([id, ...new Set(names)]).toEqual([id, ...names]);
    }
  });

  test('shows what is stored by the cheapest time to keep it, shared and task prefixes apart', () => {
    const stored = policiesAt('google/gemini-3.8-flash').priced.filter(({ policy }) => policy.startsWith('stored'));
    expect(stored.map(({ policy }) => policy.split(',')[0]).toSorted()).toEqual([
      'stored shared prefix',
      'stored task prefixes',
    ]);
  });

  test('says why a way has no price', () => {
    const { unpriced } = policiesAt('together/moonshotai/Kimi-K3.1-Pro');
    expect(unpriced).toEqual([{ policy: 'automatic', reason: expect.stringMatching(/./) }]);
  });

  test('takes the whole workload to the offer, roles that are pinned elsewhere included', () => {
    const { workload } = BASE_SCENARIO;
    const roles = workload.roles.map((role) => ({ ...role, offerId: 'anthropic/claude-haiku-5-5' }));
    expect(policiesAt(OPUS, { workload: { ...workload, roles } })).toEqual(policiesAt(OPUS));
  });

  test('is nothing where the workload cannot be bought', () => {
    expect(offerPolicies({ scenario: BASE_SCENARIO, book: WHOLE_BOOK, offerId: 'zhipu-cn/glm-5.3' })).toBeNull();
  });
});
