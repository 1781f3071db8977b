import type { Role } from '../domain/swarm/swarm.ts';
import type { Seconds, Tokens } from '../domain/units.ts';
import type { ChainStreamBuilder } from './chain-builder.ts';
import { gapSampler, type Random } from './random.ts';
import type { Routing } from './routing.ts';
import { turnTable, type TurnTable } from './turn-table.ts';

const NONE = -1;

/** Writes the agents of one role, task by task, to the replicas that their requests are routed to. */
export class RoleWriter {
  /** Of the last task written, by agent: when what the agent launches starts. */
  readonly launchSeconds: Float64Array;
  readonly #role: Role;
  readonly #table: TurnTable;
  readonly #builders: readonly ChainStreamBuilder[];
  readonly #random: Random;
  readonly #drawGap: (random: Random) => Seconds;
  readonly #routing: Routing;
  readonly #stagger: Seconds;
  readonly #sent: SentToReplicas;

  constructor({
    role,
    builders,
    blockTokens,
    random,
    routing,
    stagger,
  }: {
    role: Role;
    /** One for each replica. */
    builders: readonly ChainStreamBuilder[];
    blockTokens: Tokens;
    random: Random;
    routing: Routing;
    /** Between the starts of two agents of one group. */
    stagger: Seconds;
  }) {
    this.launchSeconds = new Float64Array(role.agentsPerTask);
    this.#role = role;
    this.#table = turnTable({ role, blockTokens });
    this.#builders = builders;
    this.#random = random;
    this.#drawGap = gapSampler(role.gap);
    this.#routing = routing;
    this.#stagger = stagger;
    this.#sent = new SentToReplicas({ replicas: builders.length, table: this.#table });
  }

  /** Writes one task's agents, in groups of one size that start at the times given. Returns the number of requests. */
  writeTask(groupStartsSeconds: ArrayLike<Seconds>): number {
    const { agentsPerTask, turnsPerAgent } = this.#role;
    const groups = groupStartsSeconds.length;
    this.#sent.startTask();
    for (let agent = 0; agent < agentsPerTask; agent++) {
      const group = Math.floor((agent * groups) / agentsPerTask);
      const inGroup = agent - Math.ceil((group * agentsPerTask) / groups);
      this.#writeAgent({ agent, firstSeconds: (groupStartsSeconds[group] ?? 0) + inGroup * this.#stagger });
    }
    return agentsPerTask * turnsPerAgent;
  }

  #writeAgent({ agent, firstSeconds }: { agent: number; firstSeconds: Seconds }): void {
    const { turnsPerAgent, outputTokensPerTurn } = this.#role;
    const { inputTokens, blocks, startsSegment } = this.#table;
    const sent = this.#sent;
    const outputTokens = Math.round(outputTokensPerTurn);
    this.#routing.startAgent();
    let startSeconds = firstSeconds;
    for (let turn = 0; turn < turnsPerAgent; turn++) {
      if (startsSegment[turn] === 1) sent.startSegment();
      // Sub-agents are sent out by the answer to a first request and come back before the second one.
      if (turn <= 1) this.launchSeconds[agent] = startSeconds;
      const replica = this.#routing.nextReplica();
      const turnBlocks = blocks[turn] ?? 0;
      sent.lookUp(replica);
      const sharedBlocks = Math.min(sent.commonBlocks, turnBlocks);
      const request = this.#builders[replica]?.addRequest({
        startSeconds,
        inputTokens: inputTokens[turn] ?? 0,
        outputTokens,
        parent: sharedBlocks === 0 ? undefined : sent.nearest,
        sharedBlocks,
        newBlocks: turnBlocks - sharedBlocks,
      });
      sent.add({ replica, request: request ?? NONE, blocks: turnBlocks });
      startSeconds += this.#drawGap(this.#random);
    }
  }
}

/**
 * Of the role's requests that went to each replica, the one that a prompt has most in common with: the agent's own last one
 * since its last compaction, else the first of its task, else the first of all. Which of a task's requests stands for its
 * prefix does not matter, even if it is sent later: a replay finds blocks by when they were sent, not by whose they are.
 */
class SentToReplicas {
  /** Found by `lookUp`: a request of the replica, and the blocks in common with it. */
  nearest = NONE;
  commonBlocks = 0;
  readonly #table: TurnTable;
  readonly #first: Int32Array;
  readonly #firstOfTask: Int32Array;
  readonly #taskOfFirst: Int32Array;
  readonly #own: Int32Array;
  readonly #ownBlocks: Float64Array;
  /** Float, because an agent may be compacted at every turn of very many. */
  readonly #segmentOfOwn: Float64Array;
  #task = 0;
  #segment = 0;

  constructor({ replicas, table }: { replicas: number; table: TurnTable }) {
    this.#table = table;
    this.#first = new Int32Array(replicas).fill(NONE);
    this.#firstOfTask = new Int32Array(replicas);
    this.#taskOfFirst = new Int32Array(replicas);
    this.#own = new Int32Array(replicas);
    this.#ownBlocks = new Float64Array(replicas);
    this.#segmentOfOwn = new Float64Array(replicas);
  }

  startTask(): void {
    this.#task++;
  }

  startSegment(): void {
    this.#segment++;
  }

  lookUp(replica: number): void {
    if (this.#segmentOfOwn[replica] === this.#segment) {
      this.nearest = this.#own[replica] ?? NONE;
      this.commonBlocks = this.#ownBlocks[replica] ?? 0;
    } else if (this.#taskOfFirst[replica] === this.#task) {
      this.nearest = this.#firstOfTask[replica] ?? NONE;
      this.commonBlocks = this.#table.prefixBlocks;
    } else {
      this.nearest = this.#first[replica] ?? NONE;
      this.commonBlocks = this.nearest === NONE ? 0 : this.#table.sharedBlocks;
    }
  }

  add({ replica, request, blocks }: { replica: number; request: number; blocks: number }): void {
    this.#own[replica] = request;
    this.#ownBlocks[replica] = blocks;
    this.#segmentOfOwn[replica] = this.#segment;
    if (this.#taskOfFirst[replica] !== this.#task) {
      this.#firstOfTask[replica] = request;
      this.#taskOfFirst[replica] = this.#task;
    }
    if (this.#first[replica] === NONE) this.#first[replica] = request;
  }
}
