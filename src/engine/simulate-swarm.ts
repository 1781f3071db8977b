import type { Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import { hitsAt } from './capacity-curve.ts';
import { cellOf } from './hit-grid.ts';
import { replaySteps } from './replay.ts';
import type { Steps } from './run-control.ts';
import { requestsOfTasks, swarmStreamSteps } from './swarm-stream.ts';

export interface SimulationRequest {
  readonly swarm: Swarm;
  readonly seed: number;
  /** At least this many requests, in whole tasks. */
  readonly leastRequests: number;
  readonly windowsSeconds: readonly Seconds[];
  readonly capacitiesTokens: readonly Tokens[];
  readonly blockTokens?: Tokens;
}

/** Hit rates (hit tokens ÷ input tokens) of one simulated stretch of a swarm's life. */
export interface Simulation {
  readonly seed: number;
  readonly tasks: number;
  readonly requests: number;
  readonly inputTokens: Tokens;
  /** From the first request to the last. */
  readonly spanSeconds: Seconds;
  /** Repeated tokens of these very requests: what a cache without limits, launch order included, would serve. */
  readonly logicalRatio: Ratio;
  /** What an unlimited cache serves when siblings launched at once cannot read each other's first prompts. */
  readonly unlimitedRatio: Ratio;
  /** In the order of the windows asked for, unlimited capacity. */
  readonly windowRatios: readonly Ratio[];
  /** In the order of the capacities asked for, unlimited time. */
  readonly capacityRatios: readonly Ratio[];
}

const BLOCK_TOKENS = 64;
/** Draws and columns of a request while a stream is built and replayed. */
const BYTES_PER_REQUEST = 120;

/** Tasks that come to at least so many requests. */
export function tasksFor({ swarm, leastRequests }: { swarm: Swarm; leastRequests: number }): number {
  return Math.max(1, Math.ceil(leastRequests / requestsOfTasks({ swarm, tasks: 1 })));
}

/** Memory that a simulation of so many requests takes, roughly. */
export function simulationBytes(requests: number): number {
  return requests * BYTES_PER_REQUEST;
}

/**
 * Draws a swarm's requests and replays them exactly: one pass for every window and capacity.
 *
 * Rates are of whole 64-token blocks, so up to 63 tokens of every prompt count as missed; the cache begins empty, and
 * its first touches of shared prefixes weigh more than in a month. Siblings that start at one instant read nothing of
 * each other. Same request, same result, in Node, in a worker and in a page.
 * Ignores what an offer does (minimum prefix, granularity, chance of a hit), routing and requests in flight.
 */
export function* simulateSwarmSteps({
  swarm,
  seed,
  leastRequests,
  windowsSeconds,
  capacitiesTokens,
  blockTokens = BLOCK_TOKENS,
}: SimulationRequest): Steps<Simulation> {
  const tasks = tasksFor({ swarm, leastRequests });
  const stream = yield* swarmStreamSteps({ swarm, tasks, seed, blockTokens });
  const rising = [...new Set([...windowsSeconds, Infinity])].sort((a, b) => a - b);
  const { grid, curves, totals } = yield* replaySteps({ stream, windowsSeconds: rising, blindTies: true });
  const ratioAt = (windowSeconds: Seconds): Ratio =>
    cellOf({ grid, windowSeconds, capacityBlocks: Infinity }).hitTokens / totals.inputTokens;
  const [curve] = curves;
  return {
    seed,
    tasks,
    requests: totals.requests,
    inputTokens: totals.inputTokens,
    spanSeconds: (stream.startSeconds.at(-1) ?? 0) - (stream.startSeconds[0] ?? 0),
    logicalRatio: ((totals.blocks - totals.uniqueBlocks) * blockTokens) / totals.inputTokens,
    unlimitedRatio: ratioAt(Infinity),
    windowRatios: windowsSeconds.map(ratioAt),
    capacityRatios: capacitiesTokens.map((tokens) =>
      curve
        ? hitsAt({ curve: curve.hitTokens, capacityBlocks: Math.floor(tokens / blockTokens) }) / totals.inputTokens
        : 0,
    ),
  };
}
