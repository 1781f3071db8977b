import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import type { ClusterEvaluation } from './cluster-view.ts';
import { evaluateCluster } from './evaluate-cluster.ts';
import { freedGpus } from './freed-view.ts';
import { evaluationWith } from './testing/evaluation.ts';
import { planWith } from './testing/plan.ts';

const book = WHOLE_BOOK;

function evaluated(scenario: Scenario): ClusterEvaluation {
  const evaluation = evaluateCluster(scenario, book);
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation));
  return evaluation;
}

function scenarioWith(cluster: Partial<Scenario['cluster']>, people = 40): Scenario {
  return {
    ...BASE_SCENARIO,
    workload: { ...BASE_SCENARIO.workload, people },
    cluster: { ...BASE_SCENARIO.cluster, ...cluster },
  };
}

describe('by hand', () => {
  const plan = planWith({ requestsPerSecond: 20 });
  const evaluation = evaluationWith({ plan });
  const nodesOf = (id: string): number => evaluation.rungs.find((rung) => rung.id === id)?.rung.figures?.nodes ?? 0;
  const { gpus, freed } = freedGpus({ scenario: BASE_SCENARIO, book, evaluation });

  it('frees the difference of whole nodes, eight accelerators each', () => {
    expect(nodesOf('dram')).toBeGreaterThan(nodesOf('warehouse'));
    expect(freed.nodes).toBe(nodesOf('dram') - nodesOf('warehouse'));
    expect(gpus).toBe(8 * freed.nodes);
  });

  it('which decode as fast as the others, two instances a node', () => {
    const perNode = 2 * plan.speed.decode.tokensPerSecond.typical;
    expect(freed.extraDecodeTokensPerSecond).toBeCloseTo(freed.nodes * perNode, 6);
    expect(freed.extraDecodeRatio).toBeCloseTo((freed.nodes * perNode) / (20 * 400), 9);
  });

  it('a warehouse that needs more nodes frees none', () => {
    const worse = evaluationWith({
      plan,
      hitRatios: { hbm: 0.3, dram: 0.6, warehouse: 0.6, ceiling: 0.9 },
      penaltyRatio: 0.5,
    });
    expect(freedGpus({ scenario: BASE_SCENARIO, book, evaluation: worse })).toMatchObject({
      gpus: 0,
      freed: { nodes: 0 },
    });
  });
});

describe('wider weights', () => {
  it('are an evaluation of the whole scenario in the next format, against the nodes of today', () => {
    const scenario = scenarioWith({}, 1_000);
    const evaluation = evaluated(scenario);
    const { wider } = freedGpus({ scenario, book, evaluation });
    const wide = evaluateCluster(scenario, book, { weightFormat: 'bf16' });
    const nodes = wide.status === 'ok' ? wide.rungs.find(({ id }) => id === 'warehouse')?.rung.figures?.nodes : null;
    const today = evaluation.rungs.find(({ id }) => id === 'dram')?.rung.figures?.nodes ?? 0;
    expect(wider).toMatchObject({ from: 'fp8', to: 'bf16' });
    // 1.34 TB of bf16 weights take sixteen H200s, so two nodes together, and half the peak.
    expect(nodes).toBeGreaterThan(today);
    expect(wider?.outcome).toEqual({ status: 'needs-more', nodes, missingNodes: (nodes ?? 0) - today });
  });

  it('there are none beyond 16 bits, and four bits go to eight', () => {
    const dense = scenarioWith({ modelId: 'Meta-Llama-3.1-70B' });
    expect(freedGpus({ scenario: dense, book, evaluation: evaluated(dense) })).toMatchObject({
      wider: null,
      whyNotWider: 'Weights are in 16 bits already.',
    });
    const narrow = scenarioWith({ modelId: 'gpt-oss-120b' });
    expect(freedGpus({ scenario: narrow, book, evaluation: evaluated(narrow) }).wider).toMatchObject({
      from: '4-bit',
      to: 'fp8',
    });
  });
});
