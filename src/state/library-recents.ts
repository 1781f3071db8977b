import { readRecent, type LibraryEntry } from '../scenario/library-file.ts';
import { MOST_RECENTS } from './autosave.ts';
import type { RecentItem } from './library-types.ts';
import type { RecentsPort } from './ports.ts';

/**
 * Scenarios that were open and changed in this browser, newest first: each once, without the one that is open now and without
 * those that are saved.
 */
export function readRecents({
  port,
  entries,
  openLink,
}: {
  port: Pick<RecentsPort, 'read'>;
  entries: readonly LibraryEntry[];
  openLink: string;
}): readonly RecentItem[] {
  const seen = new Set([openLink, ...entries.map(({ link }) => link)]);
  return port
    .read()
    .flatMap(({ key, text }): RecentItem[] => {
      const recent = readRecent(text);
      return recent === null ? [] : [{ key, ...recent }];
    })
    .toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
    .filter(({ link }) => {
      const isNew = !seen.has(link);
      seen.add(link);
      return isNew;
    })
    .slice(0, MOST_RECENTS);
}
