import type { Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import { hitsAt } from './capacity-curve.ts';
import { cellOf, sumGrids } from './hit-grid.ts';
import { replaySteps, type Replay } from './replay.ts';
import { sumTotals, type ChainedStream } from './request-stream.ts';
import type { Replicas } from './routing.ts';
import type { Steps } from './run-control.ts';
import { replicaStreamsSteps, requestsOfTasks, uniqueBlocksOfTasks } from './swarm-stream.ts';

export interface SimulationRequest extends Replicas {
  readonly swarm: Swarm;
  readonly seed: number;
  /** At least this many requests, in whole tasks. */
  readonly leastRequests: number;
  readonly windowsSeconds: readonly Seconds[];
  /** Of all replicas together, shared out evenly. */
  readonly capacitiesTokens: readonly Tokens[];
  /** Caches that are limited in both. Default: none. */
  readonly pairs?: readonly WindowAndCapacity[];
  readonly blockTokens?: Tokens;
}

/** A cache that keeps what was used within the window, as far as it has room. */
export interface WindowAndCapacity {
  readonly windowSeconds: Seconds;
  /** Of all replicas together, shared out evenly. */
  readonly capacityTokens: Tokens;
}

/** Hit rates (hit tokens ÷ input tokens) of one simulated stretch of a swarm's life. */
export interface Simulation {
  readonly seed: number;
  readonly tasks: number;
  readonly requests: number;
  readonly inputTokens: Tokens;
  /** From the first request to the last. */
  readonly spanSeconds: Seconds;
  /**
   * Repeated tokens of these very requests: what one cache for all replicas would serve without limits, launch order
   * included.
   */
  readonly logicalRatio: Ratio;
  /**
   * What the replicas' caches serve without limits of time and room, when siblings launched at once cannot read each other's
   * first prompts.
   */
  readonly unlimitedRatio: Ratio;
  /** In the order of the windows asked for, unlimited capacity. */
  readonly windowRatios: readonly Ratio[];
  /** In the order of the capacities asked for, unlimited time. */
  readonly capacityRatios: readonly Ratio[];
  /** In the order of the pairs asked for. */
  readonly pairRatios: readonly Ratio[];
}

const BLOCK_TOKENS = 64;
/** Draws and columns of a request while a stream is built and replayed: up to 110 were measured, on 1 to 10,000 replicas. */
const BYTES_PER_REQUEST = 120;

/** Tasks that come to at least so many requests. */
export function tasksFor({ swarm, leastRequests }: { swarm: Swarm; leastRequests: number }): number {
  return Math.max(1, Math.ceil(leastRequests / requestsOfTasks({ swarm, tasks: 1 })));
}

/** Memory that a simulation of so many requests takes, roughly, whatever the replicas. */
export function simulationBytes(requests: number): number {
  return requests * BYTES_PER_REQUEST;
}

/**
 * Draws a swarm's requests and replays them exactly, replica by replica: one pass for every window, capacity and pair.
 *
 * Rates are of whole 64-token blocks, so up to 63 tokens of every prompt count as missed; the caches begin empty, and
 * their first touches of shared prefixes weigh more than in a month. Siblings that start at one instant read nothing of
 * each other. Same request, same result, in Node, in a worker and in a page.
 * Ignores what an offer does (minimum prefix, granularity, chance of a hit), requests in flight, and routers that look at
 * load or at what a replica holds.
 */
export function* simulateSwarmSteps({
  swarm,
  seed,
  leastRequests,
  windowsSeconds,
  capacitiesTokens,
  pairs = [],
  blockTokens = BLOCK_TOKENS,
  replicas = 1,
  affinityRatio = 1,
}: SimulationRequest): Steps<Simulation> {
  const tasks = tasksFor({ swarm, leastRequests });
  const streams = yield* replicaStreamsSteps({ swarm, tasks, seed, blockTokens, replicas, affinityRatio });
  const blocksOfEach = (tokens: Tokens): number => Math.floor(Math.floor(tokens / replicas) / blockTokens);
  const pairBlocks = pairs.map(({ capacityTokens }) => blocksOfEach(capacityTokens));
  const replays = yield* replayEach({
    streams,
    windowsSeconds: rising([...windowsSeconds, ...pairs.map(({ windowSeconds }) => windowSeconds), Infinity]),
    capacitiesBlocks: rising([...pairBlocks, Infinity]),
  });
  const totals = sumTotals(replays.map((each) => each.totals));
  const grid = sumGrids(replays.map((each) => each.grid));
  const ratioAt = ({ windowSeconds = Infinity, capacityBlocks = Infinity }): Ratio =>
    cellOf({ grid, windowSeconds, capacityBlocks }).hitTokens / totals.inputTokens;
  const uniqueBlocks = uniqueBlocksOfTasks({ swarm, tasks, blockTokens });
  return {
    seed,
    tasks,
    requests: totals.requests,
    inputTokens: totals.inputTokens,
    spanSeconds: spanOf(streams),
    logicalRatio: ((totals.blocks - uniqueBlocks) * blockTokens) / totals.inputTokens,
    unlimitedRatio: ratioAt({}),
    windowRatios: windowsSeconds.map((windowSeconds) => ratioAt({ windowSeconds })),
    capacityRatios: capacitiesTokens.map((tokens) => {
      const capacityBlocks = blocksOfEach(tokens);
      const hits = replays.map(({ curves: [curve] }) =>
        curve ? hitsAt({ curve: curve.hitTokens, capacityBlocks }) : 0,
      );
      return sum(hits) / totals.inputTokens;
    }),
    pairRatios: pairs.map(({ windowSeconds }, index) =>
      ratioAt({ windowSeconds, capacityBlocks: pairBlocks[index] ?? Infinity }),
    ),
  };
}

/** Replays stream after stream; progress counts the requests of all. */
function* replayEach({
  streams,
  ...questions
}: {
  readonly streams: readonly ChainedStream[];
  readonly windowsSeconds: readonly Seconds[];
  readonly capacitiesBlocks: readonly number[];
}): Steps<readonly Replay[]> {
  const requests = sum(streams.map(({ startSeconds }) => startSeconds.length));
  const replays: Replay[] = [];
  let before = 0;
  for (const stream of streams) {
    const steps = replaySteps({ stream, ...questions, blindTies: true });
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { doneRequests: before + step.value.doneRequests, requests };
    replays.push(step.value);
    before += stream.startSeconds.length;
  }
  return replays;
}

/** From the first request to any replica to the last. */
function spanOf(streams: readonly ChainedStream[]): Seconds {
  let first = Infinity;
  let last = -Infinity;
  for (const { startSeconds } of streams) {
    first = Math.min(first, startSeconds[0] ?? Infinity);
    last = Math.max(last, startSeconds.at(-1) ?? -Infinity);
  }
  return last - first;
}

function rising(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
