import { swarmOf } from '../domain/swarm/workload.ts';
import { describe, expect, test } from 'vitest';
import { OFFERS } from '../catalog/offers/index.ts';
import { PRESETS } from '../catalog/presets/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { closedForm } from './hit-rates.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { lossesAtBestPolicy, lossesAtCache, type LossCause, type OwnCache, type ReuseLosses } from './reuse-losses.ts';
import { evaluateSpend } from './spend.ts';

const swarm = swarmOf(BASE_SCENARIO.workload);

const cacheOf = (windowSeconds: number): OwnCache => ({
  windowSeconds,
  capacityTokens: null,
  replicas: 1,
  affinityRatio: 1,
});

function sumOfAll({ readRatio, firstTouchRatio, lost }: ReuseLosses): number {
  return lost.reduce((sum, { ratio }) => sum + ratio, readRatio + firstTouchRatio);
}

function lostTo(losses: ReuseLosses, cause: LossCause): number {
  return losses.lost.find((loss) => loss.cause === cause)?.ratio ?? -1;
}

describe('at a window', () => {
  test('read is the closed form, first touch what the ceiling leaves, and the shares add up to 1', () => {
    const form = closedForm({ swarm, windowsSeconds: [300], capacitiesTokens: [] });
    const losses = lossesAtCache({ swarm, cache: cacheOf(300) });
    expect(losses.readRatio).toBeCloseTo(form.windows[0]?.ratio ?? -1, 12);
    expect(losses.firstTouchRatio).toBeCloseTo(1 - form.logicalRatio, 12);
    expect(sumOfAll(losses)).toBeCloseTo(1, 12);
    for (const cause of ['uncached', 'belowMinimum', 'rounding'] as const) expect(lostTo(losses, cause)).toBe(0);
  });

  test('by hand: two agents launched at once lose the second task prefix, and nothing expires in a window without end', () => {
    // Two agents, one turn each, a task prefix of 1,000 and 100 of their own: 1,000 of 2,200 tokens could be read.
    const [role] = swarm.roles;
    if (!role) throw new Error('no role');
    const pair = {
      ...swarm,
      roles: [
        {
          ...role,
          agentsPerTask: 2,
          turnsPerAgent: 1,
          sharedPrefixTokens: 0,
          taskPrefixTokens: 1_000,
          firstInputTokens: 100,
        },
      ],
    };
    const losses = lossesAtCache({ swarm: pair, cache: cacheOf(Infinity) });
    expect(losses.firstTouchRatio).toBeCloseTo(1_200 / 2_200, 12);
    expect(lostTo(losses, 'launch')).toBeCloseTo(1_000 / 2_200, 12);
    expect(lostTo(losses, 'expired')).toBe(0);
    expect(losses.readRatio).toBe(0);
  });

  test('a longer window loses less to expiry and the same to the launch', () => {
    const [short, long] = [300, 3_600].map((windowSeconds) => lossesAtCache({ swarm, cache: cacheOf(windowSeconds) }));
    if (!short || !long) throw new Error('no losses');
    expect(lostTo(long, 'expired')).toBeLessThan(lostTo(short, 'expired'));
    expect(lostTo(long, 'launch')).toBe(lostTo(short, 'launch'));
  });
});

test('at the best policy of every offer and preset: its hit rate, and shares that add up to 1', () => {
  let priced = 0;
  for (const preset of PRESETS)
    for (const { id } of OFFERS) {
      const evaluation = evaluateSpend({ ...BASE_SCENARIO, offerId: id, workload: preset.workload }, CORE_BOOK);
      if (evaluation.status !== 'ok') continue;
      const losses = lossesAtBestPolicy(evaluation);
      if (!losses) continue;
      priced++;
      expect(losses.readRatio).toBeCloseTo(evaluation.without.hitRatio, 12);
      expect(sumOfAll(losses), `${preset.id} at ${id}`).toBeCloseTo(1, 9);
    }
  expect(priced).toBeGreaterThan(50);
});

test('where no caching is cheapest, all that could be reused is uncached or lost at launch', () => {
  const evaluation = evaluateSpend(BASE_SCENARIO, CORE_BOOK);
  if (evaluation.status !== 'ok' || evaluation.ladder.best.status !== 'priced') throw new Error('not priced');
  const { best } = evaluation.ladder;
  const none = { ...best, choices: best.choices.map((choice) => ({ ...choice, strategy: { kind: 'none' as const } })) };
  const losses = lossesAtBestPolicy({
    ...evaluation,
    groups: evaluation.groups.map((group) => ({ ...group, ladder: { ...group.ladder, best: none } })),
  });
  if (!losses) throw new Error('no losses');
  expect(losses.readRatio).toBe(0);
  expect(lostTo(losses, 'uncached') + lostTo(losses, 'launch')).toBeCloseTo(1 - losses.firstTouchRatio, 12);
});
