import type { PagePort } from '../../../state/ports.ts';
import { bringIntoView } from '../../shared/bring-into-view.ts';
import { labelledInputs } from './labelled-inputs.ts';

/** Where a field is. */
export interface InputPlace {
  readonly page: string;
  readonly view: string | null;
  /** Only where one name stands in several cards. */
  readonly card: string | null;
  readonly label: string;
}

/** A page may bring a library of its own first. */
const LOADED_WITHIN_MS = 10_000;

/**
 * Opens the page and the part a field stands in, unfolds what hides it, and puts the focus there. Resolves to whether it was
 * found: a scenario may not have it.
 */
export async function goToInput({ place, port }: { place: InputPlace; port: PagePort }): Promise<boolean> {
  const isOpen = (port.read() ?? 'spend') === place.page;
  if (!isOpen || controlOf(place) === undefined) openPart({ place, port });
  const control = await found(place);
  if (!control) return false;
  focusInput(control);
  return true;
}

/** Opens a page, or a part of it, as one step that Back undoes. */
export function openPart({ place, port }: { place: Pick<InputPlace, 'page' | 'view'>; port: PagePort }): void {
  port.write(place.page);
  if (place.view !== null) port.writeView(place.view, 'replace');
}

/** In sight, whatever was folded over it, and with the focus. */
export function focusInput(control: HTMLElement): void {
  for (let fold = control.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  control.focus({ preventScroll: true });
  bringIntoView({ part: control, block: 'center' });
}

function controlOf({ card, label }: InputPlace): HTMLElement | undefined {
  const main = document.getElementById('main');
  if (!main) return undefined;
  return labelledInputs(main).find(
    (input) => input.label === label && (card === null || input.card === card) && isReady(input.control),
  )?.control;
}

/** What stands in a field's place until its list is loaded would take the focus away with it. */
function isReady(control: HTMLElement): boolean {
  return !(control instanceof HTMLInputElement && control.readOnly);
}

function found(place: InputPlace): Promise<HTMLElement | undefined> {
  const look = (): HTMLElement | undefined => {
    const control = controlOf(place);
    if (!control && place.card !== null) unfold(place.card);
    return control;
  };
  return new Promise((resolve) => {
    const end = (control: HTMLElement | undefined): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(control);
    };
    const observer = new MutationObserver(() => {
      const control = look();
      if (control) end(control);
    });
    const timer = setTimeout(() => end(look()), LOADED_WITHIN_MS);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['readonly'],
    });
    const control = look();
    if (control) end(control);
  });
}

/** A role shows its fields when it is opened. */
function unfold(card: string): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('#main button[aria-expanded="false"]'))
    if (button.getAttribute('aria-label') === `Unfold the inputs of ${card}`) button.click();
}
