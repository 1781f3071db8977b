import type { PrefixForest } from './prefix-forest.ts';
import type { ChainedStream } from './request-stream.ts';

/**
 * Cuts a forest of prompts into the paths of a stream, so that every prompt crosses at most log₂(requests) + 1 of them:
 * at each fork the branch that more requests read goes on in the same path. Without this a conversation that replaces
 * its last block at every turn would cost turns² steps to replay.
 *
 * Source: heavy-path decomposition, D. Sleator and R. Tarjan, 1983. Ties go to the branch that appeared first.
 */
export function cutIntoPaths({
  forest,
  requestTail,
  requestBlocks,
}: {
  forest: PrefixForest;
  /** −1 for requests without blocks. */
  requestTail: Int32Array;
  requestBlocks: Uint32Array;
}): Pick<ChainedStream, 'requestPath' | 'pathParent' | 'pathForkBlocks' | 'pathBlocks'> {
  const pieces = cutIntoPieces(forest);
  const { pieceEnd, pieceParent } = pieces;
  const requestPiece = new Int32Array(requestTail.length).fill(-1);
  const weight = new Uint32Array(pieceEnd.length);
  for (const [request, tail] of requestTail.entries()) {
    if (tail < 0) continue;
    const piece = pieceAt({ pieces, tail, depth: requestBlocks[request] ?? 0 });
    requestPiece[request] = piece;
    weight[piece] = (weight[piece] ?? 0) + 1;
  }
  // Parents come before children, so one pass up and one down are enough.
  for (let piece = pieceEnd.length - 1; piece >= 0; piece--) {
    const parent = pieceParent[piece] ?? -1;
    if (parent >= 0) weight[parent] = (weight[parent] ?? 0) + (weight[piece] ?? 0);
  }
  const heavyChild = new Int32Array(pieceEnd.length).fill(-1);
  for (const [piece, parent] of pieceParent.entries()) {
    if (parent < 0) continue;
    const best = heavyChild[parent] ?? -1;
    if (best < 0 || (weight[piece] ?? 0) > (weight[best] ?? 0)) heavyChild[parent] = piece;
  }
  let paths = 0;
  for (const [piece, parent] of pieceParent.entries()) if (parent < 0 || heavyChild[parent] !== piece) paths++;
  const pathOfPiece = new Uint32Array(pieceEnd.length);
  const pathParent = new Int32Array(paths);
  const pathForkBlocks = new Uint32Array(paths);
  const pathBlocks = new Uint32Array(paths);
  let next = 0;
  for (const [piece, parent] of pieceParent.entries()) {
    const goesOn = parent >= 0 && heavyChild[parent] === piece;
    const path = goesOn ? (pathOfPiece[parent] ?? 0) : next++;
    pathOfPiece[piece] = path;
    pathBlocks[path] = pieceEnd[piece] ?? 0;
    if (goesOn) continue;
    pathParent[path] = parent < 0 ? -1 : (pathOfPiece[parent] ?? 0);
    pathForkBlocks[path] = parent < 0 ? 0 : (pieceEnd[parent] ?? 0);
  }
  const requestPath = Uint32Array.from(requestPiece, (piece) => (piece < 0 ? 0 : (pathOfPiece[piece] ?? 0)));
  return { requestPath, pathParent, pathForkBlocks, pathBlocks };
}

/** Tails cut where others leave them: pieces without forks inside, those of one tail side by side, from the top. */
interface Pieces {
  /** One more than tails: the pieces of tail t are `firstPiece[t]` … `firstPiece[t + 1]` − 1. */
  readonly firstPiece: Uint32Array;
  /** Depth of the last block. */
  readonly pieceEnd: Uint32Array;
  /** The piece above; −1 at the root. */
  readonly pieceParent: Int32Array;
}

function cutIntoPieces(forest: PrefixForest): Pieces {
  const tails = forest.parents.length;
  const parents = forest.parents.toArray();
  const ends = forest.ends.toArray();
  const forks = forest.forks.toArray();
  const { first, children } = childrenByFork({ parents, forks });
  const firstPiece = new Uint32Array(tails + 1);
  const pieceEnd = new Uint32Array(2 * tails);
  const pieceParent = new Int32Array(2 * tails);
  const forkPiece = new Int32Array(tails).fill(-1);
  let pieces = 0;
  for (let tail = 0; tail < tails; tail++) {
    firstPiece[tail] = pieces;
    let above = forkPiece[tail] ?? -1;
    let at = first[tail] ?? 0;
    const stop = first[tail + 1] ?? 0;
    const end = ends[tail] ?? 0;
    do {
      const cut = at < stop ? (forks[children[at] ?? 0] ?? 0) : end;
      pieceEnd[pieces] = cut;
      pieceParent[pieces] = above;
      while (at < stop && forks[children[at] ?? 0] === cut) forkPiece[children[at++] ?? 0] = pieces;
      above = pieces++;
    } while ((pieceEnd[above] ?? 0) < end);
  }
  firstPiece[tails] = pieces;
  return { firstPiece, pieceEnd: pieceEnd.slice(0, pieces), pieceParent: pieceParent.slice(0, pieces) };
}

/** Tails grouped by the tail they leave, those of one tail in order of depth, then of appearance. */
function childrenByFork({ parents, forks }: { parents: Int32Array; forks: Uint32Array }) {
  const first = new Uint32Array(parents.length + 1);
  for (const parent of parents) if (parent >= 0) first[parent + 1] = (first[parent + 1] ?? 0) + 1;
  for (let tail = 0; tail < parents.length; tail++) first[tail + 1] = (first[tail + 1] ?? 0) + (first[tail] ?? 0);
  const filled = first.slice();
  const children = new Uint32Array(first[parents.length] ?? 0);
  for (const [tail, parent] of parents.entries()) {
    if (parent < 0) continue;
    const at = filled[parent] ?? 0;
    children[at] = tail;
    filled[parent] = at + 1;
  }
  for (let tail = 0; tail < parents.length; tail++) {
    const from = first[tail] ?? 0;
    const to = first[tail + 1] ?? 0;
    if (to - from > 1) children.subarray(from, to).sort((a, b) => (forks[a] ?? 0) - (forks[b] ?? 0) || a - b);
  }
  return { first, children };
}

function pieceAt({ pieces, tail, depth }: { pieces: Pieces; tail: number; depth: number }): number {
  let low = pieces.firstPiece[tail] ?? 0;
  let high = (pieces.firstPiece[tail + 1] ?? 0) - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces.pieceEnd[middle] ?? 0) >= depth) high = middle;
    else low = middle + 1;
  }
  return low;
}
