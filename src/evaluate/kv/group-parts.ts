import type { Footprint, FootprintGroup } from '../../domain/kv-cache/footprint.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';

/** The bytes of a group at a context, by whether a longer sequence would have more of them. */
export interface GroupParts {
  readonly growingBytes: Bytes;
  /** Windows, chunks, states, an encoder's output: full once, then the same however long the sequence gets. */
  readonly fixedBytes: Bytes;
}

/**
 * A compressed group has both, every other kind one of the two. The part of an engine’s last block that is still empty
 * counts as growing: it is what the next tokens fill.
 */
export function partsOf({ sized, contextTokens }: { sized: FootprintGroup; contextTokens: Tokens }): GroupParts {
  const { group, bytesPerSequence, marginalBytesPerToken, fixedBytesPerSequence } = sized;
  switch (group.kind) {
    case 'full':
    case 'mla':
      return { growingBytes: bytesPerSequence, fixedBytes: 0 };
    case 'compressed': {
      const rest = Math.max(0, bytesPerSequence - marginalBytesPerToken * contextTokens);
      // Before its window is full a group keeps less of it.
      const fixedBytes = Math.min(rest, fixedBytesPerSequence);
      return { growingBytes: bytesPerSequence - fixedBytes, fixedBytes };
    }
    default:
      return { growingBytes: 0, fixedBytes: bytesPerSequence };
  }
}

/**
 * What the engine holds beside the groups: the working state of V4's compressors, which belongs to the sequence and to
 * no block. Nothing without an engine.
 */
export function besideGroupsOf({ groups, bytesPerSequence, perRankBytesPerSequence }: Footprint): {
  readonly bytesPerSequence: Bytes;
  readonly perRankBytesPerSequence: Bytes;
} {
  const sum = (of: (group: FootprintGroup) => Bytes): Bytes => groups.reduce((all, group) => all + of(group), 0);
  return {
    bytesPerSequence: bytesPerSequence - sum((group) => group.bytesPerSequence),
    perRankBytesPerSequence: perRankBytesPerSequence - sum((group) => group.perRankBytesPerSequence),
  };
}
