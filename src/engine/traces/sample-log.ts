import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { tasksPerSecond, type Role, type Swarm } from '../../domain/swarm/swarm.ts';
import type { Tokens } from '../../domain/units.ts';
import { ChainStreamBuilder, type ChainedRequest } from '../chain-builder.ts';
import { growableFloat64, growableUint32 } from '../growable.ts';
import { createRandom, type Random } from '../random.ts';
import { GAP_CAUSE_CODES, type BlockLog, type RecordedPrefixTokens } from '../readers/log.ts';
import { pick } from '../request-log.ts';
import { RoleWriter } from '../role-writer.ts';
import { Routing } from '../routing.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { tasksFor } from '../simulate-swarm.ts';
import { requestsOfTasks } from '../swarm-stream.ts';
import { workingClock } from '../working-clock.ts';

export interface SampleRequest {
  readonly swarm: Swarm;
  /** At least this many requests, in whole tasks. */
  readonly leastRequests: number;
  readonly seed: number;
  readonly blockTokens?: Tokens;
}

/** As `swarmStreamSteps`, whose stream this is. */
const BLOCK_TOKENS = 64;
const STAGGER_SECONDS = 3;
const REQUESTS_PER_STEP = 16_384;

/** Requests of a sample, in whole tasks: known before it is drawn. */
export function requestsOfSample(asked: Pick<SampleRequest, 'swarm' | 'leastRequests'>): number {
  return requestsOfTasks({ swarm: asked.swarm, tasks: tasksFor(asked) });
}

/**
 * A log of requests that a swarm could have sent, so that there is something to look at before any log is read: the very
 * stream of `swarmStreamSteps`, with what a recorded log knows beside it. A session is a task; agents are numbered over all
 * tasks; a gap has the cause of the part of the mixture that it was drawn from.
 *
 * Example: 670 requests a task and at least 1,000 asked for: two sessions of 51 agents, 1,340 requests.
 * Errors: as `swarmStreamSteps`. Ignores: that siblings launched at one instant cannot read each other's first prompts. A log
 * does not say when a prompt was written, so a replay lets each read what those before it have sent.
 */
