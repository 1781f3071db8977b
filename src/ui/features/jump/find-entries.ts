/** What can be reached, in the order in which kinds of equal worth stand. */
export const KINDS = ['page', 'command', 'input', 'preset', 'model', 'offer', 'offerRow'] as const;
export type JumpKind = (typeof KINDS)[number];

/** Something to be reached by its name. */
export interface JumpEntry {
  readonly id: string;
  readonly kind: JumpKind;
  readonly name: string;
  /** Beside the name: where it is, or what it does. */
  readonly detail: string;
  /** Other words it may be looked for under; not shown. */
  readonly keywords?: string;
  /** Shown only once something is typed. */
  readonly isDetail?: boolean;
  readonly run: () => void;
}

export interface FoundKind {
  readonly kind: JumpKind;
  readonly entries: readonly JumpEntry[];
}

/** Enough to choose from; more is found by typing on. */
const MOST_OF_A_KIND = 7;

const NO_MATCH = Infinity;

/**
 * What a search means, best first: the kind with the best match stands first, and within a kind names come before details.
 *
 * Every word must stand somewhere, in any order and whatever the case. A name that begins with what was typed is better than
 * one that has all words at the beginning of words of its own, that than one that has them anywhere, and that than words found
 * in the details. Equals keep the order they came in. Nothing typed shows pages and commands.
 */
export function findEntries({
  query,
  entries,
}: {
  query: string;
  entries: readonly JumpEntry[];
}): readonly FoundKind[] {
  const typed = query.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (typed === '') return grouped(entries.filter(isFirst).map(unranked));
  const words = typed.split(' ');
  const found = entries.map((entry) => ({ entry, rank: rankOf({ entry, typed, words }) }));
  return grouped(
    found.filter(({ rank }) => rank !== NO_MATCH).toSorted((a, b) => a.rank - b.rank),
    MOST_OF_A_KIND,
  );
}

interface Ranked {
  readonly entry: JumpEntry;
  readonly rank: number;
}

function isFirst({ kind, isDetail = false }: JumpEntry): boolean {
  return (kind === 'page' || kind === 'command') && !isDetail;
}

const unranked = (entry: JumpEntry): Ranked => ({ entry, rank: 0 });

function grouped(ranked: readonly Ranked[], most = Infinity): readonly FoundKind[] {
  return KINDS.map((kind) => {
    const own = ranked.filter(({ entry }) => entry.kind === kind);
    return { kind, rank: own[0]?.rank ?? NO_MATCH, entries: own.slice(0, most).map(({ entry }) => entry) };
  })
    .filter(({ entries }) => entries.length > 0)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ kind, entries }) => ({ kind, entries }));
}

function rankOf({
  entry: { name, detail, keywords = '' },
  typed,
  words,
}: {
  entry: JumpEntry;
  typed: string;
  words: readonly string[];
}): number {
  const title = name.toLowerCase();
  if (title === typed) return 0;
  if (title.startsWith(typed)) return 1;
  if (words.every((word) => startsAWord({ word, text: title }))) return 2;
  if (words.every((word) => title.includes(word))) return 3;
  const rest = `${title} ${detail.toLowerCase()} ${keywords.toLowerCase()}`;
  if (words.every((word) => startsAWord({ word, text: rest }))) return 4;
  return words.every((word) => rest.includes(word)) ? 5 : NO_MATCH;
}

function startsAWord({ word, text }: { word: string; text: string }): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  return false;
}
