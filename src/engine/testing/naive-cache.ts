import type { Seconds, Tokens } from '../../domain/units.ts';
import type { TouchOrder } from '../replay-blocks.ts';

/** A request as the slow caches read it. */
export interface NaiveRequest {
  readonly startSeconds: Seconds;
  readonly inputTokens: Tokens;
  readonly blockIds: readonly number[];
}

export interface NaiveLimits {
  readonly windowSeconds: Seconds;
  readonly capacityBlocks: number;
  readonly order: TouchOrder;
  /** Requests of one instant all look up before any touches; leaf-first only. */
  readonly blindTies?: boolean;
}

interface Entry {
  readonly block: number;
  readonly touchedSeconds: Seconds;
}

/**
 * The slow and obvious twin of the replays: one list of what is cached, most recent first, for one window and one
 * capacity. Gives the leading blocks that each request finds. Nothing in it knows of distances, runs or chains.
 */
export function naiveHits({
  requests,
  windowSeconds,
  capacityBlocks,
  order,
  blindTies = false,
}: NaiveLimits & { readonly requests: readonly NaiveRequest[] }): readonly number[] {
  let cached: readonly Entry[] = [];
  const touch = (block: number, touchedSeconds: Seconds) => {
    cached = [{ block, touchedSeconds }, ...cached.filter((entry) => entry.block !== block)];
  };
  const isCached = (block: number) => cached.some((entry) => entry.block === block);
  const lookUp = ({ startSeconds, blockIds }: NaiveRequest): number => {
    cached = cached.filter(({ touchedSeconds }) => startSeconds - touchedSeconds <= windowSeconds);
    const missing = blockIds.findIndex((block) => !isCached(block));
    return missing < 0 ? blockIds.length : missing;
  };
  if (order === 'sequential')
    return requests.map((request) => {
      let hits = 0;
      for (const [at, block] of request.blockIds.entries()) {
        if (lookUp({ ...request, blockIds: [block] }) === 1 && hits === at) hits++;
        touch(block, request.startSeconds);
        cached = cached.slice(0, capacityBlocks);
      }
      return hits;
    });
  const write = ({ startSeconds, blockIds }: NaiveRequest) => {
    for (const block of blockIds.toReversed()) touch(block, startSeconds);
    cached = cached.slice(0, capacityBlocks);
  };
  if (!blindTies)
    return requests.map((request) => {
      const hits = lookUp(request);
      write(request);
      return hits;
    });
  const instants = [...new Set(requests.map(({ startSeconds }) => startSeconds))];
  return instants.flatMap((instant) => {
    const siblings = requests.filter(({ startSeconds }) => startSeconds === instant);
    const hits = siblings.map(lookUp);
    for (const request of siblings) write(request);
    return hits;
  });
}

/** The same without limit of size, where reads renew nothing. A miss writes what is missing, or all from there on. */
export function naiveHitsWithoutRefresh({
  requests,
  windowSeconds,
  writes,
}: {
  readonly requests: readonly NaiveRequest[];
  readonly windowSeconds: Seconds;
  readonly writes: 'recomputed' | 'missing';
}): readonly number[] {
  const written = new Map<number, Seconds>();
  return requests.map(({ startSeconds, blockIds }) => {
    for (const [block, at] of written) if (startSeconds - at > windowSeconds) written.delete(block);
    const missing = blockIds.findIndex((block) => !written.has(block));
    const hits = missing < 0 ? blockIds.length : missing;
    const stored = writes === 'recomputed' ? blockIds.slice(hits) : blockIds.filter((block) => !written.has(block));
    for (const block of stored) written.set(block, startSeconds);
    return hits;
  });
}

/** References served by a list that drops its oldest entry. */
export function naiveFifo({
  requests,
  capacityBlocks,
}: {
  readonly requests: readonly NaiveRequest[];
  readonly capacityBlocks: number;
}): number {
  let row: readonly number[] = [];
  let hits = 0;
  for (const block of requests.flatMap(({ blockIds }) => blockIds)) {
    if (row.includes(block)) hits++;
    else if (capacityBlocks > 0) row = [...row, block].slice(-capacityBlocks);
  }
  return hits;
}

/** The most references any policy could serve, by trying every choice: for a dozen references. */
export function mostHits({
  requests,
  capacityBlocks,
}: {
  readonly requests: readonly NaiveRequest[];
  readonly capacityBlocks: number;
}): number {
  const references = requests.flatMap(({ blockIds }) => blockIds);
  const known = new Map<string, number>();
  const best = (at: number, held: readonly number[]): number => {
    const block = references[at];
    if (block === undefined) return 0;
    const key = `${at}:${held.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isHit = held.includes(block);
    const choices = [held];
    if (!isHit) {
      const grown = [...held, block].sort((a, b) => a - b);
      if (grown.length <= capacityBlocks) choices.push(grown);
      else if (capacityBlocks > 0) for (const out of held) choices.push(grown.filter((other) => other !== out));
    }
    const most = (isHit ? 1 : 0) + Math.max(...choices.map((choice) => best(at + 1, choice)));
    known.set(key, most);
    return most;
  };
  return best(0, []);
}
