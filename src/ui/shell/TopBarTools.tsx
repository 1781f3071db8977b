import { PrintFoot } from '../features/export/PrintFoot.tsx';
import { ExportButton } from './ExportButton.tsx';
import { JumpButton } from './JumpButton.tsx';
import { LibraryButton } from './LibraryButton.tsx';
import { StepButtons } from './StepButtons.tsx';
import { ToastArea } from './ToastArea.tsx';
import styles from './TopBarTools.module.css';
import { useFileOpen } from './use-file-open.ts';

/** The history of the scenario, and where scenarios are kept: loaded after the first picture, which needs none of it. */
export function TopBarTools() {
  const isFileOver = useFileOpen();
  return (
    <>
      <StepButtons />
      <JumpButton />
      <LibraryButton />
      <div data-tour="export">
        <ExportButton />
      </div>
      <PrintFoot />
      <ToastArea />
      {isFileOver && <div className={styles.dropHint}>Drop the scenario’s file: it is read here and goes nowhere</div>}
    </>
  );
}
