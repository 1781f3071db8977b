import type { Ratio } from '../domain/units.ts';
import { createRandom, type Random } from './random.ts';

/** How requests are spread over replicas that each have a cache of their own. */
export interface Replicas {
  /** Default: 1. */
  readonly replicas?: number;
  /** Share of agents whose requests all go to one replica, drawn once; each request of the others is drawn. Default: 1. */
  readonly affinityRatio?: Ratio;
}

/** Routing draws from a sequence of its own, so that the same seed sends the same requests however they are routed. */
const ROUTING_SEED = 0x5bd1e995;

/**
 * Draws the replica of every request, evenly over all. With one replica nothing is drawn. As many numbers are drawn
 * whatever the affinity: an agent that is routed with affinity at one share is at every larger one, to the same replica.
 *
 * Errors: a `RangeError` for replicas that are not a whole number above 0 and a share outside 0 … 1.
 * Ignores: load. A router that fills the shortest queue spreads more evenly than chance does.
 */
export class Routing {
  readonly replicas: number;
  readonly #affinityRatio: Ratio;
  readonly #random: Random;
  #replicaOfAgent: number | undefined;

  constructor({ replicas = 1, affinityRatio = 1, seed }: Replicas & { readonly seed: number }) {
    if (!(Number.isSafeInteger(replicas) && replicas > 0))
      throw new RangeError(`${replicas} replicas: there must be a whole number of them, at least one`);
    if (!(affinityRatio >= 0 && affinityRatio <= 1))
      throw new RangeError(`An affinity of ${affinityRatio}: it must be from 0 to 1`);
    this.replicas = replicas;
    this.#affinityRatio = affinityRatio;
    this.#random = createRandom(seed ^ ROUTING_SEED);
  }

  /** The requests drawn next are those of another agent. */
  startAgent(): void {
    if (this.replicas === 1) return;
    const isAffine = this.#random.uniform() < this.#affinityRatio;
    const replica = this.#drawReplica();
    this.#replicaOfAgent = isAffine ? replica : undefined;
  }

  /** The replica of the agent's next request: 0 … replicas − 1. */
  nextReplica(): number {
    if (this.replicas === 1) return 0;
    const drawn = this.#drawReplica();
    return this.#replicaOfAgent ?? drawn;
  }

  #drawReplica(): number {
    return Math.floor(this.#random.uniform() * this.replicas);
  }
}
