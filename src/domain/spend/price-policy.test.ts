import { describe, expect, test } from 'vitest';
import { describeStrategy } from '../offer/describe-strategy.ts';
import { strategiesOf } from '../offer/strategy.ts';
import { contextOf, offerWith, periodWith, policyWith, ratesWith, roleWith, swarmWith } from '../testing/builders.ts';
import { ladderOf, type Ladder } from './ladder.ts';
import { pricePolicies } from './price-policy.ts';
import { priceStrategy } from './price-strategy.ts';

/** Anthropic-like: 5 minutes at 1.25 of input, marks for prefixes. */
const OFFER = offerWith({ periods: [periodWith({ base: ratesWith({}) })], cachePolicy: policyWith({}) });

function usdOf({ ladder, rung }: { ladder: Ladder; rung: string }): number {
  const found = ladder.rungs.find((candidate) => candidate.rung === rung);
  if (found?.status !== 'priced') throw new Error(`${rung} has no price`);
  return found.usdPerMonth;
}

describe('work that is sent once behind a shared prefix', () => {
  // 10,000 requests a day; 10,000 tokens are the same for all, 30,000 are never sent again.
  const oneShot = roleWith({
    agentsPerTask: 1,
    turnsPerAgent: 1,
    sharedPrefixTokens: 10_000,
    taskPrefixTokens: 0,
    firstInputTokens: 30_000,
    inputTokensPerTurn: 0,
    outputTokensPerTurn: 300,
  });
  const swarm = swarmWith({
    people: 1_000,
    tasksPerPersonPerDay: 10,
    daysPerMonth: 21,
    hoursPerDay: 8,
    roles: [oneShot],
  });
  const context = contextOf({ swarm, offer: OFFER });

  test('marks the prefix alone: the rest pays no write premium, and nothing is left for a warehouse to save', () => {
    const warehouse = {
      retentionSeconds: 86_400,
      writeUsdPerMTok: null,
      readUsdPerMTok: null,
      storageUsdPerMTokHour: 0.01,
    };
    const ladder = ladderOf({ context, warehouse });
    expect(ladder.rungs.find(({ rung }) => rung === 'best-policy')).toMatchObject({ policy: '5m, prefixes only' });
    expect(usdOf({ ladder, rung: 'best-policy' }) / usdOf({ ladder, rung: 'ceiling' })).toBeLessThan(1.001);
    expect(ladder.saving?.totalUsd).toBeLessThan(0);
  });
});

describe('roles that are used differently', () => {
  const quick = roleWith({ name: 'quick', gap: [{ weight: 1, medianSeconds: 20, logSigma: 0.3 }] });
  const slow = roleWith({ name: 'slow', gap: [{ weight: 1, medianSeconds: 1_500, logSigma: 0.3 }] });
  const context = contextOf({ swarm: swarmWith({ roles: [quick, slow] }), offer: OFFER });
  const strategies = strategiesOf({ offer: OFFER, period: OFFER.periods[0] ?? periodWith() });

  test('each do what is cheapest for them, never dearer than one strategy for all', () => {
    const { uniform, best } = pricePolicies({ context, strategies });
    if (best.status !== 'priced') throw new Error(best.reason);
    expect(new Set(best.choices.map((choice) => describeStrategy(choice))).size).toBe(2);
    for (const policy of uniform)
      if (policy.status === 'priced') expect(best.usdPerMonth).toBeLessThanOrEqual(policy.usdPerMonth);
  });

  test('cost together what they cost priced together', () => {
    const { uniform } = pricePolicies({ context, strategies: [{ kind: 'none' }] });
    const together = priceStrategy({ context, strategy: { kind: 'none' } });
    if (together.status !== 'priced') throw new Error(together.reason);
    expect(uniform[0]).toMatchObject({ status: 'priced', hitRatio: together.hitRatio });
    expect(uniform[0]?.status === 'priced' ? uniform[0].usdPerMonth : NaN).toBeCloseTo(together.usdPerMonth, 9);
  });
});
