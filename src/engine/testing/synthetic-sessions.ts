import { mulberry32 } from '../../domain/testing/naive-swarm-cache.ts';
import { ChainStreamBuilder, type ChainedRequest } from '../chain-builder.ts';
import { BlockIdStreamBuilder, type BlockIdRequest } from '../prefix-chain.ts';
import type { RequestStream } from '../request-stream.ts';

export const BLOCK_TOKENS = 64;

/** A turn of a made-up coding session. */
export interface SyntheticTurn {
  readonly session: number;
  /** The session's request before it in the list; absent at its begin. */
  readonly before: number | undefined;
  readonly startSeconds: number;
  /** Leading blocks kept from it. */
  readonly sharedBlocks: number;
  readonly blocks: number;
}

/**
 * Sessions played back to back in slots, in order of time: they begin at some 400 blocks, grow by some 30 a turn, now and
 * then pause for minutes, and start over from a third of their blocks when they have reached some 4,000.
 */
export function syntheticTurns({ slots, references }: { slots: number; references: number }): readonly SyntheticTurn[] {
  const random = mulberry32(17);
  const turns: SyntheticTurn[] = [];
  const open = Array.from({ length: slots }, (_, session) => ({ session, turnsLeft: 0, before: -1, nextSeconds: 0 }));
  let sessions = slots;
  for (let total = 0; total < references;) {
    let slot = open[0];
    for (const other of open) if (slot && other.nextSeconds < slot.nextSeconds) slot = other;
    if (!slot) break;
    if (slot.turnsLeft === 0) {
      slot.session = sessions++;
      slot.before = -1;
      slot.turnsLeft = 20 + Math.floor(random() * 150);
    }
    const above = turns[slot.before]?.blocks ?? 0;
    const sharedBlocks = above > 4_000 ? Math.floor(above / 3) : above;
    const blocks = above === 0 ? 200 + Math.floor(random() * 400) : sharedBlocks + Math.floor(random() * 60);
    const before = slot.before < 0 ? undefined : slot.before;
    turns.push({ session: slot.session, before, startSeconds: slot.nextSeconds, sharedBlocks, blocks });
    slot.before = turns.length - 1;
    slot.turnsLeft--;
    slot.nextSeconds += 5 + 30 * random() + (random() < 0.03 ? 2_000 * random() : 0);
    total += blocks;
  }
  return turns;
}

export function descents(turns: readonly SyntheticTurn[]): readonly ChainedRequest[] {
  return turns.map(({ before: parent, startSeconds, sharedBlocks, blocks }) => ({
    startSeconds,
    inputTokens: blocks * BLOCK_TOKENS,
    outputTokens: 100,
    parent,
    sharedBlocks,
    newBlocks: blocks - sharedBlocks,
  }));
}

export function streamByDescent(requests: readonly ChainedRequest[]): RequestStream {
  const builder = new ChainStreamBuilder({ blockTokens: BLOCK_TOKENS });
  for (const request of requests) builder.addRequest(request);
  return builder.build();
}

/** The same requests as lists of block ids. Turns that go on from each other are views of one array. */
export function blockIdRequests(turns: readonly SyntheticTurn[]): readonly BlockIdRequest[] {
  const next = new Map<number, number>();
  for (const [index, { before }] of turns.entries()) if (before !== undefined) next.set(before, index);
  const chains: Uint32Array[] = [];
  let ids = 0;
  return turns.map((turn, index) => {
    const above = turn.before === undefined ? undefined : chains[turn.before];
    let chain = above;
    if (!chain || turn.sharedBlocks < (turns[turn.before ?? 0]?.blocks ?? 0)) {
      // A new array, as long as the session will grow before it starts over.
      let last = index;
      for (let later = next.get(index); later !== undefined; later = next.get(last)) {
        if (turns[later]?.sharedBlocks !== turns[last]?.blocks) break;
        last = later;
      }
      chain = new Uint32Array(turns[last]?.blocks ?? 0);
      chain.set(above?.subarray(0, turn.sharedBlocks) ?? []);
      for (let at = turn.sharedBlocks; at < chain.length; at++) chain[at] = ids++;
    }
    chains.push(chain);
    const { startSeconds, blocks } = turn;
    return { startSeconds, inputTokens: blocks * BLOCK_TOKENS, outputTokens: 100, blockIds: chain.subarray(0, blocks) };
  });
}

export function streamByIds(requests: readonly BlockIdRequest[]): RequestStream {
  const builder = new BlockIdStreamBuilder({ blockTokens: BLOCK_TOKENS });
  for (const request of requests) builder.addRequest(request);
  return builder.build().stream;
}
