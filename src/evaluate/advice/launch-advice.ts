import { coldTaskStartsPerMonth } from '../../domain/retention/cold-starts.ts';
import { tasksPerMonth, tasksPerSecond, type Role } from '../../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { evaluateSpend, type OfferGroup, type SpendEvaluation } from '../spend.ts';
import { contextOfStrategy, reachOf } from '../../domain/spend/price-strategy.ts';
import { knownRate } from '../../domain/offer/rate-card.ts';

/** What it is worth to let one agent write a prefix before its siblings start. */
export interface StaggerAdvice {
  readonly launch: Scenario['workload']['launch'];
  /** Under the other launch, the best policy costs so much less a month (negative: more). */
  readonly otherSavesUsd: Usd;
  readonly hitRatio: Ratio;
  readonly otherHitRatio: Ratio;
}

/** What it is worth to start tasks close to each other, so that the shared prefix of a role stays warm. */
export interface BatchAdvice {
  readonly roleIndex: number;
  readonly role: Role;
  /** How long the role's shared prefix survives its last use under the best policy. */
  readonly windowSeconds: Seconds;
  readonly tasksPerMonth: number;
  /** Mean time between two task starts in working hours. */
  readonly betweenTasksSeconds: Seconds;
  readonly coldStartsPerMonth: number;
  /** What the cold starts cost more than warm ones. */
  readonly coldStartsUsd: Usd;
  /** The same work in batches of tasks, each started once the one before has written the prefix; negative: it costs. */
  readonly batches: readonly { readonly tasks: number; readonly coldStartsPerMonth: number; readonly savesUsd: Usd }[];
}

const BATCHES = [2, 5, 10, 20] as const;

/**
 * The bill under the other way of launching siblings: all at once, or the first alone until it has answered.
 * `null` where no role has siblings or the other cannot be priced.
 */
export function staggerAdvice({
  scenario,
  book,
  evaluation,
}: {
  scenario: Scenario;
  book: OfferBook;
  evaluation: SpendEvaluation;
}): StaggerAdvice | null {
  const { workload } = scenario;
  if (!evaluation.groups.some(({ context }) => context.swarm.roles.some(({ agentsPerTask }) => agentsPerTask > 1)))
    return null;
  const launch = workload.launch === 'simultaneous' ? 'staggered' : 'simultaneous';
  const other = evaluateSpend({ ...scenario, workload: { ...workload, launch } }, book);
  if (other.status === 'impossible') return null;
  return {
    launch: workload.launch,
    otherSavesUsd: evaluation.without.usdPerMonth - other.without.usdPerMonth,
    hitRatio: evaluation.without.hitRatio,
    otherHitRatio: other.without.hitRatio,
  };
}

/**
 * Cold starts of shared prefixes under the best policy, and what batching tasks makes of them: b tasks that follow each other
 * closely meet one cold start at most, but batches come b times less often than tasks, and spread tasks keep the prefix warm
 * for each other. Batching saves where tasks are rarer than the life of the prefix, and costs where they are not.
 *
 *     cold start = shared prefix × agents that start before it is written × (write − read)
 *
 * Roles whose best policy shares no prefix, stores it as an object, or writes at no known price, are left out.
 * Ignores that batches make people wait.
 */
export function batchAdvice({ groups }: Pick<SpendEvaluation, 'groups'>): readonly BatchAdvice[] {
  return groups
    .flatMap((group) => group.context.swarm.roles.map((role, i) => batchAdviceFor({ group, role, index: i })))
    .filter((advice) => advice !== null)
    .toSorted((a, b) => a.roleIndex - b.roleIndex);
}

function batchAdviceFor({ group, role, index }: { group: OfferGroup; role: Role; index: number }): BatchAdvice | null {
  const { ladder, roleIndices } = group;
  const { swarm, reuse } = group.context;
  const choice = ladder.best.status === 'priced' ? ladder.best.choices[index] : undefined;
  const chances = reuse.find((candidate) => candidate.role === role);
  if (!choice || !chances || role.sharedPrefixTokens === 0) return null;
  const { strategy, pings } = choice;
  if (strategy.kind === 'none' || strategy.kind === 'stored') return null;
  const context = contextOfStrategy({ context: group.context, strategy });
  if (context === null) return null;
  const { offer, period } = context;
  const reach = reachOf({ offer, strategy, pings });
  if (!reach.sharesPrefixes) return null;
  const ttl = strategy.kind === 'mixed' ? strategy.prefixTtl : strategy.ttl;
  const write = knownRate(period.base.cacheWrite[ttl.id]);
  const read = knownRate(period.base.cacheRead);
  if (write === undefined || read === undefined) return null;
  const windowSeconds = reach.prefixWindowSeconds;
  const { taskCachedSeconds, coldGroupRatio } = chances.at(windowSeconds);
  const blindAgents = swarm.launch === 'staggered' ? 1 : role.agentsPerTask * coldGroupRatio;
  const coldTokens: Tokens = role.sharedPrefixTokens * blindAgents;
  const usdPerColdStart = (coldTokens * (write - read)) / 1e6;
  const coldStartsInBatchesOf = (tasks: number): number =>
    coldTaskStartsPerMonth({
      swarm: { ...swarm, tasksPerPersonPerDay: swarm.tasksPerPersonPerDay / tasks },
      taskCachedSeconds,
    });
  const cold = coldStartsInBatchesOf(1);
  const tasks = tasksPerMonth(swarm);
  return {
    roleIndex: roleIndices[index] ?? index,
    role,
    windowSeconds,
    tasksPerMonth: tasks,
    betweenTasksSeconds: 1 / tasksPerSecond(swarm),
    coldStartsPerMonth: cold,
    coldStartsUsd: cold * usdPerColdStart,
    batches: BATCHES.filter((batch) => batch <= tasks).map((batch) => {
      const left = coldStartsInBatchesOf(batch);
      return { tasks: batch, coldStartsPerMonth: left, savesUsd: (cold - left) * usdPerColdStart };
    }),
  };
}
