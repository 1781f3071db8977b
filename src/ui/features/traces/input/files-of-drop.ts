import type { TraceFile } from '../../../../state/trace-types.ts';
import { LOCALE } from '../../../format/locale.ts';

/** As much of a `FileSystemEntry` as walking a folder needs. */
export interface DroppedEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly file?: (onFile: (file: File) => void, onError: (error: unknown) => void) => void;
  readonly createReader?: () => {
    readEntries(onEntries: (entries: readonly DroppedEntry[]) => void, onError: (error: unknown) => void): void;
  };
}

/** Found in folders: more than anybody's logs, fewer than a whole disk. */
export const MOST_FILES = 50_000;

/** Never logs, and often many files. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

export interface DroppedFiles {
  readonly files: readonly TraceFile[];
  /** There are more than `MOST_FILES`; the rest was not looked at. */
  readonly isCut: boolean;
  /** The browser could not open them. */
  readonly unreadable: number;
}

/**
 * All files of a drop, folders walked through. What lies in a folder comes in the order of its names and may be left out
 * where it is no log. A folder gives its entries a hundred at a time, until it gives none.
 */
export async function filesOfEntries({
  entries,
  isWanted = () => true,
  most = MOST_FILES,
}: {
  entries: readonly DroppedEntry[];
  /** Asked between folders: somebody may have given up. */
  isWanted?: () => boolean;
  most?: number;
}): Promise<DroppedFiles> {
  const files: TraceFile[] = [];
  let unreadable = 0;
  let isCut = false;
  const walk = async (entry: DroppedEntry, isFound: boolean): Promise<void> => {
    if (isCut || !isWanted()) return;
    if (entry.isDirectory) {
      const inside = await entriesOf(entry);
      if (inside === null) unreadable++;
      // One after another: their order is the order of the log's files.
      for (const each of inside ?? []) if (!isSkipped(each)) await walk(each, true);
      return;
    }
    const file = await fileOf(entry);
    if (file === null) unreadable++;
    else if (files.length >= most) isCut = true;
    else files.push(isFound ? foundFile(file) : file);
  };
  for (const entry of entries) await walk(entry, false);
  return { files, isCut, unreadable };
}

/** The same of a folder that was chosen: the browser has walked through it. */
export function filesOfFolder(chosen: readonly File[]): DroppedFiles {
  const pathOf = (file: File): string => file.webkitRelativePath || file.name;
  const files = chosen.filter(
    (file) =>
      !pathOf(file)
        .split('/')
        .some((part) => SKIPPED_FOLDERS.has(part)),
  );
  return {
    files: files
      .toSorted((a, b) => byName(pathOf(a), pathOf(b)))
      .slice(0, MOST_FILES)
      .map(foundFile),
    isCut: files.length > MOST_FILES,
    unreadable: 0,
  };
}

/** Nobody chose it by name, so it need not be a log. */
function foundFile(file: File): TraceFile {
  return Object.assign(file, { mayBeOther: true });
}

function isSkipped({ isDirectory, name }: DroppedEntry): boolean {
  return isDirectory && SKIPPED_FOLDERS.has(name);
}

// Made once: with options of its own each comparison is slow.
const { compare: byName } = new Intl.Collator(LOCALE, { numeric: true });

async function entriesOf(folder: DroppedEntry): Promise<readonly DroppedEntry[] | null> {
  const reader = folder.createReader?.();
  if (!reader) return null;
  const all: DroppedEntry[] = [];
  for (;;) {
    // The next part can be asked for only once this one is there.
    const part = await new Promise<readonly DroppedEntry[] | null>((resolve) =>
      reader.readEntries(resolve, () => resolve(null)),
    );
    if (part === null) return all.length > 0 ? all : null;
    if (part.length === 0) return all.toSorted((a, b) => byName(a.name, b.name));
    all.push(...part);
  }
}

function fileOf(entry: DroppedEntry): Promise<File | null> {
  return new Promise((resolve) => {
    if (entry.file) entry.file(resolve, () => resolve(null));
    else resolve(null);
  });
}
