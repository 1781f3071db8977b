import { useEffectEvent, useLayoutEffect, useState } from 'react';
import type { DroppedEntry } from './files-of-drop.ts';

/**
 * Takes files and folders dropped anywhere on the page while it is open, so that a file dropped beside a target does not make
 * the browser leave the page to show it. Returns whether something is held over the page now.
 */
export function useLogDrop(onDrop: (entries: readonly DroppedEntry[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onDrop);
  // Before it is painted: what is dropped between would make the browser leave the page.
  useLayoutEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Without a next element the pointer has left the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDropped = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) take(entriesIn(event.dataTransfer));
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDropped);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDropped);
    };
  }, []);
  return isOver;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Must be asked for within the event: afterwards its items are gone. */
function entriesIn({ items }: DataTransfer): readonly DroppedEntry[] {
  return [...items].flatMap((item): DroppedEntry[] => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    if (entry) return [entry];
    const file = item.getAsFile();
    return file ? [{ name: file.name, isFile: true, isDirectory: false, file: (onFile) => onFile(file) }] : [];
  });
}
