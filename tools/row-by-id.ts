import { InputError } from './input-error.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** A row of the catalogue by id or name, whatever the case and what stands between words. */
export function byId<T extends Row>({
  rows,
  id,
  flag,
  what,
}: {
  rows: readonly T[];
  id: string;
  flag: string;
  what: string;
}): T {
  const asked = lettersOf(id);
  const found = rows.find((row) => lettersOf(row.id) === asked || lettersOf(row.name) === asked);
  if (found) return found;
  const near = rowsLike({ rows, text: id }).map((row) => row.id);
  const hint =
    near.length === 0 ? `One of: ${rows.map((row) => row.id).join(' ')}.` : `Did you mean ${near.join(', ')}?`;
  throw new InputError(`${flag}: no ${what} "${id}" in the catalogue. ${hint}`);
}

const MOST_SUGGESTIONS = 5;
const FEWEST_LETTERS = 2;

/** Rows whose id holds what was typed; else those whose id begins most like one of its words, by two letters at least. */
function rowsLike<T extends Row>({ rows, text }: { rows: readonly T[]; text: string }): readonly T[] {
  const asked = lettersOf(text);
  if (asked === '') return [];
  const whole = rows.filter(({ id }) => lettersOf(id).includes(asked));
  if (whole.length > 0) return whole.slice(0, MOST_SUGGESTIONS);
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const likeness = (row: T): number =>
    Math.max(...words.map((word) => commonLetters({ word, name: lettersOf(row.id) })));
  const most = Math.max(FEWEST_LETTERS, ...rows.map(likeness));
  return rows.filter((row) => likeness(row) === most).slice(0, MOST_SUGGESTIONS);
}

/** Letters that two begin with alike. */
function commonLetters({ word, name }: { word: string; name: string }): number {
  const differs = [...word].findIndex((letter, i) => letter !== name[i]);
  return differs === -1 ? word.length : differs;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
