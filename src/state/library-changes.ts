import { LIBRARY_SCHEMA, readEntry, type KeptScenario, type LibraryEntry } from '../scenario/library-file.ts';
import type { LibraryPort, StorageAnswer } from './ports.ts';

/**
 * Changes of single entries, each within one transaction against what is stored at that moment. What another tab has changed
 * meanwhile is left as it is, and the answer is `null`.
 */

export async function addEntries({
  port,
  kept,
}: {
  port: LibraryPort;
  kept: readonly KeptScenario[];
}): Promise<StorageAnswer<readonly LibraryEntry[]>> {
  const entries = kept.map((scenario): LibraryEntry => ({
    schema: LIBRARY_SCHEMA,
    id: port.newKey(),
    revision: 1,
    ...scenario,
  }));
  const answer = await port.add(entries.map((entry) => ({ key: entry.id, value: entry })));
  return answer.status === 'failed' ? answer : { status: 'done', value: entries };
}

/** `revision`: the one this tab has seen; only that is replaced. */
export function replaceEntry({
  port,
  id,
  revision,
  kept,
}: {
  port: LibraryPort;
  id: string;
  revision: number;
  kept: KeptScenario;
}): Promise<StorageAnswer<LibraryEntry | null>> {
  return changeEntry({ port, id, make: (there) => (there.revision === revision ? { ...there, ...kept } : null) });
}

/** Takes the name off the entry as it was shown; whatever else was changed since stays. */
export function renameEntry({
  port,
  shown,
  name,
}: {
  port: LibraryPort;
  shown: LibraryEntry;
  name: string;
}): Promise<StorageAnswer<LibraryEntry | null>> {
  return changeEntry({
    port,
    id: shown.id,
    make: (there) => (there.name === shown.name ? { ...there, name } : null),
  });
}

/** `null` also where the entry is gone or of a later Tokenhouse. */
async function changeEntry({
  port,
  id,
  make,
}: {
  port: LibraryPort;
  id: string;
  make: (there: LibraryEntry) => LibraryEntry | null;
}): Promise<StorageAnswer<LibraryEntry | null>> {
  let changed: LibraryEntry | null = null;
  const answer = await port.change({
    key: id,
    make(stored) {
      const there = readEntry(stored);
      const made = there && make(there);
      changed = there && made ? { ...made, revision: there.revision + 1 } : null;
      return changed ?? stored;
    },
  });
  return answer.status === 'failed' ? answer : { status: 'done', value: changed };
}

/** Whether the entry is gone now: it is not, where it was changed since it was shown. */
export async function removeEntry({
  port,
  shown,
}: {
  port: LibraryPort;
  shown: LibraryEntry;
}): Promise<StorageAnswer<boolean>> {
  const answer = await port.change({
    key: shown.id,
    make: (stored) => (readEntry(stored)?.revision === shown.revision ? undefined : stored),
  });
  return answer.status === 'failed' ? answer : { status: 'done', value: answer.value === undefined };
}

/** Takes a deletion back; what another tab has put in its place stays. */
export function restoreEntry({
  port,
  entry,
}: {
  port: LibraryPort;
  entry: LibraryEntry;
}): Promise<StorageAnswer<unknown>> {
  return port.change({
    key: entry.id,
    make: (stored) => (stored === undefined ? { ...entry, revision: entry.revision + 1 } : stored),
  });
}
