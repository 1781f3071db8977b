const MOST_KNOWN = 200;

/** Which revision of each entry a tab has seen last, remembered over reloads: what a save must not overwrite is any other. */
export function readRevisions(note: string | null): Map<string, number> {
  try {
    const pairs: unknown = JSON.parse(note ?? '[]');
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.flatMap((pair: unknown): [string, number][] =>
        Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number' ? [[pair[0], pair[1]]] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

export function writeRevisions(revisions: ReadonlyMap<string, number>): string {
  return JSON.stringify([...revisions].slice(-MOST_KNOWN));
}