export function sampleLog({
  control,
  ...request
}: SampleRequest & { readonly control?: RunControl | undefined }): BlockLog {
  return finish(sampleLogSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* sampleLogSteps({
  swarm,
  leastRequests,
  seed,
  blockTokens = BLOCK_TOKENS,
}: SampleRequest): Steps<BlockLog> {
  const tasks = tasksFor({ swarm, leastRequests });
  const requests = requestsOfTasks({ swarm, tasks });
  const random = new RememberingRandom(createRandom(seed));
  const builder = new LabellingBuilder({ blockTokens, random });
  const routing = new Routing({ seed });
  const clock = workingClock(swarm);
  const stagger = swarm.launch === 'staggered' ? STAGGER_SECONDS : 0;
  const writers: { readonly role: Role; readonly writer: RoleWriter; readonly launcher: RoleWriter | undefined }[] = [];
  for (const role of swarm.roles)
    writers.push({
      role,
      writer: new RoleWriter({ role, builders: [builder], blockTokens, random, routing, stagger }),
      launcher: role.launchedBy === null ? undefined : writers[role.launchedBy]?.writer,
    });
  let workSeconds = 0;
  let done = 0;
  let reported = 0;
  for (let task = 0; task < tasks; task++) {
    workSeconds += random.exponential() / tasksPerSecond(swarm);
    const taskStart = [clock(workSeconds)];
    for (const { role, writer, launcher } of writers) {
      builder.startRole({ role, task });
      done += writer.writeTask(launcher?.launchSeconds ?? taskStart);
    }
    if (done - reported >= REQUESTS_PER_STEP) {
      reported = done;
      yield { doneRequests: done, requests };
    }
  }
  return {
    evidence: 'blocks',
    // The nearest of the formats: chained ids, one clock.
    format: 'mooncake',
    files: 0,
    skippedLines: 0,
    skipped: [],
    duplicates: 0,
    duplicatesKept: false,
    notes: swarm.launch === 'simultaneous' && swarm.roles.some(launchesSiblings) ? [SIBLINGS] : [],
    ...builder.parts(),
    sessions: tasks,
    sharesBlocksAcrossFiles: true,
    blockCount: 'floor',
  };
}

const launchesSiblings = ({ agentsPerTask, launchersPerTask }: Role): boolean => agentsPerTask > launchersPerTask;

const SIBLINGS =
  'Agents launched at once count as reading what the first of them sends, as in any recorded log: it does not say when a ' +
  'prompt was written. On the Swarm page each of them pays for it, so hit rates there are lower.';

/** Passes numbers on and remembers the last uniform one that it was asked for itself: what picks the part of a mixture. */
class RememberingRandom implements Random {
  lastUniform = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  uniform(): number {
    this.lastUniform = this.#random.uniform();
    return this.lastUniform;
  }

  normal(): number {
    return this.#random.normal();
  }

  exponential(): number {
    return this.#random.exponential();
  }
}

/** Builds the stream, and notes whose each request is. A role writes its agents one after the other, turn by turn. */
class LabellingBuilder extends ChainStreamBuilder {
  readonly #random: RememberingRandom;
  readonly #startSeconds = growableFloat64();
  readonly #session = growableUint32();
  readonly #agent = growableUint32();
  readonly #cause = growableUint32();
  readonly #toolTokens = growableFloat64();
  readonly #systemTokens = growableFloat64();
  #role: Role | undefined;
  #task = 0;
  #turn = 0;

  constructor({ blockTokens, random }: { blockTokens: Tokens; random: RememberingRandom }) {
    super({ blockTokens });
    this.#random = random;
  }

  startRole({ role, task }: { role: Role; task: number }): void {
    this.#role = role;
    this.#task = task;
    this.#turn = 0;
  }

  override addRequest(request: ChainedRequest): number {
    const role = this.#role;
    if (!role) throw new Error('A request belongs to a role');
    const isFirst = this.#turn === 0;
    if (isFirst) {
      this.#toolTokens.push(role.toolTokens);
      this.#systemTokens.push(role.sharedPrefixTokens - role.toolTokens);
    }
    this.#turn = (this.#turn + 1) % role.turnsPerAgent;
    this.#startSeconds.push(request.startSeconds);
    this.#session.push(this.#task);
    this.#agent.push(this.#toolTokens.length - 1);
    this.#cause.push(isFirst ? GAP_CAUSE_CODES.unknown : causeOf({ gap: role.gap, uniform: this.#random.lastUniform }));
    return super.addRequest(request);
  }

  parts(): Pick<BlockLog, 'stream' | 'chaining' | 'labels' | 'agents'> & {
    readonly recordedPrefixTokens: RecordedPrefixTokens;
  } {
    const start = this.#startSeconds.values;
    const order = Uint32Array.from({ length: this.#startSeconds.length }, (_, index) => index);
    // As the stream sorts: ties in the order of addition.
    order.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
    return {
      stream: this.build(),
      chaining: { state: 'chained' },
      labels: {
        session: pick({ values: this.#session.values, order }),
        agent: pick({ values: this.#agent.values, order }),
        cause: Uint8Array.from(order, (index) => this.#cause.at(index)),
        endSeconds: new Float64Array(order.length).fill(NaN),
      },
      agents: this.#toolTokens.length,
      recordedPrefixTokens: { tool: this.#toolTokens.toArray(), system: this.#systemTokens.toArray() },
    };
  }
}

/** The cause of the part that a gap was drawn from, found again as `gapSampler` found it. */
function causeOf({ gap, uniform }: { gap: GapMixture; uniform: number }): number {
  let left = uniform * gap.reduce((sum, { weight }) => sum + weight, 0);
  let chosen = gap[0];
  for (const part of gap) {
    if (part.weight === 0) continue;
    chosen = part;
    left -= part.weight;
    if (left < 0) break;
  }
  return GAP_CAUSE_CODES[chosen?.cause ?? 'unknown'];
}
