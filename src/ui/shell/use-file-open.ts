import { useLayoutEffect, useState } from 'react';
import { useServices, type AppServices } from '../app-context.ts';
import { showToast } from './toast-store.ts';

/** Parts of a page that take files themselves; with this value the whole page does while they are shown. */
const OWN_DROP = 'data-takes-files';
const WHOLE_PAGE = `[${OWN_DROP}="page"]`;

/** Opens a scenario's file, or takes over a library, and says what came of it. What reads files is loaded with the first. */
export async function openFile({ file, services }: { file: File; services: AppServices }): Promise<void> {
  try {
    const { openScenarioFile } = await import('../features/library/open-scenario-file.ts');
    await openScenarioFile({ file, services });
  } catch {
    showToast({ text: 'What reads files could not be loaded. Try again, or reload the page.', isProblem: true });
  }
}

/**
 * Takes a file that is dropped anywhere but on a part that takes files itself, so that none makes the browser leave the page.
 * Returns whether one is held over the page.
 */
export function useFileOpen(): boolean {
  const services = useServices();
  const [isOver, setOver] = useState(false);
  // Before the page is painted, as everything that listens to the whole page: it may be used as soon as it is seen.
  useLayoutEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      const isOurs = bringsFiles(event) && !isTakenElsewhere(event.target);
      setOver(isOurs);
      if (!isOurs) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const onDragLeave = (event: DragEvent): void => {
      // Without a next element the pointer has left the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event) || isTakenElsewhere(event.target)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const [file] = files;
      if (files.length > 1) {
        showToast({ text: `${files.length} files were dropped. Drop one scenario at a time.`, isProblem: true });
      } else if (file) {
        void openFile({ file, services });
      }
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [services]);
  return isOver;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

function isTakenElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector(WHOLE_PAGE)) return true;
  return target instanceof Element && target.closest(`[${OWN_DROP}]`) !== null;
}
