import { useEffect, useRef, useState } from 'react';
import { useTraces } from '../use-traces.ts';
import { filesOfEntries, filesOfFolder, MOST_FILES, type DroppedEntry, type DroppedFiles } from './files-of-drop.ts';
import { cutInWords, unreadableInWords } from './reading-words.ts';
import { useLogDrop } from './use-log-drop.ts';

export interface LogFiles {
  /** Something is held over the page. */
  readonly isOver: boolean;
  /** A dropped folder is being walked through. */
  readonly isListing: boolean;
  /** What of the last choice was not passed on; empty where all was. */
  readonly note: string;
  readonly chooseFiles: (files: readonly File[]) => void;
  readonly chooseFolder: (files: readonly File[]) => void;
  readonly stopListing: () => void;
}

/** Three ways to files: dropped, chosen, or a folder of them. What came last counts. */
export function useLogFiles(): LogFiles {
  const read = useTraces((state) => state.read);
  const [isListing, setListing] = useState(false);
  const [note, setNote] = useState('');
  const turn = useRef(0);

  const supersede = (): number => {
    setListing(false);
    setNote('');
    return ++turn.current;
  };
  const take = ({ files, isCut, unreadable }: DroppedFiles): void => {
    const notes = [isCut ? cutInWords(MOST_FILES) : '', unreadableInWords(unreadable)];
    if (files.length > 0) read(files);
    else if (unreadable === 0) notes.push('There is no file in it.');
    setNote(notes.join(' ').trim());
  };
  const drop = async (entries: readonly DroppedEntry[]): Promise<void> => {
    const mine = supersede();
    setListing(true);
    const found = await filesOfEntries({ entries, isWanted: () => mine === turn.current });
    if (mine !== turn.current) return;
    setListing(false);
    take(found);
  };
  // A walk that is under way must not start a reading on another page.
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );
  const isOver = useLogDrop((entries) => void drop(entries));

  return {
    isOver,
    isListing,
    note,
    chooseFiles(files) {
      supersede();
      // An empty choice is a dialogue that was closed.
      if (files.length > 0) read(files);
    },
    chooseFolder(files) {
      supersede();
      if (files.length > 0) take(filesOfFolder(files));
    },
    stopListing() {
      supersede();
    },
  };
}
