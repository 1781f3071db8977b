import { presetById } from '../../catalog/presets/index.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateCluster } from '../cluster/evaluate-cluster.ts';
import type { ClusterEvaluation } from '../cluster/cluster-view.ts';
import { evaluateKv, type KvEvaluation } from '../kv/evaluate-kv.ts';
import type { OfferBook } from '../offer-book.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { evaluateSwarm, type SwarmEvaluation } from '../swarm.ts';
import { found } from './claim-helpers.ts';

/** Scenarios that test claims: the base scenario with some of it changed, and what comes of them. */

type Role = Scenario['workload']['roles'][number];

export type ScenarioChange = Partial<Omit<Scenario, 'kv' | 'cluster' | 'budget' | 'purchase' | 'warehouse'>> & {
  readonly [K in 'kv' | 'cluster' | 'budget' | 'purchase' | 'warehouse']?: Partial<Scenario[K]>;
};

/** The base scenario under the title of a claim, with some fields changed. */
export function scenarioOf(title: string, change: ScenarioChange = {}): Scenario {
  const { kv, cluster, budget, purchase, warehouse, ...rest } = change;
  return {
    ...BASE_SCENARIO,
    name: title,
    ...rest,
    kv: { ...BASE_SCENARIO.kv, ...kv },
    cluster: { ...BASE_SCENARIO.cluster, ...cluster },
    budget: { ...BASE_SCENARIO.budget, ...budget },
    purchase: { ...BASE_SCENARIO.purchase, ...purchase },
    warehouse: { ...BASE_SCENARIO.warehouse, ...warehouse },
  };
}

/** The length that most claims on sizes are about. */
export const PROMPT_TOKENS = 100_000;

/** A model of the catalogue with one prompt of 100,000 tokens. */
export function modelScenario({
  title,
  modelId,
  kv = {},
}: {
  title: string;
  modelId: string;
  kv?: Partial<Scenario['kv']>;
}): Scenario {
  return scenarioOf(title, { kv: { modelId, contextTokens: PROMPT_TOKENS, ...kv } });
}

export function presetWorkload(id: string): Scenario['workload'] {
  return found({ value: presetById(id), id }).workload;
}

/** A coding session of the presets, at an offer. */
export function sessionScenario({ title, offerId }: { title: string; offerId?: string }): Scenario {
  return scenarioOf(title, { workload: presetWorkload('coding-session'), ...(offerId !== undefined && { offerId }) });
}

/** Every role of a workload with some fields changed. */
export function withRoles({
  workload,
  change,
}: {
  workload: Scenario['workload'];
  change: (role: Role) => Partial<Role>;
}): Scenario['workload'] {
  return { ...workload, roles: workload.roles.map((role) => ({ ...role, ...change(role) })) };
}

/** Gaps stretched by a factor, their spread as it was. */
export function stretched({ role, factor }: { role: Role; factor: number }): Pick<Role, 'gap'> {
  return {
    gap: role.gap.map((part): Role['gap'][number] => ({
      ...part,
      medianSeconds: (part.medianSeconds * factor) satisfies Seconds,
    })),
  };
}

/** One request a task: a prompt of so many tokens, all of them new, and an answer of one. */
export function singlePrompts({
  promptTokens,
  people,
  tasksPerPersonPerDay = 1,
}: {
  promptTokens: Tokens;
  people: number;
  tasksPerPersonPerDay?: number;
}): Scenario['workload'] {
  const role = found({ value: BASE_SCENARIO.workload.roles[0], id: 'a role' });
  return {
    people,
    tasksPerPersonPerDay,
    daysPerMonth: 30,
    hoursPerDay: 24,
    launch: 'simultaneous',
    roles: [
      {
        ...role,
        name: 'Prompt',
        turnsPerAgent: 1,
        toolTokens: 0,
        systemTokens: 0,
        taskPrefixTokens: 0,
        firstInputTokens: promptTokens,
        inputTokensPerTurn: 0,
        outputTokensPerTurn: 1,
        compaction: null,
      },
    ],
  };
}

export function kvOf({ scenario, book }: { scenario: Scenario; book: OfferBook }): KvEvaluation {
  return sound({ answer: evaluateKv(scenario, book), scenario });
}

export function spendOf({ scenario, book }: { scenario: Scenario; book: OfferBook }): SpendEvaluation {
  return sound({ answer: evaluateSpend(scenario, book), scenario });
}

export function swarmOf({ scenario }: { scenario: Scenario }): SwarmEvaluation {
  return sound({ answer: evaluateSwarm(scenario), scenario });
}

export function clusterOf({ scenario, book }: { scenario: Scenario; book: OfferBook }): ClusterEvaluation {
  return sound({ answer: evaluateCluster(scenario, book), scenario });
}

/** A scenario of a claim that cannot be evaluated is a fault of the test. */
function sound<T extends { readonly status: string }>({
  answer,
  scenario,
}: {
  answer: T;
  scenario: Scenario;
}): Extract<T, { status: 'ok' }> {
  if (answer.status !== 'ok') throw new Error(`"${scenario.name}" cannot be evaluated: ${JSON.stringify(answer)}`);
  return answer as Extract<T, { status: 'ok' }>;
}
