import { useEffectEvent, useLayoutEffect, useState, type RefObject } from 'react';

/**
 * Takes a file that is dropped within the target, which says so by `data-takes-files`; what is dropped beside it is for the
 * shell. Returns whether a file is over the target now.
 */
export function useFileDrop({
  target,
  onFile,
}: {
  target: RefObject<HTMLElement | null>;
  onFile: (file: File) => void;
}): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((files: FileList) => {
    const file = configAmong(files);
    if (file) onFile(file);
  });
  // Before it is painted: what is dropped between would make the browser leave the page.
  useLayoutEffect(() => {
    const isInside = (event: DragEvent): boolean =>
      event.target instanceof Node && target.current?.contains(event.target) === true;
    const onDragOver = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      const inside = isInside(event);
      setOver(inside);
      if (!inside) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const onDragLeave = (event: DragEvent): void => {
      // Without a next element the pointer has left the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event) || !isInside(event)) return;
      event.preventDefault();
      if (event.dataTransfer) take(event.dataTransfer.files);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [target]);
  return isOver;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Of several files the one called config.json, else the first. */
function configAmong(files: FileList): File | undefined {
  const all = [...files];
  return all.find(({ name }) => name === 'config.json') ?? all[0];
}
