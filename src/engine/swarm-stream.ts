import { promptTokens, tasksPerSecond, type Role, type Swarm } from '../domain/swarm/swarm.ts';
import type { Seconds, Tokens } from '../domain/units.ts';
import { ChainStreamBuilder } from './chain-builder.ts';
import { createRandom, gapSampler, type Random } from './random.ts';
import type { ChainedStream } from './request-stream.ts';
import type { Steps } from './run-control.ts';
import { workingClock } from './working-clock.ts';

export interface SwarmRun {
  readonly swarm: Swarm;
  /** Tasks to run; the first meets an empty cache. */
  readonly tasks: number;
  readonly seed: number;
  readonly blockTokens?: Tokens;
  /** Between the starts of two siblings under staggered launch. */
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

/** Distinct blocks that so many tasks write: shared prefixes once, task prefixes once a task, the rest once an agent. */
export function uniqueBlocksOfTasks({
  swarm,
  tasks,
  blockTokens = BLOCK_TOKENS,
}: Pick<SwarmRun, 'swarm' | 'tasks' | 'blockTokens'>): number {
  return swarm.roles.reduce((sum, role) => {
    const shared = Math.floor(role.sharedPrefixTokens / blockTokens);
    const prefix = Math.floor((role.sharedPrefixTokens + role.taskPrefixTokens) / blockTokens);
    const longest = Math.floor(Math.round(promptTokens({ role, turn: role.turnsPerAgent - 1 })) / blockTokens);
    return sum + shared + tasks * (prefix - shared + role.agentsPerTask * (longest - prefix));
  }, 0);
}

/**
 * The requests of so many tasks of a swarm, drawn one by one: tasks start as a Poisson process in working hours; an
 * agent's gaps are drawn from its role's mixture; prompts grow as `promptTokens` says, in whole tokens. Agents of a role
 * share its shared prefix, those of one task the task prefix too, and nothing else. Under simultaneous launch siblings
 * start at the same instant: replay such a stream with `blindTies`, so that none reads what the others are writing.
 *
 * The same run gives the same bytes in Node, in a worker and in a page. Memory: about 40 bytes a request while it is
 * drawn and 24 afterwards, whatever the length of prompts.
 * Errors: a `RangeError` for tasks that are not a whole number above 0.
 * Ignores: the time a response takes (a gap is from start to start), and tools that change their prefix.
 */
export function* swarmStreamSteps({
  swarm,
  tasks,
  seed,
  blockTokens = BLOCK_TOKENS,
  staggerSeconds = STAGGER_SECONDS,
}: SwarmRun): Steps<ChainedStream> {
  if (!(Number.isSafeInteger(tasks) && tasks > 0)) throw new RangeError(`${tasks} tasks: there must be at least one`);
  const random = createRandom(seed);
  const builder = new ChainStreamBuilder({ blockTokens });
  const clock = workingClock(swarm);
  const requests = requestsOfTasks({ swarm, tasks });
  const writers = swarm.roles.map(
    (role) =>
      new RoleWriter({
        role,
        builder,
        blockTokens,
        random,
        stagger: swarm.launch === 'staggered' ? staggerSeconds : 0,
      }),
  );
  let workSeconds = 0;
  let done = 0;
  let reported = 0;
  for (let task = 0; task < tasks; task++) {
    workSeconds += random.exponential() / tasksPerSecond(swarm);
    const startSeconds = clock(workSeconds);
    for (const writer of writers) done += writer.writeTask(startSeconds);
    if (done - reported >= REQUESTS_PER_STEP) {
      reported = done;
      yield { doneRequests: done, requests };
    }
  }
  return builder.build();
}

/** Writes the agents of one role, task by task. */
class RoleWriter {
  readonly #role: Role;
  readonly #builder: ChainStreamBuilder;
  readonly #blockTokens: Tokens;
  readonly #random: Random;
  readonly #drawGap: (random: Random) => Seconds;
  readonly #stagger: Seconds;
  /** Whole blocks of the shared prefix, and of shared and task prefix together. */
  readonly #sharedBlocks: number;
  readonly #prefixBlocks: number;
  /** The first request of the role: whoever comes later shares its first blocks. */
  #root: number | undefined;

  constructor({
    role,
    builder,
    blockTokens,
    random,
    stagger,
  }: {
    role: Role;
    builder: ChainStreamBuilder;
    blockTokens: Tokens;
    random: Random;
    stagger: Seconds;
  }) {
    this.#role = role;
    this.#builder = builder;
    this.#blockTokens = blockTokens;
    this.#random = random;
    this.#drawGap = gapSampler(role.gap);
    this.#stagger = stagger;
    this.#sharedBlocks = this.#wholeBlocks(role.sharedPrefixTokens);
    this.#prefixBlocks = this.#wholeBlocks(role.sharedPrefixTokens + role.taskPrefixTokens);
  }

  /** Returns the number of requests written. */
  writeTask(taskStartSeconds: Seconds): number {
    const { agentsPerTask, turnsPerAgent } = this.#role;
    let firstOfTask: number | undefined;
    for (let agent = 0; agent < agentsPerTask; agent++) {
      const parent = firstOfTask ?? this.#root;
      const shared = firstOfTask === undefined ? this.#sharedBlocks : this.#prefixBlocks;
      const first = this.#writeAgent({
        startSeconds: taskStartSeconds + agent * this.#stagger,
        parent,
        sharedBlocks: parent === undefined ? 0 : shared,
      });
      firstOfTask ??= first;
      this.#root ??= first;
    }
    return agentsPerTask * turnsPerAgent;
  }

  /** Returns the handle of the agent's first request. */
  #writeAgent(agent: { startSeconds: Seconds; parent: number | undefined; sharedBlocks: number }): number {
    const { turnsPerAgent, outputTokensPerTurn } = this.#role;
    let { startSeconds, parent, sharedBlocks } = agent;
    let first = -1;
    for (let turn = 0; turn < turnsPerAgent; turn++) {
      const inputTokens = Math.round(promptTokens({ role: this.#role, turn }));
      const blocks = this.#wholeBlocks(inputTokens);
      const common = Math.min(sharedBlocks, blocks);
      const handle = this.#builder.addRequest({
        startSeconds,
        inputTokens,
        outputTokens: Math.round(outputTokensPerTurn),
        parent: common === 0 ? undefined : parent,
        sharedBlocks: common,
        newBlocks: blocks - common,
      });
      if (turn === 0) first = handle;
      startSeconds += this.#drawGap(this.#random);
      parent = handle;
      sharedBlocks = blocks;
    }
    return first;
  }

  #wholeBlocks(tokens: Tokens): number {
    return Math.floor(tokens / this.#blockTokens);
  }
}
