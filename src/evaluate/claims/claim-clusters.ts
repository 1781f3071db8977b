import type { Explanation } from '../../domain/explain.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, ClusterPlan } from '../cluster/cluster-view.ts';
import { clusterNumbers } from '../cluster/numbers.ts';
import { recomputeBand } from '../cluster/prefill-or-load.ts';
import { scenarioOf, singlePrompts } from './claim-scenarios.ts';

/** Machines that several claims are about. */

const DENSE = 'Meta-Llama-3.1-70B';
/** Prompts of the test of files (llm-d, February 2026), and the share of peak that its machine reached. */
export const FILES_TOKENS = 16_384;
export const FILES_MFU = 0.52;

/** Llama 3.1 70B in 16 bits on H100s, asked so many tokens at a time. */
export function denseScenario({
  title,
  promptTokens,
  cluster,
}: {
  title: string;
  promptTokens: Tokens;
  cluster: Partial<Scenario['cluster']>;
}): Scenario {
  return scenarioOf(title, {
    workload: singlePrompts({ promptTokens, people: 1_000 }),
    cluster: { modelId: DENSE, weightFormat: 'bf16', acceleratorId: 'h100-sxm', ...cluster },
  });
}

/** The machine of the test of files, with its own share of peak. */
export function filesScenario({
  title,
  cluster = {},
}: {
  title: string;
  cluster?: Partial<Scenario['cluster']>;
}): Scenario {
  return denseScenario({
    title,
    promptTokens: FILES_TOKENS,
    cluster: { gpusPerInstance: 4, mfuRatio: FILES_MFU, warehouseTierId: 'net_fs_scale', ...cluster },
  });
}

/** B* of a scenario, with its reasons. */
export function criticalOf({ scenario, evaluation: { plan } }: { scenario: Scenario; evaluation: ClusterEvaluation }): {
  readonly value: number;
  readonly explanation: Explanation | null;
} {
  const { criticalBytesPerSecond, explanations } = clusterNumbers({ scenario, plan });
  if (criticalBytesPerSecond.status !== 'value') throw new Error(criticalBytesPerSecond.reason);
  return { value: criticalBytesPerSecond.value, explanation: explanations.critical };
}

/** Prefill of so many tokens on an idle instance. */
export function computeSeconds({ plan, tokens }: { plan: ClusterPlan; tokens: Tokens }): Seconds {
  return recomputeBand({ plan, tokens }).typical;
}
