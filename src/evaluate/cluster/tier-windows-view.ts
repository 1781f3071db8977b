import { hitRatioOf, splitCeiling } from '../../domain/retention/ceiling.ts';
import { idealReach, splitTokens } from '../../domain/retention/token-split.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, TierWindowsView } from './cluster-view.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

const POINTS = 100;
const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 30 * 86_400;

/**
 * Hit ratio of a cache that keeps everything for a window after its last use, and on it how long each tier of the warehouse
 * rung keeps what is not used, with what it and all faster tiers serve together.
 *
 * From one second to 30 days, evenly on the logarithm; a tier that keeps everything stands at the end and says so. A mark
 * lies below the curve where its tier is one on each node and requests do not all return to theirs.
 * Ignores what `Reuse` ignores.
 */
export function tierWindows({
  scenario,
  evaluation,
}: {
  scenario: Pick<Scenario, 'workload'>;
  evaluation: ClusterEvaluation;
}): TierWindowsView {
  const { swarm, reuse } = swarmOfScenario(scenario);
  const hitRatioAt = (windowSeconds: Seconds): Ratio =>
    hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
  let reached = 0;
  const curve = Array.from({ length: POINTS }, (_, i) => {
    const windowSeconds = SHORTEST_SECONDS * (LONGEST_SECONDS / SHORTEST_SECONDS) ** (i / (POINTS - 1));
    // Closed forms may fall by a rounding error.
    reached = Math.max(reached, hitRatioAt(windowSeconds));
    return { windowSeconds, hitRatio: reached };
  });
  const { tiers } = evaluation.plan;
  const used = evaluation.rungs.find(({ id }) => id === 'warehouse')?.tiers ?? [];
  return {
    curve,
    marks: used.map(({ role, windowSeconds, reachedRatio }) => ({
      role,
      name: tiers.find((tier) => tier.role === role)?.name ?? role,
      windowSeconds: Math.min(windowSeconds, LONGEST_SECONDS),
      isBeyond: windowSeconds > LONGEST_SECONDS,
      hitRatio: reachedRatio,
    })),
    ceilingRatio: hitRatioOf(splitCeiling({ swarm, thresholds: [] })),
  };
}
