import { bestRetention } from '../../domain/warehouse/best-retention.ts';
import { breakEvenSeconds } from '../../domain/warehouse/break-even.ts';
import type { Seconds, Usd } from '../../domain/units.ts';
import type { UnitCosts } from '../../domain/warehouse/unit-costs.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterNumbers, ClusterPlan } from './cluster-view.ts';
import { explainBestRetention, explainBreakEven, explainCritical, explainCrossover } from './explain-numbers.ts';
import { keepCosts } from './keep-costs.ts';
import { criticalVerdict, crossoverVerdict } from './keep-verdicts.ts';
import { mostTokensOf, promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

/** Between these T* is looked for. */
const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 30 * 86_400;
const LOG_STEP = 0.005;

/**
 * The four numbers of a plan's warehouse, all at the workload's mean prompt, each a value or the region where it says no.
 *
 *     B* = stored bytes ÷ prefill time, floors aside      N*: the length at which loading and computing take as long
 *     τ  = (compute − read − wear) ÷ rent                 T*: the retention at which reads save most over rent and wear
 *
 * Example: Llama 3.1 70B on four H100s at $2, prompts of 16,384 tokens, eight PCIe 4 drives at $0.0152 a GB-month: B* 4.26 GB/s,
 * N* 164 tokens, τ 13.6 hours of which wear takes more than a third. B* and N* are of what computes one prompt, the instance or one
 * rank of it, and of the path to it; τ and T* of nodes whose instances share the path (`keepCosts`).
 * τ and T* need prices: without one they are `null`, and `missing` names it. T* takes the warehouse alone: what faster tiers
 * serve already is counted as if it came from there, which moves T* only where it is shorter than their windows.
 */
export function clusterNumbers({
  scenario,
  plan,
}: {
  scenario: Pick<Scenario, 'cluster' | 'workload' | 'asOf'>;
  plan: ClusterPlan;
}): ClusterNumbers {
  const tier = warehouseOf(plan);
  const criticalBytesPerSecond = criticalVerdict({
    machine: promptMachineOf(plan),
    prompt: promptOfPlan({ plan, tier }),
    contextTokens: plan.demand.promptTokens,
  });
  const crossoverTokens = crossoverOfPlan(plan);
  const costs = keepCosts({ scenario, plan });
  const known = 'missing' in costs ? null : costs;
  const breakEven = known && breakEvenSeconds({ costs: known });
  const retention = known && bestRetentionOf({ scenario, costs: known });
  return {
    tierName: tier.name,
    criticalBytesPerSecond,
    tierBytesPerSecond: tier.promptPath?.bytesPerSecond ?? null,
    crossoverTokens,
    breakEvenSeconds: breakEven,
    bestRetentionSeconds: retention,
    missing: 'missing' in costs ? costs.missing : null,
    explanations: {
      critical: explainCritical({ plan, verdict: criticalBytesPerSecond }),
      crossover: crossoverTokens && explainCrossover({ plan, verdict: crossoverTokens }),
      breakEven: known && breakEven && explainBreakEven({ scenario, plan, costs: known, verdict: breakEven }),
      bestRetention: known && retention && explainBestRetention({ scenario, plan, costs: known, verdict: retention }),
    },
  };
}

/** N* on the whole curves; `null` where the tier's speed is not known. */
export function crossoverOfPlan(plan: ClusterPlan): Verdict | null {
  const tier = warehouseOf(plan);
  if (!tier.promptPath) return null;
  return crossoverVerdict({
    machine: promptMachineOf(plan),
    path: tier.promptPath,
    prompt: promptOfPlan({ plan, tier }),
    mostTokens: mostTokensOf(plan),
  });
}

/** T* of a scenario's swarm at some costs, wear respected, to half a percent: its worth is flat around it. */
export function bestRetentionOf({
  scenario,
  costs,
}: {
  scenario: Pick<Scenario, 'workload'>;
  costs: UnitCosts;
}): Verdict {
  const { outcomeAt } = swarmOfScenario(scenario);
  return bestRetention({
    // Rounded, so that the finer and finer grids of the search ask for the same windows.
    outcomeAt: (seconds) => outcomeAt(Math.exp(Math.round(Math.log(seconds) / LOG_STEP) * LOG_STEP)),
    costs,
    shortestSeconds: SHORTEST_SECONDS,
    longestSeconds: LONGEST_SECONDS,
  });
}

/** V(T): what keeping everything for a retention saves a month, less its rent and wear; the height that T* is the place of. */
export function usdKept({
  scenario,
  costs,
  retentionSeconds,
}: {
  scenario: Pick<Scenario, 'workload'>;
  costs: UnitCosts;
  retentionSeconds: Seconds;
}): Usd {
  const { readTokens, writtenTokens, storedTokenSeconds } = swarmOfScenario(scenario).outcomeAt(retentionSeconds);
  return (
    readTokens * (costs.recomputeUsdPerToken - costs.readUsdPerToken) -
    writtenTokens * costs.wearUsdPerToken -
    storedTokenSeconds * costs.rentUsdPerTokenSecond
  );
}
