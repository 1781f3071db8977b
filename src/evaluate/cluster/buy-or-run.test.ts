import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import { evaluateSpend } from '../spend.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { breakEvenSteps, buyOrRun, buyOrRunSteps } from './buy-or-run.ts';
import type { BuyOrRun } from './cluster-view.ts';
import { evaluateCluster } from './evaluate-cluster.ts';

type Point = BuyOrRun['points'][number];
type Compared = Extract<ReturnType<typeof buyOrRun>, { status: 'ok' }>;

function compared(cluster: Partial<Scenario['cluster']> = {}, changes: Partial<Scenario> = {}): Compared {
  const scenario = { ...BASE_SCENARIO, ...changes, cluster: { ...BASE_SCENARIO.cluster, ...cluster } };
  const answer = buyOrRun({ scenario, book: WHOLE_BOOK });
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
  return answer;
}

const BASE = compared();

function breakEvenOf(asked: Parameters<typeof breakEvenSteps>[0]): Verdict {
  const steps = breakEvenSteps(asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const VOLUMES = Array.from({ length: 37 }, (_, i) => 2 ** (i / 3) / 64);

/** Bills in a straight line against nodes of a price that each do so much. */
function stepsOf({ nodeUsd, perNode, buyUsd }: { nodeUsd: number; perNode: number; buyUsd: number }) {
  const pointAt = (volumeRatio: number): Point => {
    const nodes = Math.max(1, Math.ceil(volumeRatio / perNode));
    return {
      volumeRatio,
      buyUsdPerMonth: buyUsd * volumeRatio,
      runUsdPerMonth: nodes * nodeUsd,
      nodes,
      rung: 'warehouse',
    };
  };
  return { pointAt, points: VOLUMES.map(pointAt) };
}

describe('the break-even of a curve', () => {
  it('is where one node costs what buying does', () => {
    // One node of $10,000 does all there is; buying costs $20,000 at today's volume: half of it.
    const found = breakEvenOf(stepsOf({ nodeUsd: 10_000, perNode: 1_000, buyUsd: 20_000 }));
    expect(found.status).toBe('value');
    expect('value' in found && found.value).toBeCloseTo(0.5, 2);
  });

  it('is "always" and "never" where one is cheaper on all that was tried', () => {
    expect(breakEvenOf(stepsOf({ nodeUsd: 1, perNode: 1_000, buyUsd: 1e6 })).status).toBe('always');
    expect(breakEvenOf(stepsOf({ nodeUsd: 1e9, perNode: 1_000, buyUsd: 1 })).status).toBe('never');
  });

  it('waits for the last step that is dearer than buying', () => {
    // Every node does 1.9 times today's volume for $10,000, for which buying costs $17,100. One node is cheaper from 1.11 on;
    // at 2 there are two for $20,000 against $18,000; from 2.22 on two are cheaper, and all that follow at once.
    const found = breakEvenOf(stepsOf({ nodeUsd: 10_000, perNode: 1.9, buyUsd: 9_000 }));
    expect('value' in found && found.value).toBeGreaterThanOrEqual(20_000 / 9_000);
    expect('value' in found && found.value).toBeLessThan((20_000 / 9_000) * 1.001);
  });

  it('agrees with the curve: dearer just before, no dearer from there on', () => {
    fc.assert(
      fc.property(magnitudes(1e2, 1e6), magnitudes(0.05, 50), between(1e2, 1e5), (nodeUsd, perNode, buyUsd) => {
        const { points, pointAt } = stepsOf({ nodeUsd, perNode, buyUsd });
        const found = breakEvenOf({ points, pointAt });
        const runs = (point: Point): boolean => (point.runUsdPerMonth ?? Infinity) <= point.buyUsdPerMonth;
        if (found.status === 'always') expect(points.every(runs)).toBe(true);
        else if (found.status === 'never') expect(points.slice(-1).some(runs)).toBe(false);
        else if ('value' in found) {
          expect(runs(pointAt(found.value))).toBe(true);
          expect(points.filter(({ volumeRatio }) => volumeRatio >= found.value).every(runs)).toBe(true);
          const losing = points.findLast((point) => !runs(point));
          expect(losing?.volumeRatio).toBeLessThan(found.value);
        }
      }),
    );
  });
});

describe('the base scenario', () => {
  const base = BASE;

  it('has at most 40 volumes from a 64th to 64 times today’s, today’s among them with both bills', () => {
    expect(base.points.length).toBeLessThanOrEqual(40);
    expect(base.points[0]?.volumeRatio).toBe(1 / 64);
    expect(base.points.at(-1)?.volumeRatio).toBeCloseTo(64, 9);
    const today = base.points.find(({ volumeRatio }) => Math.abs(volumeRatio - 1) < 1e-9);
    expect(today?.buyUsdPerMonth).toBeCloseTo(base.buyUsdPerMonth, 6);
    expect(today?.runUsdPerMonth).toBeCloseTo(base.runUsdPerMonth ?? Number.NaN, 6);
    const spend = evaluateSpend(BASE_SCENARIO, WHOLE_BOOK);
    expect(spend.status === 'ok' && spend.without.usdPerMonth).toBe(base.buyUsdPerMonth);
  });

  it('runs the cheapest rung that can be run', () => {
    const cluster = evaluateCluster(BASE_SCENARIO, WHOLE_BOOK);
    if (cluster.status !== 'ok') throw new Error('no cluster');
    const prices = cluster.rungs.flatMap(({ id, rung: { figures } }) =>
      id !== 'ceiling' && figures?.cost.status === 'priced' ? [figures.cost.usdPerMonth] : [],
    );
    expect(base.runUsdPerMonth).toBe(Math.min(...prices));
  });

  it('bills more for more, and the break-even lies where the lines cross', () => {
    base.points.forEach(({ buyUsdPerMonth, runUsdPerMonth, nodes }, i) => {
      const before = base.points[i - 1];
      expect(buyUsdPerMonth).toBeGreaterThan(before?.buyUsdPerMonth ?? 0);
      expect(nodes).toBeGreaterThanOrEqual(before?.nodes ?? 0);
      expect(runUsdPerMonth).toBeGreaterThanOrEqual((before?.runUsdPerMonth ?? 0) * 0.999);
    });
    const { breakEven } = base;
    const cheaperFrom = base.points.findLastIndex(
      ({ buyUsdPerMonth, runUsdPerMonth }) => (runUsdPerMonth ?? Infinity) > buyUsdPerMonth,
    );
    if (breakEven?.status === 'value') {
      expect(breakEven.value).toBeGreaterThan(base.points[cheaperFrom]?.volumeRatio ?? Infinity);
      expect(breakEven.value).toBeLessThanOrEqual(base.points[cheaperFrom + 1]?.volumeRatio ?? 0);
      expect(base.breakEvenPeople).toBeCloseTo(breakEven.value * 40, 6);
    } else expect([-1, base.points.length - 1]).toContain(cheaperFrom);
  });

  it('says tokens for dollars of both, of the same tokens, and that it is another model', () => {
    expect((base.buyUsdPerMTok ?? 0) / (base.runUsdPerMTok ?? 1)).toBeCloseTo(
      base.buyUsdPerMonth / (base.runUsdPerMonth ?? 1),
      9,
    );
    expect(base.isOtherModel).toBe(true);
    expect(base.runModelName.length).toBeGreaterThan(0);
  });
});

describe('other scenarios', () => {
  it('a model that is sold and run is the same one', () => {
    const offer = WHOLE_BOOK.offers.find(({ geometryId }) => geometryId === 'DeepSeek-V4-Pro');
    if (!offer) throw new Error('nobody sells DeepSeek-V4-Pro');
    expect(compared({ modelId: 'DeepSeek-V4-Pro' }, { offerId: offer.id }).isOtherModel).toBe(false);
    expect(compared({ modelId: 'DeepSeek-V3' }, { offerId: offer.id }).isOtherModel).toBe(true);
  });

  it('an accelerator without a price has no bill and says so', () => {
    const without = compared({ acceleratorId: 'b100' });
    expect(without).toMatchObject({ runUsdPerMonth: null, breakEven: null, runUsdPerMTok: null });
    expect(without.missing).toContain('accelerators');
    expect(without.points.every(({ runUsdPerMonth }) => runUsdPerMonth === null)).toBe(true);
    expect(without.buyUsdPerMonth).toBeGreaterThan(0);
  });

  it('nodes for nothing are run at any volume', () => {
    const free = compared({ usdPerGpuHour: 0, usdPerNicMonth: 0 });
    expect(free.breakEven?.status).toBe('always');
    expect(free.runUsdPerMonth).toBe(0);
  });

  it('comes out the same step by step', () => {
    const steps = buyOrRunSteps({ scenario: BASE_SCENARIO, book: WHOLE_BOOK });
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(step.value).toEqual(BASE);
    expect(count).toBeGreaterThanOrEqual(37);
  });

  it('an offer that does not exist compares with nothing', () => {
    const answer = buyOrRun({ scenario: { ...BASE_SCENARIO, offerId: 'nobody/nothing' }, book: WHOLE_BOOK });
    expect(answer.status).toBe('impossible');
  });
});
