import { describe, expect, test } from 'vitest';
import { OFFERS } from '../../catalog/offers/index.ts';
import { gapsAtWindow } from '../../domain/swarm/gap-mixture.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { policyAdvice } from './policy-advice.ts';

function evaluated(change: Partial<Scenario> = {}): SpendEvaluation {
  const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...change }, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

/** The base's sub-agents alone, with one gap between all requests. */
function withGap(medianSeconds: number, turnsPerAgent = 13): Partial<Scenario> {
  const roles = BASE_SCENARIO.workload.roles.slice(1).map((role) => ({
    ...role,
    launchedBy: null,
    fanOut: 1,
    turnsPerAgent,
    gap: [{ weight: 1, medianSeconds, logSigma: 0 }],
  }));
  return { workload: { ...BASE_SCENARIO.workload, people: 1, roles } };
}

describe('the advice on policies', () => {
  test('is, role by role, what the best policy of the ladder does', () => {
    for (const { id } of OFFERS) {
      const evaluation = evaluateSpend({ ...BASE_SCENARIO, offerId: id }, CORE_BOOK);
      if (evaluation.status !== 'ok' || evaluation.ladder.best.status !== 'priced') continue;
      const advice = policyAdvice(evaluation);
      expect(advice.map(({ roleIndex }) => roleIndex)).toEqual([0, 1]);
      const cheapest = advice.reduce((sum, { options }) => sum + (options[0]?.usdPerMonth ?? NaN), 0);
      expect(cheapest / evaluation.without.usdPerMonth).toBeCloseTo(1, 12);
      for (const { options, byDefault } of advice) {
        for (const [i, option] of options.entries())
          expect(option.usdPerMonth).toBeGreaterThanOrEqual(options[i - 1]?.usdPerMonth ?? 0);
        if (byDefault) expect(options[0]?.usdPerMonth).toBeLessThanOrEqual(byDefault.usdPerMonth);
      }
    }
  });

  test('keeps roles in order where their offers are not', () => {
    const { workload } = BASE_SCENARIO;
    const [first, second] = workload.roles;
    if (!first || !second) throw new Error('no roles');
    const roles = [{ ...first, offerId: 'google/gemini-3.8-flash' }, second, { ...first, name: 'Reviewer' }];
    const advice = policyAdvice(evaluated({ workload: { ...workload, roles } }));
    expect(advice.map(({ roleIndex, role }) => [roleIndex, role.name])).toEqual([
      [0, 'Orchestrator'],
      [1, 'Sub-agents'],
      [2, 'Reviewer'],
    ]);
    expect(advice[0]?.offerName).not.toBe(advice[1]?.offerName);
  });

  test('pings over gaps of 16 minutes where that is the cheapest, and says what it saves and costs', () => {
    // By hand, per token of history at 4 USD input: a ping reads at 0.2; a miss writes at 5 (5 minutes) instead of 0.2.
    const [advice] = policyAdvice(evaluated(withGap(960)));
    const { pings, options } = advice ?? {};
    if (!pings || !options?.[0]) throw new Error('no ping advice');
    expect(options[0].pings).toBe(pings.pings);
    if (pings.pings > 0) {
      expect(pings.savesUsd).toBeGreaterThan(0);
      expect(pings.bridgedRatio).toBe(1);
      expect(pings.untilIdleSeconds).toBeGreaterThanOrEqual(960);
      expect(pings.costUsd).toBeGreaterThan(0);
    } else {
      expect(pings.savesUsd).toBeLessThanOrEqual(0);
      expect(pings.bridgedRatio).toBe(0);
    }
  });

  test('does not ping where gaps are within the life, and says what one would cost', () => {
    const [advice] = policyAdvice(evaluated(withGap(30)));
    expect(advice?.pings).toMatchObject({ pings: 0, bridgedRatio: 0 });
    expect(advice?.pings?.savesUsd).toBeLessThan(0);
    // What it costs but for the little that it keeps warm after an agent's last request.
    expect(advice?.pings?.costUsd).toBeGreaterThanOrEqual(-(advice?.pings?.savesUsd ?? 0));
  });

  test('breaks even on idle time as the rates say', () => {
    // (w − r) ÷ r × TTL with w = 1.25 × 4 and r = 0.2: (5 − 0.2) ÷ 0.2 × 300 s = 2 h.
    const { pings, options } = policyAdvice(evaluated())[1] ?? {};
    const ttl = options?.[0]?.strategy;
    if (!pings || !ttl || ttl.kind === 'none') throw new Error('nothing to ping');
    const own = ttl.kind === 'mixed' ? ttl.ownTtl : ttl.ttl;
    const write = own.id === '1h' ? 8 : 5;
    expect(pings.breakEvenIdleSeconds).toBeCloseTo(((write - 0.2) / 0.2) * own.seconds.value, 6);
    expect(pings.everySeconds).toBe(own.seconds.value);
  });

  test('bridges the gaps between one life and the last ping’s', () => {
    const { pings, role } = policyAdvice(evaluated())[0] ?? {};
    if (!pings || !role) throw new Error('nothing to ping');
    const outlasting = (windowSeconds: number): number => gapsAtWindow({ gap: role.gap, windowSeconds }).survivalRatio;
    expect(pings.bridgedRatio).toBeCloseTo(outlasting(pings.everySeconds) - outlasting(pings.untilIdleSeconds), 12);
  });
});
