/** Fleets beyond this are not looked for: no more memory helps them. */
const MOST_NODES = 2 ** 30;
/** So many numbers are tried one after the other where more nodes may hit less. */
const MOST_TRIED = 64;

interface NodesAsked {
  /** Working nodes that a fleet of so many needs, with the hits that its memory gives; Infinity where none suffice. */
  readonly neededAt: (nodes: number) => number;
  /** Fleets grow by so many. */
  readonly together: number;
}

/**
 * The fewest nodes that suffice with the hits their own memory gives: the smallest n with needed(n) ≤ n. `null`: none do.
 *
 * More nodes hold more, so more hits, so fewer are needed: needed(n) never rises, the smallest n lies between
 * needed(needed(1)) and needed(1), and bisection finds it. Example: 40 are needed without memory, 30 with that of 30 nodes and
 * 31 with that of 29: 30.
 */
export function fewestNodes({ neededAt, together }: NodesAsked): number | null {
  const suffices = (nodes: number): boolean => neededAt(nodes) <= nodes;
  let high = together;
  while (neededAt(high) === Infinity) {
    high *= 2;
    if (high > MOST_NODES) return null;
  }
  high = Math.max(high, wholeGroups({ nodes: neededAt(high), together }));
  let low = Math.max(together, wholeGroups({ nodes: neededAt(high), together }));
  while (low < high) {
    const middle = low + Math.floor((high - low) / together / 2) * together;
    if (suffices(middle)) high = middle;
    else low = middle + together;
  }
  return low;
}

/**
 * The same where more nodes may hit less, because each has a cache of its own and requests do not return to theirs. From the
 * number that one cache of the same size would need on, each is tried, so the smallest is found within 64; beyond that one
 * that suffices, which is not always the smallest.
 */
export function fewestNodesOfOwnCaches({
  neededAt,
  together,
  from,
}: NodesAsked & { /** As if all nodes shared one cache: at most the answer. */ readonly from: number }): number | null {
  const suffices = (nodes: number): boolean => neededAt(nodes) <= nodes;
  let nodes = from;
  for (let tried = 0; tried < MOST_TRIED; tried++, nodes += together) if (suffices(nodes)) return nodes;
  let high = nodes;
  while (!suffices(high)) {
    high *= 2;
    if (high > MOST_NODES) return null;
  }
  let low = nodes;
  while (low < high) {
    const middle = low + Math.floor((high - low) / together / 2) * together;
    if (suffices(middle)) high = middle;
    else low = middle + together;
  }
  return high;
}

function wholeGroups({ nodes, together }: { nodes: number; together: number }): number {
  return Math.ceil(nodes / together) * together;
}
