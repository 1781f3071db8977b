import type { BlockReader } from '../block-reader.ts';
import { blocksOf, type ChainedStream, type RequestStream } from '../request-stream.ts';
import type { Ratio, Tokens } from '../../domain/units.ts';

/** Agents that must begin alike for a prefix to count as shared: one odd agent must not hide what all others send. */
const QUORUM: Ratio = 0.9;

/**
 * The longest beginning, in whole blocks, that nine in ten of the given requests have in common; 0 for fewer than two.
 * Example: prompts ABCD, ABC and ABX of ten-token blocks: all three share AB, 20 tokens.
 */
export function sharedPrefixTokens({ stream, rows }: { stream: RequestStream; rows: readonly number[] }): Tokens {
  if (rows.length < 2) return 0;
  const least = Math.max(2, Math.ceil(QUORUM * rows.length));
  const blocks =
    stream.form === 'chained' ? sharedOnPaths({ stream, rows, least }) : sharedInLists({ stream, rows, least });
  return wholeBlockTokens({ stream, rows, blocks });
}

/** The beginning that two requests have in common, in whole blocks. Example: ABCD and ABX of ten-token blocks: 20 tokens. */
export function commonPrefixTokens({
  stream,
  reader,
  row,
  other,
}: {
  stream: RequestStream;
  reader: BlockReader;
  row: number;
  other: number;
}): Tokens {
  // The reader uses its room again for the next request.
  const ids = reader.idsOf(row).slice();
  const others = reader.idsOf(other);
  let blocks = 0;
  while (blocks < Math.min(ids.length, others.length) && ids[blocks] === others[blocks]) blocks++;
  return wholeBlockTokens({ stream, rows: [row, other], blocks });
}

/** A partial last block ends a prompt; what goes on behind it is another block. */
function wholeBlockTokens({
  stream,
  rows,
  blocks,
}: {
  stream: RequestStream;
  rows: readonly number[];
  blocks: number;
}): Tokens {
  const shortest = rows.reduce(
    (least, row) =>
      blocksOf({ stream, request: row }) >= blocks ? Math.min(least, stream.inputTokens[row] ?? 0) : least,
    Infinity,
  );
  return Math.min(blocks * stream.blockTokens, Math.floor(shortest / stream.blockTokens) * stream.blockTokens);
}

/** On each path, how deep each request follows it; the depth that enough of them reach. */
function sharedOnPaths({
  stream,
  rows,
  least,
}: {
  stream: ChainedStream;
  rows: readonly number[];
  least: number;
}): number {
  const depths = new Map<number, number[]>();
  for (const row of rows) {
    let depth = stream.requestBlocks[row] ?? 0;
    let path = stream.requestPath[row] ?? 0;
    while (depth > 0 && path >= 0) {
      const known = depths.get(path);
      if (known) known.push(depth);
      else depths.set(path, [depth]);
      depth = stream.pathForkBlocks[path] ?? 0;
      path = stream.pathParent[path] ?? -1;
    }
  }
  let deepest = 0;
  for (const reached of depths.values())
    if (reached.length >= least) deepest = Math.max(deepest, reached.toSorted((a, b) => b - a)[least - 1] ?? 0);
  return deepest;
}

/** Block by block, as long as enough requests agree. */
function sharedInLists({
  stream,
  rows,
  least,
}: {
  stream: Extract<RequestStream, { form: 'blocks' }>;
  rows: readonly number[];
  least: number;
}): number {
  let alike = rows;
  for (let depth = 0; ; depth++) {
    const byBlock = new Map<number, number[]>();
    for (const row of alike) {
      if (blocksOf({ stream, request: row }) <= depth) continue;
      const block = stream.blockIds[(stream.firstBlock[row] ?? 0) + depth] ?? -1;
      const known = byBlock.get(block);
      if (known) known.push(row);
      else byBlock.set(block, [row]);
    }
    const most = [...byBlock.values()].reduce<readonly number[]>((a, b) => (b.length > a.length ? b : a), []);
    if (most.length < least) return depth;
    alike = most;
  }
}
