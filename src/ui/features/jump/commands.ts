import { hashOf } from '../../../state/scenario-store.ts';
import type { AppServices } from '../../app-context.ts';
import { startTour } from '../tour/tour-store.ts';
import { showToast } from '../../shell/toast-store.ts';
import type { JumpEntry } from './find-entries.ts';

type Services = Pick<AppServices, 'store' | 'link' | 'clipboard' | 'page'>;

/** What the app does at a word, besides going somewhere. */
export function jumpCommands({
  services: { store, link, clipboard, page },
  otherScheme,
  setScheme,
  showKeys,
}: {
  services: Services;
  otherScheme: 'light' | 'dark';
  setScheme: (scheme: 'light' | 'dark') => void;
  showKeys: () => void;
}): readonly JumpEntry[] {
  const copyLink = async (): Promise<void> => {
    const { scenario, book } = store.getState();
    const isTaken = await clipboard.write(link.hrefWith(hashOf(scenario, book)));
    showToast({
      text: isTaken ? 'The link to this scenario is on the clipboard.' : 'The browser did not allow copying.',
    });
  };
  const command = (entry: Omit<JumpEntry, 'kind'>): JumpEntry => ({ ...entry, kind: 'command' });
  return [
    command({
      id: 'copy-link',
      name: 'Copy link',
      detail: 'the address that reopens exactly this',
      keywords: 'share url',
      run: () => void copyLink(),
    }),
    command({ id: 'undo', name: 'Undo', detail: 'Ctrl Z', keywords: 'back', run: () => pressInBar('Undo') }),
    command({ id: 'redo', name: 'Redo', detail: 'Ctrl Y', keywords: 'again', run: () => pressInBar('Redo') }),
    command({
      id: 'export',
      name: 'Export…',
      detail: 'workbook (.xlsx), Markdown, print',
      keywords: 'save download excel xlsx spreadsheet csv markdown pdf',
      run: () => pressInBar('Export'),
    }),
    command({
      id: 'library',
      name: 'Library…',
      detail: 'save this scenario, open another',
      keywords: 'save open file recent scenarios',
      run: () => pressInBar('Library'),
    }),
    command({
      id: 'presets',
      name: 'Presets…',
      detail: 'workloads to start from',
      keywords: 'examples templates',
      run: () => pressInBar('Presets'),
    }),
    command({
      id: 'embed',
      name: 'Embed…',
      detail: 'HTML that shows one figure elsewhere',
      keywords: 'iframe',
      run: () => pressInBar('Embed'),
    }),
    command({
      id: 'compare',
      name: 'Compare scenarios',
      detail: 'side by side',
      keywords: 'difference versus',
      run: () => page.write('compare'),
    }),
    command({
      id: 'print',
      name: 'Print this page',
      detail: 'or save it as a PDF',
      keywords: 'paper report',
      // The search must be gone from the paper.
      run: () => requestAnimationFrame(() => window.print()),
    }),
    command({
      id: 'scheme',
      name: otherScheme === 'dark' ? 'Dark theme' : 'Light theme',
      detail: 'colours of the page',
      keywords: 'color scheme mode night',
      run: () => setScheme(otherScheme),
    }),
    command({
      id: 'tour',
      name: 'Start the tour',
      detail: 'from the answer to a shared link',
      keywords: 'help introduction guide explain',
      run: startTour,
    }),
    command({
      id: 'keys',
      name: 'Keyboard shortcuts',
      detail: '?',
      keywords: 'keys help hotkeys',
      run: showKeys,
    }),
  ];
}

/** Presses a button of the top bar, as somebody would who looks for it there. */
function pressInBar(name: string): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>('section[aria-label="Scenario"] button');
  const button = [...buttons].find((each) => (each.getAttribute('aria-label') ?? each.innerText).startsWith(name));
  button?.focus();
  button?.click();
}
