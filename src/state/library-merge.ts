import type { KeptScenario, LibraryEntry } from '../scenario/library-file.ts';

const NAME_LENGTH = 120;

/** What is added to a library, and what of it is there already. */
export interface Merged {
  readonly added: readonly KeptScenario[];
  readonly same: number;
  /** Of the added ones, those whose name was taken. */
  readonly renumbered: number;
}

/**
 * Scenarios of a file, merged into those there are: nothing that is there changes. The same scenario under the same name, or
 * under that name with a number, is there already; a name that is taken by another gets a number.
 *
 * Example: "Swarm" into a library with another "Swarm" becomes "Swarm (2)"; merging the same file again adds nothing.
 */
export function mergeLibrary({
  entries,
  incoming,
}: {
  entries: readonly KeptScenario[];
  incoming: readonly KeptScenario[];
}): Merged {
  const taken = new Set(entries.map(({ name }) => folded(name)));
  const known = new Set(entries.map(sameness));
  const added: KeptScenario[] = [];
  let renumbered = 0;
  for (const scenario of incoming) {
    const identity = sameness(scenario);
    if (known.has(identity)) continue;
    const name = freeName({ name: scenario.name, isTaken: (candidate) => taken.has(folded(candidate)) });
    if (name !== scenario.name) renumbered += 1;
    known.add(identity);
    taken.add(folded(name));
    added.push({ ...scenario, name });
  }
  return { added, same: incoming.length - added.length, renumbered };
}

/** The name, or the first with a number behind it that is free: "Swarm", "Swarm (2)", "Swarm (3)". */
export function freeName({ name, isTaken }: { name: string; isTaken: (name: string) => boolean }): string {
  if (!isTaken(name)) return name;
  const stem = withoutNumber(name);
  for (let i = 2; ; i++) {
    const candidate = withSuffix({ name: stem, suffix: ` (${i})` });
    if (!isTaken(candidate)) return candidate;
  }
}

/** The name with something behind it, cut where both are too long for a name. */
export function withSuffix({ name, suffix }: { name: string; suffix: string }): string {
  return name.slice(0, NAME_LENGTH - suffix.length).trimEnd() + suffix;
}

export function entryNamed({
  entries,
  name,
}: {
  entries: readonly LibraryEntry[];
  name: string;
}): LibraryEntry | undefined {
  return entries.find((entry) => folded(entry.name) === folded(name));
}

function sameness({ name, link }: KeptScenario): string {
  // A name that was cut to make room for its number is the same up to there.
  return JSON.stringify([folded(withoutNumber(name).slice(0, NAME_LENGTH - ' (9999)'.length)), link]);
}

function withoutNumber(name: string): string {
  return name.replace(/ \(\d{1,4}\)$/, '');
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
