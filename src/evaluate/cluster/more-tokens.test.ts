import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import { fleetSpeedUp } from '../../domain/warehouse/throughput.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { evaluateCluster } from './evaluate-cluster.ts';
import { moreTokens, moreTokensHere } from './more-tokens.ts';
import { evaluationWith } from './testing/evaluation.ts';
import { planWith, withWarehouse } from './testing/plan.ts';

/** Prefill of the plan's R and nothing fresh, so that a node's time follows the hit ratio alone. */
const llama = planWith({ freshRatio: 0 });
const free = withWarehouse({
  plan: llama,
  path: { floorSeconds: 0, bytesPerSecond: Infinity, expandBytesPerSecond: null, errorRatio: 0 },
});

function fast(plan = free) {
  return { ...plan, tiers: plan.tiers.map((tier) => ({ ...tier, bytesPerSecondPerNode: Infinity })) };
}

describe('by hand', () => {
  it('from 0 to 90 % of hits at a prefill share f: 1 ÷ (1 − f + f ÷ 10)', () => {
    const here = moreTokensHere(
      evaluationWith({
        plan: fast(),
        hitRatios: { hbm: 0, dram: 0, warehouse: 0.9, ceiling: 1 },
        baseline: 'hbm',
      }),
    );
    expect(here.hitRatioBefore).toBe(0);
    expect(here.hitRatioAfter).toBeCloseTo(0.9, 12);
    expect(here.prefillFactor).toBeCloseTo(10, 9);
    expect(here.factor).toBeCloseTo(1 / (1 - here.prefillRatio + here.prefillRatio / 10), 9);
    expect(here.factorOverHbm).toBe(here.factor);
    // Nothing is left to prefill.
    expect(here.ceilingFactor).toBeCloseTo(1 / (1 - here.prefillRatio), 9);
  });

  it('without output prefill is all there is, and the factor is that of prefill', () => {
    const plan = planWith({ freshRatio: 0, outputTokensPerRequest: 0 });
    const here = moreTokensHere(evaluationWith({ plan }));
    expect(here.prefillRatio).toBeGreaterThan(0.9);
    expect(here.factor).toBeCloseTo(here.prefillFactor, 9);
  });

  it('carries the claim with its source and what others measured', () => {
    const { claimed } = moreTokensHere(evaluationWith({ plan: llama }));
    expect(claimed).toMatchObject({ low: 4, high: 6.5, provenance: { kind: 'published' } });
    expect(claimed.provenance.note).toContain('4.2');
  });
});

