import { MOST_RANKS_PER_STAGE } from '../../catalog/serving-memory.ts';
import { rankCopies, sharedAgainstPerNode } from '../../domain/warehouse/copies.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, CopiesView } from './cluster-view.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

/**
 * Copies of a cache: those that the ranks of an instance hold against the one that is stored, and a warehouse that every node
 * reaches against one on each node, both keeping everything for the warehouse's retention.
 *
 * Ranks are those of tensor parallelism; with attention divided by sequences each rank holds its own sequences once, which is
 * why the plan chooses it where ranks would hold copies. Nodes are those of the warehouse rung, or
 * one where no number serves the load.
 * Example: DeepSeek-V3 on eight ranks: 8 copies of each latent vector, one stored.
 */
export function copiesOf({
  scenario,
  evaluation,
}: {
  scenario: Pick<Scenario, 'workload' | 'cluster'>;
  evaluation: ClusterEvaluation;
}): CopiesView {
  const { plan, rungs, warehouse } = evaluation;
  const { groups, dtype } = plan.model;
  const rung = rungs.find(({ id }) => id === 'warehouse');
  const nodes = rung?.rung.figures?.nodes ?? 1;
  const windowSeconds =
    rung?.tiers.find(({ role }) => role === 'warehouse')?.windowSeconds ?? warehouse.retentionSeconds;
  const { affinityRatio } = scenario.cluster;
  const { shared, perNode, missAmplification } = sharedAgainstPerNode({
    ...swarmOfScenario(scenario),
    nodes,
    affinityRatio,
    sharedWindowSeconds: windowSeconds,
    perNodeWindowSeconds: windowSeconds,
  });
  return {
    ranks: rankCopies({
      groups,
      dtype,
      contextTokens: Math.round(plan.demand.promptTokens),
      ranks: Math.min(plan.instance.gpus, MOST_RANKS_PER_STAGE.value),
    }),
    sharedHitRatio: shared.hitRatio,
    perNodeHitRatio: perNode.hitRatio,
    missAmplification,
    nodes,
    affinityRatio,
  };
}
