const MOST_SUGGESTIONS = 3;
/** One slip in so many letters is taken for one. */
const LETTERS_PER_SLIP = 3;

/**
 * Names that somebody may have meant, likeliest first: those that begin as was typed or hold it, then those that are a slip or two
 * away (a letter left out, added, changed, or two swapped).
 *
 * Example: `contxt` among `context`, `config` gives `context`.
 */
export function nearNames({ text, names }: { text: string; names: readonly string[] }): readonly string[] {
  const asked = lettersOf(text);
  if (asked === '') return [];
  return names
    .map((name, index) => ({ name, index, slips: slipsFrom({ asked, name: lettersOf(name) }) }))
    .filter(({ slips }) => slips <= Math.max(1, Math.floor(asked.length / LETTERS_PER_SLIP)))
    .toSorted((a, b) => a.slips - b.slips || a.index - b.index)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

/** `" Did you mean a or b?"`, or nothing. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function slipsFrom({ asked, name }: { asked: string; name: string }): number {
  if (name === asked) return 0;
  if (name.startsWith(asked) || (asked.length >= LETTERS_PER_SLIP && name.includes(asked))) return 1;
  return slipsBetween(asked, name);
}

/** Optimal string alignment: letters to insert, delete, change or swap with their neighbour. */
function slipsBetween(from: string, to: string): number {
  const rows: number[][] = Array.from({ length: from.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let j = 1; j <= to.length; j++) rows[0]?.push(j);
  for (let i = 1; i <= from.length; i++)
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + change,
          isSwap ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  return at(from.length, to.length);
}