describe('for any hits', () => {
  const ratios = fc
    .tuple(between(0, 0.97), between(0, 0.97), between(0, 0.97), between(0, 0.97))
    .map((all) => all.toSorted((a, b) => a - b))
    .map(([hbm = 0, dram = 0, warehouse = 0, ceiling = 0]) => ({ hbm, dram, warehouse, ceiling }));

  it('an infinitely fast warehouse serves no fewer tokens, never more than the ceiling, and as Amdahl says', () => {
    fc.assert(
      fc.property(ratios, magnitudes(1, 2_000), (hitRatios, outputTokensPerRequest) => {
        const plan = fast(planWith({ freshRatio: 0, outputTokensPerRequest }));
        // Memory of the node is left out of it: what it loads would be a part of neither prefill nor decode.
        const evaluation = evaluationWith({ plan, hitRatios: { ...hitRatios, dram: hitRatios.hbm }, baseline: 'hbm' });
        const here = moreTokensHere(evaluation);
        expect(here.factor).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(here.factor).toBeLessThanOrEqual(here.ceilingFactor * (1 + 1e-12));
        expect(here.factor).toBeLessThanOrEqual(here.prefillFactor * (1 + 1e-12));
        expect(here.factor / fleetSpeedUp({ ...here })).toBeCloseTo(1, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('a warehouse slower than computing changes nothing, and loading from it always loses', () => {
    const slow = withWarehouse({ plan: llama });
    const tiers = slow.tiers.map((tier) => ({ ...tier, bytesPerSecondPerNode: 1e8 }));
    const plan = { ...slow, tiers };
    expect(moreTokensHere(evaluationWith({ plan })).factor).toBeCloseTo(1, 12);
    expect(moreTokensHere(evaluationWith({ plan, loads: 'always' })).factor).toBeLessThan(1);
  });
});

it('a fleet that does nothing gains nothing', () => {
  const plan = planWith({ requestsPerSecond: 0 });
  expect(moreTokensHere(evaluationWith({ plan }))).toMatchObject({ factor: 1, prefillFactor: 1, prefillRatio: 0 });
});

describe('the base scenario', () => {
  const scenario = BASE_SCENARIO;
  const evaluated = (changed: Scenario) => {
    const evaluation = evaluateCluster(changed, WHOLE_BOOK);
    if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation));
    return evaluation;
  };
  const evaluation = evaluated(scenario);
  const all = moreTokens({ scenario, book: WHOLE_BOOK, evaluation });
  const otherwise = (id: string): number => all.dependsOn.find((one) => one.id === id)?.factor ?? Number.NaN;
  const withCluster = (changes: Partial<Scenario['cluster']>): Scenario => ({
    ...scenario,
    cluster: { ...scenario.cluster, ...changes },
  });

  it('gains something and never more than the ceiling', () => {
    expect(all.factor).toBeGreaterThanOrEqual(1);
    expect(all.factor).toBeLessThanOrEqual(all.ceilingFactor);
    expect(all.factorOverHbm).toBeGreaterThanOrEqual(all.factor);
  });

  it('lists what it depends on, largest effect first, each an evaluation of the scenario changed so', () => {
    const effects = all.dependsOn.map(({ factor }) => Math.abs(Math.log(factor / all.factor)));
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
    expect(new Set(all.dependsOn.map(({ id }) => id)).size).toBe(all.dependsOn.length);
    expect(otherwise('baseline')).toBe(all.factorOverHbm);
    expect(otherwise('vendor-mfu')).toBe(moreTokensHere(evaluated(withCluster({ mfuRatio: 0.15 }))).factor);
    const hour = { ...scenario, warehouse: { ...scenario.warehouse, retentionSeconds: 3_600 } };
    expect(otherwise('retention-hour')).toBe(moreTokensHere(evaluated(hour)).factor);
    expect(otherwise('other-model')).toBe(
      moreTokensHere(evaluated(withCluster({ modelId: 'Meta-Llama-3.1-405B' }))).factor,
    );
  });

  it('says why nothing is gained from a tier whose speed is not known, or where no promise can be kept', () => {
    for (const changes of [{ warehouseTierId: 'hdd' }, { ttftSeconds: 0.001 }]) {
      const changed = withCluster(changes);
      const answer = moreTokens({ scenario: changed, book: WHOLE_BOOK, evaluation: evaluated(changed) });
      expect(answer.whyNot?.length).toBeGreaterThan(10);
      expect(answer).toMatchObject({ factor: 1, prefillFactor: 1, dependsOn: [] });
    }
    expect(all.whyNot).toBeNull();
  });

  it('does not try what is so already', () => {
    const changed = {
      ...withCluster({ mfuRatio: 0.15, baseline: 'hbm' }),
      warehouse: { ...scenario.warehouse, retentionSeconds: 600 },
    };
    const ids = moreTokens({ scenario: changed, book: WHOLE_BOOK, evaluation: evaluated(changed) }).dependsOn;
    expect(ids.map(({ id }) => id)).not.toContain('vendor-mfu');
    expect(ids.map(({ id }) => id)).not.toContain('retention-hour');
    expect(ids.find(({ id }) => id === 'baseline')?.what).toBe('if memory of the nodes held caches before');
  });
});
