import { segmentsOf } from '../domain/swarm/segments.ts';
import { prefixTokensOf, promptTokens, tasksPerSecond, type Swarm } from '../domain/swarm/swarm.ts';
import type { Seconds, Tokens } from '../domain/units.ts';
import { ChainStreamBuilder } from './chain-builder.ts';
import { createRandom } from './random.ts';
import type { ChainedStream } from './request-stream.ts';
import { RoleWriter } from './role-writer.ts';
import { Routing, type Replicas } from './routing.ts';
import type { Steps } from './run-control.ts';
import { wholeBlocks } from './turn-table.ts';
import { workingClock } from './working-clock.ts';

export interface SwarmRun {
  readonly swarm: Swarm;
  /** Tasks to run; the first meets an empty cache. */
  readonly tasks: number;
  readonly seed: number;
  readonly blockTokens?: Tokens;
  /** Between the starts of two agents of one group under staggered launch. */
  readonly staggerSeconds?: Seconds;
}

/** What recorded traces of coding agents are counted in, and fine enough for any prefix. */
const BLOCK_TOKENS = 64;
const STAGGER_SECONDS = 3;
/** Some milliseconds of work. */
const REQUESTS_PER_STEP = 16_384;

/** Requests that so many tasks make. */
export function requestsOfTasks({ swarm, tasks }: { swarm: Swarm; tasks: number }): number {
  return tasks * swarm.roles.reduce((sum, { agentsPerTask, turnsPerAgent }) => sum + agentsPerTask * turnsPerAgent, 0);
}

/**
 * Distinct blocks that so many tasks write: shared prefixes once, task prefixes once a task, and of every agent what it has
 * written when it is compacted or done. What is kept at a compaction is new text.
 * Example: 10 shared blocks and agents that grow from 30 to 40 blocks, are compacted to 20 and grow to 25: 10 + 45 an agent.
 */
export function uniqueBlocksOfTasks({
  swarm,
  tasks,
  blockTokens = BLOCK_TOKENS,
}: Pick<SwarmRun, 'swarm' | 'tasks' | 'blockTokens'>): number {
  const blocksOf = (tokens: Tokens): number => wholeBlocks({ tokens, blockTokens });
  return swarm.roles.reduce((sum, role) => {
    const shared = blocksOf(role.sharedPrefixTokens);
    const prefix = blocksOf(prefixTokensOf(role));
    const own = segmentsOf(role).reduce((blocks, { firstTurn, turns, times }) => {
      const longest = Math.round(promptTokens({ role, turn: firstTurn + turns - 1 }));
      return blocks + times * (blocksOf(longest) - prefix);
    }, 0);
    return sum + shared + tasks * (prefix - shared + role.agentsPerTask * own);
  }, 0);
}

/** The requests of so many tasks of a swarm as one cache sees them: `replicaStreamsSteps` with one replica. */
export function* swarmStreamSteps(run: SwarmRun): Steps<ChainedStream> {
  const [stream] = yield* replicaStreamsSteps(run);
  if (!stream) throw new Error('One replica gives one stream');
  return stream;
}

/**
 * The requests of so many tasks of a swarm, drawn one by one, as each of its replicas gets them: tasks start as a Poisson
 * process in working hours; an agent's gaps are drawn from its role's mixture; prompts grow and are compacted as
 * `promptTokens` says, in whole tokens. Agents of a role share its shared prefix, those of one task the task prefix too, and
 * nothing else. Replicas have no block in common.
 *
 * Agents of a role that another role launches start in groups, one for each launching agent, at the very instant of that
 * agent's second request, or with its first where it has no second. Under simultaneous launch a group starts at one instant:
 * replay such a stream with `blindTies`, so that none reads what the others are writing. Under staggered launch its agents
 * start one after another.
 *
 * The same run gives the same bytes in Node, in a worker and in a page, and the same requests at the same times whatever
 * the replicas. Memory: about 40 bytes a request while it is drawn and 24 afterwards, whatever the length of prompts.
 * Errors: a `RangeError` for tasks that are not a whole number above 0, and for what `Routing` refuses.
 * Ignores: the time a response takes (a gap is from start to start), the request that writes a summary, and tools that
 * change their prefix.
 */
export function* replicaStreamsSteps({
  swarm,
  tasks,
  seed,
  blockTokens = BLOCK_TOKENS,
  staggerSeconds = STAGGER_SECONDS,
  ...replicas
}: SwarmRun & Replicas): Steps<readonly ChainedStream[]> {
  if (!(Number.isSafeInteger(tasks) && tasks > 0)) throw new RangeError(`${tasks} tasks: there must be at least one`);
  const random = createRandom(seed);
  const routing = new Routing({ ...replicas, seed });
  const builders = Array.from({ length: routing.replicas }, () => new ChainStreamBuilder({ blockTokens }));
  const clock = workingClock(swarm);
  const requests = requestsOfTasks({ swarm, tasks });
  const stagger = swarm.launch === 'staggered' ? staggerSeconds : 0;
  const writers: RoleWriter[] = [];
  const launchedBy: (RoleWriter | undefined)[] = [];
  for (const role of swarm.roles) {
    // Only a role before this one can launch it; the task launches all others.
    launchedBy.push(role.launchedBy === null ? undefined : writers[role.launchedBy]);
    writers.push(new RoleWriter({ role, builders, blockTokens, random, routing, stagger }));
  }
  let workSeconds = 0;
  let done = 0;
  let reported = 0;
  for (let task = 0; task < tasks; task++) {
    workSeconds += random.exponential() / tasksPerSecond(swarm);
    const taskStart = [clock(workSeconds)];
    for (const [index, writer] of writers.entries())
      done += writer.writeTask(launchedBy[index]?.launchSeconds ?? taskStart);
    if (done - reported >= REQUESTS_PER_STEP) {
      reported = done;
      yield { doneRequests: done, requests };
    }
  }
  return builders.map((builder) => builder.build());
}
